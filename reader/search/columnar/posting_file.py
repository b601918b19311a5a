"""Postings in a file of sections: small numbers for what is nearly always small, and the few others beside them."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from contextlib import ExitStack
from itertools import accumulate
from typing import IO, NamedTuple

import numpy as np
import numpy.typing as npt

from reader.search.columnar.postings import Columns, Ends, Numbers, PostingTable, start_of
from reader.search.columnar.section_file import SectionFile, SectionWriter
from reader.search.errors import IndexSuspect, SuspectGuard

# A position in 16 bits: below this one in the text, from there on one of the first words of another field.
_TEXT_END = 0xD000
_FIELD_WORDS = 0x600
_FIELDS = 6
_ENCODED_END = _TEXT_END + _FIELDS * _FIELD_WORDS
_FIELD_SHIFT = 27
_FIELD_MASK = (1 << _FIELD_SHIFT) - 1
_OTHER = 0xFFFF
# What nearly always fits, by the names of their sections; the weights are doubled.
_NARROW = (("weights", "<u1"), ("counts", "<u1"), ("positions", "<u2"))
_PIECE = 1 << 20


class TermPlace(NamedTuple):
    """Where a term's postings are, in how many articles it is, and at how many places."""

    term: bytes
    articles: int
    times: int
    start: int
    first_position: int


def write_postings(writer: SectionWriter, tables: Iterable[PostingTable], article_count: int) -> None:
    """Write *tables*, each of which goes on where the one before ends: those of so many articles."""
    keys: list[bytes] = []
    ends, position_ends = array("Q"), array("Q")
    with ExitStack() as spools:
        articles, weights, counts, positions = (
            _NarrowWriter(name, kind, spools.enter_context(writer.spool()))
            for name, kind in (("articles", _article_type(article_count)), *_NARROW)
        )
        for table in tables:
            keys += table.keys
            ends.frombytes((table.ends + weights.count).astype(np.uint64).tobytes())
            position_ends.frombytes((table.position_ends + positions.count).astype(np.uint64).tobytes())
            articles.add_all(table.columns.articles)
            weights.add(table.columns.weights)
            counts.add(table.columns.counts)
            positions.add(_encoded(table.columns.positions), table.columns.positions)
        writer.begin("keys")
        writer.append(b"".join(keys))
        writer.add("key ends", array("Q", accumulate(map(len, keys))))
        writer.add("posting ends", ends)
        writer.add("position ends", position_ends)
        articles.finish(writer)
        for each in (weights, counts, positions):
            each.finish(writer)
            each.finish_wide(writer)


def _article_type(article_count: int) -> str:
    return "<u2" if article_count <= 1 << 16 else "<u4"


def _encoded(positions: Numbers) -> Numbers:
    field, word = positions >> _FIELD_SHIFT, positions & _FIELD_MASK
    in_text = np.where((field == 0) & (word < _TEXT_END), word, _OTHER)
    elsewhere = (field > 0) & (field <= _FIELDS) & (word < _FIELD_WORDS)
    return np.where(elsewhere, _TEXT_END + (field - 1) * _FIELD_WORDS + word, in_text).astype(np.uint32)


def _decoded(encoded: Numbers) -> Numbers:
    elsewhere = np.flatnonzero(encoded >= _TEXT_END)
    if len(elsewhere):
        field, word = np.divmod(encoded[elsewhere] - _TEXT_END, _FIELD_WORDS)
        encoded[elsewhere] = (field + 1 << _FIELD_SHIFT) + word
    return encoded


