"""Facets: the articles of a result, counted by site, month, tag, name, speaker and language."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Protocol

import numpy as np

from reader.search.columnar.postings import ranges
from reader.search.errors import Watch
from reader.search.schema import SHOWN
from reader.search.snapshot import Snapshot
from reader.search.weights import Integers, are_new

MOST_VALUES = 100
_QUERIES = {"sites": 'site:="{}"', "tags": 'tag:="{}"', "names": 'name:"{}"', "langs": "lang:{}"}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value, the number of articles that have it, and the *query* that narrows to them."""

    value: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Facets:
    """The values of *total* articles by field, the most frequent first; months in order of time, all of them.

    An article of which only the year is known counts under its year.
    """

    total: int = 0
    site: tuple[FacetValue, ...] = ()
    month: tuple[FacetValue, ...] = ()
    tag: tuple[FacetValue, ...] = ()
    name: tuple[FacetValue, ...] = ()
    speaker: tuple[FacetValue, ...] = ()
    language: tuple[FacetValue, ...] = ()


class SpeakerSource(Protocol):
    """Who speaks in which articles, kept beside the index."""

    def stamp(self) -> str:
        """Return what changes whenever the list may have."""

    def listed(self) -> Iterable[tuple[str, list[str]]]:
        """Return every speaker with the ids of the articles."""


class FacetCounter:
    """Divides articles of one snapshot; what each article has is read once and kept packed."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._tables: dict[str, _Table] = {}
        self._speakers_stamp = ""

    def facets(self, found: Integers, watch: Watch, speakers: SpeakerSource | None = None) -> Facets:
        """Return the facets of the articles *found*. Raises: as *watch*, IndexSuspect."""
        by_field = {}
        for field, template in _QUERIES.items():
            watch.check()
            by_field[field] = self._table(field, watch).most_frequent(found, template)
        return Facets(
            total=len(found),
            site=by_field["sites"],
            month=self._months(found),
            tag=by_field["tags"],
            name=by_field["names"],
            speaker=self._speakers(found, speakers) if speakers else (),
            language=by_field["langs"],
        )

    def _speakers(self, found: Integers, speakers: SpeakerSource) -> tuple[FacetValue, ...]:
        stamp = speakers.stamp()
        if stamp != self._speakers_stamp or "speakers" not in self._tables:
            self._tables["speakers"] = _Table(self._postings_of(speakers), self._snapshot.size)
            self._speakers_stamp = stamp
        return self._tables["speakers"].most_frequent(found, 'speaker:"{}"')

    def _postings_of(self, speakers: SpeakerSource) -> Iterator[tuple[bytes, list[int]]]:
        number_by_id = self._snapshot.number_by_id
        for name, ids in speakers.listed():
            yield name.encode("utf-8", "replace"), [number_by_id[each] for each in ids if each in number_by_id]

    def _table(self, field: str, watch: Watch) -> "_Table":
        if field not in self._tables:
            self._tables[field] = _Table(self._snapshot.all_values(field, watch), self._snapshot.size)
        return self._tables[field]

    def _months(self, found: Integers) -> tuple[FacetValue, ...]:
        if "months" not in self._tables:
            self._tables["months"] = _Table(self._postings_of_months(), self._snapshot.size)
        counts = self._tables["months"].counted(found)
        return tuple(FacetValue(month, counts[month], f"date:{month}") for month in sorted(counts))

    def _postings_of_months(self) -> Iterator[tuple[bytes, list[int]]]:
        published = np.array(self._snapshot.dates("published"), np.int64)
        order = np.argsort(published, kind="stable")
        firsts = np.flatnonzero(are_new(published[order])).tolist()
        for start, end in pairwise((*firsts, len(order))):
            packed = int(published[order[start]])
            if packed:
                day = date.fromordinal(packed // 4)
                month = f"{day:%Y}" if packed % 4 == 1 else f"{day:%Y-%m}"
                yield month.encode(), order[start:end].tolist()


class _Table:
    """The values of one field, numbered, for each article: those of all run together."""

    def __init__(self, postings: Iterable[tuple[bytes, list[int]]], size: int) -> None:
        keys: dict[str, int] = {}
        shown: list[Counter[str]] = []
        articles, values = array("I"), array("I")
        for term, numbers in postings:
            key, _, text = term.decode("utf-8", "replace").partition(SHOWN)
            which = keys.setdefault(key, len(keys))
            if which == len(shown):
                shown.append(Counter())
            shown[which][text or key] += len(numbers)
            articles.extend(numbers)
            values.extend([which] * len(numbers))
        # Each value by the way it is most often written.
        self._texts = [min(each.items(), key=lambda item: (-item[1], item[0]))[0] for each in shown]
        owners = np.array(articles, np.int64)
        self._values = np.array(values, np.int64)[np.argsort(owners, kind="stable")]
        self._counts = np.bincount(owners, minlength=size)
        self._starts = np.cumsum(self._counts) - self._counts

    def _counted(self, articles: Integers) -> Integers:
        places = ranges(self._starts[articles], self._counts[articles])
        return np.bincount(self._values[places], minlength=len(self._texts))

    def counted(self, articles: Integers) -> dict[str, int]:
        """Return the count of each value that any of *articles* has."""
        counts = self._counted(articles)
        return {self._texts[which]: int(counts[which]) for which in np.flatnonzero(counts).tolist()}

    def most_frequent(self, articles: Integers, template: str) -> tuple[FacetValue, ...]:
        """Return the values that most of *articles* have."""
        counts = self._counted(articles)
        held = np.flatnonzero(counts)
        if len(held) > MOST_VALUES:
            least = np.partition(counts[held], len(held) - MOST_VALUES)[len(held) - MOST_VALUES]
            held = held[counts[held] >= least]
        pairs = ((self._texts[which], count) for which, count in zip(held.tolist(), counts[held].tolist(), strict=True))
        best = sorted(pairs, key=lambda item: (-item[1], item[0].casefold(), item[0]))[:MOST_VALUES]
        return tuple(FacetValue(value, count, template.format(value.replace('"', " "))) for value, count in best)
