#!/usr/bin/env bash
# Guess:    What the extractor behind a web clipper drops from an article is menus and links.
# Behavior: A list of a few short items, ordered or not, is dropped if it follows a full sentence: "The votes were counted."
#           stays, and the list of votes is gone. After a colon or a heading it is kept. A <dl> with short answers is dropped
#           as well. So is the <footer> of a block quotation, which names the speaker, and the heading of the first day of a
#           chronology, which becomes the page's date.
# Version:  defuddle 0.19.4 (with jsdom 24.1.3), on Node.js 20
# Why:      Clippings are kept because the page may go. Results, prices and names come in short lists; the clipping reads well
#           without them, and nobody looks for what is not there until the page is gone.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund defuddle@0.19.4 jsdom@24.1.3

cat >clip.mjs <<'SCRIPT'
import assert from "node:assert";
import { Defuddle } from "defuddle/node";
import { JSDOM } from "jsdom";

const filler =
  "The council met for three hours on Thursday evening in the old hall beside the harbor, and the owners of the boats " +
  "came with their families.";
const text = `<p>${filler}</p>`;

async function clip(inner) {
  const page = `<html lang="en"><head><title>Fees rise</title></head><body><article><h1>Fees rise</h1>${inner}</article></body></html>`;
  const url = "https://example.org/fees";
  const found = await Defuddle(new JSDOM(page, { url }), url, { markdown: true });
  console.log(found.content.replaceAll(filler, "[…]").replace(/\n+/g, "\n"), `\npublished: ${found.published || "-"}\n`);
  return found;
}

const votes = "<ol><li>Ada Moor, 412 votes</li><li>Anna Keller, 400 votes</li></ol>";
const counted = (await clip(text + text + "<p>The votes were counted.</p>" + votes + text + text)).content;
assert(counted.includes("were counted") && !counted.includes("412"), "a short list after a sentence is kept now");
const led = (await clip(text + text + "<p>These were elected:</p>" + votes + text + text)).content;
assert(led.includes("412 votes"), "a list is dropped now also where a paragraph leads to it");
const fees = (await clip(text + text + "<dl><dt>Boats</dt><dd>120 a year</dd></dl>" + text + text)).content;
assert(!fees.includes("120"), "a short <dl> is kept now");
const said = "<blockquote><p>We had no choice in this.</p><footer>Ada Moor, mayor</footer></blockquote>";
const quoted = (await clip(text + said + text + text)).content;
assert(quoted.includes("no choice") && !quoted.includes("Ada Moor"), "the speaker is kept now");
const days = ["15 December 2016", "16 December 2016"].map((day) => `<h2>${day}</h2>${text}`).join("");
const week = await clip(days);
assert(!week.content.includes("15 December") && week.content.includes("## 16 December"), "the first day is kept now");
assert(week.published.startsWith("2016-12-15"), "the first day is no longer the page's date");
console.log("seen as described, with defuddle 0.19.4");
SCRIPT
node clip.mjs
