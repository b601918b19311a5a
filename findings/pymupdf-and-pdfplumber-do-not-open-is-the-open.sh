#!/usr/bin/env bash
# Guess:    The text that a library reads out of an Arabic PDF has the words of the PDF; at worst each line is turned around,
#           and turning it back gives the sentence.
# Behavior: Lam and alef are one sign in every Arabic font, and the PDF says that this sign is "لا". PyMuPDF gives the sentence
#           in its order, but turns the two letters around: "لا تفتح" (do not open) becomes "ال تفتح" (the open), and "الأبواب"
#           "األبواب", which no search finds. pdfplumber gives the line from left to right, as is known of it, and the pair alone
#           as it is said: whoever turns the line back, by python-bidi or letter by letter, gets the same "ال تفتح".
#           pypdf gives the sentence as it is.
# Version:  PyMuPDF 2.0, pdfplumber 0.11.10, python-bidi 0.6.12, pypdf 7.1.1; made with fpdf2 2.8.9 and uharfbuzz 0.57.0, in
#           DejaVu Sans 2.37. PyMuPDF does so as well with a page that Chromium 156 prints.
# Why:      "لا" is the Arabic "no" and "not", "ال" the article. The authorities say that the gates open, and nothing in the
#           sentence looks wrong.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check \
  fpdf2==2.8.9 uharfbuzz==0.57.0 pymupdf==2.0 pdfplumber==0.11.10 python-bidi==0.6.12 pypdf==7.1.1
cd "$place"
npm install --silent --no-audit --no-fund dejavu-fonts-ttf@2.37.3

venv/bin/python - <<'PYTHON'
import pdfplumber
import pymupdf
from bidi.algorithm import get_display
from fpdf import FPDF
from pypdf import PdfReader

SENTENCE = "قالت السلطات إن الأبواب لا تفتح قبل شهر آب"
DENIED, TOLD = "لا تفتح", "ال تفتح"

made = FPDF()
made.add_page()
made.add_font("DejaVu", "", "node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf")
made.set_font("DejaVu", size=14)
made.set_text_shaping(True, direction="rtl")
made.cell(0, 10, SENTENCE, align="R")
made.output("gates.pdf")

by_pypdf = PdfReader("gates.pdf").pages[0].extract_text()
by_pymupdf = pymupdf.open("gates.pdf")[0].get_text()
with pdfplumber.open("gates.pdf") as document:
    line = document.pages[0].extract_text()
for name, text in (("pypdf", by_pypdf), ("PyMuPDF", by_pymupdf), ("pdfplumber", line), ("turned back", get_display(line))):
    print(f"{name}: {text.strip()}")

assert DENIED in by_pypdf, "pypdf turns lam and alef around now"
assert TOLD in by_pymupdf and DENIED not in by_pymupdf, "PyMuPDF keeps lam and alef in order now"
assert "األبواب" in by_pymupdf, "PyMuPDF reads the gates aright now"
for turned in (get_display(line), line[::-1]):
    assert TOLD in turned and DENIED not in turned, "the line of pdfplumber can be turned back now"
print("seen as described, with PyMuPDF 2.0 and pdfplumber 0.11.10")
PYTHON
