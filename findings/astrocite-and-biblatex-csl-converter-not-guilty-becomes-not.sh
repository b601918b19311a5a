#!/usr/bin/env bash
# Guess:    A title of a list of references in BibTeX has all its words after it was read, if not all of its marks.
# Behavior: astrocite-bibtex drops what it knows no mark for, with the words in it: of "The court: not \textbf{guilty}" it
#           leaves "The court: not". Of signs between dollars it drops ≈ and ≠, so that "fees $\neq$ taxes" are "fees taxes",
#           and writes > as an inverted question mark: "$>$ 400 boats" is "¿ 400 boats". An institution in braces, which
#           BibTeX takes as one name, is a person, Health Organization, World. biblatex-csl-converter keeps bold words and
#           institutions, but drops ≠ and × too, and "and others" is an author of this name. Neither tells of an error.
# Version:  astrocite-bibtex 0.16.4, biblatex-csl-converter 3.6.0, on Node.js 20. The documentation of neither says that words
#           or signs are left out.
# Why:      Titles are what one searches and cites by. A verdict is cut off, what is unequal is one thing, and the list has an
#           author called Others.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund astrocite-bibtex@0.16.4 biblatex-csl-converter@3.6.0

cat >read.mjs <<'SCRIPT'
import assert from "node:assert";
import { parse as astrocite } from "astrocite-bibtex";
import { CSLExporter, parse } from "biblatex-csl-converter";

const entry = (title, author) => `@article{one, title = {${title}}, author = {${author}}, journal = {Port}, year = {2016}}`;

function converted(text) {
  const { entries, errors, warnings } = parse(text);
  assert.deepEqual([errors, warnings], [[], []], "it tells of an error now");
  return new CSLExporter(entries).parse()[1];
}

const TITLES = [
  ["The court: not \\emph{guilty}", "The court: not <i>guilty</i>", "The court: not <i>guilty</i>"],
  ["The court: not \\textbf{guilty}", "The court: not ", "The court: not <b>guilty</b>"],
  ["Fees $\\neq$ taxes", "Fees  taxes", "Fees  taxes"],
  ["Boats: 5 $\\times$ 3", "Boats: 5  3", "Boats: 5  3"],
  ["Boats: $\\approx 300$", "Boats:  300", "Boats: ≈300"],
  ["Not $>$ 400 boats", "Not ¿ 400 boats", "Not > 400 boats"],
];
for (const [written, ...expected] of TITLES) {
  const text = entry(written, "Moor, Ada");
  const found = [astrocite(text)[0].title, converted(text).title];
  console.log([written, ...found].join(" | "));
  assert.deepEqual(found.map((each) => each.trim()), expected.map((each) => each.trim()), "it is read in another way now");
}
const text = entry("Fees", "{World Health Organization} and others");
const [first, second] = [astrocite(text)[0].author, converted(text).author];
console.log(JSON.stringify(first), JSON.stringify(second));
assert.deepEqual(first, [{ family: "Health Organization", given: "World" }], "the names are read in another way now");
assert.deepEqual(second, [{ literal: "World Health Organization" }, { literal: "others" }], "the names are read in another way now");
console.log("\nseen as described, with astrocite-bibtex 0.16.4 and biblatex-csl-converter 3.6.0");
SCRIPT
node read.mjs
