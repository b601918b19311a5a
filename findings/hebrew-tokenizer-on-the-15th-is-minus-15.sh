#!/usr/bin/env bash
# Guess:    A tokenizer for Hebrew gives the numbers of a sentence.
# Behavior: Hebrew puts "on", "about", "from" and "the" before a figure with a hyphen: ב-15 is "on the 15th", כ-400 "about
#           400". The letter becomes a word and the hyphen a minus: the numbers are -15 and -400. A number with a comma is
#           two: of 1,200 there are 1 and 200, and of כ-1,000 there are -1 and 000. With the maqaf, the hyphen of Hebrew
#           keyboards that few use, 1948 is read rightly.
# Version:  hebrew-tokenizer 2.3.0, whose documentation names NUMBER as one of the groups that it tells apart
# Why:      Nearly every day, count and estimate in Hebrew news has such a letter before it. About four hundred wounded are
#           four hundred below nothing, and twelve hundred are one.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check hebrew-tokenizer==2.3.0

"$place/venv/bin/python" -W ignore - <<'PYTHON'
import hebrew_tokenizer

READ = {
    "ב-15 בדצמבר הגיעו כ-400 סירות": ["-15", "-400"],
    "לא פחות מ-5 סירות": ["-5"],
    "בין 3 ל-5 סירות": ["3", "-5"],
    "היו כ-1,000 סירות": ["-1", "000"],
    "הגיעו 1,200 סירות": ["1", "200"],
    "הגיעו 1200 סירות": ["1200"],
    "ב־1948": ["1948"],
}
for written, expected in READ.items():
    found = [text for kind, text, *_ in hebrew_tokenizer.tokenize(written) if kind == "NUMBER"]
    print(found, written)
    assert found == expected, "it is read in another way now"
print("\nseen as described, with hebrew-tokenizer 2.3.0")
PYTHON
