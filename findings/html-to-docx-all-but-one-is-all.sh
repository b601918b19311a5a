#!/usr/bin/env bash
# Guess:    A page that is written as a Word document keeps its words, if not all of its looks.
# Behavior: In a paragraph html-to-docx keeps the words of about a dozen marks and leaves out the words of all others: <q>,
#           <cite>, <time>, <abbr>, <dfn>, <small>, <kbd>, <address>. "She said <q>not yet</q> on <time>15 December</time>" is
#           "She said on". In a link it leaves out the words of every mark: "all <em>but one</em>" is "all". The second
#           paragraph of a list item is missing, and so are the captions of pictures and tables. In a block quotation of one
#           line all words stay.
# Version:  html-to-docx 1.8.0, on Node.js 20. Its documentation says that nested lists and pages without certain styles may be
#           shown differently by word processors; that words are left out it does not.
# Why:      Clippings are sent as Word files to those who work in Word. Who was quoted with which words, the day, and the
#           exception in the law are exactly what stands in such marks, and the sentence around the gap reads on.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund html-to-docx@1.8.0

cat >pages.json <<'JSON'
[
  ["<p>She said <q>not yet</q> on <time>15 December</time>.</p>", "She said  on ."],
  ["<p>The fee, <small>not for boats</small>, is five.</p>", "The fee, , is five."],
  ["<p>They lost <a href=\"https://example.org/fee\">all <em>but one</em></a>.</p>", "They lost all ."],
  ["<p>They lost all <em>but one</em>.</p>", "They lost all but one."],
  ["<p>The <abbr>UN</abbr> and <cite>The Sund Times</cite></p>", "The  and "],
  ["<ol><li><p>The fee rises.</p><p>Not in winter.</p></li><li>It falls.</li></ol>", "The fee rises. / It falls."],
  ["<table><caption>Boats lost</caption><tr><td>2015</td></tr></table>", "2015"],
  ["<blockquote>She said <q>not yet</q>.</blockquote>", "She said not yet."]
]
JSON
cat >write.mjs <<'SCRIPT'
import { readFileSync, writeFileSync } from "node:fs";
import convert from "html-to-docx";

for (const [number, [html]] of JSON.parse(readFileSync("pages.json", "utf8")).entries()) {
  writeFileSync(`${number}.docx`, await convert(html));
}
SCRIPT
node write.mjs
python3 - <<'PYTHON'
import json
import re
from pathlib import Path
from zipfile import ZipFile

for number, (html, expected) in enumerate(json.loads(Path("pages.json").read_text())):
    body = ZipFile(f"{number}.docx").read("word/document.xml").decode()
    paragraphs = ["".join(re.findall(r"<w:t\b[^>]*>([^<]*)", each)) for each in re.findall(r"<w:p>.*?</w:p>", body, re.S)]
    written = " / ".join(each for each in paragraphs if each)
    print(html, "->", written)
    assert written == expected, "it is written in another way now"
print("\nseen as described, with html-to-docx 1.8.0")
PYTHON
