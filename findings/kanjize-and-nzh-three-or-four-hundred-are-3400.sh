#!/usr/bin/env bash
# Guess:    A reader of Chinese and Japanese numerals gives the number, or an error where there is none to give.
# Behavior: "Three or four hundred" (三四百) is 3,400 for kanjize and for nzh, which takes "two or three hundred" (二、三百) for
#           2,300 as well. For nzh "several hundred" (数百) is 0, and so is 3千, "three thousand" with a figure in it. Of the two
#           forms of the sign for a hundred million each of its readers knows one: three billion as printed in Japan and
#           Taiwan, 三十億, is 30 for that of mainland China, and 三十亿 is 30 for that of Hong Kong. japanese-numerals-to-number
#           gives an error for each estimate.
# Version:  kanjize 1.6.1, nzh 1.0.14 and japanese-numerals-to-number 1.0.2 on Node.js 20. nzh's documentation shows `decodeS`
#           for whole numbers; of what is none it says nothing.
# Why:      Estimates are printed so, "three or four hundred came". They enter a comparison of accounts as a figure that is
#           ten times too large, and billions as thirty.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check kanjize==1.6.1
cd "$place"
npm install --silent --no-audit --no-fund nzh@1.0.14 japanese-numerals-to-number@1.0.2

venv/bin/python - <<'PYTHON'
from kanjize import kanji2number

for written, expected in {"四百十二": 412, "三十億": 3_000_000_000, "三四百": 3400}.items():
    print("kanjize", written, kanji2number(written))
    assert kanji2number(written) == expected, "it is read in another way now"
PYTHON
cat >read.cjs <<'SCRIPT'
const assert = require("node:assert");
const japanese = require("japanese-numerals-to-number");
const { cn, hk } = require("nzh");

const READ = [
  ["四百十二", 412, 412],
  ["三四百", 3400, 3400],
  ["二、三百", 2300, 2300],
  ["数百", 0, 0],
  ["3千", 0, 0],
  ["三十亿", 3_000_000_000, 30],
  ["三十億", 30, 3_000_000_000],
];
for (const [written, ...expected] of READ) {
  const found = [Number(cn.decodeS(written)), Number(hk.decodeS(written))];
  console.log("nzh", written, ...found);
  assert.deepEqual(found, expected, "it is read in another way now");
}
for (const written of ["三四百", "二、三百", "数百"]) assert.throws(() => japanese(written), "it is read now");
console.log("\nseen as described, with kanjize 1.6.1 and nzh 1.0.14");
SCRIPT
node read.cjs
