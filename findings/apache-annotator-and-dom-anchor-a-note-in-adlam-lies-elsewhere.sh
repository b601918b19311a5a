#!/usr/bin/env bash
# Guess:    A note's position, written by one library for annotations on the web, is the same passage for another.
# Behavior: dom-anchor-text-position, Hypothesis's, counts a sign beyond the first 65,536 twice, @apache-annotator/dom once, as
#           the W3C has it. Where three words in Adlam, the letters of Fulani, stand before it, a note on "did not count boats"
#           lies on "ats in Varn. It cou" for the other, and the other way round on the last of these letters and "The council
#           did". In Chinese each rare sign of a name moves it by one: a note on 未到, "did not come", lies on "come to the
#           harbor". Both give a range, and neither an error.
# Version:  dom-anchor-text-position 5.0.0, @apache-annotator/dom 0.2.0 (with jsdom 24.1.3), on Node.js 20. The W3C's Web
#           Annotation Data Model says that characters are to be counted as code points and not as code units; neither
#           library's documentation tells what it counts.
# Why:      Annotations are exchanged as TextPositionSelector, and where the quotation occurs twice, the position decides. In
#           pages in Adlam, Osage or Chakma, every note is as far from its passage as the page has letters before it.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund dom-anchor-text-position@5.0.0 @apache-annotator/dom@0.2.0 \
  @apache-annotator/selector@0.2.0 jsdom@24.1.3

cat >exchange.mjs <<'SCRIPT'
import assert from "node:assert";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<!doctype html><article></article>");
for (const name of ["document", "Node", "NodeFilter", "Range", "Text"]) globalThis[name] = window[name];
globalThis.window = window;
const { fromRange, toRange } = await import("dom-anchor-text-position");
const { createTextPositionSelectorMatcher, describeTextPosition } = await import("@apache-annotator/dom");

async function exchanged(text, noted) {
  const root = document.querySelector("article");
  root.textContent = text;
  const range = document.createRange();
  range.setStart(root.firstChild, text.indexOf(noted));
  range.setEnd(root.firstChild, text.indexOf(noted) + noted.length);
  const theirs = fromRange(root, range);
  const ours = await describeTextPosition(range, root);
  const matches = createTextPositionSelectorMatcher({ type: "TextPositionSelector", ...theirs })(root);
  const { value } = await matches.next();
  const found = [value.toString(), toRange(root, ours).toString()];
  console.log(`${noted}: ${JSON.stringify(theirs)} ${JSON.stringify(ours)} -> ${found.join(" / ")}`);
  return found;
}

const boats = "The council did not count boats in Varn. It counted carts.";
const noted = "did not count boats";
assert.deepEqual(await exchanged(`Ada Moor: ${boats}`, noted), [noted, noted]);
const found = await exchanged(`𞤀𞤣𞤤𞤢𞤥 𞤆𞤵𞤤𞤢𞤪 𞤘𞤢𞤲𞤣𞤢𞤤. ${boats}`, noted);
assert.deepEqual(found, ["ats in Varn. It cou", "𞤤. The council did"], "they count alike now");
assert.deepEqual(await exchanged("𠮷野未到港口。", "未到"), ["到港", "野未"], "they count alike now");
console.log("\nseen as described");
SCRIPT
node exchange.mjs
