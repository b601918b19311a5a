"""How well articles answer, and the order in which they come."""

from array import array
from collections.abc import Collection, Iterable, Mapping
from heapq import nsmallest
from math import log

from reader.search.snapshot import Snapshot

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


def length_norms(lengths: "array[int]", count: int) -> "array[float]":
    """Return for each article how much a word's count is held down by the article's length."""
    average = (sum(lengths) / count if count else 0.0) or 1.0
    flat, slope = K1 * (1 - B), K1 * B / average
    return array("f", [flat + slope * length for length in lengths])


def add_scores(scores: dict[int, float], counts: Mapping[int, float], weight: float, norms: "array[float]") -> None:
    """Add to *scores* what a word of *weight* (as `Evaluation.weight` says) gives the articles that are in there."""
    top = weight * (K1 + 1)
    if len(counts) < len(scores):
        for number, count in counts.items():
            if number in scores:
                scores[number] += top * count / (count + norms[number])
    else:
        for number in scores.keys() & counts.keys():
            count = counts[number]
            scores[number] += top * count / (count + norms[number])


class Order:
    """Sorts articles of one snapshot. Equal ones: the newer first, then by id, so that the order is stable."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._ranks: dict[str, array[int]] = {}

    def first(self, articles: Collection[int], scores: Mapping[int, float], limit: int) -> list[int]:
        """Return the *limit* articles that answer best, in order."""
        ties = self._rank("date")
        if len(articles) > limit:
            # Bare numbers are sorted several times faster than what tells apart those with the same.
            last = sorted(map(scores.__getitem__, articles), reverse=True)[limit - 1]
            # Of a filter, all articles have the same.
            tied = sorted((number for number in articles if scores[number] == last), key=ties.__getitem__)[:limit]
            others = (number for number in articles if scores[number] >= last - 10**-_DIGITS)
            articles = [*tied, *(number for number in others if scores[number] != last)]
        # Sums of floats differ in the last digits with the order of adding: equal scores have to stay equal.
        keys = ((-round(scores[number], _DIGITS), ties[number], number) for number in articles)
        return [number for _, _, number in nsmallest(limit, keys)]

    def sorted(
        self, articles: Iterable[int], sort: str, scores: Mapping[int, float], unread: frozenset[str] = frozenset()
    ) -> list[int]:
        """Return *articles* by *sort*, one of SORTS; *unread* are the ids that `unread` puts first."""
        ties = self._rank("date")
        if sort == "relevance":
            return sorted(articles, key=lambda number: (-round(scores.get(number, 0.0), _DIGITS), ties[number]))
        if sort == "unread":
            names = self._snapshot.ids
            return sorted(
                articles,
                key=lambda number: (
                    names[number] not in unread,
                    -round(scores.get(number, 0.0), _DIGITS),
                    ties[number],
                ),
            )
        ranks = self._rank(sort)
        return sorted(articles, key=ranks.__getitem__)

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
