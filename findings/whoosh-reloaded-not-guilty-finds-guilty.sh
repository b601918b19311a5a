#!/usr/bin/env bash
# Guess:    A phrase in quotation marks finds the articles that have these words in this order.
# Behavior: With the field type that the documentation begins with (`TEXT()`) "not" is one of the words that are left out, in
#           the text and in the phrase, and the gap is closed: "found him not guilty" finds whom it found guilty, and "fee
#           will rise" the fee that may rise. The month of May, the US and every number of one digit are left out as well: a
#           search for them finds nothing, which is what it would find if no article named them, and "5 boats" finds any
#           boats.
# Version:  Whoosh-Reloaded 2.7.5. The documentation of its standard analyzer names the list; what it means for phrases it
#           does not.
# Why:      The quotation marks are there because the words matter. Who checks an archive for a verdict gets its opposite,
#           first in the list, and no sign that a word was not looked for.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check Whoosh-Reloaded==2.7.5

"$place/venv/bin/python" - <<'PYTHON'
from whoosh import fields, qparser
from whoosh.filedb.filestore import RamStorage

ARTICLES = [
    "The court found him guilty on Thursday",
    "The court found him not guilty on Thursday",
    "The mayor said the fee may rise",
    "In May the US counted 5 boats",
    "In June the town counted 7 boats",
]
index = RamStorage().create_index(fields.Schema(text=fields.TEXT(stored=True)))
writer = index.writer()
for article in ARTICLES:
    writer.add_document(text=article)
writer.commit()

FOUND = {
    '"found him guilty"': ARTICLES[:2],
    '"found him not guilty"': ARTICLES[:2],
    '"fee will rise"': ARTICLES[2:3],
    '"5 boats"': ARTICLES[3:],
    "May": [],
    "US": [],
    "5": [],
}
with index.searcher() as searcher:
    for written, expected in FOUND.items():
        query = qparser.QueryParser("text", index.schema).parse(written)
        found = sorted(hit["text"] for hit in searcher.search(query))
        print(f"{written:24} {query!s:28} {found}")
        assert found == sorted(expected), "it finds something else now"
print("\nseen as described, with Whoosh-Reloaded 2.7.5")
PYTHON
