"""How well articles answer, and the order in which they come."""

from array import array
from functools import cached_property
from heapq import nsmallest
from itertools import pairwise
from math import log

import numpy as np

from reader.search.snapshot import Snapshot
from reader.search.weights import Floats, Integers, Weights, are_new

# ColumnQuery by measurement on two collections, see tests/benchmarks/search_quality.py.
K1 = 1.2
B = 0.7
# What a query says again counts a little less each time, and no more past the fourth: on two collections with long
# queries more of it was worse on one, less on the other.
K3 = 60
MOST_TIMES = 4
# A function word counts once, and so much of what its rarity says.
FUNCTION_WORD = 0.1
# Of a score, so many digits count.
_DIGITS = 6


def idf(count: int, total: int) -> float:
    """Return what a word says that *count* of *total* articles have (Lucene's form, never negative)."""
    return log(1 + (max(total, count) - count + 0.5) / (count + 0.5))


def saturated(times: int) -> float:
    """Return how often a word counts that a query says so many *times* (BM25's k3)."""
    times = min(times, MOST_TIMES)
    return times * (K3 + 1) / (times + K3)


def length_norms(lengths: Floats) -> Floats:
    """Return for each article how much a word's count is held down by the article's length."""
    average = (lengths.sum() / len(lengths) if len(lengths) else 0.0) or 1.0
    flat, slope = K1 * (1 - B), K1 * B / average
    # Half of the digits serve.
    return (flat + slope * lengths).astype(np.float32).astype(np.float64)


def _largest(keys: Floats | Integers, limit: int, margin: float = 0) -> Integers:
    """Return the places of the *limit* largest *keys*, and of all that are no more than *margin* below these."""
    if len(keys) <= limit:
        return np.arange(len(keys))
    return np.flatnonzero(keys >= np.partition(keys, len(keys) - limit)[len(keys) - limit] - margin)


class Order:
    """Sorts articles of one snapshot. Equal ones: the newer first, then by id, so that the order is stable."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._ranks: dict[str, array[int]] = {}

    def first(self, scores: Weights, limit: int) -> list[int]:
        """Return the *limit* articles that answer best, in order."""
        best = _largest(scores.values, limit, 2 * 10**-_DIGITS)
        articles = scores.articles[best]
        # The last digits differ with the order of adding: what is equal has to stay equal.
        rounded, published = np.round(scores.values[best], _DIGITS), self._published[articles]
        best = _largest(rounded, limit)
        if len(best) > limit:
            # Of a filter, all articles have the same score.
            last = rounded[best].min()
            above, tied = best[rounded[best] > last], best[rounded[best] == last]
            best = np.concatenate((above, tied[_largest(published[tied], limit - len(above))]))
        best = best[np.lexsort((-published[best], -rounded[best]))]
        firsts = np.flatnonzero(are_new(rounded[best]) | are_new(published[best]))
        numbers = articles[best].tolist()
        found: list[int] = []
        for start, end in pairwise((*firsts.tolist(), len(numbers))):
            if len(found) >= limit:
                break
            # The id of an article is read only where nothing else tells which comes first.
            tied = numbers[start:end]
            found += tied if len(tied) == 1 else nsmallest(limit - len(found), tied, key=self._snapshot.id_of)
        return found

    @cached_property
    def _published(self) -> Integers:
        return np.frombuffer(self._snapshot.numbers("published"), np.uint32).astype(np.int64)

    def sorted(self, scores: Weights, sort: str, unread: frozenset[str] = frozenset()) -> list[int]:
        """Return articles by *sort*, one of SORTS; *unread* are the ids that `unread` puts first."""
        if sort in {"relevance", "unread"}:
            best = self.first(scores, len(scores))
            return sorted(best, key=lambda number: self._snapshot.id_of(number) not in unread)
        ranks = self._rank(sort)
        return sorted(scores.articles.tolist(), key=ranks.__getitem__)

    def _rank(self, sort: str) -> "array[int]":
        if sort not in self._ranks:
            ranks = array("I", bytes(4 * self._snapshot.size))
            for rank, number in enumerate(self._ordered(sort)):
                ranks[number] = rank
            self._ranks[sort] = ranks
        return self._ranks[sort]

    def _ordered(self, sort: str) -> list[int]:
        ids = self._snapshot.ids
        published = self._snapshot.numbers("published")
        newest = sorted(range(self._snapshot.size), key=lambda number: (-published[number], ids[number]))
        if sort == "date":
            return newest
        if sort == "length":
            lengths = self._snapshot.numbers("length")
            return sorted(newest, key=lambda number: -lengths[number])
        texts = self._snapshot.texts("titles") if sort == "title" else self._sites()
        return sorted(newest, key=lambda number: (not texts[number], texts[number]))

    def _sites(self) -> list[bytes]:
        sites = [b""] * self._snapshot.size
        for name, numbers in self._snapshot.all_values("sites"):
            for number in numbers:
                sites[number] = name
        return sites
