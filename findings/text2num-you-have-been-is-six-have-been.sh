#!/usr/bin/env bash
# Guess:    What turns the numbers of a text into figures leaves words alone that are written like a number and are none.
# Behavior: "Sei stato tu" (it was you) becomes "6 stato tu" in Italian, "gib acht" (take care) "gib 8" in German and "des
#           bateaux neufs" (new boats) "des bateaux 9" in French. "Un pont neuf" stays, but Pont Neuf, the bridge in Paris, is
#           "Pont 9", and the alliance Five Eyes is "5 Eyes". A number is cut where it does not know one of its words: "half a
#           million" is "half a 1000000", "eineinhalb Millionen" is "eineinhalb 1000000", and of "two or three hundred" only
#           the end is a figure, "two or 300".
# Version:  text2num 3.1.0 (`alpha2digit` with its options as they are). Its tracker says that "one" and "un" stay words when
#           they stand alone, being pronouns too; of other words of two meanings neither it nor the documentation says anything.
# Why:      Transcripts and dictated notes are written so. A search for the bridge or the alliance finds nothing, and of
#           whoever was accused a figure is left.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check text2num==3.1.0

"$place/venv/bin/python" - <<'PYTHON'
from text_to_num import alpha2digit

WRITTEN = [
    ("en", "four hundred and twelve boats", "412 boats"),
    ("en", "no one came", "no one came"),
    ("it", "Sei stato tu", "6 stato tu"),
    ("de", "Gib acht auf die Boote", "Gib 8 auf die Boote"),
    ("fr", "Un pont neuf est fermé", "Un pont neuf est fermé"),
    ("fr", "Ils sont allés au Pont Neuf", "Ils sont allés au Pont 9"),
    ("fr", "des bateaux neufs", "des bateaux 9"),
    ("en", "The Five Eyes said no", "The 5 Eyes said no"),
    ("en", "half a million boats", "half a 1000000 boats"),
    ("de", "eineinhalb Millionen Boote", "eineinhalb 1000000 Boote"),
    ("en", "two or three hundred boats", "two or 300 boats"),
]
for language, text, expected in WRITTEN:
    found = alpha2digit(text, language)
    print(f"{language}  {text:32} {found}")
    assert found == expected, "it is written in another way now"
print("\nseen as described, with text2num 3.1.0")
PYTHON
