#!/usr/bin/env bash
# Guess:    What an extractor strips of an article's text is marks, and the words in them stay.
# Behavior: article-extractor removes the words with the marks wherever a mark is not one of some thirty: those of <q>,
#           <time>, <cite>, <mark>, <del> and <ins>, <dfn>, <data> and <dt>. "She said <q>No</q> on <time>15 December</time>"
#           is "She said on", and of "not <del>900</del> but <ins>400</ins> boats" neither figure is left. <b>, <em>, <abbr>,
#           <sup>, <s> and <u> stay.
# Version:  @extractus/article-extractor 9.0.1, on Node.js 20. Its documentation lists the option `allowedTags` and says that
#           disallowed tags are removed and not escaped; of what stands in them it says nothing.
# Why:      These marks stand about what an article is kept for: who was quoted, which day, which figure was corrected to
#           which. The sentence around the gap reads as if nothing had been there.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund @extractus/article-extractor@9.0.1

cat >extract.mjs <<'SCRIPT'
import assert from "node:assert";
import { extractFromHtml } from "@extractus/article-extractor";

const filler =
  "The council met for three hours on Thursday evening in the old hall beside the harbor, and the owners of the boats " +
  "came with their families.";
const around = `<p>${filler}</p><p>${filler}</p>`;

async function extract(inner, expected) {
  const body = `<article><h1>Fees rise</h1>${around}${inner}${around}</article>`;
  const page = `<html lang="en"><head><title>Fees rise in the harbor</title></head><body>${body}</body></html>`;
  const { content } = await extractFromHtml(page, "https://example.org/fees");
  const text = content.replaceAll(filler, "").replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").trim();
  console.log(`${inner}\n    ${text}`);
  assert.equal(text, expected, "other words are left now");
}

await extract("<p>She said <q>We had no choice</q> on <time>15 December</time>, twice.</p>", "She said on , twice.");
await extract("<p>There were not <del>900</del> but <ins>400</ins> boats.</p>", "There were not but boats.");
await extract("<p>That <mark>no</mark> fee is due stands in <cite>The Harbor Post</cite>.</p>", "That fee is due stands in .");
await extract("<dl><dt>Varn</dt><dd>400 boats</dd><dt>Sund</dt><dd>7 boats</dd></dl>", "400 boats 7 boats");
await extract("<p>It was <em>not</em> <b>412</b> in the <abbr>EU</abbr>.</p>", "It was not 412 in the EU .");
console.log("\nseen as described, with article-extractor 9.0.1");
SCRIPT
node extract.mjs
