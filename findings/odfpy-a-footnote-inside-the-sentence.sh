#!/usr/bin/env bash
# Guess:    The text of a paragraph of an OpenDocument file is its sentences; a footnote is somewhere else, or marked.
# Behavior: `str(paragraph)` and `teletype.extractText(paragraph)` both write the number of a footnote and its whole text into
#           the middle of the sentence, without a space or a mark. `str` also drops tabs and line breaks: 2009, a tab and 3
#           become 20093. The footnote's own paragraph is listed once more among the paragraphs of the document.
# Version:  odfpy 1.4.1
# Why:      Who quotes or searches such a text finds sentences that nobody wrote, figures that are not there, and every
#           footnote twice.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check odfpy==1.4.1

PLACE="$place" "$place/venv/bin/python" - <<'PYTHON'
import os

from odf import teletype
from odf.opendocument import OpenDocumentText, load
from odf.text import LineBreak, Note, NoteBody, NoteCitation, P, Tab

path = os.path.join(os.environ["PLACE"], "fees.odt")
document = OpenDocumentText()
note = Note(noteclass="footnote", id="ftn1")
note.addElement(NoteCitation(text="7"))
body = NoteBody()
body.addElement(P(text="Counted at dawn."))
note.addElement(body)
paragraph = P(text="The council counted 412")
paragraph.addElement(note)
paragraph.addText(" boats.")
document.text.addElement(paragraph)
row = P(text="2009")
row.addElement(Tab())
row.addText("3")
row.addElement(LineBreak())
row.addText("2010")
document.text.addElement(row)
document.save(path)

paragraphs = load(path).text.getElementsByType(P)
plain = [str(each) for each in paragraphs]
typed = [teletype.extractText(each) for each in paragraphs]
print(plain, typed, sep="\n")

assert plain[0] == typed[0] == "The council counted 4127Counted at dawn. boats.", "the footnote no longer runs into the sentence"
assert plain[1] == typed[1] == "Counted at dawn.", "the footnote is no longer listed twice"
assert plain[2] == "200932010", "tabs and line breaks are kept by str now"
assert typed[2] == "2009\t3\n2010", "teletype no longer keeps tabs and line breaks"
print("\nseen as described, with odfpy 1.4.1")
PYTHON
