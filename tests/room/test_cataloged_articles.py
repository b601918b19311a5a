"""What a library holds is looked up in its catalog: the same as the files themselves tell, without a look at all."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.ingest.holdings import Holdings, read_holdings
from reader.library.catalog import Catalog
from reader.library.front_matter import format_article
from reader.library.record import LINK, Record
from reader.room import ReadingRoom
from reader.room.cataloged_articles import CatalogedArticles
from reader.room.settings import Places, Settings

GOATS = Record(title="Goats", site="Port News", url="https://port.example/goats?utm_source=x", sha256="ab" * 32)
RECORDS = {
    "goats": GOATS,
    "geese": Record(title="Geese", site="Port News", published="2016-12-01"),
    "list": Record(title="A list", url="https://port.example/list", extra={"form": LINK}),
    "nothing": Record(),
    "größe": Record(title="Größe", site="Port News", url="http://port.example/größe", sha256="cd" * 32),
}


@pytest.fixture
def room(tmp_path: Path, places: Places) -> Iterator[ReadingRoom]:
    folder = tmp_path / "library" / "articles"
    folder.mkdir(parents=True)
    (folder.parent / "library.yaml").write_text('title: "Goats"\n')
    for name, record in RECORDS.items():
        (folder / f"{name}.md").write_text(format_article("" if name == "größe" else name, record, f"On {name}.\n"))
    with ReadingRoom.open(folder.parent, settings=Settings(), places=places) as room:
        room.index()
        yield room


def told(holdings: Holdings, record: Record, article_id: str) -> list[object]:
    return [
        holdings.same(record.sha256 or "none"),
        holdings.earlier(record),
        article_id in holdings,
        holdings.is_link(article_id),
        holdings.provenance(article_id),
        holdings.called(article_id),
    ]


def test_the_catalog_tells_what_the_files_tell(room: ReadingRoom) -> None:
    changed = [replace(each, **change) for each in RECORDS.values() for change in ({}, {"url": None}, {"site": "X"})]
    ids = [*(each.id for each in room.articles()), "unknown"]

    for record in changed:
        for article_id in ids:
            of_files = told(Holdings(read_holdings(room.library)), record, article_id)
            assert told(Holdings(held=CatalogedArticles(room.catalog)), record, article_id) == of_files


def test_of_several_versions_the_newest_is_found_and_a_correction_changes_nothing(room: ReadingRoom) -> None:
    for name, published in (("old", "2015-01-01"), ("new", "2017-01-01"), ("undated", None)):
        record = replace(RECORDS["list"], published=published, extra={})
        (room.library.articles / f"{name}.md").write_text(format_article(name, record, f"On {name}.\n"))
    room.index()
    room.correct("new", {"url": "https://other.example/"})

    holdings = Holdings(held=CatalogedArticles(room.catalog))

    assert holdings.earlier(RECORDS["list"]) == "new"
    assert holdings.provenance("new")[1] == RECORDS["list"].url


def test_what_was_added_since_is_known_too_and_what_is_there_goes_before(room: ReadingRoom) -> None:
    holdings = Holdings(held=CatalogedArticles(room.catalog))
    holdings.remember("goats-2", GOATS, "key")
    holdings.remember("walls", Record(title="Walls", url="https://port.example/walls", sha256="ef" * 32))
    holdings.remember("list", replace(RECORDS["list"], extra={}))

    assert (holdings.same("ab" * 32), holdings.earlier(GOATS)) == ("goats", "goats")
    assert holdings.earlier(Record(url="https://port.example/walls")) == holdings.same("ef" * 32) == "walls"
    assert holdings.of_text("key") == "goats-2"
    assert not holdings.is_link("list")


def test_a_page_is_added_without_a_look_at_all_articles(
    room: ReadingRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "goats.md"
    page.write_text(f'---\ntitle: "Goats"\nurl: "{GOATS.url}"\n---\nThey came again.\n')
    monkeypatch.setattr(Catalog, "entries", lambda *_, **__: pytest.fail("All articles were looked at."))

    (added,) = room.add([page])

    assert added.result == "version"
    assert room.search("again").results.total == 1
