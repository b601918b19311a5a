#!/usr/bin/env bash
# Guess:    What brings addresses into one form drops marks of tracking; two articles keep two addresses.
# Behavior: courlan's `clean_url` drops every parameter that begins with ref, ga, gl, aff, cid, eid, uid, source or keyword,
#           whatever follows: `?affair=12`, `?gallery=7`, `?reference=55` and `?cid=412` all become the bare address, so that
#           a site that counts its articles so has one. surt, which makes the keys of web archives, puts path and query in
#           lower case: /s/aBc and /s/AbC are one page, and so are two videos whose names differ in that only.
# Version:  courlan 1.4.0, surt 0.3.1. RFC 3986 (6.2.2.1) says that all but scheme and host is taken to be case-sensitive;
#           courlan's documentation speaks of trackers.
# Why:      An article that is not the same is taken for the one that is there already: it is not fetched or not kept, or a
#           look-up by its address opens another.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check courlan==1.4.0 surt==0.3.1

"$place/venv/bin/python" - <<'PYTHON'
from courlan import clean_url
from surt import surt

SITE = "https://example.org/news"
for query in ("utm_source=letter", "affair=12", "gallery=7", "glossary=ice", "reference=55", "cid=412", "cid=413", "eid=9"):
    print(query, clean_url(f"{SITE}?{query}"))
    assert clean_url(f"{SITE}?{query}") == SITE, "it is kept now"
for query in ("id=412", "article=412", "p=412"):
    assert clean_url(f"{SITE}?{query}") == f"{SITE}?{query}", "it is dropped now"
for first, second in (("s/aBc", "s/AbC"), ("watch?v=dQw4w9WgXcQ", "watch?v=DqW4w9wGxCq")):
    keys = {surt(f"https://example.org/{path}") for path in (first, second)}
    print(first, second, keys)
    assert len(keys) == 1, "they are told apart now"
print("\nseen as described, with courlan 1.4.0 and surt 0.3.1")
PYTHON
