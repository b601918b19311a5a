"""Postings as flat arrays: which articles have a term, how often and where; put in order and merged.

A term is known by its key: one byte for its field, then the term itself. Postings stand in the order of the keys, then
of the articles; the positions of one run together with those of the next.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint32]
# Postings and positions that are put in order at once: some tens of megabytes.
AT_ONCE = 1 << 21


class PostingTable(NamedTuple):
    """Sorted *keys*; where the postings of each end; and of each posting its article, *weights* doubled, and positions.

    *counts* are the numbers of positions.
    """

    keys: list[bytes]
    ends: npt.NDArray[np.int64]
    articles: Numbers
    weights: Numbers
    counts: Numbers
    positions: Numbers

    @property
    def position_ends(self) -> npt.NDArray[np.int64]:
        """Where the positions of each key end."""
        ends = np.concatenate(([0], np.cumsum(self.counts, dtype=np.int64)))
        found: npt.NDArray[np.int64] = ends[self.ends]
        return found

    def posting_start(self, key: int) -> int:
        """Return where the postings of a key number begin."""
        return int(self.ends[key - 1]) if key else 0

    def between(self, low: int, high: int) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """Return articles, weights, counts and positions of the keys from *low* to *high*."""
        first, last = self.posting_start(low), self.posting_start(high)
        ends = self.position_ends
        start, stop = (int(ends[key - 1]) if key else 0 for key in (low, high))
        positions = self.positions[start:stop]
        return self.articles[first:last], self.weights[first:last], self.counts[first:last], positions


def _ordered(
    keys: list[bytes], terms: npt.NDArray[np.int64], articles: Numbers, weights: Numbers, counts: Numbers,
    positions: Numbers,
) -> PostingTable:  # fmt: skip
    """Put postings, of which each belongs to the key number *terms*, in order."""
    order = np.argsort(terms << 32 | articles, kind="stable")
    starts = np.cumsum(counts, dtype=np.int64) - counts
    return PostingTable(
        keys,
        np.cumsum(np.bincount(terms, minlength=len(keys)), dtype=np.int64),
        articles[order],
        weights[order],
        counts[order],
        positions[ranges(starts[order], counts[order])],
    )


def ranges(starts: npt.NDArray[np.int64], counts: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.int64]:
    """Return the places of several runs in a row, each of so many *counts* from its start on."""
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    places: npt.NDArray[np.int64] = np.arange(total) + np.repeat(starts - ends + counts, counts)
    return places


def merged(parts: Sequence[tuple[PostingTable, Sequence[int] | None]]) -> Iterator[PostingTable]:
    """Yield several tables as one, in parts of it, each with the new number of every article of its.

    Articles whose number is below 0 are left out; without numbers, a table's articles keep theirs.
    """
    lived = [_living(*part) for part in parts]
    if len(lived) == 1:
        yield lived[0]
        return
    keys = sorted(set().union(*(part.keys for part in lived)))
    number_by_key = {key: number for number, key in enumerate(keys)}
    numbers = [np.array([number_by_key[key] for key in part.keys], np.int64) for part in lived]
    for first, end in pairwise(_bounds(lived, numbers, len(keys))):
        cuts = [_Cut(*each, first, end) for each in zip(lived, numbers, strict=True)]
        articles, weights, counts, positions = (
            np.concatenate(columns) for columns in zip(*(each.columns() for each in cuts), strict=True)
        )
        terms = np.concatenate([each.terms() for each in cuts])
        yield _ordered(keys[first:end], terms, articles, weights, counts, positions)


def _bounds(tables: list[PostingTable], numbers: list[npt.NDArray[np.int64]], key_count: int) -> list[int]:
    """Return where the parts of all keys begin and end: each ends with the first key that fills it."""
    held = np.zeros(key_count, np.int64)
    for table, places in zip(tables, numbers, strict=True):
        held[places] += np.diff(table.ends, prepend=0) + np.diff(table.position_ends, prepend=0)
    fills = np.cumsum(held) // AT_ONCE
    return [0, *(np.flatnonzero(np.diff(fills)) + 1).tolist(), key_count]


class _Cut:
    """What a table, whose keys have these *numbers* among all, has of the keys from *first* to *end* of all."""

    def __init__(self, table: PostingTable, numbers: npt.NDArray[np.int64], first: int, end: int) -> None:
        self._table = table
        self._first = first
        self._low, self._high = np.searchsorted(numbers, (first, end)).tolist()
        self._numbers = numbers[self._low : self._high]

    def terms(self) -> npt.NDArray[np.int64]:
        """Return of each posting the number of its key."""
        ends = self._table.ends[self._low : self._high]
        counts = np.diff(ends, prepend=self._table.posting_start(self._low))
        return np.repeat(self._numbers - self._first, counts)

    def columns(self) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """Return articles, weights, counts and positions."""
        return self._table.between(self._low, self._high)


def _living(table: PostingTable, numbers: Sequence[int] | None) -> PostingTable:
    """Return *table* with the new numbers of its articles, without what none of them has any more."""
    if numbers is None:
        return table
    articles = np.array(numbers, np.int64)[table.articles]
    stays = articles >= 0
    terms = np.repeat(np.arange(len(table.keys)), np.diff(table.ends, prepend=0))[stays]
    held = np.bincount(terms, minlength=len(table.keys))
    starts = np.cumsum(table.counts, dtype=np.int64) - table.counts
    places = ranges(starts[stays], table.counts[stays])
    return PostingTable(
        [key for key, count in zip(table.keys, held.tolist(), strict=True) if count],
        np.cumsum(held[held > 0], dtype=np.int64),
        articles[stays].astype(np.uint32),
        table.weights[stays],
        table.counts[stays],
        table.positions[places],
    )
