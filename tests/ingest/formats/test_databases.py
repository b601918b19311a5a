"""Databases of other programs: copied, never trusted, their doubtful dates left out."""

import sqlite3
from pathlib import Path

import pytest

from reader.ingest.formats.registry import format_of
from reader.library.guarded_file import UnreadableError
from tests.ingest.formats.exports import facts, read, source_of

ICE = "https://example.org/ice"
NEWSBOAT = (
    "CREATE TABLE rss_feed (rssurl, url, title);"
    "CREATE TABLE rss_item (id INTEGER PRIMARY KEY, guid, title, author, url, feedurl, pubDate INTEGER, content,"
    " unread INTEGER, enclosure_url, enclosure_type, enqueued, flags, deleted INTEGER, base, content_mime_type);"
    "INSERT INTO rss_feed VALUES ('f', 'https://example.org', 'The Shore');"
)


def database(path: Path, script: str) -> bytes:
    connection = sqlite3.connect(path / "a.db")
    connection.executescript(script)
    connection.close()
    return (path / "a.db").read_bytes()


def item(number: int, title: str, date: int, **other: object) -> str:
    values = {"content": "<p>Thin ice.</p>", "unread": 0, "deleted": 0, "mime": "text/html"} | other
    return (
        "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, deleted, content_mime_type)"
        f" VALUES ('{number}', '{title}', 'Ann Lee', '{ICE}{number}', 'f', {date}, '{values['content']}',"
        f" {values['unread']}, {values['deleted']}, '{values['mime']}');"
    )


def test_a_database_that_is_cut_short_is_told_as_that(tmp_path: Path) -> None:
    whole = database(tmp_path, NEWSBOAT + item(1, "Ice", 1481836938, content="Thin ice. " * 5_000))

    source = source_of(whole[:20_000])
    found = format_of(source)

    assert found is not None
    with pytest.raises(UnreadableError, match="is a database that is cut short"):
        list(found.read(source))
    (tmp_path / "b").mkdir()
    assert format_of(source_of(database(tmp_path / "b", "CREATE TABLE other (a);"))) is None


def test_newsboats_cache_gives_articles_and_says_which_dates_are_doubtful(tmp_path: Path) -> None:
    rows = [
        item(1, "Ice", 1481836938, unread=1),
        item(2, "Before 1970", 4102444800, mime="text/plain", content="Thin ice."),
        item(3, "Gone", 1481836938, deleted=1),
        *(item(number, "Undated", 1481840000, content="") for number in (4, 5, 6)),
    ]

    name, parts = read(database(tmp_path, NEWSBOAT + "".join(rows)))
    told = [facts(part) for part in parts]

    known = {"author": "Ann Lee", "site": "The Shore"}
    assert name == "newsboat's cache"
    assert told[:3] == [
        known
        | {
            "title": "Ice",
            "published": "2016-12-15T21:22:18Z",
            "url": f"{ICE}1",
            "form": "content",
            "data": "<p>Thin ice.</p>",
            "read": False,
        },
        known
        | {
            "title": "Before 1970",
            "url": f"{ICE}2",
            "form": "article",
            "data": "Thin ice.",
            "read": True,
            "note": "The date 2100-01-01 is doubtful and was left out.",
        },
        {"skipped": "It was deleted there."},
    ]
    assert [each["note"] for each in told[3:]] == [
        "Its date is the moment at which newsboat loaded it and was left out."
    ] * 3


def test_bukus_database_gives_links_with_tags_between_commas(tmp_path: Path) -> None:
    script = (
        "CREATE TABLE bookmarks (id integer PRIMARY KEY, URL text NOT NULL UNIQUE, metadata text default '',"
        " tags text default ',', desc text default '', flags integer default 0);"
        f"INSERT INTO bookmarks VALUES (1, '{ICE}', 'Ice', ',river,winter,', 'Mine', 0);"
        f"INSERT INTO bookmarks VALUES (2, '{ICE}2', '', ',', '', 0);"
    )

    name, parts = read(database(tmp_path, script))

    assert name == "buku's bookmarks"
    assert [facts(part) for part in parts] == [
        {"title": "Ice", "url": ICE, "tags": ("river", "winter"), "marks": [" | Mine"]},
        {"url": f"{ICE}2"},
    ]


def test_a_database_that_was_written_with_a_journal_beside_it_opens(tmp_path: Path) -> None:
    data = database(
        tmp_path, "PRAGMA journal_mode = WAL; CREATE TABLE bookmarks (id, URL, metadata, tags, desc); VACUUM;"
    )

    assert data[18:20] == b"\x02\x02"
    assert read(data) == ("buku's bookmarks", [])


def test_a_view_in_the_place_of_a_table_is_not_run(tmp_path: Path) -> None:
    script = "CREATE VIEW bookmarks AS SELECT 1 AS URL, 2 AS metadata, 3 AS tags, 4 AS desc;"

    assert format_of(source_of(database(tmp_path, script))) is None


def test_a_damaged_database_is_said_to_be(tmp_path: Path) -> None:
    rows = "".join(item(number, "Ice", 1481836938, content="Thin ice. " * 300) for number in range(40))
    data = bytearray(database(tmp_path, NEWSBOAT + rows))
    data[-60_000:-20_000] = b"\xff" * 40_000
    source = source_of(bytes(data))

    found = format_of(source)

    assert found is not None
    with pytest.raises(UnreadableError, match="cannot be read any further"):
        [*found.read(source)]


@pytest.mark.parametrize("data", [b"SQLite format 3\x00", b"SQLite format 3\x00" + b"\x00" * 200])
def test_what_only_begins_as_a_database_is_none(data: bytes) -> None:
    assert format_of(source_of(data)) is None