class _NarrowWriter:
    """Collects numbers that nearly all fit into *kind*, and beside them those that do not.

    All sections are written one after the other, so those that are long wait in a *spool*.
    """

    def __init__(self, name: str, kind: str, spool: IO[bytes]) -> None:
        self._name = name
        self._kind = np.dtype(kind)
        self._spool = spool
        self._where, self._wide = array("Q"), array("I")
        self.count = 0

    def add_all(self, numbers: Numbers) -> None:
        """Take *numbers* that all fit."""
        self._spool.write(numbers.astype(self._kind).tobytes())
        self.count += len(numbers)

    def add(self, numbers: Numbers, others: Numbers | None = None) -> None:
        """Take *numbers*; of those that do not fit, the *others* at their places are what is meant."""
        most = int(np.iinfo(self._kind).max)
        wide = np.flatnonzero(numbers >= most)
        self._where.frombytes((wide + self.count).astype(np.uint64).tobytes())
        self._wide.frombytes((numbers if others is None else others)[wide].tobytes())
        self.add_all(np.minimum(numbers, most))

    def finish(self, writer: SectionWriter) -> None:
        """Write them."""
        writer.begin(self._name)
        self._spool.seek(0)
        while piece := self._spool.read(_PIECE):
            writer.append(piece)

    def finish_wide(self, writer: SectionWriter) -> None:
        """Write those that do not fit."""
        writer.add(f"wide {self._name}, where", self._where)
        writer.add(f"wide {self._name}", self._wide)


class _NarrowNumbers:
    """Numbers that a `_NarrowWriter` wrote, read in parts. Raises: IndexSuspect."""

    def __init__(self, file: SectionFile, name: str, kind: str) -> None:
        self._file = file
        self._section = file.section(name)
        self._kind = np.dtype(kind)
        self._where = np.array(file.numbers(f"wide {name}, where", "Q"), np.int64)
        self._wide = np.array(file.numbers(f"wide {name}", "I"), np.uint32)
        if len(self._where) != len(self._wide):
            raise IndexSuspect(f"wide {name} have another length")
        self.count = self._section.size // self._kind.itemsize

    def read(self, start: int, end: int) -> tuple[Numbers, slice]:
        """Return the numbers from *start* to *end*, and which of the wide ones are among them."""
        size = self._kind.itemsize
        data = self._file.read(self._section, start * size, (end - start) * size)
        found = np.frombuffer(data, self._kind).astype(np.uint32)
        first, last = np.searchsorted(self._where, (start, end)).tolist() if len(self._where) else (0, 0)
        return found, slice(first, last)

    def widen(self, numbers: Numbers, start: int, wide: slice) -> Numbers:
        """Put the *wide* ones into *numbers*, which are those from *start* on."""
        if wide.stop > wide.start:
            numbers[self._where[wide] - start] = self._wide[wide]
        return numbers

    def numbers(self, start: int, end: int) -> Numbers:
        """Return the numbers from *start* to *end*."""
        found, wide = self.read(start, end)
        return self.widen(found, start, wide)


