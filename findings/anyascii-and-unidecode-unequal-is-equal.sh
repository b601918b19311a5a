#!/usr/bin/env bash
# Guess:    A text that was written in the signs of ASCII says the same, if less finely.
# Behavior: anyascii writes a crossed-out sign without its stroke: ≠ is =, ≮ is <, ≱ is >, and "there is no" (∄) is E. A
#           fraction is put to the figure before it: 1½ million is 11/2 million, 2¾ hours are 23/4. Unidecode keeps the
#           fractions apart and leaves signs out: ≠, ≱ and the "about" of ≈400 are gone, and so are the marks of a list in
#           which ✓ says yes and ✗ no. Both make 106 of ten to the sixth.
# Version:  anyascii 0.3.3, Unidecode 1.4.0. Both say that what they give is near to how a text sounds or looks; that a sign
#           may turn into its opposite they do not.
# Why:      Names of files, keys and the words of an index are made so, and texts for programs that know no other signs. A
#           condition is turned around, eleven halves are five and a half, and who voted against stands in one list with who
#           voted for.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check anyascii==0.3.3 Unidecode==1.4.0

"$place/venv/bin/python" - <<'PYTHON'
from anyascii import anyascii
from unidecode import unidecode

WRITTEN = {
    "Varn ≠ Sund": ("Varn = Sund", "Varn  Sund"),
    "3 ≮ 5": ("3 < 5", "3  5"),
    "≱5": (">5", "5"),
    "∄": ("E", ""),
    "1½ million": ("11/2 million", "1 1/2 million"),
    "2¾ hours": ("23/4 hours", "2 3/4 hours"),
    "≈400 boats": ("~400 boats", "400 boats"),
    "✓ Varn ✗ Sund": ("v Varn x Sund", " Varn  Sund"),
    "10⁶": ("106", "106"),
    "≥5": (">=5", ">=5"),
}
for text, expected in WRITTEN.items():
    found = anyascii(text), unidecode(text)
    print(f"{text:15} anyascii: {found[0]:15} Unidecode: {found[1]}")
    assert found == expected, "it is written in another way now"
print("\nseen as described, with anyascii 0.3.3 and Unidecode 1.4.0")
PYTHON
