"""The weight of each word and phrase in the articles that have it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reader.search.document import BASES, FIELD_SHIFT, WEIGHTS
from reader.search.errors import Watch
from reader.search.lookups import INFLECTED, Alternative, Element, Lookup, windows
from reader.search.schema import STEM, WORDS
from reader.search.snapshot import OCCURRENCE, Floats, Integers, Snapshot, added, are_among, by_number

POSITION = (1 << OCCURRENCE) - 1
# An article's positions ascend, those of its text before those of all else.
TEXT_END = BASES["text"] + (1 << FIELD_SHIFT)
_TEXT = BASES["text"] >> FIELD_SHIFT
_FIELD_BITS = OCCURRENCE - FIELD_SHIFT
_FIELD = (1 << _FIELD_BITS) - 1
# With so few occurrences left, the next word is read in their articles only.
_FEW = 2000
# What a position takes beside a posting.
_POSITION = 0.5
# Articles between two looks at the watch.
_LOOKED_AT = 256
_NONE: Integers = np.empty(0, np.int64)
Counts = dict[int, float]


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
        _together([each.starts for each in found]),
        _together([each.typed for each in found]),
    )


def _rows(
    alternative: Alternative, lookup: Lookup, snapshot: Snapshot, watch: Watch, among: set[int] | None = None
) -> Iterator[PhraseOccurrences]:
    """Yield the occurrences of `rows_of`, segment by segment."""
    search = _PhraseSearch(field_of(lookup), alternative, snapshot, watch)
    articles = None if among is None else np.array(sorted(among), np.int64)
    if articles is None and lookup.until is not None:
        articles = np.arange(lookup.until)
    if lookup.within is None:
        parts = search.rows(articles, snapshot.size if lookup.until is None else lookup.until)
    else:
        windows = np.array(sorted(search.windows(lookup.within, among)), np.int64)
        parts = iter([PhraseOccurrences(windows, windows)])
    deleted = np.array(sorted(snapshot.deleted), np.int64)
    for part in parts:
        starts = part.starts
        if lookup.field == "text":
            starts = starts[(starts & POSITION) >> FIELD_SHIFT == _TEXT]
        if len(deleted):
            starts = starts[~are_among(starts >> OCCURRENCE, deleted)]
        if articles is not None:
            # Of most articles of a word, all were read.
            starts = starts[are_among(starts >> OCCURRENCE, articles)]
        yield PhraseOccurrences(starts, _common(starts, part.typed))


def _common(some: Integers, others: Integers) -> Integers:
    """Return what two arrays of different numbers in order have in common."""
    few, many = sorted((some, others), key=len)
    found: Integers = few[are_among(few, many)]
    return found


def _together(parts: list[Integers]) -> Integers:
    """Return the different numbers of several arrays in order."""
    if len(parts) == 1:
        return parts[0]
    every = np.sort(np.concatenate([_NONE, *parts]))
    return every[_are_new(every)]


def _are_new(numbers: Integers) -> npt.NDArray[np.bool_]:
    """Return which of *numbers*, which stand in order, are other than the one before."""
    found = np.ones(len(numbers), np.bool_)
    found[1:] = numbers[1:] != numbers[:-1]
    return found


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
        starts = typed = _NONE
        for number, (place, element) in enumerate(elements):
            exact = self._occurrences(part, [exact_term(element)], place, among)
            others = self._occurrences(part, other_terms(element), place, among)
            here = _together([exact, others]) if len(others) else exact
            starts, typed = (_common(starts, here), _common(typed, exact)) if number else (here, exact)
            if not len(starts):
                break
            if len(starts) < _FEW:
                among = starts >> OCCURRENCE
        return PhraseOccurrences(starts, typed)

    def _occurrences(self, part: int, terms: list[bytes], place: int, among: Integers | None) -> Integers:
        found: list[Integers] = []
        for term in terms:
            self.watch.check()
            found += self.snapshot.occurrences(part, self.field, term, place, among)
        return _together(found)

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


def counts_of(lookup: Lookup, snapshot: Snapshot, watch: Watch) -> Counts:
    """Return the weight of *lookup* in every article that has it. Raises: as *watch*, IndexSuspect."""
    words = _Words(snapshot, field_of(lookup), watch, TEXT_END if lookup.field == "text" else None)
    found: list[tuple[Integers, Floats]] = []
    plain: dict[bytes, float] = {}
    for alternative in lookup.alternatives:
        if len(alternative.elements) > 1:
            counted = _in_a_row(alternative, lookup, snapshot, watch)
            numbers = np.array(sorted(counted), np.int64)
            held = numbers, np.array([counted[number] for number in numbers.tolist()], np.float64)
        elif alternative.elements[0].stems:
            held = _inflected(alternative.elements[0], words)
        else:
            plain[exact_term(alternative.elements[0])] = alternative.weight
            continue
        found.append((held[0], alternative.weight * held[1]))
    if plain:
        found.append(words.counts(plain))
    return by_number(*(found[0] if len(found) == 1 else added(found, snapshot.size)))


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one field, or with *end* of its positions before that."""

    snapshot: Snapshot
    field: str
    watch: Watch
    end: int | None

    def counts(self, terms: Mapping[bytes, float]) -> tuple[Integers, Floats]:
        return self.snapshot.weighed(self.field, terms, self.watch, self.end)


def _inflected(element: Element, words: _Words) -> tuple[Integers, Floats]:
    kinds = [
        words.counts(dict.fromkeys(terms, 1.0))
        for terms in ([exact_term(element)], inflected_terms(element), attached_terms(element))
    ]
    numbers = _together([held for held, _ in kinds])
    exact, all_forms, attached = (np.zeros(len(numbers)) for _ in kinds)
    for counts, (held, weights) in zip((exact, all_forms, attached), kinds, strict=True):
        counts[np.searchsorted(numbers, held)] = weights
    # Many of those that hold it with others are found by their stem too.
    all_forms = np.maximum(all_forms, attached)
    if element.stems == (element.form,):
        # Words whose stem is the form itself: the form's own occurrences are not among them.
        return numbers, exact + INFLECTED * all_forms
    return numbers, INFLECTED * np.maximum(all_forms, exact) + (1 - INFLECTED) * exact


def _in_a_row(alternative: Alternative, lookup: Lookup, snapshot: Snapshot, watch: Watch) -> Counts:
    """Count a phrase; where it stands as it was typed, it counts in full."""
    weights = weights_by_field(lookup.field)
    found: Counts = {}
    for rows in _rows(alternative, lookup, snapshot, watch):
        others = rows.starts[~are_among(rows.starts, rows.typed)]
        for starts, share in ((rows.typed, 1.0), (others, INFLECTED)):
            # Counted by article and field at once: a common phrase stands in each many times.
            places = starts >> FIELD_SHIFT
            firsts = np.flatnonzero(_are_new(places))
            counts = np.diff(firsts, append=len(places))
            for place, times in zip(places[firsts].tolist(), counts.tolist(), strict=True):
                number, field = place >> _FIELD_BITS, place & _FIELD
                found[number] = found.get(number, 0.0) + times * share * weights.get(field, 0.0)
    return found


def weights_by_field(field: str | None) -> dict[int, float]:
    """Return what a position counts, by the number of the field that it is in."""
    if field is None:
        return {BASES[name] >> FIELD_SHIFT: weight for name, weight in WEIGHTS.items()}
    return {BASES[field] >> FIELD_SHIFT: 1.0}
