"""In what order the articles that were found come."""

from array import array
from collections.abc import Iterable, Mapping
from heapq import nsmallest

from reader.search.snapshot import Snapshot

SORTS = ("relevance", "date", "title", "site", "length", "unread")


class Order:
    """Sorts articles of one snapshot. Equal ones: the newer first, then by id, so that the order is stable."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._ranks: dict[str, array[int]] = {}

    def first(self, articles: Iterable[int], scores: Mapping[int, float], limit: int) -> list[int]:
        """Return the *limit* articles that answer best."""
        ties = self._rank("date")
        # Sums of floats differ in the last digits with the order of adding: equal scores have to stay equal.
        keys = ((-round(scores[number], 6), ties[number], number) for number in articles)
        return [number for _, _, number in nsmallest(limit, keys)]

    def sorted(
        self, articles: Iterable[int], sort: str, scores: Mapping[int, float], unread: frozenset[str] = frozenset()
    ) -> list[int]:
        """Return *articles* by *sort*, one of SORTS; *unread* are the ids that `unread` puts first."""
        ties = self._rank("date")
        if sort == "relevance":
            return sorted(articles, key=lambda number: (-round(scores.get(number, 0.0), 6), ties[number]))
        if sort == "unread":
            names = self._snapshot.ids
            return sorted(
                articles,
                key=lambda number: (names[number] not in unread, -round(scores.get(number, 0.0), 6), ties[number]),
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
