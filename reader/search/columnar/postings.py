"""Postings as flat arrays: which articles have a term, how often and where; put in order and merged.

A term is known by its key: one byte for its field, then the term itself. Postings stand in the order of the keys, then
of the articles; the positions of one run together with those of the next.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
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


class PostingSource(Protocol):
    """Postings that are merged with others: of a segment in memory, or of one that is read part by part."""

    @property
    def keys(self) -> Sequence[bytes]:
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
    parts: Sequence[tuple[PostingSource, Sequence[int] | None]], progress: Callable[[int, int], None] = tell_nobody
) -> Iterator[PostingTable]:
    """Yield several sources as one, in parts of it, each with the new number of every article of its.

    Articles whose number is below 0 are left out; without numbers, those of a source keep theirs. *progress* is told
    how many parts are done, of how many.
    """
    keys = sorted(set().union(*(source.keys for source, _ in parts)))
    number_by_key = {key: number for number, key in enumerate(keys)}
    cuts = [_Cut(source, new, [number_by_key[key] for key in source.keys]) for source, new in parts]
    bounds = list(pairwise(_bounds(cuts, len(keys))))
    for done, (first, end) in enumerate(bounds, 1):
        held = [cut.between(first, end) for cut in cuts]
        terms = np.concatenate([each for each, _ in held])
        columns = Columns(*(np.concatenate(each) for each in zip(*(columns for _, columns in held), strict=True)))
        yield _ordered(keys[first:end], terms, columns)
        progress(done, len(bounds))


def _ordered(keys: list[bytes], terms: Ends, columns: Columns) -> PostingTable:
    """Put postings, of which each belongs to the key number *terms*, in order; keys that have none are left out."""
    pairs = terms << 32 | columns.articles
    if not (pairs[1:] > pairs[:-1]).all():
        columns = columns.at(np.argsort(pairs, kind="stable"))
    held = np.bincount(terms, minlength=len(keys))
    living = [key for key, count in zip(keys, held.tolist(), strict=True) if count]
    return PostingTable(living, np.cumsum(held[held > 0], dtype=np.int64), columns)


class _Cut:
    """A source whose keys have these *numbers* among all, and whose articles get the numbers *new*."""

    def __init__(self, source: PostingSource, new: Sequence[int] | None, numbers: Sequence[int]) -> None:
        self._source = source
        self._new = None if new is None else np.array(new, np.int64)
        self.numbers = np.array(numbers, np.int64)

    def held(self) -> Ends:
        """Return how many postings and positions each key has."""
        found: Ends = np.diff(self._source.ends, prepend=0) + np.diff(self._source.position_ends, prepend=0)
        return found

    def between(self, first: int, end: int) -> tuple[Ends, Columns]:
        """Return the postings of the keys from *first* to *end* of all, and of each the number among these."""
        low, high = np.searchsorted(self.numbers, (first, end)).tolist()
        counts = np.diff(self._source.ends[low:high], prepend=start_of(self._source.ends, low))
        terms = np.repeat(self.numbers[low:high] - first, counts)
        columns = self._source.between(low, high)
        if self._new is None:
            return terms, columns
        articles = self._new[columns.articles]
        stays = articles >= 0
        columns = columns._replace(articles=articles.astype(np.uint32))
        if stays.all():
            return terms, columns
        return terms[stays], columns.at(np.flatnonzero(stays))


def _bounds(cuts: list[_Cut], key_count: int) -> list[int]:
    """Return where the parts of all keys begin and end: each ends with the first key that fills it."""
    held = np.zeros(key_count, np.int64)
    for cut in cuts:
        held[cut.numbers] += cut.held()
    fills = np.cumsum(held) // AT_ONCE
    return [0, *(np.flatnonzero(np.diff(fills)) + 1).tolist(), key_count]
