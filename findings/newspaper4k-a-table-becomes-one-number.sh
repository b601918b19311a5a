#!/usr/bin/env bash
# Guess:    A table in an article is kept with its cells, or left out.
# Behavior: The cells of a row become one word where the page has no space between them, as most have not: of "2015 | 120" the
#           text has 2015120. Caption and heading row become one word too.
# Version:  newspaper4k 0.9.6
# Why:      Figures in tables are often the reason to keep a page. They can neither be read nor be found here, and where two
#           short cells meet, the number looks like any other.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
# An older pip cannot read what lxml calls its extras.
"$place/venv/bin/pip" install --quiet --disable-pip-version-check pip==26.2
"$place/venv/bin/pip" install --quiet --disable-pip-version-check newspaper4k==0.9.6

"$place/venv/bin/python" - <<'PYTHON'
import newspaper

FILLER = (
    "The council met for three hours on Thursday evening in the old hall beside the harbor, and the owners of the boats "
    "came with their families to hear what would be said about the fees."
)
PAGE = f"""<html lang="en"><head><title>Harbor fees rise</title></head><body><article><h1>Harbor fees rise</h1>
<p>{FILLER}</p>
<p>It counted not 900 but 400 boats, and the mayor said no to that. {FILLER}</p>
<table><caption>Fees</caption><tr><th>Year</th><th>Fee</th></tr><tr><td>2015</td><td>120</td></tr>
<tr><td>2016</td><td>140</td></tr></table>
<p>{FILLER}</p><p>{FILLER}</p></article></body></html>"""

article = newspaper.Article("https://example.org/harbor")
article.download(input_html=PAGE)
article.parse()
print(article.text.replace(FILLER, "[…]"))

assert "FeesYearFee2015120 2016140" in article.text, "the cells stand apart now"
print("\nseen as described, with newspaper4k", newspaper.__version__)
PYTHON
