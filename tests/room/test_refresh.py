"""Bringing the caches up to date: the texts that index and evidence share."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from reader.library.article import Article
from reader.library.catalog import CatalogEntry
from reader.library.text_store import TextStore, text_key
from reader.related.errors import StoreSuspect
from reader.room import ReadingRoom, refresh
from reader.room.settings import Places, Settings
from reader.room.shelf import Shelf
from tests.tui.conftest import write_library


def opened(path: Path, places: Places) -> ReadingRoom:
    return ReadingRoom.open(path, settings=Settings(machine="desk"), places=places)


def kept(room: ReadingRoom) -> set[str]:
    """Return all texts that are kept."""
    texts = room.session.caches.texts
    keys = [key for (key,) in texts._connection().execute("SELECT DISTINCT key FROM texts")]
    found = texts.texts(keys)
    assert len(found) == len(keys)
    return {*found.values()}


def shown(room: ReadingRoom) -> set[str]:
    """Return the texts of all articles as they are."""
    return {room.article(each.id).text for each in room.articles()}


def test_every_text_is_kept_once_until_nothing_is_shown_of_it(tmp_path: Path, places: Places) -> None:
    library = write_library(tmp_path / "library")
    with opened(library, places) as room:
        room.index()
        assert kept(room) == shown(room)

        (library / "articles" / "music.md").write_text('---\nid: "music"\n---\n\nXylophones were heard.\n')
        (library / "articles" / "election.md").unlink()
        room.index()

        assert kept(room) == shown(room)
        assert not list((tmp_path).rglob("search/**/texts.sqlite"))


def test_of_a_text_that_is_lost_the_file_is_shown_and_the_next_check_brings_it_back(
    tmp_path: Path, places: Places
) -> None:
    library = write_library(tmp_path / "library")
    with opened(library, places) as room:
        room.index()
        found = room.search("flood").hits
        evidence = room.related("flood")
        TextStore(room.session.caches.folder).keep([])

        assert room.search("flood").hits == found
        with pytest.raises(StoreSuspect):
            room.related("flood")

        room.index(verify=True)
        assert room.related("flood") == evidence
        assert kept(room) == shown(room)


def test_an_older_text_is_never_shown_for_a_changed_one(tmp_path: Path, places: Places) -> None:
    library = write_library(tmp_path / "library")
    with opened(library, places) as room, opened(library, places) as window:
        room.index()
        before = window.search("flood").hits
        text = room.article("flood").text
        path = library / "articles" / "flood.md"
        path.write_text(path.read_text().replace("flood", "flood of another year"))
        room.index()

        assert window.session.caches.texts.text(text_key(text)) is None
        assert {hit.snippet for hit in window.search("flood").hits} != {hit.snippet for hit in before}


def test_an_article_is_parsed_once_for_index_and_evidence(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = write_library(tmp_path / "library")
    taken: list[str] = []
    take = Shelf._taken

    def told(shelf: Shelf, entry: CatalogEntry) -> Article:
        taken.append(entry.id)
        return take(shelf, entry)

    monkeypatch.setattr(Shelf, "_taken", told)
    with opened(library, places) as room:
        room.index()

        assert sorted(taken) == sorted(each.id for each in room.articles())
        assert room.related("flood")


def test_caches_that_are_forgotten_leave_no_text(tmp_path: Path, places: Places) -> None:
    library = write_library(tmp_path / "library")
    with opened(library, places) as room:
        room.index()
        keys = [text_key(each) for each in shown(room)]

        room.session.caches.forget()

        assert room.session.caches.texts.texts(keys) == {}


def test_a_library_that_was_read_anew_takes_no_more_room_than_it_needs(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = write_library(tmp_path / "library")
    monkeypatch.setattr(refresh, "_FEWEST", 3)
    with opened(library, places) as room:
        room.index()
        folder = room.session.caches.folder
        files = [folder / "catalog.sqlite", folder / "related" / "related.sqlite"]
        # What was in the log is in the files.
        assert [each.with_name(f"{each.name}-wal").stat().st_size for each in files[1:]] == [0]
        for each in files:
            with contextlib.closing(sqlite3.connect(each)) as file:
                before = file.execute("PRAGMA page_count").fetchone()
                file.execute("VACUUM")
                assert file.execute("PRAGMA page_count").fetchone() == before
        assert room.related("flood")
