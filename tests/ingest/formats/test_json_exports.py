"""Exports in JSON, each with the keys, dates, states and quirks of its program."""

import json
from typing import Any

import pytest

from reader.ingest.formats.json_text import keys_of, values_of
from reader.ingest.formats.registry import format_of
from reader.library.guarded_file import UnreadableError
from tests.ingest.formats.exports import facts, read, source_of

ICE = "https://example.org/ice"

CASES: dict[str, tuple[str, Any, list[dict[str, Any]]]] = {
    "wallabag": (
        "wallabag's JSON",
        [
            {
                "is_archived": 1,
                "is_starred": 0,
                "tags": ["winter"],
                "is_public": False,
                "id": 7,
                "title": "Ice <em>and</em> snow",
                "url": ICE,
                "content": "<p>Thin ice.</p>",
                "created_at": "2022-12-05T12:42:10+02:00",
                "updated_at": "2022-12-06T12:42:10+02:00",
                "published_at": "2016-12-15T00:00:00+02:00",
                "published_by": ["Ann Lee", ""],
                "annotations": [
                    {
                        "text": "Why?",
                        "quote": "Thin ice",
                        "ranges": [{"start": "", "startOffset": 3, "end": "/p[1]", "endOffset": "11"}],
                    }
                ],
                "language": "en_GB",
                "http_status": "200",
            },
            {
                "is_archived": False,
                "is_starred": True,
                "tags": [],
                "id": "8",
                "title": "Snow",
                "url": f"{ICE}2",
                "content": "wallabag can't retrieve contents for this article. Please troubleshoot this issue.",
                "created_at": "2016-12-05T12:42:10+0200",
            },
        ],
        [
            {
                "title": "Ice and snow",
                "author": "Ann Lee",
                "published": "2016-12-15T00:00:00+02:00",
                "url": ICE,
                "language": "en",
                "tags": ("winter",),
                "saved": "2022-12-05T12:42:10+02:00",
                "form": "content",
                "data": "<p>Thin ice.</p>",
                "read": True,
                "starred": False,
                "marks": ["Thin ice | Why?"],
            },
            {
                "title": "Snow",
                "url": f"{ICE}2",
                "saved": "2016-12-05T12:42:10+02:00",
                "read": False,
                "starred": True,
                "note": "There is only its link: wallabag had not got the page.",
            },
        ],
    ),
    "Karakeep": (
        "Karakeep's JSON",
        {
            "bookmarks": [
                {
                    "createdAt": 1481836938,
                    "title": None,
                    "tags": ["winter"],
                    "lists": ["l1"],
                    "content": {"type": "link", "url": ICE},
                    "note": "Mine",
                    "archived": True,
                },
                {"createdAt": 1481836938, "title": "Own", "tags": [], "content": {"type": "text", "text": "Thin ice."}},
                {"createdAt": 1481836938, "title": "Scan", "tags": [], "content": None, "note": None},
            ],
            "lists": [{"id": "l1", "name": "Rivers", "parentId": None}],
        },
        [
            {
                "url": ICE,
                "tags": ("winter", "Rivers"),
                "saved": "2016-12-15T21:22:18Z",
                "read": True,
                "marks": [" | Mine"],
            },
            {"title": "Own", "saved": "2016-12-15T21:22:18Z", "form": "article", "data": "Thin ice."},
            {"skipped": "It is a picture or a PDF, which the export leaves out."},
        ],
    ),
    "Linkwarden to version 2.12, with text": (
        "Linkwarden's JSON",
        {
            "name": "Ann",
            "collections": [
                {
                    "id": 1,
                    "name": "Rivers &amp; seas",
                    "links": [
                        {
                            "id": 4,
                            "name": "Ice &amp; snow",
                            "type": "url",
                            "description": "Mine",
                            "url": ICE,
                            "textContent": "Thin ice.",
                            "importDate": None,
                            "createdAt": "2024-03-01T10:00:00.123Z",
                            "tags": [{"id": 1, "name": "winter"}],
                        },
                        {
                            "id": 5,
                            "name": "A scan",
                            "type": "image",
                            "url": None,
                            "createdAt": "2024-03-01T10:00:00.123Z",
                        },
                    ],
                }
            ],
            "pinnedLinks": [{"id": 4, "url": ICE}],
        },
        [
            {
                "title": "Ice & snow",
                "url": ICE,
                "tags": ("winter", "Rivers & seas"),
                "saved": "2024-03-01T10:00:00Z",
                "form": "article",
                "data": "Thin ice.",
                "starred": True,
                "marks": [" | Mine"],
            },
            {"skipped": "It has neither an address nor a text."},
        ],
    ),
    "Linkwarden before version 2.8, without ids": (
        "Linkwarden's JSON",
        {
            "collections": [
                {"name": "Rivers", "links": [{"name": "Ice", "url": ICE}, {"name": "B", "url": f"{ICE}2"}]}
            ],
            "pinnedLinks": [{"url": f"{ICE}2"}],
        },
        [
            {"title": "Ice", "url": ICE, "tags": ("Rivers",)},
            {"title": "B", "url": f"{ICE}2", "tags": ("Rivers",), "starred": True},
        ],
    ),
    "the highlights in Pocket's zip": (
        "Pocket's highlights",
        [{"title": "Ice", "url": ICE, "highlights": [{"quote": "Thin ice.", "created_at": 1481836938}]}],
        [{"title": "Ice", "url": ICE, "marks": ["Thin ice. |  |  |  | 2016-12-15T21:22:18Z"]}],
    ),
    "a collection in Pocket's zip": (
        "a collection of Pocket",
        {
            "slug": "rivers",
            "title": "Rivers",
            "description": "",
            "createdAt": "2022-12-05T12:42:10.000Z",
            "items": [{"url": ICE, "title": "Ice", "excerpt": "Thin", "note": "Mine"}],
        },
        [
            {
                "title": "Ice",
                "url": ICE,
                "tags": ("Rivers",),
                "saved": "2022-12-05T12:42:10Z",
                "extra": {"description": "Thin"},
                "marks": [" | Mine"],
            }
        ],
    ),
    "Pinboard": (
        "Pinboard's JSON",
        [
            {
                "href": ICE,
                "description": "Ice",
                "extended": "Mine",
                "meta": "0",
                "hash": "1",
                "time": "2016-12-15T21:22:18Z",
                "shared": "no",
                "toread": "yes",
                "tags": "winter river",
            }
        ],
        [
            {
                "title": "Ice",
                "url": ICE,
                "tags": ("winter", "river"),
                "saved": "2016-12-15T21:22:18Z",
                "read": False,
                "marks": [" | Mine"],
            }
        ],
    ),
    "GoodLinks": (
        "GoodLinks' JSON",
        [
            {
                "url": ICE,
                "title": "Ice",
                "tags": ["winter"],
                "starred": True,
                "summary": "Thin",
                "addedAt": 1481836938.25,
            }
        ],
        [
            {
                "title": "Ice",
                "url": ICE,
                "tags": ("winter",),
                "saved": "2016-12-15T21:22:18Z",
                "extra": {"description": "Thin"},
                "starred": True,
            }
        ],
    ),
    "wallabag before its second version": (
        "JSON of wallabag before its second version",
        [{"id": "1", "title": "Ice", "url": ICE, "is_read": "1", "is_fav": "0", "content": "<p>Thin.", "tags": "a,b"}],
        [
            {
                "title": "Ice",
                "url": ICE,
                "tags": ("a", "b"),
                "form": "content",
                "data": "<p>Thin.",
                "read": True,
                "starred": False,
            }
        ],
    ),
    "Miniflux": (
        "entries of Miniflux",
        {
            "total": 1,
            "entries": [
                {
                    "id": 1,
                    "status": "read",
                    "title": "ثلج",
                    "url": ICE,
                    "published_at": "2016-12-15T21:22:18Z",
                    "content": "<p>Thin.",
                    "starred": True,
                    "tags": ["winter"],
                    "feed": {"title": "The Shore"},
                }
            ],
        },
        [
            {
                "title": "ثلج",
                "site": "The Shore",
                "published": "2016-12-15T21:22:18Z",
                "url": ICE,
                "tags": ("winter",),
                "form": "content",
                "data": "<p>Thin.",
                "read": True,
                "starred": True,
            }
        ],
    ),
    "FreshRSS": (
        "starred articles of FreshRSS",
        {
            "id": "user/-/state/com.google/starred",
            "title": "Starred",
            "author": "ann",
            "items": [
                {
                    "guid": "1",
                    "crawlTimeMsec": "1481836938000",
                    "published": 1481836938,
                    "title": "Ice",
                    "author": "Ann Lee",
                    "canonical": [{"href": ICE}],
                    "categories": ["user/-/state/com.google/read", "user/-/label/Rivers", "winter"],
                    "origin": {"title": "The Shore"},
                    "content": {"content": "<p>Thin ice.</p>"},
                }
            ],
        },
        [
            {
                "title": "Ice",
                "author": "Ann Lee",
                "site": "The Shore",
                "published": "2016-12-15T21:22:18Z",
                "url": ICE,
                "tags": ("Rivers", "winter"),
                "saved": "2016-12-15T21:22:18Z",
                "form": "content",
                "data": "<p>Thin ice.</p>",
                "read": True,
            }
        ],
    ),
    "Inoreader": (
        "starred articles of Inoreader",
        {
            "items": [
                {
                    "title": "Ice &amp; snow",
                    "published": 1481836938,
                    "starred": 1481840000,
                    "canonical": [{"href": ICE}],
                    "categories": ["user/100/state/com.google/starred", "user/100/label/Rivers"],
                    "summary": {"content": "<p>Thin ice.</p>"},
                }
            ]
        },
        [
            {
                "title": "Ice & snow",
                "published": "2016-12-15T21:22:18Z",
                "url": ICE,
                "tags": ("Rivers",),
                "saved": "2016-12-15T22:13:20Z",
                "form": "content",
                "data": "<p>Thin ice.</p>",
                "starred": True,
            }
        ],
    ),
    "ArchiveBox since version 0.9": (
        "ArchiveBox's snapshots",
        [
            {
                "type": "Snapshot",
                "url": ICE,
                "timestamp": "1",
                "title": "Ice",
                "bookmarked_at": "2024-03-01T10:00:00+00:00",
            }
        ],
        [{"title": "Ice", "url": ICE, "saved": "2024-03-01T10:00:00Z"}],
    ),
    "a program that nobody knows, with texts": (
        "a list of links in JSON",
        [
            {"url": ICE, "title": "Ice", "content": "<p>Thin.</p>", "byline": "Ann Lee", "published_at": "2016-12-15"},
            {"url": f"{ICE}2", "title": "Snow", "content": "1 < 2, and deep.", "site_name": "The Shore", "lang": "en"},
        ],
        [
            {
                "title": "Ice",
                "author": "Ann Lee",
                "published": "2016-12-15",
                "url": ICE,
                "form": "content",
                "data": "<p>Thin.</p>",
            },
            {
                "title": "Snow",
                "site": "The Shore",
                "url": f"{ICE}2",
                "language": "en",
                "form": "article",
                "data": "1 < 2, and deep.",
            },
        ],
    ),
    "a program that nobody knows": (
        "a list of links in JSON",
        [
            {"link": ICE, "name": "Ice", "keywords": "winter, river", "extra": {"deep": [1, 2]}},
            "no object",
            {"link": None},
        ],
        [
            {"title": "Ice", "url": ICE, "tags": ("winter", "river")},
            {"skipped": "It has neither an address nor a text."},
            {"skipped": "It has neither an address nor a text."},
        ],
    ),
}


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("case", CASES)
def test_an_export_is_known_by_its_keys_and_says_what_it_has(case: str, indent: int | None) -> None:
    name, value, expected = CASES[case]

    found, parts = read(json.dumps(value, indent=indent))

    assert found == name
    assert [facts(part) for part in parts] == expected


