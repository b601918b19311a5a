#!/usr/bin/env bash
# Guess:    A reader of quantities gives those of ordinary sentences, or none.
# Behavior: "Half a million people" are 1,500,000, "half a billion euros" 1,500,000,000, a million and a half is 1,000,000.5,
#           and a quarter of a million two quantities, a quarter and a million. "Minus 5 degrees Celsius" is five degrees
#           above zero; with the sign it is right. "US$5m" are five dollar meters. "Two and a half million" is right.
#           word2number, of which one asks the number of a phrase, adds up: "two hundred or three hundred" is 303, "between
#           two and three million" five million, and "one point five million" is 1.
# Version:  quantulum3 0.10.0, word2number 1.1. Both promise such numbers: quantulum3 to read those that are spelled out,
#           word2number those up to the billions and with a point.
# Why:      Figures of several accounts are compared by such readers. Accounts that agree are told to differ threefold, and
#           the figures look like any other.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check quantulum3==0.10.0 word2number==1.1

"$place/venv/bin/python" - <<'PYTHON'
from quantulum3 import parser
from word2number import w2n

READ = {
    "two and a half million people": [(2_500_000, "dimensionless")],
    "half a million people": [(1_500_000, "dimensionless")],
    "half a billion euros": [(1_500_000_000, "euro")],
    "a million and a half": [(1_000_000.5, "dimensionless")],
    "a quarter of a million": [(0.25, "dimensionless"), (1_000_000, "dimensionless")],
    "-5 degrees Celsius": [(-5, "degree Celsius")],
    "minus 5 degrees Celsius": [(5, "degree Celsius")],
    "US$5m": [(5, "united states dollar metre")],
}
for written, expected in READ.items():
    found = [(each.value, each.unit.name) for each in parser.parse(written)]
    print(f"{written:32} {found}")
    assert found == expected, "it is read in another way now"
ADDED = {
    "one hundred and fifty thousand": 150_000,
    "two hundred or three hundred": 303,
    "between two and three million": 5_000_000,
    "one point five million": 1,
}
for written, expected in ADDED.items():
    print(f"{written:32} {w2n.word_to_num(written)}")
    assert w2n.word_to_num(written) == expected, "it is read in another way now"
print("\nseen as described, with quantulum3 0.10.0 and word2number 1.1")
PYTHON
