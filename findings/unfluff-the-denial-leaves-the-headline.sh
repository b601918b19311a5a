#!/usr/bin/env bash
# Guess:    What is cut from a page's title is the name of the site.
# Behavior: `title` is the longest piece between bars, dashes and colons, whatever it says: "Council denies: boats were counted
#           in the harbor" is "boats were counted in the harbor", also where the page gives its headline apart from the site
#           (`og:title`), and "412 dead | The Sund Times and Messenger" is the paper's name, for `softTitle` too.
# Version:  unfluff 3.2.0, on Node.js 20. Its documentation calls `title` the one of the <title> tag and shows one that ends
#           before a colon, and `softTitle` one with less truncation; that the beginning may go it does not say.
# Why:      Link lists and archives show the title and nothing else. The headline says that it happened, and the paper that it
#           was denied; all articles of a paper with a long name bear its name.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund unfluff@3.2.0

cat >extract.mjs <<'SCRIPT'
import assert from "node:assert";
import unfluff from "unfluff";

const TITLES = [
  ["Council denies: boats were counted in the harbor", "boats were counted in the harbor"],
  ["Not guilty - says the court of Varn", "says the court of Varn"],
  ["412 dead | The Sund Times and Messenger", "The Sund Times and Messenger"],
];
for (const [said, expected] of TITLES) {
  const { title, softTitle } = unfluff(`<html><head><title>${said}</title></head><body></body></html>`);
  const { title: own } = unfluff(`<html><head><meta property="og:title" content="${said}"></head><body></body></html>`);
  console.log(`${said} -> ${title} / ${softTitle}`);
  assert.deepEqual([title, own], [expected, expected], "it is cut in another way now");
}

console.log("\nseen as described, with unfluff 3.2.0");
SCRIPT
node extract.mjs
