#!/usr/bin/env bash
# Guess:    What is cut as a footer is the footer of the page.
# Behavior: The <footer> within a block quotation, where HTML's own examples put who said it, is cut from the summary like the
#           footer of the page, and the quotation stays. The same name in a <cite> or a paragraph is kept.
# Version:  readability-lxml 0.9 (with lxml 6.1.3)
# Why:      A quotation without its speaker cannot be used, and after the author's own paragraphs it reads as the author's.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
# An older pip cannot read what lxml calls its extras.
"$place/venv/bin/pip" install --quiet --disable-pip-version-check pip==26.2
"$place/venv/bin/pip" install --quiet --disable-pip-version-check readability-lxml==0.9 lxml==6.1.3

"$place/venv/bin/python" - <<'PYTHON'
from readability import Document

FILLER = (
    "The council met for three hours on Thursday evening in the old hall beside the harbor, and the owners of the boats "
    "came with their families to hear what would be said about the fees."
)
SAID = "We had no choice in this matter, and nobody who was in the room that evening believes that we had one."


def page(speaker):
    return f"""<html lang="en"><head><title>Harbor fees rise</title></head><body><article><h1>Harbor fees rise</h1>
<p>{FILLER}</p><blockquote><p>{SAID}</p>{speaker}</blockquote><p>{FILLER}</p><p>{FILLER}</p></article></body></html>"""


for tag in ("footer", "cite", "p"):
    summary = Document(page(f"<{tag}>Ada Moor, mayor</{tag}>")).summary()
    print(f"{tag:8} quotation {SAID in summary}, speaker {'Ada Moor' in summary}")
    assert SAID in summary, "the quotation is cut now"
    assert ("Ada Moor" in summary) == (tag != "footer"), f"<{tag}> is no longer treated as described"
print("\nseen as described, with readability-lxml 0.9")
PYTHON
