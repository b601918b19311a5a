#!/usr/bin/env bash
# Guess:    A reader of dates in words writes what it reads as the standard for uncertain dates has it, or says that it cannot.
# Behavior: "Not after 1916" becomes 1916/, all from 1916 on, and "not before 1916" becomes /1916, all until then; so do "no
#           later than" and "no earlier than". Of two days of one month the first is taken for the year: "17-18 May 1940" is 18
#           May 2017, "between 15 and 17 December 2016" 17 December 2015, and "5 and 6 May 1940" 6 May 2005. "Before", "after"
#           and two years are read rightly, and two days with a month each are None.
# Version:  edtf 5.0.2. Its documentation shows "earlier than", "later than", "before" and "after", and says that of ranges of
#           years the first is picked.
# Why:      Archives write so when they know a bound and not the day, and papers when something lasted for two. What cannot
#           have been after a year is filed as after it, and an event of the war as one of this century.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check edtf==5.0.2

"$place/venv/bin/python" - <<'PYTHON'
from edtf import text_to_edtf

READ = {
    "before 1916": "/1916",
    "not after 1916": "1916/",
    "no later than December 1916": "1916-12/",
    "after 1916": "1916/",
    "not before 1916": "/1916",
    "no earlier than 1916": "/1916",
    "1914-1918": "1914/1918",
    "17 May 1940": "1940-05-17",
    "17-18 May 1940": "2017-05-18",
    "5 and 6 May 1940": "2005-05-06",
    "between 15 and 17 December 2016": "2015-12-17",
    "December 15-17, 2016": "2017-12-15",
    "15 December 2016 to 17 January 2017": None,
}
for written, expected in READ.items():
    found = text_to_edtf(written)
    print(f"{written:38} {found}")
    assert found == expected, "it is read in another way now"
print("\nseen as described, with edtf 5.0.2")
PYTHON
