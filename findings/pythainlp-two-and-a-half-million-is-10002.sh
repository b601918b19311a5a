#!/usr/bin/env bash
# Guess:    What turns Thai number words into figures gives the number that a reader of Thai reads, or says that it cannot.
# Behavior: Behind a number with a point, the word for million, thousand or hundred thousand is taken for a digit: "two point
#           five million" (สองจุดห้าล้าน) is 10002.5, "four point five thousand million" 1014.5. "Half a million people" stays
#           words. The short forms of speech, "ten-thousand two" for 12,000 and "hundred-thousand two" for 120,000, are 10002
#           and 100002. A date with a year of the common era, 15 ธันวาคม 2016, is read as one of 1473.
# Version:  pythainlp 5.4.0 (`text_to_num`, `thai_strptime`). Its documentation shows a point without such a word behind it. Of
#           dates it shows 2566 and 2023 as years alike, and has an option for the era, which is the Buddhist one.
# Why:      Budgets, crowds and losses are given in millions with a point. They come out as ten thousand and a little, which
#           looks like any other count.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check pythainlp==5.4.0

PYTHAINLP_DATA="$place" "$place/venv/bin/python" - <<'PYTHON'
from pythainlp.util import text_to_num, thai_strptime

READ = {
    "สี่ร้อยสิบสอง": ["412"],
    "หนึ่งล้านห้าแสน": ["1500000"],
    "สองจุดห้า": ["2.5"],
    "สองจุดห้าล้าน": ["10002.5"],
    "สองจุดห้าแสน": ["1002.5"],
    "สี่จุดห้าพันล้าน": ["1014.5"],
    "ครึ่งล้านคน": ["ครึ่ง", "ล้าน", "คน"],
    "หมื่นสอง": ["10002"],
    "แสนสอง": ["100002"],
}
for written, expected in READ.items():
    print(text_to_num(written), written)
    assert text_to_num(written) == expected, "it is read in another way now"
for written, expected in {"15 ธันวาคม 2559": 2016, "15 ธันวาคม 2016": 1473}.items():
    found = thai_strptime(written, "%d %B %Y")
    print(found.date(), written)
    assert found.year == expected, "the year is read in another way now"
print("\nseen as described, with pythainlp 5.4.0")
PYTHON
