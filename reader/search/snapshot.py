"""The whole index at one moment: its segments as one, articles numbered across them."""

# Whoosh is typed in part: what it left untyped is called all the same.
# mypy: allow-untyped-calls

from array import array
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import chain, repeat
from operator import add
from pathlib import Path

from whoosh.index import TOC

from reader.search.errors import IndexSuspect, SuspectGuard, Watch
from reader.search.generation import Manifest
from reader.search.schema import make_schema
from reader.search.segment import OpenSegment, PostingBlock, TermPlace
from reader.search.storage import ReadOnlyStorage

INDEX_NAME = "MAIN"
# Where a term is in each segment: what to add to its numbers, the segment, the place.
Places = tuple[tuple[int, OpenSegment, TermPlace], ...]
_KEPT_PLACES = 5000
OCCURRENCE = 32
_FIRST_DATE, _LAST_DATE = 4, date.max.toordinal() * 4 + 3
# Bounds on what a query reads are made for so many articles; in a larger library a common word is in more.
COMMON_SIZE = 20_000
UNWATCHED = Watch(patience=float("inf"))


class Snapshot:
    """A generation that is open. What it answers never changes; not for two threads at once."""

    def __init__(
        self,
        generation: Path | None = None,
        manifest: Manifest | None = None,
        segments: tuple[OpenSegment, ...] = (),
        deleted: Iterable[tuple[int, int]] = (),
    ) -> None:
        """Put *segments* side by side; *deleted* are `(which segment, number in it)`."""
        self.generation = generation
        self.manifest = manifest or Manifest()
        self.segments = segments
        self.bases: list[int] = []
        self.size = 0
        for segment in segments:
            self.bases.append(self.size)
            self.size += segment.count
        self.deleted = frozenset(self.bases[which] + number for which, number in deleted)
        self.count = self.size - len(self.deleted)
        self._places: dict[tuple[str, bytes], Places] = {}
        self._beginnings: dict[tuple[str, str], bool] = {}
        self._numbers: dict[str, array[int]] = {}
        self._figures: dict[int, tuple[array[float], array[int]]] = {}

    def close(self, keep: Iterable[OpenSegment] = ()) -> None:
        """Close the files but those of *keep*."""
        kept = {id(segment) for segment in keep}
        for segment in self.segments:
            if id(segment) not in kept:
                segment.close()

    def blocks(self, field: str, term: bytes, watch: Watch) -> Iterator[tuple[int, PostingBlock]]:
        """Yield the postings of a term with what to add to their numbers. Raises: IndexSuspect, and as *watch*."""
        for base, segment, place in self.places_of(field, term):
            for block in segment.blocks(place):
                watch.check()
                yield base, block

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

    def gather(
        self, field: str, terms: Mapping[bytes, float], watch: Watch, end: int | None = None
    ) -> dict[int, float]:
        """Return for each article the weighted count of *terms* (term → what it counts) in *field*.

        With *end*, only positions before it are counted, each as one.
        """
        found: dict[int, float] = {}
        for term, weight in terms.items():
            is_first = not found
            for base, block in self.blocks(field, term, watch):
                _add(found, base, block if end is None else _before(block, end), weight, is_first)
        return self._living(found)

    def holders(self, field: str, terms: Iterable[bytes], watch: Watch) -> set[int]:
        """Return the articles that have any of *terms* in *field*."""
        found: set[int] = set()
        for term in terms:
            for base, block in self.blocks(field, term, watch):
                found.update([base + number for number in block.ids] if base else block.ids)
        return found - self.deleted

    def occurrences(
        self, part: int, field: str, term: bytes, place: int, among: Container[int] | None
    ) -> Iterator[Iterable[int]]:
        """Yield the occurrences of *term* in a segment, *place* words before each: in the articles *among*, at least.

        An occurrence is one number, the article's above 32 bits of position.
        """
        for base, segment, where in self.places_of(field, term):
            if segment is self.segments[part]:
                for block in segment.blocks(where):
                    yield _occurrences(base, block, place, among)

    def positions(
        self, field: str, terms: Iterable[bytes], among: Container[int] | None, watch: Watch
    ) -> dict[int, list[int]]:
        """Return the positions of *terms* taken together in the articles *among*, `None` all."""
        found: dict[int, list[int]] = {}
        for term in terms:
            for base, block in self.blocks(field, term, watch):
                wanted = [at for at, number in enumerate(block.ids) if among is None or base + number in among]
                packed = block.positions() if wanted else []
                for at in wanted:
                    found.setdefault(base + block.ids[at], []).extend(array("I", packed[at]))
        for number in self.deleted:
            found.pop(number, None)
        return found

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
            self._beginnings[key] = any(any(segment.terms(field, start.encode())) for segment in self.segments)
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
            places: list[TermPlace] = list(segment.terms(field, b""))
            for place in places:
                for block in segment.blocks(place):
                    yield place.term, [base + number for number in block.ids if base + number not in self.deleted]

    def numbers(self, column: str, code: str = "I") -> "array[int]":
        """Return a column of numbers over all articles."""
        found = self._numbers.get(column)
        if found is None:
            found = self._numbers[column] = array(code)
            for segment in self.segments:
                found.extend(segment.numbers(column, code))
        return found

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
        which = bisect_right(self.bases, number) - 1
        return self.segments[which].texts(column)[number - self.bases[which]]

    @property
    def scale(self) -> int:
        """How many times what bounds a query in a common library may be read in this one."""
        return max(1, self.count // COMMON_SIZE)

    @cached_property
    def ids(self) -> list[str]:
        """The id of each article."""
        return [text.decode("utf-8", "replace") for text in self.texts("ids")]

    @cached_property
    def number_by_id(self) -> dict[str, int]:
        """The number of each living article."""
        return {name: number for number, name in enumerate(self.ids) if number not in self.deleted}

    @cached_property
    def print_by_id(self) -> dict[str, str]:
        """The fingerprint of each living article."""
        prints = self.texts("prints")
        return {name: prints[number].decode("ascii", "replace") for name, number in self.number_by_id.items()}

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

    def everything(self) -> set[int]:
        """Return all living articles."""
        return set(range(self.size)) - self.deleted

    def _living(self, found: dict[int, float]) -> dict[int, float]:
        for number in self.deleted:
            found.pop(number, None)
        return found


def _occurrences(base: int, block: PostingBlock, place: int, among: Container[int] | None) -> Iterable[int]:
    wanted = [at for at, number in enumerate(block.ids) if among is None or base + number in among]
    if not wanted:
        return ()
    shifts = [((base + number) << OCCURRENCE) - place for number in block.ids]
    if len(wanted) * 4 > len(block.ids):
        # Most of them: all at once. What is beside the point is in no other word's occurrences.
        lengths, positions = block.packed_positions()
        return map(add, chain.from_iterable(map(repeat, shifts, lengths)), positions)
    packed = block.positions()
    return [shifts[at] + position for at in wanted for position in array("I", packed[at])]


def _before(block: PostingBlock, end: int) -> PostingBlock:
    """Return the postings that have positions before *end*, weighed by their number."""
    counts = block.counts_below(end)
    ids = [number for number, count in zip(block.ids, counts, strict=True) if count]
    return PostingBlock(ids, [float(count) for count in counts if count], None)


def _add(found: dict[int, float], base: int, block: PostingBlock, weight: float, is_first: bool) -> None:
    ids = [base + number for number in block.ids] if base else block.ids
    if is_first:
        # The articles of one term are all different: nothing has to be added up.
        weights = block.weights if weight == 1.0 else [weight * each for each in block.weights]
        found.update(zip(ids, weights, strict=True))
        return
    get = found.get
    for number, each in zip(ids, block.weights, strict=True):
        found[number] = get(number, 0.0) + weight * each


def open_snapshot(generation: Path, manifest: Manifest, previous: Snapshot) -> Snapshot:
    """Open *generation*; segments that *previous* has open are taken over, the rest of them closed.

    Raises: IndexSuspect, FileNotFoundError where the generation was swept away meanwhile.
    """
    known = {segment.name: segment for segment in previous.segments}
    opened: list[OpenSegment] = []
    deleted: list[tuple[int, int]] = []
    storage = ReadOnlyStorage(generation)
    try:
        with SuspectGuard():
            segments = TOC.read(storage, INDEX_NAME, schema=make_schema()).segments
            for which, segment in enumerate(segments):
                opened.append(known.get(segment.segment_id()) or OpenSegment(storage, segment))
                deleted += [(which, int(number)) for number in segment.deleted_docs()]
    except BaseException:
        storage.abandon()
        raise
    previous.close(keep=opened)
    return Snapshot(generation, manifest, tuple(opened), deleted)
