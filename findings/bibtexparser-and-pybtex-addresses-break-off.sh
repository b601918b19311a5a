#!/usr/bin/env bash
# Guess:    What reads a list of references and writes it again leaves the addresses in it as they are.
# Behavior: With its decoder of LaTeX, bibtexparser reads the address of an article as if it were LaTeX: a percent sign begins
#           a remark and all behind it goes, an ampersand becomes three blanks. The DOI 10.1000/a_b%28c%29 is 10.1000/a_b, and
#           of an abstract that begins "50% of them did not sign" 50 is left. pybtex reads them as they are and writes each
#           underscore, ampersand, percent sign and number sign with a backslash before it; what it has written it reads with
#           the backslashes.
# Version:  bibtexparser 2.1.0 with `LatexDecodingMiddleware`, pybtex 0.26.1. Packages that show a url or a doi take it as it
#           is, and that is how Zotero and publishers write them; bibtexparser's own encoder encloses addresses.
# Why:      The address is what leads from a reference to the article, and by which one is told to be there already. It leads
#           elsewhere or nowhere, and a negation that stood behind a percent sign is gone.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check bibtexparser==2.1.0 pybtex==0.26.1

"$place/venv/bin/python" - <<'PYTHON'
import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware
from pybtex.database import parse_string

WRITTEN = {
    "url": "https://example.org/harbor_fees?town=1&year=2016%2F17#boats",
    "doi": "10.1000/a_b%28c%29",
    "abstract": "50% of them did not sign.",
}
DECODED = {
    "url": "https://example.org/harbor_fees?town=1   year=2016",
    "doi": "10.1000/a_b",
    "abstract": "50",
}
ESCAPED = {
    "url": r"https://example.org/harbor\_fees?town=1\&year=2016\%2F17\#boats",
    "doi": r"10.1000/a\_b\%28c\%29",
    "abstract": r"50\% of them did not sign.",
}
TEXT = "@online{fees,\n" + ",\n".join(f"  {name} = {{{said}}}" for name, said in WRITTEN.items()) + "\n}\n"

plain = bibtexparser.parse_string(TEXT).entries[0]
assert {field.key: field.value for field in plain.fields} == WRITTEN
library = bibtexparser.parse_string(TEXT, append_middleware=[LatexDecodingMiddleware()])
decoded = {field.key: field.value for field in library.entries[0].fields}
print("bibtexparser:", decoded)
assert decoded == DECODED and not library.failed_blocks, "they are decoded in another way now"

data = parse_string(TEXT, "bibtex")
assert dict(data.entries["fees"].fields) == WRITTEN
again = dict(parse_string(data.to_string("bibtex"), "bibtex").entries["fees"].fields)
print("pybtex, twice:", again)
assert again == ESCAPED, "they are written in another way now"
print("\nseen as described, with bibtexparser 2.1.0 and pybtex 0.26.1")
PYTHON
