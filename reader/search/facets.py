"""Facets: the articles of a result, counted by site, month, tag, name, speaker and language."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Protocol

from reader.search.errors import Watch
from reader.search.schema import SHOWN
from reader.search.snapshot import Snapshot
from reader.search.weights import Integers

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
        articles = found.tolist()
        by_field = {}
        for field, template in _QUERIES.items():
            watch.check()
            by_field[field] = _most_frequent(self._table(field, watch).counted(articles), template)
        return Facets(
            total=len(articles),
            site=by_field["sites"],
            month=self._months(articles),
            tag=by_field["tags"],
            name=by_field["names"],
            speaker=self._speakers(articles, speakers) if speakers else (),
            language=by_field["langs"],
        )

    def _speakers(self, articles: list[int], speakers: SpeakerSource) -> tuple[FacetValue, ...]:
        stamp = speakers.stamp()
        if stamp != self._speakers_stamp or "speakers" not in self._tables:
            self._tables["speakers"] = _Table(self._postings_of(speakers), self._snapshot.size)
            self._speakers_stamp = stamp
        return _most_frequent(self._tables["speakers"].counted(articles), 'speaker:"{}"')

    def _postings_of(self, speakers: SpeakerSource) -> Iterator[tuple[bytes, list[int]]]:
        number_by_id = self._snapshot.number_by_id
        for name, ids in speakers.listed():
            yield name.encode("utf-8", "replace"), [number_by_id[each] for each in ids if each in number_by_id]

    def _table(self, field: str, watch: Watch) -> "_Table":
        if field not in self._tables:
            self._tables[field] = _Table(self._snapshot.all_values(field, watch), self._snapshot.size)
        return self._tables[field]

    def _months(self, articles: list[int]) -> tuple[FacetValue, ...]:
        published = self._snapshot.dates("published")
        days = Counter(map(published.__getitem__, articles))
        months: Counter[str] = Counter()
        for packed, count in days.items():
            if packed:
                day = date.fromordinal(packed // 4)
                months[f"{day:%Y}" if packed % 4 == 1 else f"{day:%Y-%m}"] += count
        return tuple(FacetValue(month, months[month], f"date:{month}") for month in sorted(months))


class _Table:
    """The values of one field, numbered, for each article; those that have the same share them."""

    def __init__(self, postings: Iterable[tuple[bytes, list[int]]], size: int) -> None:
        self._keys: dict[str, int] = {}
        self._shown: list[Counter[str]] = []
        self._values: list[tuple[int, ...]] = [()] * size
        shared: dict[tuple[int, ...], tuple[int, ...]] = {}
        for term, numbers in postings:
            key, _, shown = term.decode("utf-8", "replace").partition(SHOWN)
            which = self._keys.setdefault(key, len(self._keys))
            if which == len(self._shown):
                self._shown.append(Counter())
            self._shown[which][shown or key] += len(numbers)
            for number in numbers:
                values = (*self._values[number], which)
                self._values[number] = shared.setdefault(values, values)

    def counted(self, articles: list[int]) -> dict[str, int]:
        """Return the count of each value, by the way it is most often written."""
        counts = Counter(chain.from_iterable(map(self._values.__getitem__, articles)))
        return {
            min(self._shown[which].items(), key=lambda item: (-item[1], item[0]))[0]: count
            for which, count in counts.items()
        }


def _most_frequent(counts: dict[str, int], template: str) -> tuple[FacetValue, ...]:
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold(), item[0]))[:MOST_VALUES]
    return tuple(FacetValue(value, count, template.format(value.replace('"', " "))) for value, count in best)
