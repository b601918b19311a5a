#!/usr/bin/env bash
# Guess:    `byline` is what its documentation calls it, the author of the page, and a page that names none has none.
# Behavior: Where the head of the page names no author, the first short element of the text whose class holds "author",
#           "byline" or "dateline" becomes it, wherever it stands: the name below a block quotation, or the credit of a
#           photograph. It is also taken out of the text, so that the quotation has no speaker. With an author in the head
#           both stay where they are.
# Version:  @mozilla/readability 0.6.0 (with jsdom 24.1.3), on Node.js 20
# Why:      Reading lists and clippers file a page under this name. The person who was quoted, or the photographer, becomes
#           the writer of an article against which he may have spoken, and the quotation reads as the writer's own words.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund @mozilla/readability@0.6.0 jsdom@24.1.3

cat >read.mjs <<'SCRIPT'
import assert from "node:assert";
import { Readability } from "@mozilla/readability";
import { JSDOM } from "jsdom";

const filler =
  "The council met for three hours on Thursday evening in the old hall beside the harbor, and the owners of the boats " +
  "came with their families to hear what would be said about the fees.";
const text = `<p>${filler}</p>`;

function read(inner, head = "") {
  const page = `<html lang="en"><head><title>Fees rise</title>${head}</head><body><article><h1>Fees rise</h1>
${text}${text}${inner}${text}${text}</article></body></html>`;
  const found = new Readability(new JSDOM(page, { url: "https://example.org/fees" }).window.document).parse();
  console.log(`byline: ${found.byline}\n${found.textContent.replaceAll(filler, "[…]").replace(/\s+/g, " ")}\n`);
  return found;
}

const said = '<blockquote><p>We had no choice in this.</p><p class="quote-author">Ada Moor, mayor</p></blockquote>';
const quoted = read(said);
assert.equal(quoted.byline, "Ada Moor, mayor", "the speaker is no longer the author");
assert(quoted.textContent.includes("no choice") && !quoted.textContent.includes("Ada Moor"), "the speaker is kept now");

const picture = '<figure><img src="pier.jpg"><figcaption>The pier <span class="byline">Photo: Ben Low</span></figcaption></figure>';
assert.equal(read(picture).byline, "Photo: Ben Low", "the photographer is no longer the author");

const named = read(said, '<meta name="author" content="Anna Keller">');
assert(named.byline === "Anna Keller" && named.textContent.includes("Ada Moor"), "an author in the head no longer helps");
console.log("seen as described, with @mozilla/readability 0.6.0");
SCRIPT
node read.mjs
