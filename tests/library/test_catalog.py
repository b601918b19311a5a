"""The catalog: a disposable table that many processes look at."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from reader.library.article import Aside
from reader.library.catalog import ORDERS, Catalog, CatalogEntry
from reader.library.catalog_errors import CatalogBusy, CatalogSuspect
from reader.library.record import FirstPublished, Record


def entry(name: str, **changes: object) -> CatalogEntry:
    fields: dict[str, object] = {"record": Record(title=name.upper()), "words": 10} | changes
    return CatalogEntry(name, name, f"{name}.md", 1, 2, **fields)  # type: ignore[arg-type]  # fields of its own


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return Catalog(tmp_path)


def test_an_article_comes_back_as_it_was_put(catalog: Catalog) -> None:
    record = Record(
        title="T",
        author="A",
        tags=("x", "y"),
        published="2016-12",
        extra={"k": ["v"]},
        first_published=FirstPublished("S", None),
    )
    put = entry("a", record=record, cleaned="body", asides=(Aside("comments", "c", ("1", "2")),), problem="p")
    with catalog.writing():
        catalog.put(put)

    found = catalog.entry("a")

    assert found == put
    assert catalog.entry_at(catalog.rows()[0]) == entry("a", record=record, problem="p")
    assert catalog.entry("b") is None


def test_the_orders_put_unknown_dates_last(catalog: Catalog) -> None:
    with catalog.writing():
        for name, date, words in (("a", "2016-12-01", 5), ("b", None, 9), ("c", "2017", 1)):
            catalog.put(
                entry(name, record=Record(title=name, published=date, site=None if name == "a" else "S"), words=words)
            )

    def ids(order: str) -> str:
        return "".join(each.id for each in catalog.entries(order=order))

    assert {order: ids(order) for order in ORDERS} == {
        "date": "cab", "oldest": "acb", "title": "abc", "site": "cba", "length": "bac", "saved": "abc",
    }  # fmt: skip


def test_tags_are_counted_over_all_articles(catalog: Catalog) -> None:
    with catalog.writing():
        catalog.put(entry("a", record=Record(tags=("war", "to check"))))
        catalog.put(entry("b", record=Record(tags=("war",))))
        catalog.put(entry("c"))

    assert catalog.tag_counts() == {"war": 2, "to check": 1}


def test_replacing_and_removing(catalog: Catalog) -> None:
    with catalog.writing():
        catalog.put(entry("a", cleaned="old"))
        catalog.put(entry("a", words=99))
    assert [each.words for each in catalog.entries()] == [99]
    found = catalog.entry("a")
    assert found is not None
    assert found.cleaned is None
    with catalog.writing():
        assert catalog.remove(["a.md", "none.md"]) == ["a"]
    assert len(catalog) == 0


def test_what_is_pending_is_what_is_new_changed_or_noted_anew(catalog: Catalog) -> None:
    with catalog.writing():
        for name in "abc":
            catalog.put(entry(name))
        catalog.set_indexed({"a": "", "b": "stamp"})

    assert catalog.pending({"b": "stamp"}) == ["c"]
    assert catalog.pending({"b": "newer", "a": "first"}) == ["a", "b", "c"]
    with catalog.writing():
        catalog.put(entry("a"))
    assert "a" in catalog.pending({"b": "stamp"})


def test_a_change_that_fails_changes_nothing(catalog: Catalog) -> None:
    def half() -> None:
        with catalog.writing():
            catalog.put(entry("a"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half()
    assert len(catalog) == 0
    with catalog.writing():
        catalog.put(entry("a"))
    assert len(catalog) == 1


@pytest.mark.parametrize("data", [b"garbage" * 1000, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_broken_file_is_suspect(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite").write_bytes(data)

    with pytest.raises(CatalogSuspect):
        Catalog(tmp_path)


@pytest.mark.parametrize(
    "change",
    ["title = 'Another'", "path = 'b.md'", 'record = \'{"language":"fr"}\'', "words = words + 1", "checksum = 1"],
)
def test_what_is_not_as_it_was_written_is_suspect_when_the_file_is_verified(tmp_path: Path, change: str) -> None:
    catalog = Catalog(tmp_path)
    with catalog.writing():
        catalog.put(entry("a"))
        catalog.restamp("a.md", 7, 8)
        catalog.set_indexed({"a": ""})
    catalog.verify()

    with contextlib.closing(sqlite3.connect(catalog.path)) as other, other:
        other.execute(f"UPDATE articles SET {change}")

    with pytest.raises(CatalogSuspect):
        catalog.verify()
    catalog.close()


def test_another_version_is_suspect(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "catalog.sqlite").execute("PRAGMA user_version=999").connection.close()

    with pytest.raises(CatalogSuspect, match="version"):
        Catalog(tmp_path)


def test_a_catalog_in_use_is_busy_and_not_suspect(catalog: Catalog, tmp_path: Path) -> None:
    other = Catalog(tmp_path)
    other._db.execute("PRAGMA busy_timeout=10")

    with catalog.writing(), pytest.raises(CatalogBusy), other.writing():
        raise AssertionError("both wrote")


def test_lines_that_many_pages_have_are_known(catalog: Catalog) -> None:
    with catalog.writing():
        catalog.lines.put({"1": {"a", "b"}, "2": {"a"}, "3": {"a", "c"}})
        assert catalog.lines.recurring("abc") == {"a"}
        catalog.lines.put({"3": {"c"}})

    assert catalog.lines.recurring("abc") == frozenset()
