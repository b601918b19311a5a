#!/usr/bin/env bash
# Guess:    A date that the parser does not understand is answered with None.
# Behavior: Some dates that news pages carry are answered with a moment near the present, as if they had been read:
#           a Portuguese date with an hour ("às 21h02") and a day with the Levantine name of August (آب). An ISO date in
#           basic form, with a T and a Z, is answered with a moment hundreds of years ago. The Levantine name of December,
#           which is two words, gives None, and its other Arabic name is read rightly.
# Version:  dateparser 1.5.0
# Why:      A page kept from 2016 is filed under today. Nothing in the answer tells a date that was read from one that was
#           filled in, and an archive sorted by date is wrong without a sign.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check dateparser==1.5.0

"$place/venv/bin/python" - <<'PYTHON'
from datetime import datetime, timedelta

import dateparser

WRITTEN = ["15/12/2016 às 21h02", "15 آب 2016", "20161215T210218Z", "15 كانون الأول 2016", "15 ديسمبر 2016"]
read = {text: dateparser.parse(text) for text in WRITTEN}
for text, moment in read.items():
    print(f"{text!r:32} {moment}")

now = datetime.now()
for text in WRITTEN[:2]:
    assert read[text] is not None and abs(now - read[text]) < timedelta(days=3), f"{text} is no longer near the present"
assert read["20161215T210218Z"] is not None and read["20161215T210218Z"].year < 1900, "the basic ISO form is read now"
assert read["15 كانون الأول 2016"] is None, "the Levantine December is read now"
assert read["15 ديسمبر 2016"] == datetime(2016, 12, 15), "the other Arabic December is no longer read"
print("\nseen as described, with dateparser", dateparser.__version__)
PYTHON
