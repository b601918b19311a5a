#!/usr/bin/env bash
# Guess:    <source> is empty, as in every browser, so the <img> after it in a <picture> is its sibling.
# Behavior: lxml's HTML parser (libxml2 2.14) does not know that <source> has no end: the <img> becomes its child. Who skips
#           <source>, or looks at the children of <picture>, loses the picture. html5lib puts the two side by side.
# Version:  lxml 6.1.3, html5lib 1.1
# Why:      News sites wrap nearly every photograph in <picture>. An extractor that drops <source> as an element without
#           text drops the photograph, and with two of them the image is two levels down.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check lxml==6.1.3 html5lib==1.1

"$place/venv/bin/python" - <<'PYTHON'
import html5lib
from lxml.html import document_fromstring

page = '<body><picture><source srcset="a.avif"><source srcset="a.webp"><img src="a.jpg" alt="The pier"></picture></body>'


def path_to_image(element):
    above = [each.tag.rpartition("}")[2] for each in element.iterancestors()]
    return "/".join([*reversed(above), "img"])


(by_lxml,) = document_fromstring(page).iter("img")
(by_html5lib,) = html5lib.parse(page, treebuilder="lxml").iter("{http://www.w3.org/1999/xhtml}img")
print("lxml:    ", path_to_image(by_lxml), "\nhtml5lib:", path_to_image(by_html5lib))

assert path_to_image(by_lxml) == "html/body/picture/source/source/img", "lxml knows now that <source> is empty"
assert path_to_image(by_html5lib) == "html/body/picture/img"
print("\nseen as described, with lxml 6.1.3")
PYTHON
