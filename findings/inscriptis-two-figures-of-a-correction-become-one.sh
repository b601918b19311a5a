#!/usr/bin/env bash
# Guess:    Text that is laid out as a browser lays it out shows a correction as a correction, or only what is valid now.
# Behavior: A figure crossed out with <del> or <s> and the one that follows it in <ins> are written without anything between
#           them: 900 corrected to 400 becomes 900400. Resiliparse's `extract_plain_text` does the same. Where a page has no
#           blanks between its marks, inscriptis writes a list of years with a figure for each (<dl>) as one number:
#           20151202016140.
# Version:  inscriptis 2.7.6, Resiliparse 2.0.1 (a browser draws a line through the first)
# Why:      News pages correct figures in this way, so that readers see what was said before. Kept as text, the page holds a
#           third figure that nobody ever gave, a thousand times too large.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check inscriptis==2.7.6 Resiliparse==2.0.1

"$place/venv/bin/python" - <<'PYTHON'
import inscriptis
from resiliparse.extract.html2text import extract_plain_text

for old in ("del", "s"):
    page = f"<html><body><p>It counted <{old}>900</{old}><ins>400</ins> boats.</p></body></html>"
    laid_out, plain = inscriptis.get_text(page).strip(), extract_plain_text(page).strip()
    print(laid_out, plain, sep="\n")
    assert laid_out == plain == "It counted 900400 boats.", "the two figures stand apart now"
listed = "<html><body><dl><dt>2015</dt><dd>120</dd><dt>2016</dt><dd>140</dd></dl></body></html>"
print(inscriptis.get_text(listed))
assert inscriptis.get_text(listed).strip() == "20151202016140", "the years stand apart from the figures now"
print("\nseen as described, with inscriptis 2.7.6 and Resiliparse 2.0.1")
PYTHON
