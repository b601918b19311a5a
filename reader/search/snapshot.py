"""The whole index at one moment: its segments as one, articles numbered across them."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import chain, repeat
from pathlib import Path

import numpy as np

from reader.library.text_store import TextStore
from reader.search.columnar.posting_file import TermPlace
from reader.search.columnar.segment import OpenSegment, segment_path
from reader.search.errors import IndexSuspect, SuspectGuard, Watch
from reader.search.generation import Manifest, read_segments
from reader.search.weights import (
    Floats,
    Integers,
    Weights,
    added,
    are_among,
    articles_of,
    distinct,
    holds,
    together,
    without,
)

# Where a term is in each segment: what to add to its numbers, the segment, the place.
SegmentPlace = tuple[int, OpenSegment, TermPlace]
Places = tuple[SegmentPlace, ...]
# Of an article, so many pieces of its text are looked through: some twenty thousand words.
MOST_PIECES = 8
_KEPT_PLACES, _KEPT_NUMBERS = 5_000, 10_000
_FIRST_DATE, _LAST_DATE = 4, date.max.toordinal() * 4 + 3
# Bounds on what a query reads are made for so many articles; in a larger library a common word is in more.
COMMON_SIZE = 20_000
UNWATCHED = Watch(patience=float("inf"))


class Snapshot:
    """A generation that is open. What it answers never changes; not for two threads at once."""

    def __init__(
        self,
        text_store: TextStore,
        generation: Path | None = None,
        manifest: Manifest | None = None,
        segments: tuple[OpenSegment, ...] = (),
        deleted: Iterable[tuple[int, int]] = (),
    ) -> None:
        """Put *segments* side by side; *deleted* are `(which segment, number in it)`."""
        self.text_store = text_store
        self.generation = generation
        self.manifest = manifest or Manifest()
        self.segments = segments
        self.bases: list[int] = []
        self.size = 0
        for segment in segments:
            self.bases.append(self.size)
            self.size += segment.count
        self.deleted = articles_of(self.bases[which] + number for which, number in deleted)
        self.count = self.size - len(self.deleted)
        self._places: dict[tuple[str, bytes], Places] = {}
        self._number_by_id: dict[str, int] = {}
        self._beginnings: dict[tuple[str, str], bool] = {}
        self._numbers: dict[str, array[int]] = {}
        self._figures: dict[int, tuple[array[float], array[int]]] = {}

    def close(self, keep: Iterable[OpenSegment] = ()) -> None:
        """Close the files but those of *keep*."""
        kept = {id(segment) for segment in keep}
        for segment in self.segments:
            if id(segment) not in kept:
                segment.close()

    def places_of(self, field: str, term: bytes) -> "Places":
        """Return where *term* is in *field*. Raises: IndexSuspect."""
        places = self._places.get((field, term))
        if places is None:
            pairs = zip(self.bases, self.segments, strict=True)
            found = ((base, segment, segment.place(field, term)) for base, segment in pairs)
            places = tuple((base, segment, place) for base, segment, place in found if place is not None)
            self.remember(field, term, places)
        return places

    def remember(self, field: str, term: bytes, places: "Places") -> None:
        """Keep where a term is: it is asked for again when its articles are counted."""
        if len(self._places) >= _KEPT_PLACES:
            self._places.clear()
        self._places[field, term] = places

    def weights(self, field: str, terms: Mapping[bytes, float], watch: Watch, end: int | None = None) -> Weights:
        """Return the weight of *terms* (term → what it counts) in every article that has any.

        With *end*, only positions before it are counted, each as one.
        """
        held: dict[int, list[tuple[TermPlace, float]]] = {}
        for term, weight in terms.items():
            for base, _, place in self.places_of(field, term):
                held.setdefault(base, []).append((place, weight))
        found: list[tuple[Integers, Floats]] = []
        for base, segment in zip(self.bases, self.segments, strict=True):
            for place, factors in _runs(held.get(base, []), segment):
                watch.check()
                articles, weights = _weights(segment, place, end)
                found.append((articles + base, weights * factors))
        return self._living(added(found, self.size))

    def holders(self, field: str, terms: Iterable[bytes], watch: Watch, starts: Iterable[str] = ()) -> Integers:
        """Return the articles that have any of *terms* in *field*, or one that begins with any of *starts*."""
        found: list[Integers] = []
        for base, segment, place in self.places_of_all(field, terms, starts):
            watch.check()
            found.append(segment.postings.articles(place) + base)
        # Of what begins alike, several terms are in one article.
        return without(together([distinct(each) for each in found] if starts else found), self.deleted)

    def holding(self, field: str, terms: Iterable[bytes], articles: Integers, watch: Watch) -> Integers:
        """Return those of *articles* that have any of *terms* in *field*. Raises: as *watch*, IndexSuspect."""
        stays = np.zeros(len(articles), np.bool_)
        for base, segment, place in self.places_of_all(field, terms, ()):
            watch.check()
            stays |= are_among(articles - base, segment.postings.articles(place))
        return articles.compress(stays)

    def places_of_all(self, field: str, terms: Iterable[bytes], starts: Iterable[str]) -> "Iterator[SegmentPlace]":
        """Yield where *terms* are in *field*, and all that begin with any of *starts*. Raises: IndexSuspect."""
        for term in terms:
            yield from self.places_of(field, term)
        for start in starts:
            for base, segment in zip(self.bases, self.segments, strict=True):
                place = segment.span(field, start)
                if place is not None:
                    yield base, segment, place

    def counts(self, field: str, terms: Iterable[bytes]) -> int:
        """Return in how many articles *terms* are, those counted twice that have two, or are deleted."""
        return sum(place.articles for term in terms for _, _, place in self.places_of(field, term))

    def times(self, field: str, terms: Iterable[bytes]) -> float:
        """Return about how often *terms* stand in all articles."""
        return sum(place.times for term in terms for _, _, place in self.places_of(field, term))

    def terms(self, field: str, start: bytes) -> dict[bytes, int]:
        """Return the terms of *field* that begin with *start*, with their counts."""
        found: dict[bytes, int] = {}
        for segment in self.segments:
            for place in segment.terms(field, start):
                found[place.term] = found.get(place.term, 0) + place.articles
        return found

    def has_beginning(self, field: str, start: str) -> bool:
        """Whether any term of *field* begins with *start*: in a library of another script, none does."""
        key = field, start
        if key not in self._beginnings:
            self._beginnings[key] = any(segment.has_term(field, start.encode()) for segment in self.segments)
        return self._beginnings[key]

    def places(self, field: str, start: bytes, watch: Watch) -> "dict[bytes, Places]":
        """Return the terms of *field* that begin with *start*, with where they are. Raises: as *watch*."""
        found: dict[bytes, list[tuple[int, OpenSegment, TermPlace]]] = {}
        for base, segment in zip(self.bases, self.segments, strict=True):
            watch.check()
            for place in segment.terms(field, start):
                found.setdefault(place.term, []).append((base, segment, place))
        return {term: tuple(places) for term, places in found.items()}

    def all_values(self, field: str, watch: Watch = UNWATCHED) -> Iterator[tuple[bytes, list[int]]]:
        """Yield every term of *field* with its articles, segment by segment."""
        for base, segment in zip(self.bases, self.segments, strict=True):
            watch.check()
            for place in segment.terms(field, b""):
                numbers = segment.postings.articles(place) + base
                yield place.term, without(numbers, self.deleted).tolist()

    def numbers(self, column: str) -> "array[int]":
        """Return a column of numbers over all articles."""
        if column not in self._numbers:
            # Kept once it is whole: what a damaged segment cuts short must not answer the next time.
            self._numbers[column] = sum((each.numbers(column) for each in self.segments), array("I"))
        return self._numbers[column]

    def dates(self, column: str) -> "array[int]":
        """Return a column of packed dates over all articles, every one of them a date or 0. Raises: IndexSuspect."""
        found = self.numbers(column)
        if any(
            packed and not _FIRST_DATE <= packed <= _LAST_DATE
            for packed in (min(found, default=0), max(found, default=0))
        ):
            raise IndexSuspect(f"the column {column} holds no dates")
        return found

    def texts(self, column: str) -> list[bytes]:
        """Return a column of byte strings over all articles."""
        return [text for segment in self.segments for text in segment.texts(column)]

    def text(self, column: str, number: int) -> bytes:
        """Return one article's byte string of a column."""
        base, segment = self.segment_of(number)
        return segment.column(column)[number - base]

    def beginning(self, number: int) -> tuple[list[str], str]:
        """Return the folded title of an article and the first pieces of its text, and its language."""
        base, segment = self.segment_of(number)
        kept = segment.kept_texts
        pieces = kept.pieces(list(kept.pieces_of(number - base)[:MOST_PIECES]), self.text_store).texts
        return [self.text("titles", number).decode("utf-8", "replace"), *pieces], kept.language(number - base)

    def text_keys(self) -> set[int]:
        """Return the keys of the texts of all living articles."""
        keys = chain.from_iterable(segment.kept_texts.keys for segment in self.segments)
        deleted = set(self.deleted.tolist())
        return {key for number, key in enumerate(keys) if number not in deleted}

    @property
    def scale(self) -> int:
        """How many times what bounds a query in a common library may be read in this one."""
        return max(1, self.count // COMMON_SIZE)

    @cached_property
    def ids(self) -> list[str]:
        """The id of each article."""
        return [text.decode("utf-8", "replace") for text in self.texts("ids")]

    @property
    def number_by_id(self) -> dict[str, int]:
        """The number of each living article."""
        deleted = set(self.deleted.tolist())
        return {name: number for number, name in enumerate(self.ids) if number not in deleted}

    def id_of(self, number: int) -> str:
        """Return the id of one article, without reading those of all."""
        which = bisect_right(self.bases, number) - 1
        found = self.segments[which].ids[number - self.bases[which]].decode("utf-8", "replace")
        if len(self._number_by_id) >= _KEPT_NUMBERS:
            self._number_by_id.clear()
        self._number_by_id[found] = number
        return found

    def number_of(self, article_id: str) -> int | None:
        """Return the number of a living article: of one whose id was told, at once."""
        known = self._number_by_id.get(article_id)
        if known is not None:
            return known
        key = article_id.encode("utf-8", "replace")
        if key.decode() != article_id:
            return None
        for base, segment in zip(self.bases, self.segments, strict=True):
            found = segment.number_of(key)
            if found is not None and not holds(self.deleted, base + found):
                return base + found
        return None

    def print_of(self, number: int) -> str:
        """Return the fingerprint of one article."""
        base, segment = self.segment_of(number)
        return segment.prints[number - base].decode("ascii", "replace")

    def segment_of(self, number: int) -> tuple[int, OpenSegment]:
        """Return the segment of an article, after the number of its first one."""
        which = bisect_right(self.bases, number) - 1
        return self.bases[which], self.segments[which]

    def figures(self, watch: Watch) -> "Iterator[tuple[array[float], array[int]]]":
        """Yield of each segment all figures in ascending order, and beside each the article that has it.

        Raises: as *watch*, IndexSuspect.
        """
        for part, (base, segment) in enumerate(zip(self.bases, self.segments, strict=True)):
            watch.check()
            if part not in self._figures:
                pairs: list[tuple[float, int]] = []
                for number, text in enumerate(segment.texts("figures"), base):
                    with SuspectGuard():
                        pairs += zip(array("d", text), repeat(number))
                pairs.sort()
                values, numbers = array("d", (value for value, _ in pairs)), array("I", (number for _, number in pairs))
                self._figures[part] = values, numbers
            yield self._figures[part]

    def everything(self) -> Integers:
        """Return all living articles."""
        return without(np.arange(self.size), self.deleted)

    def _living(self, found: Weights) -> Weights:
        if not len(self.deleted):
            return found
        stays = ~are_among(found.articles, self.deleted)
        return Weights(found.articles.compress(stays), found.values.compress(stays))


def _runs(held: list[tuple[TermPlace, float]], segment: OpenSegment) -> Iterator[tuple[TermPlace, Floats]]:
    """Yield the postings that lie side by side as one piece each, with the factor of each: so they are read at once."""
    run: list[tuple[TermPlace, float]] = []
    for place, factor in sorted(held, key=lambda pair: pair[0].number):
        if run and run[-1][0].number + 1 != place.number:
            yield _joined(run, segment)
            run = []
        run.append((place, factor))
    if run:
        yield _joined(run, segment)


def _joined(run: list[tuple[TermPlace, float]], segment: OpenSegment) -> tuple[TermPlace, Floats]:
    factors = np.repeat(np.array([factor for _, factor in run]), [place.articles for place, _ in run])
    return segment.postings.between(run[0][0].number, run[-1][0].number + 1), factors


def _weights(segment: OpenSegment, place: TermPlace, end: int | None) -> tuple[Integers, Floats]:
    """Return articles and what a term weighs in each: with *end*, how many positions come before that."""
    articles = segment.postings.articles(place)
    if end is None:
        return articles, segment.postings.weights(place)
    before = np.concatenate(([0], np.cumsum(segment.postings.positions(place, 0, place.times) < end)))
    stops = np.concatenate(([0], np.cumsum(segment.postings.counts(place), dtype=np.int64)))
    return articles, (before[stops[1:]] - before[stops[:-1]]).astype(np.float64)


def open_snapshot(generation: Path, manifest: Manifest, previous: Snapshot) -> Snapshot:
    """Open *generation*; segments that *previous* has open are taken over, the rest of them closed.

    Raises: IndexSuspect, FileNotFoundError where the generation was swept away meanwhile.
    """
    known = {segment.name: segment for segment in previous.segments}
    opened: list[OpenSegment] = []
    deleted: list[tuple[int, int]] = []
    for which, (name, count, numbers) in enumerate(read_segments(generation)):
        if segment_path(generation, name).name not in manifest.files:
            raise IndexSuspect(f"{name} is none of its files")
        opened.append(known.get(name) or OpenSegment(generation, name, count))
        deleted += [(which, number) for number in numbers]
    previous.close(keep=opened)
    return Snapshot(previous.text_store, generation, manifest, tuple(opened), deleted)
