#!/usr/bin/env bash
# Guess:    What compares strings loosely tells two words of a language apart, and says where in a text a passage stands.
# Behavior: With its own `default_process`, the vowel signs of Hindi become blanks, as if they were punctuation: the name Khan
#           (खान) and blood (खून) are the same at 100, and so are "day" (दिन) and "gift" (दान); for Delhi (दिल्ली) lentils
#           (दाल) score 90. `partial_ratio_alignment` gives the place in what it has made of the text, not in the text. If the
#           text begins with a quotation mark, the place is one sign too early: “No boats came to Var, at a score of 100.
#           Without the option both are right.
# Version:  rapidfuzz 3.14.6. Its documentation says that signs which are neither letters nor digits are removed, not that
#           vowels of other scripts are such signs; of the places it gives it says nothing.
# Why:      Names are joined and quotations found again in this way. A person is joined with a word, and a kept highlight
#           begins and ends beside its words although the score says that nothing differs.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check rapidfuzz==3.14.6

"$place/venv/bin/python" - <<'PYTHON'
from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

PAIRS = {("खान", "खून"): 100, ("दिन", "दान"): 100, ("नहीं", "नह"): 100}
for (one, other), expected in PAIRS.items():
    found, bare = fuzz.ratio(one, other, processor=default_process), fuzz.ratio(one, other)
    print(one, other, found, round(bare))
    assert found == expected and bare < 70, "they are compared in another way now"
found = fuzz.WRatio("दिल्ली", "दाल", processor=default_process)
print(repr(default_process("दिल्ली")), found)
assert found == 90, "they are compared in another way now"

WORDS = "No boats came to Varn"
PLACES = {f"“{WORDS},” said Ada Moor.": "“No boats came to Var", f"— Why? — {WORDS}.": "— No boats came to Va"}
for text, expected in PLACES.items():
    marked = []
    for processor in (default_process, None):
        place = fuzz.partial_ratio_alignment(WORDS, text, processor=processor)
        marked.append(text[place.dest_start : place.dest_end])
        assert place.score == 100
    print(text, marked)
    assert marked == [expected, WORDS], "it is found elsewhere now"
print("\nseen as described, with rapidfuzz 3.14.6")
PYTHON
