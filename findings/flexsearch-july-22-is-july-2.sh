#!/usr/bin/env bash
# Guess:    A search for a figure finds the texts that hold it.
# Behavior: With its default encoder FlexSearch keeps one of equal digits that follow each other, as of equal letters: 777, 77
#           and 7 are one word, and so are 11 and 1, 22 and 2, 400, 40 and 4000. "July 22" finds July 2, "11 September" the
#           first, "400 boats" four thousand, and which comes first is a matter of which was added first. With `encoder:
#           Charset.Exact` each finds its own.
# Version:  flexsearch 0.8.212, on Node.js 20. Its documentation says of the encoder that letters are deduplicated ("missing"
#           becomes "mising"), and that numbers are kept.
# Why:      Who looks for the day or the count that one account gives gets the articles with another, at the top, as if they
#           were what was asked for; and no search tells apart the accounts that say forty from those that say four hundred.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund flexsearch@0.8.212

cat >find.mjs <<'SCRIPT'
import assert from "node:assert";
import flexsearch from "flexsearch";

const TEXTS = [
  "Flight 7 was late", "Flight 77 was late", "Flight 777 was late",
  "The vote of July 2", "The vote of July 22",
  "Signed on 1 September", "Signed on 11 September",
  "There were 40 boats", "There were 400 boats", "There were 4000 boats",
];
const FOUND = {
  "777": ["Flight 7 was late", "Flight 77 was late", "Flight 777 was late"],
  "July 22": ["The vote of July 2", "The vote of July 22"],
  "11 September": ["Signed on 1 September", "Signed on 11 September"],
  "400 boats": ["There were 40 boats", "There were 400 boats", "There were 4000 boats"],
};

function index(options) {
  const made = new flexsearch.Index(options);
  TEXTS.forEach((text) => made.add(text, text));
  return made;
}
const [plain, exact] = [index(), index({ encoder: flexsearch.Charset.Exact })];
for (const [asked, expected] of Object.entries(FOUND)) {
  console.log(asked.padEnd(13), plain.search(asked).join(" | "));
  assert.deepStrictEqual(plain.search(asked), expected, "something else is found now");
  assert(exact.search(asked).length < expected.length, "the exact encoder takes them for one now too");
}
console.log("\nseen as described, with flexsearch 0.8.212");
SCRIPT
node find.mjs
