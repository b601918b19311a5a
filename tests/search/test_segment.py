"""Reading a segment: what Whoosh writes is read, what is damaged is suspect."""

import pickle
import struct
import zlib
from array import array
from collections.abc import Iterator
from typing import Any

import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.query.qcore import Every

from reader.search import evaluation, segment
from reader.search.errors import IndexSuspect, SuspectGuard, Watch
from reader.search.evaluation import Evaluation
from reader.search.index import SearchIndex
from reader.search.snapshot import INDEX_NAME, Snapshot
from reader.search.storage import unpack
from tests.search.conftest import Make, entry, ids

HEADER = b"W3Bl"


@pytest.fixture
def snapshot(make: Make) -> Snapshot:
    index = make(
        [entry(f"e{n:03}", f"storm word{n} storm", title="Day", site="Post", published="2016") for n in range(700)]
    )
    return index._searcher.snapshot


def block(deltas: Any, weights: Any, values: Any, *, packed: bool = False) -> bytes:
    """Make the bytes of a block of postings, as the last of its list."""
    body = pickle.dumps((deltas, weights, values), 2)
    body = zlib.compress(body) if packed else body
    head = pickle.dumps((len(deltas), 9, 1.0, int(packed), 0, 0), 2)
    return struct.pack("!i", -(len(head) + len(body))) + head + body


def test_postings_are_read_block_by_block_as_whoosh_reads_them_one_by_one(snapshot: Snapshot) -> None:
    ours = {}
    for base, found in snapshot.blocks("words", b"storm", Watch()):
        for number, weight, positions in zip(found.ids, found.weights, found.positions(), strict=True):
            ours[base + number] = (weight, array("I", positions).tolist())

    open_index: Any = FileIndex
    storage: Any = FileStorage
    reader = open_index(storage(str(snapshot.generation), supports_mmap=False), indexname=INDEX_NAME).reader()
    matcher = reader.postings("words", b"storm")
    theirs = {}
    while matcher.is_active():
        positions = matcher.value_as("positions")
        theirs[matcher.id()] = (matcher.weight(), positions)
        matcher.next()
    reader.close()

    assert len(ours) == 700
    assert ours == theirs


def test_terms_come_in_order_over_slabs_of_the_table(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = snapshot.terms("words", b"word")
    monkeypatch.setattr(segment, "_FIRST_SLAB", 64)

    assert snapshot.terms("words", b"word") == whole
    assert len(whole) == 700
    assert snapshot.terms("words", b"zzz") == {}
    assert snapshot.terms("nothing", b"") == {}


def test_the_keys_that_every_search_halves_the_table_by_are_kept_within_bounds(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segment, "_KEPT_KEYS", 3)
    starts = [b"", b"st", b"word1", b"word69", b"zz"]

    first, again = ([[*snapshot.terms("words", start)] for start in starts] for _ in range(2))

    assert first == again
    assert first[1] == [b"storm"]
    assert [len(each._terms._keys) for each in snapshot.segments] == [3] * len(snapshot.segments)


def test_columns_are_read_as_a_whole(snapshot: Snapshot) -> None:
    assert len(snapshot.ids) == 700
    assert sorted(snapshot.ids) == [f"e{n:03}" for n in range(700)]
    assert snapshot.text("ids", 699) == snapshot.ids[699].encode()
    assert set(snapshot.numbers("saved")) == {0}
    assert len(snapshot.numbers("saved")) == 700


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x00",
        struct.pack("!i", 0),
        struct.pack("!i", 500) + b"x",
        block((0, 1), (1.0,), None),
        block((), (), None),
        block((0, -5), (1.0, 1.0), None),
        block(("a",), (1.0,), None),
        block((0, 1), ("x", 1.0), None),
        block((0, 1), "xy", None),
        block((1 << 40,), (1.0,), None),
        struct.pack("!i", -3) + b"\x80\x02.",
        struct.pack("!i", -20) + pickle.dumps((1, 2, 3), 2).ljust(20, b"."),
    ],
)
def test_a_block_that_is_none_is_suspect(data: bytes) -> None:
    with pytest.raises(IndexSuspect), SuspectGuard():
        segment._block(data, 0)


def test_a_block_that_unpacks_without_end_is_suspect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment, "_LARGEST_BLOCK", 100)

    with pytest.raises(IndexSuspect, match="too large"):
        segment._block(block(tuple([1] * 5000), None, b"x" * 5000, packed=True), 0)


@pytest.mark.parametrize("weights", [None, 2.0, (2.0, 3.0)])
def test_weights_are_read_in_each_of_their_forms(weights: Any) -> None:
    found, end, is_last = segment._block(block((3, 4), weights, None), 0)

    assert found.ids == [3, 7]
    assert found.weights == ([1.0, 1.0] if weights is None else [2.0, 2.0] if weights == 2.0 else [2.0, 3.0])
    assert is_last
    assert end


@pytest.mark.parametrize(
    "values",
    [
        None,
        (),
        (b"", b""),
        (b"\x00", b"abcd"),
        (array("I", [4]).tobytes(), b""),
        (array("I", [3, 4]).tobytes(), b"x" * 7),
    ],
)
def test_positions_that_do_not_fit_are_suspect(values: Any) -> None:
    found = segment.PostingBlock([1], [1.0], values)

    with pytest.raises(IndexSuspect):
        found.packed_positions()


def test_values_are_unpacked_by_their_lengths() -> None:
    assert unpack((array("I", [0, 2, 1]).tobytes(), b"abc")) == [b"", b"ab", b"c"]


@pytest.mark.parametrize(
    "slab", [struct.pack("!ii", 1, 34), struct.pack("!ii", -1, 34), struct.pack("!ii", 3, 12) + b"x" * 40]
)
def test_a_table_of_terms_that_is_none_is_suspect(slab: bytes) -> None:
    with pytest.raises(IndexSuspect):
        segment._places(slab, b"\x00\x00")


def test_a_term_whose_postings_lie_elsewhere_is_suspect() -> None:
    value = segment._TERM.pack(1, 1.0, 1, 0, 0, 1.0, 0, 0, 0, 0)

    with pytest.raises(IndexSuspect):
        segment._place(b"x", value)


def test_what_does_not_fit_its_segment_is_suspect(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    (part, *_) = snapshot.segments
    monkeypatch.setattr(part, "count", 3)

    with pytest.raises(IndexSuspect, match="not there"):
        snapshot.holders("words", [b"storm"], Watch())
    with pytest.raises(IndexSuspect):
        part.texts("ids")
    monkeypatch.setattr(segment, "_FIRST_SLAB", 8)
    monkeypatch.setattr(segment, "_SLAB", 8)
    with pytest.raises(IndexSuspect, match="longer"):
        snapshot.terms("words", b"word")


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


def test_what_was_counted_is_kept_within_bounds(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluation, "_KEPT_COUNTS", 25)
    index = make([entry(f"e{n}", "storm rain wind hail") for n in range(10)])

    for word in ("storm", "rain", "wind", "storm", "hail"):
        assert index.search(word).total == 10
    kept = index._searcher.cache

    assert kept._size <= 25
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
    every: Any = Every

    assert len(Evaluation(evaluation.CountCache(snapshot), Watch()).articles(every())) == 700


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

    SearchIndex.rebuild(index._folder._cache, _no_names()).close()

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
