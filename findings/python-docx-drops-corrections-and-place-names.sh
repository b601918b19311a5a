#!/usr/bin/env bash
# Guess:    `paragraph.text` is what a reader of the Word document sees in that paragraph.
# Behavior: Only runs that stand directly in the paragraph or in a link are read. Words that somebody inserted with tracked
#           changes are missing, and so are the deleted ones: of "900, now 400 boats" nothing is left but "boats". Words in a
#           smart tag, which Word put around the names of places and people for years, are missing too, and so are those in a
#           content control, a whole paragraph in one included. Nothing tells that something was left out.
# Version:  python-docx 1.2.0 (mammoth 1.13.0 reads all of them)
# Why:      Press releases and drafts are sent round as Word files. The sentences stay well formed, so nobody notices that the
#           figure or the town is gone, and a search for the town does not find the document.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check python-docx==1.2.0 mammoth==1.13.0

"$place/venv/bin/python" - <<'PYTHON'
import io

import docx
import mammoth
from docx.oxml import parse_xml

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
AUTHOR = 'w:id="1" w:author="An editor" w:date="2016-12-15T00:00:00Z"'


def run(text, tag="t"):
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


PARAGRAPHS = [
    run("The council counted ")
    + f"<w:del {AUTHOR}>{run('900 ', 'delText')}</w:del><w:ins {AUTHOR}>{run('400 ')}</w:ins>"
    + run("boats."),
    run("The ferry to ")
    + '<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="City">' + run("Marlow") + "</w:smartTag>"
    + run(" leaves at noon."),
    run("Signed by ") + f"<w:sdt><w:sdtContent>{run('Anna Keller')}</w:sdtContent></w:sdt>" + run(", mayor."),
]
document = docx.Document()
body = document.element.body
for inner in PARAGRAPHS:
    body.insert(len(body) - 1, parse_xml(f"<w:p {NAMESPACE}>{inner}</w:p>"))
body.insert(
    len(body) - 1,
    parse_xml(f"<w:sdt {NAMESPACE}><w:sdtContent><w:p>{run('Not for release.')}</w:p></w:sdtContent></w:sdt>"),
)
saved = io.BytesIO()
document.save(saved)

texts = [each.text for each in docx.Document(saved).paragraphs]
whole = mammoth.extract_raw_text(saved).value
print(*texts, "---", whole, sep="\n")

assert texts[0] == "The council counted boats.", "tracked changes are read now"
assert texts[1] == "The ferry to  leaves at noon.", "smart tags are read now"
assert texts[2] == "Signed by , mayor.", "content controls are read now"
assert len(texts) == 3, "a paragraph in a content control is listed now"
for words in ("counted 400 boats", "to Marlow leaves", "by Anna Keller,", "Not for release."):
    assert words in whole, f"mammoth no longer reads “{words}”"
print("\nseen as described, with python-docx", docx.__version__)
PYTHON
