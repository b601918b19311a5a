#!/usr/bin/env bash
# Guess:    A book that is read and written without any change holds what it held.
# Behavior: The chapters are written anew, from their body alone. Each is said to be in English, whatever it and the book say,
#           and `dir="rtl"` goes: an Arabic article is set from left to right. Its own style goes, so that passages that were
#           highlighted by a class look like all others; its title, and the author, day and address in its head go. A footnote
#           is put in the list of the printed pages, as if it were one.
# Version:  EbookLib 0.20. Its documentation shows reading and writing, and says of nothing that it is left out in between.
# Why:      Collections of articles are made, tagged and joined by programs that read and write in this way. Dictionaries,
#           voices and line breaks go by the language, and a line in Arabic with figures cannot be read from the left.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check EbookLib==0.20
cd "$place"

venv/bin/python - <<'PYTHON'
from zipfile import ZipFile

from ebooklib import epub

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:example:1</dc:identifier><dc:title>قوارب</dc:title>
<dc:language>ar</dc:language><meta property="dcterms:modified">2016-12-16T00:00:00Z</meta></metadata><manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="fee" href="fee.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine page-progression-direction="rtl"><itemref idref="fee"/></spine></package>"""
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"'
EPUB = ' xmlns:epub="http://www.idpf.org/2007/ops"'
NAVIGATION = f"""{HEAD}{EPUB}><head><title>قوارب</title></head><body><nav epub:type="toc"><ol>
<li><a href="fee.xhtml">قوارب</a></li></ol></nav></body></html>"""
CHAPTER = f"""{HEAD}{EPUB} lang="ar" dir="rtl"><head><title>رسوم</title><meta name="author" content="Ada Moor"/>
<link rel="canonical" href="https://example.org/fee"/><style>.marked {{ background: yellow }}</style></head>
<body dir="rtl"><p>أحصى المجلس <span class="marked">412 قاربا</span>.<a epub:type="noteref" href="#one">1</a></p>
<aside epub:type="footnote" id="one">في الميناء</aside></body></html>"""

with ZipFile("before.epub", "w") as book:
    book.writestr("mimetype", "application/epub+zip")
    book.writestr("META-INF/container.xml", CONTAINER)
    for name, text in {"book.opf": PACKAGE, "nav.xhtml": NAVIGATION, "fee.xhtml": CHAPTER}.items():
        book.writestr(name, text)

epub.write_epub("after.epub", epub.read_epub("before.epub"))
with ZipFile("after.epub") as book:
    chapter = book.read("EPUB/fee.xhtml").decode()
    navigation = book.read("EPUB/nav.xhtml").decode()
print(chapter)
assert 'lang="en"' in chapter and 'lang="ar"' not in chapter, "the language is kept now"
assert "rtl" not in chapter, "the direction is kept now"
assert "412 قاربا" in chapter and 'class="marked"' in chapter
for gone in ("yellow", "رسوم", "Ada Moor", "example.org"):
    assert gone not in chapter, f"the head is kept now: {gone}"
pages = navigation[navigation.index('epub:type="page-list"') :]
assert "في الميناء" in pages, "a footnote is no page now"
print("seen as described, with EbookLib 0.20")
PYTHON
