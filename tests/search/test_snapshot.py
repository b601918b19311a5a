"""A generation that is open: its segments as one, and what is kept of what was read."""

import shutil
import struct
from array import array
from collections.abc import Iterator
from typing import Any

import pytest

from reader.search import evaluation
from reader.search.errors import IndexSuspect, SuspectGuard, Watch
from reader.search.evaluation import Evaluation
from reader.search.index import SearchIndex
from reader.search.snapshot import Snapshot
from tests.search.conftest import Make, entry, ids


@pytest.fixture
def snapshot(make: Make) -> Snapshot:
    index = make(
        [entry(f"e{n:03}", f"storm word{n} storm", title="Day", site="Post", published="2016") for n in range(700)]
    )
    return index._searcher.snapshot


def test_terms_come_in_order(snapshot: Snapshot) -> None:
    found = snapshot.terms("words", b"word")

    assert sorted(found) == sorted(f"word{n}".encode() for n in range(700))
    assert set(found.values()) == {1}
    assert snapshot.terms("words", b"zzz") == {}
    assert snapshot.terms("nothing", b"") == {}


def test_columns_are_read_as_a_whole(snapshot: Snapshot) -> None:
    assert len(snapshot.ids) == 700
    assert sorted(snapshot.ids) == [f"e{n:03}" for n in range(700)]
    assert snapshot.text("ids", 699) == snapshot.ids[699].encode()
    assert set(snapshot.numbers("saved")) == {0}
    assert len(snapshot.numbers("saved")) == 700


def test_dates_that_are_none_are_suspect(snapshot: Snapshot) -> None:
    snapshot._numbers["published"] = array("I", [1 << 31])

    with pytest.raises(IndexSuspect, match="no dates"):
        snapshot.dates("published")


def test_suspicion_falls_on_exceptions_and_on_nothing_else() -> None:
    for error in (
        EOFError(),
        KeyError("x"),
        Exception("bare"),
        MemoryError(),
        RecursionError(),
        struct.error(),
        NameError(),
    ):
        with pytest.raises(IndexSuspect), SuspectGuard():
            raise error
    with pytest.raises(KeyboardInterrupt), SuspectGuard():
        raise KeyboardInterrupt
    with pytest.raises(IndexSuspect, match="as it was"), SuspectGuard():
        raise IndexSuspect("as it was")


# Of each word there are ten articles.
@pytest.mark.parametrize(("counts", "words"), [(25, 1), (5, 3)])
def test_what_was_counted_is_kept_within_bounds(
    make: Make, monkeypatch: pytest.MonkeyPatch, counts: int, words: int
) -> None:
    monkeypatch.setattr(evaluation, "_KEPT_COUNTS", counts)
    monkeypatch.setattr(evaluation, "_KEPT_WORDS", words)
    index = make([entry(f"e{n}", "storm rain wind hail") for n in range(10)])

    for word in ("storm", "rain", "wind", "storm", "hail"):
        assert index.search(word).total == 10
    kept = index._searcher.cache

    assert kept._size <= max(counts, 10 * words)
    assert [reading.label for reading in kept._counts] == ["storm", "hail"]


def test_where_terms_are_is_kept_within_bounds(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.search import snapshot as module

    monkeypatch.setattr(module, "_KEPT_PLACES", 10)
    for number in range(50):
        assert snapshot.counts("words", [f"word{number}".encode()]) == 1

    assert len(snapshot._places) <= 10


def test_figures_are_read_segment_by_segment_and_whoever_waits_no_longer_is_heard_between(make: Make) -> None:
    index = make([entry("a", "412 boats"), entry("b", "seven boats")])
    index.update([entry("c", "9 boats and 412 nets")])
    index.update([entry("d", "500 boats")])
    looks = 0

    def counted() -> bool:
        nonlocal looks
        looks += 1
        return False

    assert {hit.id for hit in index.search("figure:400..450", cancelled=counted).hits} == {"a", "c"}
    assert {hit.id for hit in index.search("figure:>411").hits} == {"a", "c", "d"}
    assert looks > len(index._searcher.snapshot.segments) == 3


def test_a_tree_that_asks_nothing_is_everything(snapshot: Snapshot) -> None:
    every = evaluation.Conjunction([])

    assert len(Evaluation(evaluation.CountCache(snapshot), Watch()).articles(every)) == 700


@pytest.fixture
def two(make: Make) -> Iterator[tuple[SearchIndex, SearchIndex]]:
    index = make([entry("a", "storm")])
    other = SearchIndex.open(index._folder._cache, _no_names())
    yield index, other
    other.close()


def _no_names() -> Any:
    from tests.search.conftest import NAMES

    return NAMES


def test_an_index_that_was_thrown_away_elsewhere_is_empty_here(two: tuple[SearchIndex, SearchIndex]) -> None:
    index, other = two
    assert ids(other, "storm") == ["a"]

    shutil.rmtree(index._folder._cache)

    assert ids(other, "storm") == []
    other.verify()


def test_a_generation_swept_while_it_is_opened_is_looked_for_again(
    two: tuple[SearchIndex, SearchIndex], monkeypatch: pytest.MonkeyPatch
) -> None:
    index, other = two
    read = other._folder.manifest
    calls = []

    def swept(generation: Any) -> Any:
        calls.append(generation)
        if len(calls) == 1:
            # Just then another process finishes the next one.
            index.update([entry("c", "storm")])
        return read(generation)

    index.update([entry("b", "storm")])
    monkeypatch.setattr(other._folder, "manifest", swept)

    assert ids(other, "storm") == ["a", "b", "c"]
    assert len(calls) == 2
