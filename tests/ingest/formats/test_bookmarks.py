"""Bookmarks as browsers and programs write them: entries left open, half of it not escaped, dates in four units."""

import json
import plistlib
from datetime import datetime
from typing import Any

import pytest

from reader.ingest.formats.markup import tags_of
from reader.ingest.formats.registry import format_of
from tests.ingest.formats.exports import facts, read, source_of

ICE = "https://example.org/ice"
HEAD = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n"
WHEN = "2016-12-15T21:22:18Z"

PAGES: dict[str, tuple[str, str, list[dict[str, Any]]]] = {
    "Firefox": (
        "browser bookmarks",
        HEAD.replace("<H1>Bookmarks", "<H1>Bookmarks Menu")
        + '<DL><p>\n    <DT><H3 ADD_DATE="1481836938" LAST_MODIFIED="0" PERSONAL_TOOLBAR_FOLDER="true">'
        "Bookmarks Toolbar</H3>\n    <DL><p>\n"
        f'        <DT><A HREF="{ICE}?a=1&amp;b=2" ADD_DATE="1481836938" ICON="data:image/png;base64,AAA=" TAGS="winter,river">'
        "Ice &amp; &quot;snow&quot;</A>\n"
        '        <DT><A HREF="place:sort=8">Most visited</A>\n        <HR>\n    </DL><p>\n</DL>',
        [
            {"title": 'Ice & "snow"', "url": f"{ICE}?a=1&b=2", "tags": ("winter", "river"), "saved": WHEN},
            {"skipped": "Its address is no web address (place:)."},
        ],
    ),
    "Chrome, which leaves an ampersand in an address as it is": (
        "browser bookmarks",
        HEAD.replace("\n", "\r\n") + '<DL><p>\r\n<DT><H3 ADD_DATE="1481836938">Rivers</H3>\r\n<DL><p>\r\n'
        f'<DT><A HREF="{ICE}?a=1&copy=2&reg;ion" ADD_DATE="1481836938">Ice</A>\r\n</DL><p>\r\n'
        f'<DT><A HREF="{ICE}2" ADD_DATE="1481836938">After the folder</A>\r\n</DL><p>\r\n',
        [
            {"title": "Ice", "url": f"{ICE}?a=1&copy=2®ion", "tags": ("Rivers",), "saved": WHEN},
            {"title": "After the folder", "url": f"{ICE}2", "saved": WHEN},
        ],
    ),
    "Safari, without a list around it all": (
        "browser bookmarks",
        HEAD + f'<DT><H3 FOLDED>Rivers</H3>\n<DL><p>\n<DT><A HREF="{ICE}">Ice</A>\n</DL><p>\n'
        f'<DT><H3 FOLDED id="com.apple.ReadingList">Reading List</H3>\n<DL><p>\n<DT><A HREF="{ICE}2">Snow</A>\n</DL><p>\n',
        [{"title": "Ice", "url": ICE, "tags": ("Rivers",)}, {"title": "Snow", "url": f"{ICE}2"}],
    ),
    "linkding, with its lines' ends turned around": (
        "browser bookmarks",
        HEAD.replace("\n", "\n\r")
        + f'<DL><p>\n\r<DT><A HREF="{ICE}" ADD_DATE="1481836938" LAST_MODIFIED="1481836938" PRIVATE="1" TOREAD="1"'
        ' TAGS="winter">Ice</A>\n\r<DD>Mine\n[linkding-notes]Line one\nLine two[/linkding-notes]\n\r'
        f'<DT><A HREF="{ICE}2" ADD_DATE="1481836938" TOREAD="0" TAGS="linkding:bookmarks.archived">Snow</A>\n\r</DL><p>\n\r',
        [
            {
                "title": "Ice",
                "url": ICE,
                "tags": ("winter",),
                "saved": WHEN,
                "read": False,
                "marks": [" | Mine\n\nLine one\nLine two"],
            },
            {"title": "Snow", "url": f"{ICE}2", "saved": WHEN, "read": True},
        ],
    ),
    "Shaarli, with a text of its own": (
        "browser bookmarks",
        HEAD.replace("<H1>Bookmarks", "<H1>Shaarli export of all bookmarks on Thu, 15 Dec 16")
        + f'<DL><p>\n<DT><A HREF="{ICE}" ADD_DATE="1481836938" PRIVATE="0" TAGS="a,b">Ice</A>\n<DD>One line\nand another\n'
        '<DT><A HREF="?AbCdEf" ADD_DATE="1481836938" PRIVATE="0" TAGS="">A note</A>\n<DD>All of it.\n</DL><p>',
        [
            {"title": "Ice", "url": ICE, "tags": ("a", "b"), "saved": WHEN, "marks": [" | One line\nand another"]},
            {"title": "A note", "saved": WHEN, "form": "article", "data": "All of it."},
        ],
    ),
    "Shiori and buku, which escape nothing": (
        "browser bookmarks",
        HEAD
        + f'<DL>\n<DT><A HREF="{ICE}" ADD_DATE="1481836938" LAST_MODIFIED="1481836938" TAGS="a">1 < 2 & <thin> ice</A>\n</DL>',
        [{"title": "1 < 2 & <thin> ice", "url": ICE, "tags": ("a",), "saved": WHEN}],
    ),
    "buku, whose folder of all is no tag": (
        "browser bookmarks",
        HEAD + '<DL><p><DT><H3 ADD_DATE="1481836938" LAST_MODIFIED="1481836938" PERSONAL_TOOLBAR_FOLDER="true">buku '
        f'bookmarks</H3><DL><p><DT><A HREF="{ICE}" ADD_DATE="1481836938" TAGS="a">Ice</A></DL><p></DL><p>',
        [{"title": "Ice", "url": ICE, "tags": ("a",), "saved": WHEN}],
    ),
    "Pinboard": (
        "browser bookmarks",
        HEAD
        + f'<DL><p><DT><A HREF="{ICE}" ADD_DATE="1481836938" PRIVATE="1" TOREAD="0" TAGS="a,b">Ice</A>\n<DD>Mine\n</DL></p>',
        [{"title": "Ice", "url": ICE, "tags": ("a", "b"), "saved": WHEN, "marks": [" | Mine"]}],
    ),
    "Google's, with microseconds, and Diigo's word for no tag": (
        "browser bookmarks",
        "\ufeff" + HEAD + f'<DL><p><DT><A HREF="{ICE}" ADD_DATE="1481836938000000" TAGS="no_tag">Ice</A></DL>',
        [{"title": "Ice", "url": ICE, "saved": WHEN}],
    ),
    "Raindrop, whose descriptions are the page's": (
        "browser bookmarks",
        HEAD + '<DL><p><DT><H3 ADD_DATE="0" LAST_MODIFIED="0">Unsorted</H3><DL><p>'
        f'<DT><A HREF="{ICE}" ADD_DATE="1481836938" LAST_MODIFIED="1481836938" TAGS="a" DATA-COVER="" DATA-IMPORTANT="true">'
        "Ice</A>\n<DD>Of the page\n</DL></DL>",
        [
            {
                "title": "Ice",
                "url": ICE,
                "tags": ("a",),
                "saved": WHEN,
                "extra": {"description": "Of the page"},
                "starred": True,
            }
        ],
    ),
    "Pocket's page": (
        "Pocket's page",
        "<!DOCTYPE html>\n<html>\n<head>\n<title>Pocket Export</title>\n</head>\n<body>\n<h1>Unread</h1>\n<ul>\n"
        f'<li><a href="{ICE}" time_added="1481836938" tags="winter,river">Ice</a></li>\n</ul>\n</ul>\n'
        f'<h1>Read Archive</h1>\n<ul>\n<li><a href="{ICE}2" time_added="1481836938" tags="">{ICE}2</a></li>\n</ul>\n',
        [
            {"title": "Ice", "url": ICE, "tags": ("winter", "river"), "saved": WHEN, "read": False},
            {"url": f"{ICE}2", "saved": WHEN, "read": True},
        ],
    ),
    "Instapaper's page": (
        "Instapaper's page",
        "<!DOCTYPE html><html><head><title>Instapaper: Export</title></head><body>\n<h1>Unread</h1>\n<ol>\n"
        f'<li><a href="{ICE}">Ice</a>\n</ol>\n<h1>Rivers</h1>\n<ol>\n<li><a href="{ICE}2">Snow</a>\n</ol>\n',
        [
            {"title": "Ice", "url": ICE, "read": False},
            {"title": "Snow", "url": f"{ICE}2", "tags": ("Rivers",)},
        ],
    ),
}

