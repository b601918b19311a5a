#!/usr/bin/env bash
# Guess:    Bookmarks that Chrome has exported keep their addresses when buku imports them.
# Behavior: Chrome writes an ampersand in an address as it is. Where what follows begins like the name of a character (copy, sect, para,
#           reg, lt), buku makes that character of it: "?a=1&copy=2&section=3" becomes "?a=1©=2§ion=3". Nothing is said. The
#           standard says that in an attribute such a name counts only with its semicolon, or before a sign that is neither a
#           letter, a digit nor "=", and browsers read it so.
# Version:  buku 5.1 over BeautifulSoup 4.15.0 and the html.parser of Python 3.11.7
# Why:      These addresses lead to another page or none, and are no longer those of the same article in another list: the
#           bookmark, and a page that was saved from it, are not told to be one.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check buku==5.1 beautifulsoup4==4.15.0

cat > "$place/bookmarks.html" <<'HTML'
<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
    <DT><A HREF="https://example.org/ice?a=1&copy=2&section=3" ADD_DATE="1481836938">Ice</A>
    <DT><A HREF="https://example.org/snow?a=1&b=2" ADD_DATE="1481836938">Snow</A>
</DL><p>
HTML

PLACE="$place" "$place/venv/bin/python" - <<'PYTHON'
import os
from pathlib import Path

import buku

place = Path(os.environ["PLACE"])
bookmarks = buku.BukuDb(dbfile=str(place / "bookmarks.db"))
bookmarks.importdb(str(place / "bookmarks.html"), tacit=True)
found = [row[1] for row in bookmarks.get_rec_all()]
bookmarks.conn.close()
print(*found, sep="\n")
assert found[1] == "https://example.org/snow?a=1&b=2", "an address without such a name is read otherwise"
assert found[0] == "https://example.org/ice?a=1©=2§ion=3", "the address is kept now"
print("\nseen as described, with buku 5.1")
PYTHON
