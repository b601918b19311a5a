"""A small library of our own, and an index over it."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from reader.library.names import Name, NamesAuthority
from reader.search.document import IndexEntry
from reader.search.index import SearchIndex

NAMES = NamesAuthority(
    (
        Name("Harbor Front", "group", ("Jabhat al-Mina", "al-Mina", "HF")),
        Name("Islamic State", "group", ("IS", "Daesh")),
        Name("Lindau", "place", ("Lindow", "Lindawa")),
        Name("Mara Oduya", "person", ("M. Oduya",)),
    )
)

Make = Callable[..., SearchIndex]


def entry(id: str, text: str = "", **rest: object) -> IndexEntry:  # noqa: A002 - the field's own name
    return IndexEntry(id=id, text=text, **rest)  # type: ignore[arg-type]  # tests give each field as it is


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Return what makes an index of entries; every index is closed at the end."""
    made: list[SearchIndex] = []

    def index_of(
        entries: Iterable[IndexEntry], names: NamesAuthority = NAMES, language: str | None = None
    ) -> SearchIndex:
        index = SearchIndex.open(tmp_path / f"cache-{len(made)}", names, language)
        made.append(index)
        index.update(entries)
        return index

    yield index_of
    for index in made:
        index.close()


def ids(index: SearchIndex, query: str, **options: object) -> list[str]:
    """Return the ids of what has all of the query, best first."""
    results = index.search(query, **options)  # type: ignore[arg-type]  # tests pass options through
    assert results.problem is None, results.problem
    return [hit.id for hit in results.hits if not hit.missing]
