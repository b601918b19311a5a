#!/usr/bin/env bash
# Guess:    The last word of a name is its surname, or a degree where it is written as one.
# Behavior: Ma, one of the most frequent surnames of China, is taken for a master's degree, however it is written: "Clara Ma"
#           has an empty surname, and so has "Ma, Clara", where the comma says which is which. "Clara Lin Ma" is a Lin, "Mister
#           Clara Ma" a Clara, and two who signed, "Ada Moor and Clara Ma", are one Ada Clara. So it is with I, a surname of
#           Korea. The words Ben and Al before the last make a part of the surname: "Ada Ben Low" stands under Ben.
# Version:  humanparser 2.7.0 (parse-full-name 1.2.7 and nameparser 2.6.0 of Python read them), on Node.js 20. Its
#           documentation shows "III" as a suffix; which words are one, and that a surname may be empty, it does not tell.
# Why:      Lists of authors are sorted and cited by surname. What this person wrote is found under nobody, or under another
#           family, and a citation names her by her first name.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check nameparser==2.6.0
cd "$place"
npm install --silent --no-audit --no-fund humanparser@2.7.0 parse-full-name@1.2.7

cat >read.mjs <<'SCRIPT'
import assert from "node:assert";
import humanparser from "humanparser";
import { parseFullName } from "parse-full-name";

const READ = [
  ["Clara Low", "Low", "Low"],
  ["Clara Ma", "", "Ma"],
  ["Ma, Clara", "", "Ma"],
  ["Clara Lin Ma", "Lin", "Ma"],
  ["Kim I", "", "I"],
  ["Ada Ben Low", "Ben Low", "Low"],
  ["Ada Moor and Clara Ma", "Clara", "Ma"],
];
for (const [name, expected, other] of READ) {
  const { lastName } = humanparser.parseName(name);
  console.log(`${name.padEnd(22)} ${lastName.padEnd(8)} ${parseFullName(name).last}`);
  assert.equal(lastName, expected, "it is read in another way now");
  assert.equal(parseFullName(name).last, other, "parse-full-name reads it in another way now");
}
SCRIPT
node read.mjs
venv/bin/python - <<'PYTHON'
from nameparser import HumanName

for name in ("Clara Ma", "Ma, Clara", "Clara Lin Ma"):
    assert HumanName(name).last == "Ma", "nameparser reads it in another way now"
print("\nseen as described, with humanparser 2.7.0")
PYTHON
