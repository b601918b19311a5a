#!/usr/bin/env bash
# Guess:    The text of a Word document holds its hyphens.
# Behavior: A non-breaking hyphen, which Word writes as an element of its own, is dropped without a space: the range 3-4
#           becomes 34, and 2015-16 becomes 201516. A line break of the older kind (`w:cr`) stays.
# Version:  docx2txt 0.9 (python-docx 1.2.0 gives the hyphen)
# Why:      Editors set non-breaking hyphens exactly in ranges, seasons and telephone numbers, so that they stay on one line.
#           Out come plausible numbers that the document does not hold.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check docx2txt==0.9 python-docx==1.2.0

PLACE="$place" "$place/venv/bin/python" - <<'PYTHON'
import os

import docx
import docx2txt
from docx.oxml import OxmlElement

path = os.path.join(os.environ["PLACE"], "ferries.docx")
document = docx.Document()
for first, second in (("Between 3", "4 ferries a day"), ("in the winter of 2015", "16")):
    paragraph = document.add_paragraph(first)
    paragraph.runs[-1]._r.append(OxmlElement("w:noBreakHyphen"))
    paragraph.add_run(second)
paragraph = document.add_paragraph("Line one")
paragraph.runs[-1]._r.append(OxmlElement("w:cr"))
paragraph.add_run("line two")
document.save(path)

text = docx2txt.process(path)
others = [each.text for each in docx.Document(path).paragraphs]
print(text, "---", *others, sep="\n")

assert "Between 34 ferries" in text, "the hyphen is kept now"
assert "winter of 201516" in text, "the hyphen is kept now"
assert "Line one\nline two" in text, "the break is dropped now"
assert others[:2] == ["Between 3-4 ferries a day", "in the winter of 2015-16"], "python-docx no longer gives the hyphen"
print("\nseen as described, with docx2txt 0.9")
PYTHON
