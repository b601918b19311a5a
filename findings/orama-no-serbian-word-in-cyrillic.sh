#!/usr/bin/env bash
# Guess:    An index made for one of the languages that a search library supports has the words of that language.
# Behavior: Each of Orama's thirty languages cuts the text at what is none of its letters, and the lists of letters are short.
#           Serbian has the Latin ones only: no word of an article in Cyrillic is in the index. Arabic lacks its own digits,
#           hamza and alif madda: ٤١٢ is nowhere, August (آب) is one letter, and "now" (الآن) two pieces. Hindi and Nepali have
#           neither vowel signs nor digits: Delhi is the letters d, l and l, and whoever asks for it gets the article on Ladakh
#           first. Ukrainian lacks ґ and the apostrophe, the Romanian of older keyboards ş and ţ. In English, Orbán is "orb"
#           and "n".
# Version:  @orama/orama 3.1.18, on Node.js 20, as it is and with `language`. Its documentation lists these languages as
#           supported and says that texts in them are split into words by their rules.
# Why:      A search that finds nothing is taken for an archive that holds nothing. Half of what is printed in Serbian is in
#           Cyrillic; no figure of an Arabic article can be found as it was written.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund @orama/orama@3.1.18

cat >search.mjs <<'SCRIPT'
import assert from "node:assert";
import { create, insert, search } from "@orama/orama";

const CUT = [
  ["serbian", "Veće nije brojalo brodove", "vece nije brojalo brodove"],
  ["serbian", "Веће није бројало бродове", ""],
  ["arabic", "أحصى المجلس ٤١٢ قاربا في آب", "أحصى المجلس قاربا في ب"],
  ["arabic", "الآن", "ال ن"],
  ["indian", "दिल्ली में ४१२ नाव", "द ल म न व"],
  ["nepali", "दिल्ली", "द ल"],
  ["ukrainian", "п'ять ґанок", "п ять анок"],
  ["romanian", "Timişoara", "timi oara"],
  ["english", "Orbán in Łódź", "orb n in od"],
];
for (const [language, text, expected] of CUT) {
  const words = create({ schema: { text: "string" }, language }).tokenizer.tokenize(text, language).join(" ");
  console.log(`${language.padEnd(10)} ${text} -> ${words}`);
  assert.equal(words, expected, "it is cut in another way now");
}

async function found(language, texts, term) {
  const index = create({ schema: { text: "string" }, language });
  for (const text of texts) await insert(index, { text });
  return (await search(index, { term })).hits.map((hit) => hit.document.text);
}
assert.deepEqual(await found("serbian", ["Веће у Сунду није бројало бродове"], "бродове"), [], "Cyrillic is found now");
assert.deepEqual(await found("arabic", ["أحصى المجلس ٤١٢ قاربا"], "٤١٢"), [], "Arabic digits are found now");
const cities = await found("indian", ["दिल्ली में नाव", "कल लद्दाख"], "दिल्ली");
assert.equal(cities[0], "कल लद्दाख", "Delhi is found first now");
console.log("\nseen as described, with Orama 3.1.18");
SCRIPT
node search.mjs