def test_archivebox_gives_the_best_text_that_it_kept() -> None:
    index = {"info": "", "links": [{"timestamp": "1481836938.5", "url": ICE, "title": "Ice", "tags": "a,b"}]}
    kept = {
        "archive/1481836938.5/output.html": b"<html>All of it",
        "archive/1481836938.5/readability/content.html": b"<p>Thin ice.",
    }

    _, parts = read(json.dumps(index), kept)

    assert [facts(part) for part in parts] == [
        {
            "title": "Ice",
            "url": ICE,
            "tags": ("a", "b"),
            "saved": "2016-12-15T21:22:18Z",
            "form": "content",
            "data": "<p>Thin ice.",
        }
    ]


@pytest.mark.parametrize("text", ["[]", "{}", "[1, 2]", '{"title": "Ice"}', '"url"', '[{"title":', "[{]}", "{{{", '["'])
def test_other_json_is_no_export(text: str) -> None:
    assert format_of(source_of(text)) is None


def test_keys_are_told_from_the_beginning_of_a_file_wherever_it_is_cut() -> None:
    head = json.dumps([{"url": ICE, "tags": ["a"], "in": {"deep": [{"x": 1}]}, "text": '"no": key \\" [{'}]).encode()

    assert keys_of(head) == {"[]", "[].url", "[].tags", "[].in", "[].in.deep", "[].in.deep[].x", "[].text"}
    assert all(keys_of(head[:end]) <= keys_of(head) for end in range(len(head)))


def test_a_long_list_is_read_value_by_value_and_as_far_as_it_is_sound() -> None:
    values = [{"url": f"{ICE}{number}", "text": "ice " * 30_000 * (number % 3)} for number in range(12)]
    text = json.dumps(values)

    assert [*values_of(source_of(f"\ufeff {text}\n"))] == values
    cut = values_of(source_of(text[:-100]))
    assert [next(cut) for _ in range(11)] == values[:11]
    with pytest.raises(UnreadableError, match="not valid JSON"):
        next(cut)


@pytest.mark.parametrize("text", ["[1, 23", "[1,, x]", "[" * 50, "[1"])
def test_a_list_that_breaks_off_is_said_to(text: str) -> None:
    with pytest.raises(UnreadableError):
        [*values_of(source_of(text))]
