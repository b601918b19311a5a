#!/usr/bin/env bash
# Guess:    A text that was written in Latin letters and back is the text that it was, as the documentation shows for eleven
#           languages.
# Behavior: Two letters that meet are read as the one that is written so. The agency Tanjug (Танјуг) comes back to Serbian as
#           Тањуг, "survived" (надживети) as наџивети; the district of Russian (район) as ражон, its assembly (сход) as шод;
#           the exit of Bulgarian (изход) as ижод. "There is no" in Belarusian (няма) and the end of "reunification" in
#           Ukrainian come back half in Latin letters. A text that was Serbian in Latin letters gets its foreign words and
#           addresses in Cyrillic: хттпс://еxампле.орг, and the ninth congress (IX) is ИX.
# Version:  cyrtranslit 1.2.0, whose documentation calls it bi-directional and warns of accents in Macedonian and Bulgarian
#           only
# Why:      Keys for searching are made so, that one may ask in either script, and articles of one script are printed in the
#           other. Names come back as names of nobody, addresses lead nowhere, and a word that is half Latin is found in
#           neither.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check cyrtranslit==1.2.0

"$place/venv/bin/python" - <<'PYTHON'
from cyrtranslit import to_cyrillic, to_latin

BACK = [
    ("sr", "бродови", "бродови"),
    ("sr", "Танјуг", "Тањуг"),
    ("sr", "надживети", "наџивети"),
    ("mk", "инјекција", "ињекција"),
    ("ru", "район", "ражон"),
    ("ru", "сход", "шод"),
    ("bg", "изход", "ижод"),
    ("by", "няма", "njама"),
    ("ua", "возз'єднання", "воззьєднанnjа"),
]
for language, written, expected in BACK:
    latin = to_latin(written, language)
    back = to_cyrillic(latin, language)
    print(language, written, latin, back)
    assert back == expected, "it comes back in another way now"

for latin, expected in {"https://example.org": "хттпс://еxампле.орг", "IX kongres": "ИX конгрес"}.items():
    print("sr", latin, to_cyrillic(latin, "sr"))
    assert to_cyrillic(latin, "sr") == expected, "it is written in another way now"
print("\nseen as described, with cyrtranslit 1.2.0")
PYTHON
