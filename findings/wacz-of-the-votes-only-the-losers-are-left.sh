#!/usr/bin/env bash
# Guess:    The text of a page that a packer of web archives stores for searching is what the page says.
# Behavior: The text that wacz writes into pages.jsonl (--text) has some rows of a table and not others: of the votes "Ada Moor,
#           412; Efe Arslan, 97" it keeps "The votes were counted. Efe Arslan 97". A page that its server sends as windows-1251,
#           and says so twice, is decoded as UTF-8: it has no text at all, and its title is its address. The exit status is 0.
# Version:  wacz 0.6.0 with boilerpy3 1.0.7, warcio 1.8.1
# Why:      An archive is searched by this text, which reads as if the loser had won. And pages in the encodings of twenty years
#           of Russian, Ukrainian and Bulgarian web are found by nothing.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check wacz==0.6.0 boilerpy3==1.0.7 warcio==1.8.1
cd "$place"

cat >keep.py <<'PYTHON'
import sys
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

ENGLISH = "The lock was closed for two winters, and the boats stayed below it until an oak was found that was long enough."
UKRAINIAN = "Шлюз був закритий дві зими, і човни стояли під ним, доки не знайшли дуба, що був досить довгий для воріт."
TABLE = "<table><tr><td>Ada Moor</td><td>412</td></tr><tr><td>Efe Arslan</td><td>97</td></tr></table>"
AFTER = (
    "<p>On Friday the court of the province annulled the vote, since the boxes of two villages had been opened at night.</p>"
    "<p>The mayor, who had won it, said that she would not appeal, and that the boats would wait for another winter.</p>"
)
PAGES = {
    "votes": ("utf-8", "The votes", f"<p>{ENGLISH}</p><p>The votes were counted.</p>{TABLE}{AFTER}"),
    "lock": ("utf-8", "Шлюз", f"<p>{UKRAINIAN}</p>" * 3),
    "lock-of-2006": ("windows-1251", "Шлюз", f"<p>{UKRAINIAN}</p>" * 3),
}
with open("pages.warc.gz", "wb") as file:
    writer = WARCWriter(file, gzip=True)
    for name, (encoding, title, text) in PAGES.items():
        page = f"<html><head><meta charset='{encoding}'><title>{title}</title></head><body><h1>{title}</h1>{text}</body></html>"
        sent = StatusAndHeaders("200 OK", [("Content-Type", f"text/html; charset={encoding}")], protocol="HTTP/1.1")
        body = BytesIO(page.encode(encoding))
        writer.write_record(writer.create_warc_record(f"https://example.org/{name}", "response", body, http_headers=sent))
PYTHON
venv/bin/python keep.py

for page in votes lock lock-of-2006; do
  venv/bin/wacz create --text --url "https://example.org/$page" --output "$page.wacz" pages.warc.gz >"$page.log" 2>&1
done

venv/bin/python - <<'PYTHON'
import json
import zipfile


def stored(name: str) -> dict[str, str]:
    with zipfile.ZipFile(f"{name}.wacz") as packed:
        entry = json.loads(packed.read("pages/pages.jsonl").splitlines()[-1])
    print(f"{name}: title {entry['title']!r}, text {entry.get('text', '')[-260:]!r}\n")
    return entry


votes = stored("votes")["text"]
assert "The votes were counted.\nEfe Arslan\n97\nOn Friday" in votes, "the rows that are kept are others now"
assert "412" not in votes and "Ada Moor" not in votes, "the winner is kept now"
assert stored("lock")["title"] == "Шлюз", "a page in UTF-8 has no title now"
older = stored("lock-of-2006")
assert older["title"] == "https://example.org/lock-of-2006" and "text" not in older, "the page has a title or a text now"
print("seen as described, with wacz 0.6.0")
PYTHON
