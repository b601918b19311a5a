"""Where words stand in articles: an occurrence is one number, the article's above 32 bits of position."""

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from reader.search.columnar.posting_file import TermPlace
from reader.search.columnar.postings import ranges
from reader.search.columnar.segment import OpenSegment
from reader.search.errors import Watch
from reader.search.snapshot import UNWATCHED, Snapshot
from reader.search.weights import OCCURRENCE, Integers, are_among, distinct, places_among, together

# Where so many times fewer articles of a word are wanted, the occurrences in them are picked out.
_FEW = 2


class Occurrences:
    """The occurrences of *terms* of a field, and of all that begin with any of *starts*, taken together.

    They are asked for in one part of the articles after another. Raises: as *watch*, IndexSuspect.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        field: str,
        terms: Iterable[bytes],
        starts: Iterable[str] = (),
        watch: Watch = UNWATCHED,
    ) -> None:
        self._watch = watch
        self._held = [_TermOccurrences(*each) for each in snapshot.places_of_all(field, terms, starts)]

    def among(self, articles: Integers) -> Integers:
        """Return in order the occurrences in *articles*, which stand in order."""
        found = self.near(articles)
        return found.compress(are_among(found >> OCCURRENCE, articles))

    def near(self, articles: Integers, before: int = 0) -> Integers:
        """Return in order what is so many words *before* the occurrences in *articles*, and in some between them."""
        found: list[Integers] = []
        for each in self._held if len(articles) else ():
            self._watch.check()
            found.append(each.near(articles, before))
        return together(found)


class _TermOccurrences:
    """The occurrences of one term in a segment, or of several side by side."""

    def __init__(self, base: int, segment: OpenSegment, place: TermPlace) -> None:
        self._base = base
        self._postings = segment.postings
        self._place = place

    @cached_property
    def _articles(self) -> Integers:
        return self._postings.articles(self._place)

    @cached_property
    def _ends(self) -> Integers:
        """Where the positions in each article end, after where the first begin."""
        ends = np.zeros(len(self._articles) + 1, np.int64)
        np.cumsum(self._postings.counts(self._place), out=ends[1:])
        return ends

    def near(self, wanted: Integers, before: int) -> Integers:
        wanted = wanted - self._base
        if self._place.keys > 1:
            # Of terms that begin alike, the articles do not stand in order.
            stays = np.flatnonzero(are_among(self._articles, wanted))
            return distinct(self._read(0, len(self._articles), stays, before))
        first, last = np.searchsorted(self._articles, (wanted[0], wanted[-1] + 1)).tolist()
        stays = places_among(self._articles[first:last], wanted)
        return self._read(first, last, stays if len(stays) * _FEW < last - first else None, before)

    def _read(self, first: int, last: int, stays: Integers | None, before: int) -> Integers:
        """Return the occurrences in the articles from *first* to *last*, or only in those that *stay* of them."""
        ends = self._ends[first : last + 1]
        articles, starts, counts = self._articles[first:last], ends[:-1], ends[1:] - ends[:-1]
        at = None
        if stays is not None:
            articles, counts = articles[stays], counts[stays]
            at = ranges(starts[stays] - ends[0], counts)
        found = np.repeat((articles + self._base << OCCURRENCE) - before, counts)
        found += self._postings.positions(self._place, int(ends[0]), int(ends[-1]), at)
        return found
