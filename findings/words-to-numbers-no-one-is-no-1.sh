#!/usr/bin/env bash
# Guess:    A library that turns the number words of a text into figures changes no other word and no value.
# Behavior: "No one came" becomes "No 1 came", "a few boats" "1 few boats", "the second boat" "the 2 boat" and "a second boat"
#           "1 2 boat". "Three hundred and sixty five thousand" is 5,360, "twenty one hundred" is 120, and "one point five
#           million euros" is "NaN euros". The year "nineteen fourteen" is two numbers, 19 and 14.
# Version:  words-to-numbers 1.5.1, on Node.js 20. Its documentation shows whole sentences, ordinals as cardinals, and an
#           option for such years; of "one" and "a" as other words it says nothing. That "a" becomes 1 stands in its tracker.
# Why:      Figures that are spelled out are made comparable in this way. "No one came" becomes a sentence about a boat number
#           one, a count shrinks to a seventieth, and both are kept as text like any other.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund words-to-numbers@1.5.1

cat >read.cjs <<'SCRIPT'
const assert = require("node:assert");
const { wordsToNumbers } = require("words-to-numbers");

const READ = {
  "four hundred and twelve boats": "412 boats",
  "No one came.": "No 1 came.",
  "A few boats came.": "1 few boats came.",
  "the second boat": "the 2 boat",
  "a second boat": "1 2 boat",
  "one point five million euros": "NaN euros",
  "in nineteen fourteen": "in 19 14",
  "three hundred and sixty five thousand boats": "5360 boats",
  "twenty one hundred boats": "120 boats",
};
for (const [written, expected] of Object.entries(READ)) {
  const found = wordsToNumbers(written);
  console.log(`${written.padEnd(44)} ${found}`);
  assert.equal(found, expected, "it is read in another way now");
}
console.log("\nseen as described, with words-to-numbers 1.5.1");
SCRIPT
node read.cjs
