"""The weight of each word and phrase in the articles that have it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from reader.search.document import BASES, FIELD_SHIFT, WEIGHTS
from reader.search.errors import Watch
from reader.search.lookups import INFLECTED, Alternative, Element, Lookup, windows
from reader.search.schema import STEM, WORDS
from reader.search.snapshot import Snapshot
from reader.search.weights import (
    NONE,
    OCCURRENCE,
    POSITION,
    Floats,
    Integers,
    Weights,
    added,
    are_among,
    are_new,
    articles_of,
    common,
    places_among,
    together,
)

# An article's positions ascend, those of its text before those of all else.
TEXT_END = BASES["text"] + (1 << FIELD_SHIFT)
_TEXT = BASES["text"] >> FIELD_SHIFT
_FIELD_BITS = OCCURRENCE - FIELD_SHIFT
# What a position takes beside a posting.
_POSITION = 0.5
# Articles between two looks at the watch.
_LOOKED_AT = 256


def exact_term(element: Element) -> bytes:
    """Return the term of an element's own form."""
    return element.form.encode()


def inflected_terms(element: Element) -> list[bytes]:
    """Return the terms that hold every inflected form, the own one too unless it is its own stem."""
    return [*((STEM + stem).encode() for stem in element.stems), *(root.encode() for root in element.roots)]


def attached_terms(element: Element) -> list[bytes]:
    """Return the terms of the words that hold the element with others."""
    return [word.encode() for word in element.attached]


def other_terms(element: Element) -> list[bytes]:
    """Return the terms of every form but the own one."""
    return [*inflected_terms(element), *attached_terms(element)]


def class_terms(element: Element) -> list[bytes]:
    """Return the terms of the element's own form and of every other."""
    return list(dict.fromkeys([exact_term(element), *other_terms(element)]))


@dataclass(frozen=True, slots=True)
class PhraseOccurrences:
    """Occurrences of a phrase, in order: *starts* in any form of its words, of which *typed* are as it was typed."""

    starts: Integers
    typed: Integers

    def by_article(self) -> dict[int, list[int]]:
        """Return the positions of *starts* in order, by article."""
        found: dict[int, list[int]] = {}
        for start in self.starts.tolist():
            found.setdefault(start >> OCCURRENCE, []).append(start & POSITION)
        return found


def field_of(lookup: Lookup) -> str:
    """Return the field of the index that *lookup* is looked up in."""
    return WORDS if lookup.field in {None, "text"} else str(lookup.field)


def burden(lookup: Lookup, snapshot: Snapshot) -> float:
    """Return about how much is read to count *lookup*: the postings of its words, the positions of its phrases."""
    field = field_of(lookup)
    words = [term for each in lookup.alternatives if len(each.elements) == 1 for term in class_terms(each.elements[0])]
    read = snapshot.counts(field, words) + _POSITION * occurrences(lookup, snapshot)
    return read if lookup.until is None else read * lookup.until / max(1, snapshot.size)


def occurrences(lookup: Lookup, snapshot: Snapshot) -> float:
    """Return about how many occurrences of words are read for the phrases of *lookup*.

    Of a row the rarest word is read, the others only in the articles where that one stands.
    """
    field = field_of(lookup)
    total = 0.0
    for row in (each.elements for each in lookup.alternatives if len(each.elements) > 1):
        times = sorted(snapshot.times(field, class_terms(element)) for element in row)
        share = 1.0 if lookup.within is not None else min(1.0, times[0] / max(1, snapshot.size))
        total += times[0] + share * sum(times[1:])
    return total


def rows_of(
    alternative: Alternative, lookup: Lookup, snapshot: Snapshot, watch: Watch, among: set[int] | None = None
) -> PhraseOccurrences:
    """Return where the elements of *alternative* stand as *lookup* wants them, in the articles *among*.

    Raises: as *watch*, IndexSuspect.
    """
    found = list(_rows(alternative, lookup, snapshot, watch, among))
    return PhraseOccurrences(
        together([each.starts for each in found]),
        together([each.typed for each in found]),
    )


