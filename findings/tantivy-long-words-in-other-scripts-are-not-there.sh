#!/usr/bin/env bash
# Guess:    Words that stand in an article are in the index; the default tokenizer's "too long" means no word of a language.
# Behavior: It drops what takes 40 bytes or more, and letters outside of Latin take two or three: Russian words from 20
#           letters on, Georgian ones from 14. საქართველოსთვის ("for Georgia", 15 letters) cannot be found, nor can the
#           Russian for "sights". A Japanese sentence without a comma is one such word, and none of it is there. No error,
#           neither when it is added nor when it is asked for; a German word of 28 letters is found.
# Version:  tantivy 0.27.0 (Python). Its documentation says of the default tokenizer that tokens which are too long are
#           removed.
# Why:      A search that finds nothing is taken for an archive that holds nothing. Most of a Japanese article cannot be found
#           by any of its words, and a Georgian one only by the short ones.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check tantivy==0.27.0

"$place/venv/bin/python" - <<'PYTHON'
import tantivy

ARTICLES = [
    "ნავები საქართველოსთვის დათვალეს",
    "В городе есть достопримечательности",
    "市議会は木曜日の夜に港の料金を引き上げることを決めた",
    "Das Donaudampfschifffahrtsgesetz gilt",
]
builder = tantivy.SchemaBuilder()
builder.add_text_field("text", stored=True)
index = tantivy.Index(builder.build())
writer = index.writer()
for article in ARTICLES:
    writer.add_document(tantivy.Document(text=article))
writer.commit()
index.reload()
searcher = index.searcher()

FOUND = {
    "ნავები": 1,
    "საქართველოსთვის": 0,
    "городе": 1,
    "достопримечательности": 0,
    ARTICLES[2]: 0,
    "Donaudampfschifffahrtsgesetz": 1,
}
for word, expected in FOUND.items():
    count = searcher.search(index.parse_query(f'"{word}"', ["text"]), 10).count
    print(f"{count} found, {len(word)} letters, {len(word.encode())} bytes: {word}")
    assert count == expected, "it is found in another way now"
print("\nseen as described, with tantivy", tantivy.__version__)
PYTHON
