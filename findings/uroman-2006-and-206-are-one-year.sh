#!/usr/bin/env bash
# Guess:    A romanizer that reads the numbers of a script gives those of the text.
# Behavior: A year that is written sign by sign, as Chinese papers do, loses its zeros: 二〇〇六年 (2006) is 2·6, and so are 206 and
#           26; 2016 is 2·1·6. The zero alone is 0. "Three or four hundred" (三四百) is 3·400. Names become figures with what
#           follows: the lake of the thousand islands is 1000daohu, and 万一, "in case", 11000. A plain 412 and 15,000 are read
#           rightly.
# Version:  uroman 1.3.1.1. Its documentation says that it turns numbers of all scripts into ours and shows one of 31000; that
#           the kanji of Japanese are read as Chinese it says too. Of years it says nothing.
# Why:      Names and texts are romanized so that they can be searched and compared in one script. The articles of 2006 and of
#           2016 are not found by their year, and "in case" of an accident is one of eleven thousand.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check uroman==1.3.1.1

"$place/venv/bin/python" - <<'PYTHON'
from uroman import Uroman

WRITTEN = {
    "四百十二": "412",
    "1.5万": "15000",
    "〇": "0",
    "二〇〇六年": "2·6nian",
    "二〇六年": "2·6nian",
    "二六年": "2·6nian",
    "二〇一六年": "2·1·6nian",
    "三四百人": "3·400ren",
    "千岛湖": "1000daohu",
    "万一": "11000",
}
romanizer = Uroman()
for text, expected in WRITTEN.items():
    found = romanizer.romanize_string(text)
    print(text, found)
    assert found == expected, "it is written in another way now"
print("\nseen as described, with uroman 1.3.1.1")
PYTHON