TREES: dict[str, tuple[str, Any, list[dict[str, Any]]]] = {
    "Firefox's JSON": (
        "Firefox's bookmarks",
        {
            "guid": "root________",
            "title": "",
            "dateAdded": 1481836938000000,
            "typeCode": 2,
            "root": "placesRoot",
            "children": [
                {
                    "title": "Lesezeichen-Menü",
                    "root": "bookmarksMenuFolder",
                    "dateAdded": 1,
                    "typeCode": 2,
                    "children": [
                        {
                            "title": "Rivers",
                            "typeCode": 2,
                            "children": [
                                {
                                    "title": "Ice",
                                    "dateAdded": 1481836938000000,
                                    "typeCode": 1,
                                    "type": "text/x-moz-place",
                                    "uri": ICE,
                                    "tags": "a,b",
                                    "annos": [{"name": "bookmarkProperties/description", "value": "Of the page"}],
                                },
                                {"typeCode": 3, "type": "text/x-moz-place-separator"},
                            ],
                        },
                        {"title": "Empty", "typeCode": 2, "children": []},
                        {"title": "Snow", "typeCode": 1, "uri": f"{ICE}2"},
                    ],
                }
            ],
        },
        [
            {
                "title": "Ice",
                "url": ICE,
                "tags": ("a", "b", "Rivers"),
                "saved": WHEN,
                "extra": {"description": "Of the page"},
            },
            {"title": "Snow", "url": f"{ICE}2"},
        ],
    ),
    "Chrome's JSON, in microseconds since 1601": (
        "Chrome's bookmarks",
        {
            "checksum": "1",
            "roots": {
                "bookmark_bar": {
                    "name": "Lesezeichenleiste",
                    "type": "folder",
                    "children": [
                        {
                            "name": "Rivers",
                            "type": "folder",
                            "children": [{"name": "Ice", "type": "url", "url": ICE, "date_added": "13126310538000000"}],
                        }
                    ],
                },
                "other": {"name": "Other", "type": "folder", "children": []},
                "synced": {"name": "Mobile", "type": "folder"},
            },
            "version": 1,
        },
        [{"title": "Ice", "url": ICE, "tags": ("Rivers",), "saved": WHEN}],
    ),
    "Tab Session Manager": (
        "saved sessions",
        [
            {
                "name": "Evening",
                "date": 1481836938000,
                "windows": {"1": {"2": {"url": ICE, "title": "Ice", "lastAccessed": 1481836938123}, "3": {"url": ICE}}},
            }
        ],
        [{"title": "Ice", "url": ICE, "saved": WHEN}],
    ),
}


