#!/usr/bin/env bash
# Guess:    A page that says nothing of its date has none.
# Behavior: With its default options `find_date` answers with the first of January of a year that the text or the footer
#           names: the year in which a bridge fell, or that of the copyright line. The answer has the same form as a date that
#           was read, to the day. A date that the text announces for later is taken too. `extensive_search=False` gives None
#           for all.
# Version:  htmldate 1.11.0
# Why:      An archive sorts by date. A history written last year is filed under the year of its subject, and every page of a
#           site with one footer on the same New Year's Day; nothing in the answer tells them from the others.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check htmldate==1.11.0

"$place/venv/bin/python" - <<'PYTHON'
import htmldate
from htmldate import find_date

PAGES = {
    "<p>The bridge was built in 1987 and fell in 2004.</p>": "2004-01-01",
    "<p>The ice is thin.</p><footer>© 2016 The Port Paper</footer>": "2016-01-01",
    "<p>The council meets again on 3 May 2017.</p>": "2017-05-03",
}
for inner, expected in PAGES.items():
    page = f"<html><head><title>On the river</title></head><body><article>{inner}</article></body></html>"
    found, careful = find_date(page), find_date(page, extensive_search=False)
    print(f"{inner:64} {found} {careful}")
    assert found == expected, "the answer has changed"
    assert careful is None, "without the extensive search there is a date now"
print("\nseen as described, with htmldate", htmldate.__version__)
PYTHON
