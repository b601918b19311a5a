"""The weight of each word and phrase in the articles that have it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from reader.search.document import BASES, WEIGHTS
from reader.search.errors import Watch
from reader.search.lookups import INFLECTED, Alternative, Element, Lookup, windows
from reader.search.occurrences import Occurrences
from reader.search.schema import FIELD_SHIFT, STEM, WORDS
from reader.search.snapshot import Snapshot
from reader.search.weights import (
    NO_WEIGHTS,
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
# So many occurrences are compared at once.
_AT_ONCE = 1 << 15


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
    others = other_terms(element)
    return list(dict.fromkeys([exact_term(element), *others])) if others else [exact_term(element)]


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
    alternative: Alternative, lookup: Lookup, snapshot: Snapshot, watch: Watch, among: Integers | None = None
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
    alternative: Alternative, lookup: Lookup, snapshot: Snapshot, watch: Watch, among: Integers | None = None
) -> Iterator[PhraseOccurrences]:
    """Yield the occurrences of `rows_of`, of one part of the articles after another."""
    search = _PhraseSearch(field_of(lookup), alternative, snapshot, watch)
    articles = search.articles() if among is None else among
    if lookup.until is not None:
        articles = articles[: np.searchsorted(articles, lookup.until)]
    for part in search.parts(articles):
        watch.check()
        found = search.rows(part) if lookup.within is None else search.windows(part, lookup.within)
        if lookup.field == "text":
            is_text = (found.starts & POSITION) >> FIELD_SHIFT == _TEXT
            found = PhraseOccurrences(found.starts[is_text], common(found.typed, found.starts[is_text]))
        yield found


class _PhraseSearch:
    """Looks for the elements of *alternative*, the rarest first: each next is looked for in what is left."""

    def __init__(self, field: str, alternative: Alternative, snapshot: Snapshot, watch: Watch) -> None:
        self._field = field
        self._snapshot = snapshot
        self._watch = watch
        self._elements = sorted(
            enumerate(alternative.elements), key=lambda each: snapshot.counts(field, class_terms(each[1]))
        )
        self._exact = [self._occurrences([exact_term(element)]) for _, element in self._elements]
        self._others = [self._occurrences(other_terms(element)) for _, element in self._elements]

    def _occurrences(self, terms: list[bytes]) -> Occurrences:
        return Occurrences(self._snapshot, self._field, terms, watch=self._watch)

    def articles(self) -> Integers:
        """Return the articles that have all elements."""
        (_, rarest), *others = self._elements
        found = self._snapshot.holders(self._field, class_terms(rarest), self._watch)
        for _, element in others:
            found = self._snapshot.holding(self._field, class_terms(element), found, self._watch)
        return found

    def parts(self, articles: Integers) -> list[Integers]:
        """Return *articles* in parts so small that what is read for one of them stays in the processor's memory."""
        # The third word of a phrase is read only where the first two stand in a row.
        terms = [class_terms(element) for _, element in self._elements[:2]]
        read = sum(self._snapshot.times(self._field, each) for each in terms) * len(articles)
        held = max(self._snapshot.counts(self._field, each) for each in terms)
        parts = 1 + int(read / max(1, held) / _AT_ONCE)
        return np.array_split(articles, parts) if parts > 1 else [articles]

    def rows(self, articles: Integers) -> PhraseOccurrences:
        """Return where the elements stand in a row in *articles*."""
        starts, among = NONE, articles
        exact_starts: list[Integers] = []
        for number, (place, _) in enumerate(self._elements):
            exact, others = (each[number].near(among, place) for each in (self._exact, self._others))
            here = together([exact, others])
            starts = common(starts, here) if number else here
            if not len(starts):
                break
            if len(others):
                exact_starts.append(exact)
            among = starts >> OCCURRENCE
            among = among[are_new(among)]
        starts = typed = starts.compress(are_among(starts >> OCCURRENCE, articles))
        for exact in exact_starts:
            typed = typed.compress(are_among(typed, exact))
        return PhraseOccurrences(starts, typed)

    def windows(self, articles: Integers, within: int) -> PhraseOccurrences:
        """Return the first word of each window of so many words in *articles* that holds all elements."""
        held = (
            together([each.among(articles) for each in words]) for words in zip(self._exact, self._others, strict=True)
        )
        # No window holds words of two articles: these are farther from each other than a query can ask.
        places = sorted((place, found.tolist()) for (place, _), found in zip(self._elements, held, strict=True))
        starts = articles_of(min(window) for window in windows(places, within))
        return PhraseOccurrences(starts, starts)


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
        words.counts(dict.fromkeys(terms, 1.0)) if terms else NO_WEIGHTS
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
