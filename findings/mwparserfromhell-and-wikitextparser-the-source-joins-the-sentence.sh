#!/usr/bin/env bash
# Guess:    The plain text of an article of a wiki is its sentences; a footnote is left out, or marked.
# Behavior: Both write what stands in <ref> into the sentence, without a space or a mark: of 412<ref>900 by the mayor's
#           count</ref> they make 412900. A figure crossed out joins the sentence as a figure, and two lines of a cell become
#           one word: 412<br>5 is 4125. mwparserfromhell gives the settings of a picture as its caption: "thumb|upright=1.2|412
#           boats".
# Version:  mwparserfromhell 0.7.2 (`strip_code`), wikitextparser 3.0.0 (`plain_text`). Both say that templates are left out;
#           the first that tags are removed completely, too.
# Why:      Articles of wikis are kept and searched as plain text, and nearly each of their figures has a footnote. What the
#           source says of another count becomes part of the number.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check mwparserfromhell==0.7.2 wikitextparser==3.0.0

"$place/venv/bin/python" - <<'PYTHON'
import mwparserfromhell
import wikitextparser

READ = {
    "There were 412<ref>900 by the mayor's count</ref> boats.": "There were 412900 by the mayor's count boats.",
    "It was not<ref>The Harbor Post, p. 5</ref> true.": "It was notThe Harbor Post, p. 5 true.",
    "There were <del>900</del> 400 boats.": "There were 900 400 boats.",
    "412<br />5": "4125",
    "'''No''' boat of [[Varn|the town]] came.": "No boat of the town came.",
}
for written, expected in READ.items():
    found = mwparserfromhell.parse(written).strip_code(), wikitextparser.parse(written).plain_text()
    print(written, *dict.fromkeys(found), sep="\n    ")
    assert found == (expected, expected), "it is read in another way now"
picture = "[[File:Harbor.jpg|thumb|upright=1.2|412 boats]]"
assert mwparserfromhell.parse(picture).strip_code() == "thumb|upright=1.2|412 boats", "a picture is read in another way now"
print("\nseen as described, with mwparserfromhell 0.7.2 and wikitextparser 3.0.0")
PYTHON
