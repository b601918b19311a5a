#!/usr/bin/env bash
# Guess:    The two spellings of an Arabic numeral are one number: مئتان and مائتان are both two hundred, as مئة and مائة are
#           both one.
# Behavior: `text2number` reads 200 only in the newer spelling, without the alif. In the older one, that of most books and
#           many papers, it is 0, and 203 is 3; it does not matter which case it stands in. "A million and a half" is a
#           million, and four hundred and twelve, written in three words (أربع مئة واثنا عشر), is 116. The other hundreds are
#           read in both spellings.
# Version:  PyArabic 0.6.15, whose documentation says that it turns Arabic text into the number and reads 523
# Why:      Papers use both spellings. The same count, 203, is 203 in one paper and 3 in the other, so that two accounts that
#           agree are told to differ.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check pyarabic==0.6.15

"$place/venv/bin/python" - <<'PYTHON'
from pyarabic.number import text2number

READ = {
    "مئة": 100,
    "مائة": 100,
    "مئتين": 200,
    "مائتين": 0,
    "مئتان وثلاثة": 203,
    "مائتان وثلاثة": 3,
    "أربعمائة واثنا عشر": 412,
    "أربعمئة واثنا عشر": 412,
    "أربع مئة واثنا عشر": 116,
    "مليون": 1_000_000,
    "مليون ونصف المليون": 1_000_000,
}
for written, expected in READ.items():
    print(text2number(written), written)
    assert text2number(written) == expected, "it is read in another way now"
print("\nseen as described, with PyArabic 0.6.15")
PYTHON
