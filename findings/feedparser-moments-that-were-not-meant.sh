#!/usr/bin/env bash
# Guess:    A feed's date is read rightly, or `published_parsed` is missing.
# Behavior: Forms that real feeds carry give a wrong moment without a sign. A zone it does not know (EET) is taken for UTC.
#           The hour of "9:02 PM" is nine in the morning. Seconds since 1970 are read as a year, a month and a day: 1481835738
#           is the first of November 1481. A date by weeks (2016-W50-4) is the first of November of that year. `bozo` stays
#           false.
# Version:  feedparser 6.0.14
# Why:      Who keeps what a feed brought sorts and compares it by these moments; an item of the evening stands before those
#           of noon, and one of 2016 in the fifteenth century. None would be better: it can be seen.
set -euo pipefail

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check feedparser==6.0.14

"$place/venv/bin/python" - <<'PYTHON'
import feedparser

FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>The Port Paper</title><link>https://example.org/</link>'
    "<description>News</description><item><title>Fees</title><link>https://example.org/fees</link>"
    "<pubDate>{}</pubDate></item></channel></rss>"
)
READ = {
    "Thu, 15 Dec 2016 21:02:18 +0200": (2016, 12, 15, 19, 2),
    "Thu, 15 Dec 2016 21:02:18 EET": (2016, 12, 15, 21, 2),
    "Thu, 15 Dec 2016 9:02 PM": (2016, 12, 15, 9, 2),
    "1481835738": (1481, 11, 1, 0, 0),
    "2016-W50-4": (2016, 11, 1, 0, 0),
}
for written, expected in READ.items():
    parsed = feedparser.parse(FEED.format(written))
    moment = tuple(parsed.entries[0].published_parsed[:5])
    print(f"{written:34} {moment} bozo {bool(parsed.bozo)}")
    assert moment == expected, "it is read in another way now"
    assert not parsed.bozo, "the feed is called damaged now"
print("\nseen as described, with feedparser", feedparser.__version__)
PYTHON