def _rows(
    alternative: Alternative, lookup: Lookup, snapshot: Snapshot, watch: Watch, among: set[int] | None = None
) -> Iterator[PhraseOccurrences]:
    """Yield the occurrences of `rows_of`, segment by segment."""
    search = _PhraseSearch(field_of(lookup), alternative, snapshot, watch)
    articles = None if among is None else articles_of(among)
    if articles is None and lookup.until is not None:
        articles = np.arange(lookup.until)
    if lookup.within is None:
        parts = search.rows(articles, snapshot.size if lookup.until is None else lookup.until)
    else:
        windows = articles_of(search.windows(lookup.within, among))
        parts = iter([PhraseOccurrences(windows, windows)])
    for part in parts:
        starts = part.starts
        if lookup.field == "text":
            starts = starts[(starts & POSITION) >> FIELD_SHIFT == _TEXT]
        if len(snapshot.deleted):
            starts = starts[~are_among(starts >> OCCURRENCE, snapshot.deleted)]
        if articles is not None:
            # Of most articles of a word, all were read.
            starts = starts[are_among(starts >> OCCURRENCE, articles)]
        yield PhraseOccurrences(starts, starts if part.typed is part.starts else common(starts, part.typed))


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

    def rows(self, among: Integers | None, until: int) -> Iterator[PhraseOccurrences]:
        """Yield the occurrences in each segment, in the articles *among* that are numbered below *until*."""
        elements = self._elements()
        for part, base in enumerate(self.snapshot.bases):
            if base < until:
                yield self._rows_in(part, elements, among)

    def _rows_in(self, part: int, elements: list[tuple[int, Element]], among: Integers | None) -> PhraseOccurrences:
        starts = typed = NONE
        for number, (place, element) in enumerate(elements):
            exact = self._occurrences(part, [exact_term(element)], place, among)
            others = self._occurrences(part, other_terms(element), place, among)
            here = together([exact, others]) if len(others) else exact
            if not number:
                starts, typed = here, exact
            elif typed is starts and here is exact:
                starts = typed = common(starts, exact)
            else:
                starts, typed = common(starts, here), common(typed, exact)
            if not len(starts):
                break
            articles = starts >> OCCURRENCE
            among = articles[are_new(articles)]
        return PhraseOccurrences(starts, typed)

    def _occurrences(self, part: int, terms: list[bytes], place: int, among: Integers | None) -> Integers:
        found: list[Integers] = []
        for term in terms:
            self.watch.check()
            found += self.snapshot.occurrences(part, self.field, term, place, among)
        return together(found)

    def windows(self, within: int, among: set[int] | None) -> set[int]:
        held: list[tuple[int, dict[int, list[int]]]] = []
        for place, element in self._elements():
            positions = self.snapshot.positions(self.field, class_terms(element), among, self.watch)
            held.append((place, positions))
            among = set(positions)
        found: set[int] = set()
        for count, number in enumerate(among or ()):
            if count % _LOOKED_AT == 0:
                self.watch.check()
            places = [(place, positions[number]) for place, positions in held]
            found.update((number << OCCURRENCE) + min(window) for window in windows(places, within))
        return found


def counts_of(lookup: Lookup, snapshot: Snapshot, watch: Watch) -> Weights:
    """Return the weight of *lookup* in every article that has it. Raises: as *watch*, IndexSuspect."""
    words = _Words(snapshot, field_of(lookup), watch, TEXT_END if lookup.field == "text" else None)
    found: list[tuple[Weights, float]] = []
    plain: dict[bytes, float] = {}
    for alternative in lookup.alternatives:
        if len(alternative.elements) > 1:
            found.append((_in_a_row(alternative, lookup, snapshot, watch), alternative.weight))
        elif alternative.elements[0].stems:
            found.append((_inflected(alternative.elements[0], words), alternative.weight))
        else:
            plain[exact_term(alternative.elements[0])] = alternative.weight
    if plain:
        found.append((words.counts(plain), 1.0))
    return added([(held.articles, held.values * weight) for held, weight in found], snapshot.size)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one field, or with *end* of its positions before that."""

    snapshot: Snapshot
    field: str
    watch: Watch
    end: int | None

    def counts(self, terms: Mapping[bytes, float]) -> Weights:
        return self.snapshot.weights(self.field, terms, self.watch, self.end)


def _inflected(element: Element, words: _Words) -> Weights:
    kinds = [
        words.counts(dict.fromkeys(terms, 1.0))
        for terms in ([exact_term(element)], inflected_terms(element), attached_terms(element))
    ]
    numbers = together([held.articles for held in kinds])
    exact, all_forms, attached = (held.aligned(numbers) for held in kinds)
    # Many of those that hold it with others are found by their stem too.
    all_forms = np.maximum(all_forms, attached)
    if element.stems == (element.form,):
        # Words whose stem is the form itself: the form's own occurrences are not among them.
        return Weights(numbers, exact + INFLECTED * all_forms)
    return Weights(numbers, INFLECTED * np.maximum(all_forms, exact) + (1 - INFLECTED) * exact)


def _in_a_row(alternative: Alternative, lookup: Lookup, snapshot: Snapshot, watch: Watch) -> Weights:
    """Count a phrase; where it stands as it was typed, it counts in full."""
    by_field = np.zeros(1 << _FIELD_BITS)
    for field, weight in weights_by_field(lookup.field).items():
        by_field[field] = weight
    found: list[tuple[Integers, Floats]] = []
    for rows in _rows(alternative, lookup, snapshot, watch):
        shares = np.full(len(rows.starts), INFLECTED)
        shares[places_among(rows.starts, rows.typed)] = 1.0
        fields = (rows.starts & POSITION) >> FIELD_SHIFT
        found.append((rows.starts >> OCCURRENCE, shares * by_field[fields]))
    return added(found, snapshot.size)


def weights_by_field(field: str | None) -> dict[int, float]:
    """Return what a position counts, by the number of the field that it is in."""
    if field is None:
        return {BASES[name] >> FIELD_SHIFT: weight for name, weight in WEIGHTS.items()}
    return {BASES[field] >> FIELD_SHIFT: 1.0}