class PostingFile:
    """The postings of a segment of *article_count* articles. Raises: IndexSuspect."""

    def __init__(self, file: SectionFile, article_count: int) -> None:
        self._file = file
        keys = file.section("keys")
        self._keys = file.read(keys, 0, keys.size)
        self._key_ends = file.numbers("key ends", "Q")
        self._ends = file.numbers("posting ends", "Q")
        self._position_ends = file.numbers("position ends", "Q")
        self._article_type = np.dtype(_article_type(article_count))
        self._articles = file.section("articles")
        self._weights, self._counts, self._positions = (_NarrowNumbers(file, *each) for each in _NARROW)
        self._check()

    def _check(self) -> None:
        count = len(self._key_ends)
        postings, positions = (ends[-1] if count else 0 for ends in (self._ends, self._position_ends))
        fits = count == len(self._ends) == len(self._position_ends) and len(self._keys) == (self._key_ends or [0])[-1]
        fits = fits and postings == self._weights.count == self._counts.count
        if not fits or positions != self._positions.count:
            raise IndexSuspect("postings and terms do not fit each other")

    def __len__(self) -> int:
        """Return how many terms there are, each counted in every field that has it."""
        return len(self._key_ends)

    def __getitem__(self, number: int) -> bytes:
        """Return a key by its number: so keys can be looked for by bisection."""
        return self._keys[self._key_ends[number - 1] if number else 0 : self._key_ends[number]]

    def place(self, key: bytes) -> TermPlace | None:
        """Return where the postings of *key* are, `None` where it has none."""
        number = bisect_left(self, key)
        return self._place(number) if number < len(self) and self[number] == key else None

    def starting(self, start: bytes) -> range:
        """Return the numbers of the keys that begin with *start*."""
        first = bisect_left(self, start)
        return range(first, bisect_left(self, start + b"\xff", first))

    def places(self, start: bytes) -> list[TermPlace]:
        """Return where the postings of all keys are that begin with *start*, in order."""
        return [self._place(number) for number in self.starting(start)]

    def span(self, start: bytes) -> TermPlace | None:
        """Return where the postings of all keys are that begin with *start*, as those of one term; `None` for none.

        Only within a term are articles in order, and each one there once.
        """
        keys = self.starting(start)
        if not keys:
            return None
        first, last = self._place(keys[0]), self._place(keys[-1])
        ends = last.start + last.articles, last.first_position + last.times
        return TermPlace(
            start, ends[0] - first.start, ends[1] - first.first_position, first.start, first.first_position
        )

    def ends(self) -> tuple[Ends, Ends]:
        """Return where the postings of each key end, and where its positions do."""
        return np.array(self._ends, np.int64), np.array(self._position_ends, np.int64)

    def _place(self, number: int) -> TermPlace:
        start, first = (self._ends[number - 1], self._position_ends[number - 1]) if number else (0, 0)
        return TermPlace(
            self[number][1:], self._ends[number] - start, self._position_ends[number] - first, start, first
        )

    def articles(self, place: TermPlace) -> Numbers:
        """Return the articles of a term, in ascending order."""
        size = self._article_type.itemsize
        with SuspectGuard():
            data = self._file.read(self._articles, place.start * size, place.articles * size)
            return np.frombuffer(data, self._article_type).astype(np.uint32)

    def weights(self, place: TermPlace) -> npt.NDArray[np.float64]:
        """Return what a term weighs in each of its articles."""
        return self.doubled_weights(place) / 2

    def doubled_weights(self, place: TermPlace) -> Numbers:
        """Return twice what a term weighs in each of its articles."""
        with SuspectGuard():
            return self._weights.numbers(place.start, place.start + place.articles)

    def counts(self, place: TermPlace) -> Numbers:
        """Return at how many places a term stands in each of its articles."""
        with SuspectGuard():
            return self._counts.numbers(place.start, place.start + place.articles)

    def positions(self, place: TermPlace) -> Numbers:
        """Return the positions of a term in its articles, run together."""
        with SuspectGuard():
            start = place.first_position
            encoded, wide = self._positions.read(start, start + place.times)
            return self._positions.widen(_decoded(encoded), start, wide)


class PostingParts:
    """The postings of a file as they are merged with others: read part by part. Raises: IndexSuspect."""

    def __init__(self, file: PostingFile) -> None:
        self._file = file
        self.keys = [file[number] for number in range(len(file))]
        self.ends, self.position_ends = file.ends()

    def between(self, low: int, high: int) -> Columns:
        """Return the postings of the keys from *low* to *high*."""
        first, start = start_of(self.ends, low), start_of(self.position_ends, low)
        count, times = start_of(self.ends, high) - first, start_of(self.position_ends, high) - start
        place = TermPlace(b"", count, times, first, start)
        return Columns(
            self._file.articles(place),
            self._file.doubled_weights(place),
            self._file.counts(place),
            self._file.positions(place),
        )


def key_of(field_number: int, term: bytes) -> bytes:
    """Return the key of a term of a field."""
    return bytes((field_number,)) + term
