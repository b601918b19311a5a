"""Phrases in the index: where words stand in a row, or within a window.

An occurrence is one number, the article's above 32 bits of position: where words stand in a row, the sets of their
occurrences, each moved back to the phrase's first word, have members in common.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from reader.search.document import BASES, FIELD_SHIFT
from reader.search.readings import Alternative, Element, Reading
from reader.search.rows import window_spans
from reader.search.schema import WORDS
from reader.search.snapshot import OCCURRENCE, Snapshot
from reader.search.terms import class_terms, exact_term, inflected_terms
from reader.search.watch import Watch

POSITION = (1 << OCCURRENCE) - 1
# With so few occurrences left, the next word is read in their articles only.
_FEW = 2000


@dataclass(frozen=True, slots=True)
class Rows:
    """Occurrences of a phrase: *starts* in any form of its words, of which *typed* are as it was typed."""

    starts: set[int]
    typed: set[int]

    def by_article(self) -> dict[int, list[int]]:
        """Return the positions of *starts* in order, by article."""
        found: dict[int, list[int]] = {}
        for start in sorted(self.starts):
            found.setdefault(start >> OCCURRENCE, []).append(start & POSITION)
        return found


def field_of(reading: Reading) -> str:
    """Return the field of the index that *reading* is looked up in."""
    return WORDS if reading.field in {None, "text"} else str(reading.field)


def rows_of(
    alternative: Alternative, reading: Reading, snapshot: Snapshot, watch: Watch, among: set[int] | None = None
) -> Rows:
    """Return where the elements of *alternative* stand as *reading* wants them, in the articles *among*.

    Raises: as *watch*, IndexSuspect.
    """
    search = _PhraseSearch(field_of(reading), alternative, snapshot, watch)
    if reading.within is None:
        starts, typed = search.rows(among)
    else:
        starts = search.windows(reading.within, among)
        typed = starts
    if reading.field == "text":
        starts, typed = _in_text(starts), _in_text(typed)
    if snapshot.deleted:
        starts = {start for start in starts if start >> OCCURRENCE not in snapshot.deleted}
    if among is not None:
        # Whole blocks may have been read for a few articles of them.
        starts = {start for start in starts if start >> OCCURRENCE in among}
    return Rows(starts, typed & starts)


def _in_text(starts: Iterable[int]) -> set[int]:
    own = BASES["text"] >> FIELD_SHIFT
    return {start for start in starts if (start & POSITION) >> FIELD_SHIFT == own}


@dataclass(slots=True)
class _PhraseSearch:
    field: str
    alternative: Alternative
    snapshot: Snapshot
    watch: Watch

    def _elements(self) -> list[tuple[int, Element]]:
        """Return the elements with their places, the rarest first: each next is looked for in what is left."""
        elements = list(enumerate(self.alternative.elements))
        return sorted(elements, key=lambda each: self.snapshot.counts(self.field, class_terms(each[1])))

    def rows(self, among: set[int] | None) -> tuple[set[int], set[int]]:
        elements = self._elements()
        starts: set[int] = set()
        typed: set[int] = set()
        # Segment by segment: small sets are compared faster than large ones.
        for part in range(len(self.snapshot.segments)):
            here, as_typed = self._rows_in(part, elements, among)
            starts |= here
            typed |= as_typed
        return starts, typed

    def _rows_in(
        self, part: int, elements: list[tuple[int, Element]], among: set[int] | None
    ) -> tuple[set[int], set[int]]:
        starts: set[int] | None = None
        typed: set[int] | None = None
        for place, element in elements:
            exact = self._occurrences(part, [exact_term(element)], place, among)
            others = self._occurrences(part, inflected_terms(element), place, among)
            any_form = exact | others if others else exact
            starts = any_form if starts is None else starts & any_form
            typed = exact if typed is None else typed & exact
            if not starts:
                return set(), set()
            if len(starts) < _FEW:
                among = {start >> OCCURRENCE for start in starts}
        return starts or set(), typed or set()

    def _occurrences(self, part: int, terms: list[bytes], place: int, among: set[int] | None) -> set[int]:
        found: set[int] = set()
        for term in terms:
            more = self.snapshot.occurrences(part, self.field, term, place, among)
            self.watch.check()
            found = found | more if found else more
        return found

    def windows(self, within: int, among: set[int] | None) -> set[int]:
        held: list[tuple[int, dict[int, list[int]]]] = []
        for place, element in self._elements():
            positions = self.snapshot.positions(self.field, class_terms(element), among, self.watch)
            held.append((place, positions))
            among = set(positions)
        found: set[int] = set()
        for number in among or ():
            places = [(place, sorted(positions[number])) for place, positions in held]
            found.update((number << OCCURRENCE) + window[0][0] for window in window_spans(places, within))
        return found
