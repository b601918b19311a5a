#!/usr/bin/env bash
# Guess:    A parser of the Kindle's clippings reads a date that it can read, and leaves out the one that it cannot.
# Behavior: Only entries that have a page and a location are read. Of books without page numbers, and of documents without
#           locations, the Kindle writes only one of the two; their date becomes the first of January 1970, and the location
#           is gone. The text behind the last hyphen or opening bracket is the author: of "(Ada Smith-Moor)" that is "Moor",
#           and "Boats on Ice (Ada Smith" the title; of the minutes of 2016-12-15 it is "15".
# Version:  myclippings 0.0.6, whose documentation shows title, author, location and date for every highlight
# Why:      Highlights are put in order by their dates and laid beside their books by the title. All of these come first, in
#           one night in which there was no Kindle, and belong to a book that nobody has.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check myclippings==0.0.6

"$place/venv/bin/python" - <<'PYTHON'
from myclippings.clipping import Clipping

ADDED = "Added on Thursday, December 15, 2016 9:02:18 PM"
BOTH = f"- Your Highlight on page 12 | Location 170-172 | {ADDED}"
READ = [
    ("Boats on Ice (Ada Moor)", BOTH, "Boats on Ice", "Ada Moor", 170, "2016-12-15T21:02:18"),
    ("Boats on Ice (Ada Moor)", f"- Your Highlight on Location 170-172 | {ADDED}", "Boats on Ice", "Ada Moor", None, "1970-01-01T00:00:00"),
    ("Minutes of the council", f"- Your Highlight on page 12-12 | {ADDED}", "Minutes of the council", "", None, "1970-01-01T00:00:00"),
    ("Boats on Ice (Ada Smith-Moor)", BOTH, "Boats on Ice (Ada Smith", "Moor", 170, "2016-12-15T21:02:18"),
    ("Minutes 2016-12-15", BOTH, "Minutes 2016-12", "15", 170, "2016-12-15T21:02:18"),
]
for heading, line, *expected in READ:
    parsed = Clipping({"title_and_author": heading, "metadata": line, "content": "The ice is thin."}).parsed
    found = [parsed[key] for key in ("title", "author", "location_start", "date")]
    print(heading, line.split(" | Added")[0], found, sep=" | ")
    assert found == expected, "it is read in another way now"
print("\nseen as described, with myclippings 0.0.6")
PYTHON
