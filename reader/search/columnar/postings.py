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
    held = np.zeros(len(keys), np.int64)
    for part, places in zip(lived, numbers, strict=True):
        held[places] += np.diff(part.ends, prepend=0) + np.diff(part.position_ends, prepend=0)
    # A part ends with the first key that fills it.
    fills = np.cumsum(held) // AT_ONCE
    ends = [*(np.flatnonzero(np.diff(fills)) + 1).tolist(), len(keys)]
    for first, end in pairwise([0, *ends]):
        pairs = zip(lived, numbers, strict=True)
        cut = [(part, *np.searchsorted(places, (first, end)).tolist(), places) for part, places in pairs]
        terms = [
            np.repeat(places[low:high] - first, np.diff(part.ends[low:high], prepend=part.posting_start(low)))
            for part, low, high, places in cut
        ]
        pieces = [part.between(low, high) for part, low, high, _ in cut]
        articles, weights, counts, positions = (
            np.concatenate([piece[column] for piece in pieces]) for column in range(4)
        )
        yield _ordered(keys[first:end], np.concatenate(terms), articles, weights, counts, positions)


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
