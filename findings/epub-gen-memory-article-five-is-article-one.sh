#!/usr/bin/env bash
# Guess:    What a page is made of stands in the book that is made of it, and two who signed are two authors there.
# Behavior: The numbers of a list go with all marks that are not on a list of allowed ones: articles 5 and 9 of a law (<ol
#           start="5">, <li value="9">) are articles 1 and 2, and what counted down counts up. A box that was ticked is not, so
#           that yes and no look alike. The day in <time datetime> and the source in <blockquote cite> go as well. Of two
#           authors, which the documentation gives as a list, one is made, "Ada Moor,Clara Low", and no reader of books can
#           tell them apart.
# Version:  epub-gen-memory 1.1.2, on Node.js 20, read by EbookLib 0.20. Its documentation says that content is HTML and names
#           none of this.
# Why:      Clippers and newsletters make such books for readers of paper-like screens. A sentence that cites article 9 leads
#           to no article, a chronology in reverse is turned around, and a list of authors has somebody whom nobody is.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check EbookLib==0.20
cd "$place"
npm install --silent --no-audit --no-fund epub-gen-memory@1.1.2

cat >write.mjs <<'SCRIPT'
import { writeFileSync } from "node:fs";
import library from "epub-gen-memory";

const content = `<ol start="5"><li>Fees are paid in May.</li><li value="9">Boats pay none.</li></ol>
<ol reversed="reversed"><li>16 December</li><li>15 December</li></ol>
<p><input type="checkbox" checked="checked"/> Ada Moor <input type="checkbox"/> Clara Low</p>
<blockquote cite="https://example.org/minutes">We had no choice.</blockquote>
<p><time datetime="2016-12-15">Thursday</time></p><table><tr><td rowspan="2">2015</td><td>400</td></tr></table>`;
const options = { title: "Fees", author: ["Ada Moor", "Clara Low"], verbose: false };
writeFileSync("fees.epub", await library.default(options, [{ title: "Fees", content }]));
SCRIPT
node write.mjs
venv/bin/python - <<'PYTHON'
import re

import ebooklib
from ebooklib import epub

book = epub.read_epub("fees.epub")
authors = [name for name, _ in book.get_metadata("DC", "creator")]
print(authors)
assert authors == ["Ada Moor,Clara Low"], "two authors are two now"
[chapter] = [each for each in book.get_items_of_type(ebooklib.ITEM_DOCUMENT) if b"Boats pay" in each.content]
body = chapter.content.decode()
written = body[body.index("<ol") : body.index("</body>")]
print(written)
assert 'rowspan="2"' in written, "spans of cells go now, too"
for gone in ("start", "value", "reversed", "checked", "example.org", "2016-12-15"):
    assert not re.search(rf"\b{gone}\b", written), f"it is kept now: {gone}"
print("seen as described, with epub-gen-memory 1.1.2")
PYTHON
