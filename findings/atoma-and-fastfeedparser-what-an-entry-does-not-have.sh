#!/usr/bin/env bash
# Guess:    A parser of feeds gives an entry its title, its text and its authors.
# Behavior: Atom has three types of titles and texts; the longer example of RFC 4287 uses the third, "xhtml". atoma reads it
#           as nothing: title and content are None, and no error says so. fastfeedparser gives such an entry an empty title,
#           and as its text the XML of the element around it. Of several authors, which each format allows, it keeps one.
# Version:  atoma 0.0.17, fastfeedparser 0.6.5
# Why:      What a feed brought is often the only copy. The article is filed without a name and without a word, nobody is
#           told, and half of those who signed it did not.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check atoma==0.0.17 fastfeedparser==0.6.5

"$place/venv/bin/python" - <<'PYTHON'
import atoma
import fastfeedparser

DIV = '<div xmlns="http://www.w3.org/1999/xhtml">{}</div>'
FEED = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Port Paper</title>
<id>urn:example:port</id><updated>2016-12-16T21:02:18Z</updated>
<entry><title type="xhtml">{DIV.format("Fees do <em>not</em> rise")}</title><id>urn:example:1</id>
<link href="https://example.org/fees"/><updated>2016-12-16T21:02:18Z</updated>
<author><name>Ada Moor</name></author><author><name>Ben Low</name></author>
<content type="xhtml">{DIV.format("<p>The fee is <b>not</b> 400.</p>")}</content></entry></feed>"""
JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "The Port Paper", "items": [
{"id": "1", "url": "https://example.org/fees", "content_text": "Fees", "authors": [{"name": "Ada Moor"}, {"name": "Ben Low"}]}]}"""

by_atoma = atoma.parse_atom_bytes(FEED.encode()).entries[0]
(by_fast,) = fastfeedparser.parse(FEED).entries
(from_json,) = fastfeedparser.parse(JSON_FEED).entries
print("atoma:         ", by_atoma.title, by_atoma.content, [each.name for each in by_atoma.authors])
print("fastfeedparser:", repr(by_fast["title"]), by_fast["content"][0]["value"][:60], by_fast["authors"], from_json["authors"])

assert by_atoma.title is None and by_atoma.content is None, "atoma reads XHTML now"
assert by_fast["title"] == "" and by_fast["content"][0]["value"].startswith("<content "), "fastfeedparser reads XHTML now"
assert by_fast["authors"] == from_json["authors"] == [{"name": "Ada Moor"}], "the second author is kept now"
print("\nseen as described, with atoma 0.0.17 and fastfeedparser 0.6.5")
PYTHON
