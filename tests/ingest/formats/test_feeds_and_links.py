"""Feeds, lists of feeds, and files that are links and nothing else."""

import json
import plistlib
from typing import Any

import pytest

from reader.ingest.formats.registry import format_of
from tests.ingest.formats.exports import facts, read, source_of

ICE = "https://example.org/ice"
WHEN = "2016-12-15T21:22:18Z"
LONG = "<p>" + "Thin ice lay on the river. " * 12 + "</p>"
ESCAPED = LONG.replace("<", "&lt;")

CASES: dict[str, tuple[str, str, list[dict[str, Any]]]] = {
    "RSS with the whole article": (
        "a feed",
        '<?xml version="1.0"?>\n<rss version="2.0" xmlns:content="x" xmlns:dc="y"><channel><title>The Shore</title>'
        "<image><title>A picture</title></image>"
        f"<item><title>Ice &amp;amp; snow</title><link>{ICE}</link><dc:creator><![CDATA[Ann Lee]]></dc:creator>"
        "<pubDate>Thu, 15 Dec 2016 21:22:18 GMT</pubDate><category>winter</category><category>river</category>"
        f"<description>In short.</description><content:encoded><![CDATA[{LONG}]]></content:encoded></item>"
        f'<item><title>Snow</title><guid isPermaLink="true">{ICE}2</guid><description>&lt;b&gt;In short.&lt;/b&gt;'
        "</description></item></channel></rss>",
        [
            {
                "title": "Ice & snow",
                "author": "Ann Lee",
                "site": "The Shore",
                "published": WHEN,
                "url": ICE,
                "tags": ("winter", "river"),
                "form": "content",
                "data": LONG,
            },
            {"title": "Snow", "site": "The Shore", "url": f"{ICE}2", "extra": {"description": "In short."}},
        ],
    ),
    "Atom, one entry escaped and one in XHTML": (
        "a feed",
        '<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">The Shore</title>'
        f'<entry><title>Ice</title><link rel="self" href="{ICE}.xml"/><link href="{ICE}"/><author><name>Ann Lee</name></author>'
        f'<updated>2017-01-01T00:00:00Z</updated><published>{WHEN}</published><content type="html">{ESCAPED}</content></entry>'
        '<entry><title type="xhtml"><div>Snow <em>not</em> rain</div></title><author><name>Ann Lee</name></author>'
        f'<author><name>Tom Riis</name></author><link href="{ICE}2"/><content type="xhtml"><div>{LONG}</div></content></entry></feed>',
        [
            {
                "title": "Ice",
                "author": "Ann Lee",
                "site": "The Shore",
                "published": WHEN,
                "url": ICE,
                "form": "content",
                "data": LONG,
            },
            {
                "title": "Snow not rain",
                "author": "Ann Lee, Tom Riis",
                "site": "The Shore",
                "url": f"{ICE}2",
                "form": "content",
                "data": f"<div>{LONG}</div>",
            },
        ],
    ),
    "RSS that names a letter box with the author, and its language": (
        "a feed",
        "<rss><channel><title>The Shore</title><language>ar-SY</language><item><title>ثلج</title>"
        f"<link>{ICE}</link><author>lee@example.org (Ann Lee)</author></item>"
        f"<item><title>Snow</title><link>{ICE}2</link><author>lee@example.org</author></item></channel></rss>",
        [
            {"title": "ثلج", "author": "Ann Lee", "site": "The Shore", "url": ICE, "language": "ar"},
            {"title": "Snow", "site": "The Shore", "url": f"{ICE}2", "language": "ar"},
        ],
    ),
    "Atom whose addresses are relative, and whose author is that of all": (
        "a feed",
        '<feed xml:base="https://example.org/a/" xml:lang="de"><title>Ufer</title><author><name>Ann Lee</name></author>'
        '<entry xml:base="b/"><title>Eis</title><link href="ice"/></entry></feed>',
        [
            {
                "title": "Eis",
                "author": "Ann Lee",
                "site": "Ufer",
                "url": "https://example.org/a/b/ice",
                "language": "de",
            }
        ],
    ),
    "a table of addresses alone": ("a list of links", f"url\n{ICE}\n{ICE}2\n", [{"url": ICE}, {"url": f"{ICE}2"}]),
    "buku's feed, which is Atom and not well-formed": (
        "a feed",
        f'<feed xmlns="http://www.w3.org/2005/Atom">\n<title>Bookmarks</title>\n<entry>\n<title>Ice & snow</title>\n'
        f'<link href="{ICE}?a=1&b=2" rel="alternate" type="text/html"/>\n<id>1</id>\n<category term="winter"/>\n</entry>\n'
        f'<entry><title>Ice, <thin> & old</title><link href="{ICE}2"/></entry>\n'
        f'<entry><title>The <b>old</b> ice</title><link href="{ICE}3"/></entry>\n</feed>',
        [
            {"title": "Ice & snow", "site": "Bookmarks", "url": f"{ICE}?a=1&b=2", "tags": ("winter",)},
            {"title": "Ice, <thin> & old", "site": "Bookmarks", "url": f"{ICE}2"},
            {"title": "The ice", "site": "Bookmarks", "url": f"{ICE}3"},
        ],
    ),
    "JSON Feed, version 1.0 with a number for an id": (
        "a JSON feed",
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1",
                "title": "The Shore",
                "items": [
                    {
                        "id": 1,
                        "url": ICE,
                        "title": "Ice",
                        "content_html": LONG,
                        "date_published": "2016-12-15T21:22:18+02:00",
                        "author": {"name": "Ann Lee"},
                        "tags": ["winter"],
                    }
                ],
            }
        ),
        [
            {
                "title": "Ice",
                "author": "Ann Lee",
                "site": "The Shore",
                "published": "2016-12-15T21:22:18+02:00",
                "url": ICE,
                "tags": ("winter",),
                "form": "content",
                "data": LONG,
            }
        ],
    ),
    "OPML of feeds, and a link in it": (
        "a list of feeds",
        '<?xml version="1.0"?><opml version="2.0"><head><title>Feeds</title></head><body><outline text="Rivers">'
        f'<outline text="The Shore" title="The Shore" xmlUrl="{ICE}.xml" htmlUrl="{ICE}"/></outline>'
        f'<outline type="link" text="Ice" url="{ICE}"/></body></opml>',
        [
            {"skipped": "It is a feed, which a library does not keep; add its articles."},
            {"title": "Ice", "url": ICE},
        ],
    ),
    "buku's XBEL": (
        "bookmarks in XBEL",
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE xbel PUBLIC "x" "y">\n<xbel version="1.0">\n'
        f'<folder><title>Rivers</title><bookmark href="{ICE}"><title>Ice</title><desc>Thin</desc></bookmark></folder></xbel>',
        [{"title": "Ice", "url": ICE, "tags": ("Rivers",), "extra": {"description": "Thin"}}],
    ),
    "a shortcut of Windows": (
        "a shortcut",
        f"[{{000214A0-0000-0000-C000-000000000046}}]\r\nProp3=19,2\r\n[InternetShortcut]\r\nURL={ICE}\r\nIDList=\r\n",
        [{"title": "export", "url": ICE}],
    ),
    "a shortcut of a Linux desktop": (
        "a shortcut",
        f"[Desktop Entry]\nEncoding=UTF-8\nName=Ice\nType=Link\nURL={ICE}\nIcon=text-html\n",
        [{"title": "Ice", "url": ICE}],
    ),
    "OneTab with a page of the browser's own": (
        "a list of links",
        f"chrome-extension://abc/page.html | Tabs\n{ICE} | Ice\n",
        [
            {"skipped": "Its address is no web address (chrome-extension:)."},
            {"title": "Ice", "url": ICE},
        ],
    ),
    "OneTab": (
        "a list of links",
        f"{ICE} | Ice | the river\n{ICE}2 | Snow\n\n{ICE}3\n",
        [
            {"title": "Ice | the river", "url": ICE},
            {"title": "Snow", "url": f"{ICE}2"},
            {"url": f"{ICE}3"},
        ],
    ),
    "buku's Markdown": (
        "a list of links",
        f"- [Ice [1]]({ICE}) <!-- TAGS: winter,river -->\n- [Snow]({ICE}2)\n",
        [{"title": "Ice [1]", "url": ICE, "tags": ("winter", "river")}, {"title": "Snow", "url": f"{ICE}2"}],
    ),
    "buku's org": (
        "a list of links",
        f"* [[{ICE}][Ice]] :winter:river:\n* [[{ICE}2][Snow]]\n",
        [{"title": "Ice", "url": ICE, "tags": ("winter", "river")}, {"title": "Snow", "url": f"{ICE}2"}],
    ),
    "a list with headings and remarks": (
        "a list of links",
        f"# Rivers\n\n1. <{ICE}>\n2) www.example.org/snow\n; a remark\n",
        [{"url": ICE, "tags": ("Rivers",)}, {"url": "https://www.example.org/snow", "tags": ("Rivers",)}],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_holds_links_says_what_it_knows_of_each(case: str) -> None:
    name, content, expected = CASES[case]

    found, parts = read(content)

    assert found == name
    assert [facts(part) for part in parts] == expected


@pytest.mark.parametrize("form", [plistlib.FMT_XML, plistlib.FMT_BINARY])
def test_a_location_of_a_mac_is_a_link(form: plistlib.PlistFormat) -> None:
    name, parts = read(plistlib.dumps({"URL": ICE}, fmt=form))

    assert name == "a shortcut"
    assert [facts(part) for part in parts] == [{"title": "export", "url": ICE}]


@pytest.mark.parametrize(
    "text",
    [
        f"The ice was thin.\n{ICE}\n",
        "# Rivers\n\n; only a remark\n",
        "<p>rss</p><rss",
        "<html><body><rss></rss></body></html>",
        "[InternetShortcut]\n",
        "[Desktop Entry]\nName=An app\nExec=app\n",
        plistlib.dumps({"Name": "Ice"}),
        b"bplist00\x01\x02",
    ],
)
def test_a_text_with_links_in_it_is_no_list(text: str | bytes) -> None:
    assert format_of(source_of(text)) is None


def test_a_feed_in_an_old_encoding_is_read_in_it() -> None:
    page = f'<?xml version="1.0" encoding="ISO-8859-1"?><rss><channel><item><title>Eté</title><link>{ICE}</link></item>'

    _, parts = read(page.replace("E", "\u00c9").encode("latin-1").replace(b"\xc9ncoding", b"Encoding"))

    assert facts(parts[0])["title"] == "\u00c9té"
