#!/usr/bin/env bash
# Guess:    A comparison of two versions of a page marks what was changed between them, and leaves what both have.
# Behavior: `htmldiff` drops the marks <del> and <ins> that the page itself has, and keeps the words. A figure that the page
#           crossed out, 900 before 400, comes out as plain as the other, also where nothing was changed at all: "There were
#           900 400 boats". Of a correction made since, the figure that was struck before stands as valid and only the last as
#           deleted. <s> is kept.
# Version:  lxml 6.1.3. The documentation says what is marked; of marks that are there it says nothing.
# Why:      News pages cross out what they take back. Who compares yesterday's page with today's reads that it still says 900.
# An older pip cannot read what lxml calls its extras.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check --upgrade pip
"$place/venv/bin/pip" install --quiet --disable-pip-version-check lxml==6.1.3

"$place/venv/bin/python" - <<'PYTHON'
from lxml.html.diff import htmldiff

PAGE = "<p>There were <del>900</del> <ins>400</ins> boats.</p>"
CASES = {
    (PAGE, PAGE): "<p>There were 900 400 boats.</p>",
    (PAGE, PAGE.replace("400", "412")): "<p>There were 900 <ins>412 boats.</ins> <del>400 boats.</del></p>",
    ("<p><s>900</s> 400</p>", "<p><s>900</s> 400</p>"): "<p><s>900</s> 400</p>",
}
for (before, after), expected in CASES.items():
    found = " ".join(htmldiff(before, after).split()).replace(" </p>", "</p>")
    print(f"{before}\n{after}\n    {found}")
    assert found == expected, "it is compared in another way now"
print("\nseen as described, with lxml 6.1.3")
PYTHON
