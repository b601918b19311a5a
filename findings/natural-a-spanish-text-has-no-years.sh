#!/usr/bin/env bash
# Guess:    What cuts a text into words for an index keeps its numbers, in Spanish as in French.
# Behavior: In Spanish and Portuguese each sign that is no letter of the language parts two words and is dropped, and digits
#           are no letters: of "15 de diciembre de 2016 llegaron 412 barcos" December, "arrived" and "boats" are left. The
#           stemmers for the two languages cut their texts so, and with them all that natural builds on a stemmer: classifiers
#           and measures of how alike two texts are. In French, Italian, German and Russian the numbers stay. The tokenizer
#           for Indonesian drops capital letters: Jakarta is "akarta", and Orbán "rb" and "n".
# Version:  natural 8.1.1, on Node.js 20. Its documentation lists the tokenizers by language and does not say which of the
#           signs they drop.
# Why:      Reports on the flood of 2016 and on the flood of 2006 are the same text to it, and no search for a year or a count
#           finds an article in these two languages.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund natural@8.1.1

cat >cut.cjs <<'SCRIPT'
const assert = require("node:assert");
const natural = require("natural");

const CUT = [
  ["PorterStemmerFr", "Le 15 décembre 2016, 412 bateaux", "15 décembr 2016 412 bateau"],
  ["PorterStemmerEs", "El 15 de diciembre de 2016 llegaron 412 barcos", "el diciembr lleg barc"],
  ["PorterStemmerPt", "Em 15 de dezembro de 2016 chegaram 412 barcos", "dezembr cheg barc"],
];
for (const [name, text, expected] of CUT) {
  const words = natural[name].tokenizeAndStem(text).join(" ");
  console.log(`${name}: ${text} -> ${words}`);
  assert.equal(words, expected, "it is cut in another way now");
}

const indonesian = new natural.AggressiveTokenizerId().tokenize("Orbán tiba di Jakarta pada 2016").join(" ");
console.log(indonesian);
assert.equal(indonesian, "rb n tiba di akarta pada 2016", "it is cut in another way now");

const classifier = new natural.BayesClassifier(natural.PorterStemmerEs);
classifier.addDocument("La inundación de 2006: 900 barcos", "2006");
classifier.addDocument("La inundación de 2016: 412 barcos", "2016");
classifier.train();
const values = classifier.getClassifications("La inundación de 2016: 412 barcos").map((each) => each.value);
console.log(values);
assert.equal(values[0], values[1], "the two floods are told apart now");
console.log("\nseen as described, with natural 8.1.1");
SCRIPT
node cut.cjs | grep -v '^◇'
