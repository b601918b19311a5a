"""Postings as flat arrays: which articles have a term, how often and where; put in order and merged.

A term is known by its key: one byte for its field, then the term itself. Postings stand in the order of the keys, then
of the articles; the positions of one run together with those of the next.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from array import array

Numbers = npt.NDArray[np.uint32]
Ends = npt.NDArray[np.int64]
# Postings and positions that are put in order at once: some ten megabytes.
AT_ONCE = 1 << 18


def tell_nobody(done: int, total: int) -> None:
    """Ignore how far the work is."""


class Columns(NamedTuple):
    """Of postings side by side each article, *weights* doubled, and how many positions; and those, run together."""

    articles: Numbers
    weights: Numbers
    counts: Numbers
    positions: Numbers

    def at(self, places: npt.NDArray[np.integer[Any]]) -> "Columns":
        """Return the postings at *places*, in their order."""
        starts = np.cumsum(self.counts, dtype=np.int64) - self.counts
        counts = self.counts[places]
        positions = self.positions[ranges(starts[places], counts)]
        return Columns(self.articles[places], self.weights[places], counts, positions)


class PostingTable(NamedTuple):
    """Sorted *keys*, where the postings of each end, and these."""

    keys: list[bytes]
    ends: Ends
    columns: Columns

    @property
    def position_ends(self) -> Ends:
        """Where the positions of each key end."""
        ends = np.concatenate(([0], np.cumsum(self.columns.counts, dtype=np.int64)))
        found: Ends = ends[self.ends]
        return found

    def between(self, low: int, high: int) -> Columns:
        """Return the postings of the keys from *low* to *high*."""
        first, last = start_of(self.ends, low), start_of(self.ends, high)
        start, stop = (start_of(self.position_ends, key) for key in (low, high))
        articles, weights, counts, positions = self.columns
        return Columns(articles[first:last], weights[first:last], counts[first:last], positions[start:stop])


class Keys(Protocol):
    """Sorted keys, each made when it is asked for."""

    def __len__(self) -> int:
        """Return how many there are."""

    def __getitem__(self, number: int, /) -> bytes:
        """Return one of them."""


class PostingSource(Protocol):
    """Postings that are merged with others: of a segment in memory, or of one that is read part by part."""

    @property
    def keys(self) -> Keys:
        """The sorted keys."""

    @property
    def ends(self) -> Ends:
        """Where the postings of each key end."""

    @property
    def position_ends(self) -> Ends:
        """Where the positions of each key end."""

    def between(self, low: int, high: int) -> Columns:
        """Return the postings of the keys from *low* to *high*."""


def start_of(ends: "Ends | array[int]", key: int) -> int:
    """Return where what belongs to a key number begins."""
    return int(ends[key - 1]) if key else 0


def ranges(starts: Ends, counts: npt.NDArray[np.integer[Any]]) -> Ends:
    """Return the places of several runs in a row, each of so many *counts* from its start on."""
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    places: Ends = np.repeat(starts - ends + counts, counts)
    places += np.arange(total)
    return places


def merged(
    parts: Sequence[tuple[PostingSource, Ends | None]], progress: Callable[[int, int], None] = tell_nobody
) -> Iterator[PostingTable]:
    """Yield several sources as one, in parts of it, each with the new number of every article of its.

    Articles whose number is below 0 are left out; without numbers, those of a source keep theirs. *progress* is told
    how many parts are done, of how many. Only one part is in memory, its keys too.
    """
    bounds = _bounds([source for source, _ in parts])
    cursors = [_Cursor(*each) for each in parts]
    for done, bound in enumerate((*bounds, None), 1):
        held = [cursor.keys_before(bound) for cursor in cursors]
        keys = sorted(set().union(*held))
        number_by_key = {key: number for number, key in enumerate(keys)}
        read = [cursor.read([number_by_key[key] for key in each]) for cursor, each in zip(cursors, held, strict=True)]
        terms = np.concatenate([each for each, _ in read])
        columns = Columns(*(np.concatenate(each) for each in zip(*(columns for _, columns in read), strict=True)))
        yield _ordered(keys, terms, columns)
        progress(done, len(bounds) + 1)


def _ordered(keys: list[bytes], terms: Ends, columns: Columns) -> PostingTable:
    """Put postings, of which each belongs to the key number *terms*, in order; keys that have none are left out."""
    pairs = terms << 32 | columns.articles
    if not (pairs[1:] > pairs[:-1]).all():
        columns = columns.at(np.argsort(pairs, kind="stable"))
    held = np.bincount(terms, minlength=len(keys))
    living = [key for key, count in zip(keys, held.tolist(), strict=True) if count]
    return PostingTable(living, np.cumsum(held[held > 0], dtype=np.int64), columns)


class _Cursor:
    """Reads a source from its first key on, with the numbers *new* for its articles."""

    def __init__(self, source: PostingSource, new: Ends | None) -> None:
        self._source = source
        self._new = new
        self._low = 0

    def keys_before(self, bound: bytes | None) -> list[bytes]:
        """Return the next keys before *bound*, or all that are left."""
        keys = self._source.keys
        high = len(keys) if bound is None else bisect_left(keys, bound, self._low)
        return list(map(keys.__getitem__, range(self._low, high)))

    def read(self, numbers: list[int]) -> tuple[Ends, Columns]:
        """Return the postings of the next keys, and for each posting that one of *numbers* that its key has."""
        low, high = self._low, self._low + len(numbers)
        self._low = high
        counts = np.diff(self._source.ends[low:high], prepend=start_of(self._source.ends, low))
        terms = np.repeat(np.array(numbers, np.int64), counts)
        columns = self._source.between(low, high)
        if self._new is None:
            return terms, columns
        articles = self._new[columns.articles]
        stays = articles >= 0
        columns = columns._replace(articles=articles.astype(np.uint32))
        return (terms, columns) if stays.all() else (terms[stays], columns.at(np.flatnonzero(stays)))


def _bounds(sources: list[PostingSource]) -> list[bytes]:
    """Return the keys that all parts but the first begin with, so that none is much larger than `AT_ONCE`."""
    step = max(1, AT_ONCE // len(sources))
    marks: list[bytes] = []
    for source in sources:
        held = source.ends + source.position_ends
        last = int(held[-1]) if len(held) else 0
        marks += map(source.keys.__getitem__, np.searchsorted(held, np.arange(step, last, step)).tolist())
    marks.sort()
    return list(dict.fromkeys(marks[len(sources) - 1 :: len(sources)]))
