#!/usr/bin/env bash
# Guess:    What is cut from a page's title is the name of the site.
# Behavior: `title` is the longest piece between bars, dashes and colons, whatever it says: "Council denies: boats were counted
#           in the harbor" is "boats were counted in the harbor", also where the page gives its headline apart from the site
#           (`og:title`), and "412 dead | The Sund Times and Messenger" is the paper's name, for `softTitle` too. `text` has no
#           block quotation, no list of short items, no heading and no table, and of a sentence it leaves out the words of <q>,
#           <cite>, <time>, <del> and <ins>: "not <del>900</del> but <ins>400</ins> boats" is "not but boats".
# Version:  unfluff 3.2.0, on Node.js 20. Its documentation calls `title` the one of the <title> tag and shows one that ends
#           before a colon, and `softTitle` one with less truncation; that the beginning may go, and what of the text goes, it
#           does not say.
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

const first = "The council of Varn met in the harbor this week, as the master of the harbor had asked for in a letter to the town.";
const last = "It will meet again in the spring, when the ice has gone and the first of the boats are expected to come in.";
const told = "It said that not <del>900</del> but <ins>400</ins> boats had been there, and <cite>The Sund</cite> said <q>none</q> of them.";
const between = `<h2>No fee</h2><p>${told}</p><blockquote>We had no choice.</blockquote>
  <ul><li>Holm: 400</li><li>Varn: 412</li></ul><table><tr><td>2015</td><td>120</td></tr></table>`;
const { text } = unfluff(`<html><body><article><p>${first}</p>${between}<p>${last}</p></article></body></html>`);
const paragraphs = text.split("\n\n").map((each) => each.replace(/\s+/g, " "));
console.log(paragraphs[1]);
assert.deepEqual(paragraphs, [first, "It said that not but boats had been there, and said of them.", last]);
console.log("\nseen as described, with unfluff 3.2.0");
SCRIPT
node extract.mjs