@pytest.mark.parametrize("case", PAGES)
def test_a_page_of_bookmarks_gives_links_with_tags_dates_and_states(case: str) -> None:
    name, page, expected = PAGES[case]

    found, parts = read(page)

    assert found == name
    assert [facts(part) for part in parts] == expected


@pytest.mark.parametrize("case", TREES)
def test_a_tree_of_bookmarks_is_walked_in_order(case: str) -> None:
    name, value, expected = TREES[case]

    found, parts = read(json.dumps(value))

    assert found == name
    assert [facts(part) for part in parts] == expected


@pytest.mark.parametrize("form", [plistlib.FMT_XML, plistlib.FMT_BINARY])
def test_safaris_reading_list_is_unread_and_may_have_its_title_elsewhere(form: plistlib.PlistFormat) -> None:
    leaf = {"WebBookmarkType": "WebBookmarkTypeLeaf", "URLString": ICE}
    added = {"DateAdded": datetime(2016, 12, 15, 21, 22, 18), "PreviewText": "Of the page"}  # noqa: DTZ001 - as it is kept
    reading = leaf | {"ReadingList": added, "ReadingListNonSync": {"Title": "Ice"}}
    rivers = leaf | {"URLString": f"{ICE}2", "URIDictionary": {"title": "Snow"}}
    top = {
        "Children": [
            {"Title": "Rivers", "Children": [rivers], "WebBookmarkType": "WebBookmarkTypeList"},
            {"Title": "com.apple.ReadingList", "Children": [reading]},
        ]
    }

    name, parts = read(plistlib.dumps(top, fmt=form))

    assert name == "Safari's bookmarks"
    assert [facts(part) for part in parts] == [
        {"title": "Snow", "url": f"{ICE}2", "tags": ("Rivers",)},
        {
            "title": "Ice",
            "url": ICE,
            "saved": "2016-12-15T21:22:18",
            "extra": {"description": "Of the page"},
            "read": False,
        },
    ]


def test_an_entry_that_is_cut_loses_itself_alone() -> None:
    page = HEAD + f'<DL><p><DT><A HREF="{ICE}">Ice</A><DT><A HREF="{ICE}2>Snow</A>\n<DT><A HREF=\'{ICE}3\'>Rain'

    _, parts = read(page)

    assert facts(parts[0]) == {"title": "Ice", "url": ICE}
    assert {"title": "Rain", "url": f"{ICE}3"} in [facts(part) for part in parts]


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p>Ice.</p></body></html>",
        "<h1>Unread</h1><p>The story of a list",
        "<!DOCTYPE html><title>Bookmarks",
    ],
)
def test_a_page_with_links_is_no_list(page: str) -> None:
    assert format_of(source_of(page)) is None


def test_tags_are_told_apart_whatever_is_left_open() -> None:
    page = "a < b <p class=x data-y='1'>c<!-- <b> -->d<![CDATA[<e>]]>f<br/>g <i"

    tags = [(tag.name, tag.text, tag.is_cdata) for tag in tags_of(page)]

    assert tags[:3] == [("", "a < b ", False), ("p", "c", False), ("", "d", False)]
    assert ("", "<e>", True) in tags
    assert [tag.attributes for tag in tags_of(page) if tag.name == "p"] == [{"class": "x", "data-y": "1"}]
