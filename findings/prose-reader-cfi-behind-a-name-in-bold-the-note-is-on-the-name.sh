#!/usr/bin/env bash
# Guess:    A place in a book that is written as an EPUB CFI leads every reading system back to the same words.
# Behavior: The standard gives text odd numbers and elements even ones, and does not count comments. @prose-reader/cfi counts
#           all nodes alike. In "<em>Ada</em> <b>Moor</b> did not count boats" it writes the place before "did not" as /4:1,
#           but 4 is the name in bold, and there it leads, with @prose-reader/cfi itself too. The right place, /5:1, which
#           foliate-js and epub-cfi-resolver write, it does not find. Behind a comment it finds no words for what foliate-js
#           wrote, and foliate-js raises an error for what it wrote. In a sentence with one element between two texts all
#           agree.
# Version:  @prose-reader/cfi 1.286.0, foliate-js 1.0.1, epub-cfi-resolver 1.0.2 (with jsdom 24.1.3), on Node.js 20. Its
#           repository has counted by the standard since September 2026; no published version does.
# Why:      Bookmarks, notes and the place where reading stopped are exchanged between readers of books as CFIs. A remark on
#           what somebody denied lies on a name, or is gone, in each paragraph that begins with two marked words.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund @prose-reader/cfi@1.286.0 foliate-js@1.0.1 epub-cfi-resolver@1.0.2 jsdom@24.1.3

cat >exchange.mjs <<'SCRIPT'
import assert from "node:assert";
import { generate, resolve } from "@prose-reader/cfi";
import resolver from "epub-cfi-resolver";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("");
for (const name of ["document", "Node", "NodeFilter", "Range", "Text", "Element"]) globalThis[name] = window[name];
Object.assign(globalThis, { window });
const foliate = await import("foliate-js/epubcfi.js");

function chapter(paragraph) {
  const text = `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Boats</title></head><body>${paragraph}</body></html>`;
  return new window.DOMParser().parseFromString(text, "application/xhtml+xml");
}

const said = (node, offset) => (node ? (node.data ?? node.localName).slice(node.data ? offset : 0) : "nothing");
const READERS = {
  prose: (cfi, page) => {
    const { node, offset } = resolve(cfi, page);
    return said(node, offset);
  },
  foliate: (cfi, page) => {
    try {
      const { startContainer, startOffset } = foliate.toRange(page, foliate.parse(cfi));
      return said(startContainer.childNodes[startOffset] ?? startContainer, startOffset);
    } catch {
      return "an error";
    }
  },
};

function exchanged(paragraph) {
  const page = chapter(paragraph);
  const texts = [];
  for (const walker = page.createTreeWalker(page.querySelector("p"), 4); walker.nextNode(); ) texts.push(walker.currentNode);
  const node = texts.find((each) => each.data.includes("did not"));
  const range = page.createRange();
  range.setStart(node, node.data.indexOf("did not"));
  range.collapse(true);
  const written = { prose: generate({ node, offset: range.startOffset }), foliate: foliate.fromRange(range) };
  const other = resolver.generate(node, range.startOffset).replace("(/2", "(");
  assert.equal(other, written.foliate, "foliate-js and epub-cfi-resolver no longer agree");
  const found = Object.values(written).map((cfi) => [cfi, ...Object.values(READERS).map((read) => read(cfi, chapter(paragraph)))]);
  console.log([paragraph, ...found.map((each) => each.join(" | "))].join("\n    "));
  return found;
}

const rest = "did not count boats.";
assert.deepEqual(exchanged(`<p>The <em>council</em> ${rest}</p>`), [
  ["epubcfi(/4/2/3:1)", rest, rest],
  ["epubcfi(/4/2/3:1)", rest, rest],
]);
assert.deepEqual(exchanged(`<p><em>Ada</em> <b>Moor</b> ${rest}</p>`), [
  ["epubcfi(/4/2/4:1)", "b", "b"],
  ["epubcfi(/4/2/5:1)", "nothing", rest],
]);
assert.deepEqual(exchanged(`<p>The <!-- page 7 -->council<!-- --> ${rest}</p>`), [
  ["epubcfi(/4/2/5:1)", rest, "an error"],
  ["epubcfi(/4/2/1:12)", "", rest],
]);
console.log("\nseen as described");
SCRIPT
node exchange.mjs
