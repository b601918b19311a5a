"""Which articles a reading is in, and how much it weighs there."""

from collections.abc import Iterable

from reader.search.document import BASES, FIELD_SHIFT, WEIGHTS
from reader.search.readings import INFLECTED, Alternative, Element, Reading
from reader.search.rows import Places, row_starts, window_spans
from reader.search.schema import STEM, WORDS
from reader.search.snapshot import Snapshot
from reader.search.watch import Watch

Counts = dict[int, float]


def exact_term(element: Element) -> bytes:
    """Return the term of an element's own form."""
    return element.form.encode()


def class_terms(element: Element) -> list[bytes]:
    """Return the terms of all words that share a stem with the element, its own form among them."""
    return list(dict.fromkeys([element.form.encode(), *inflected_terms(element)]))


def inflected_terms(element: Element) -> list[bytes]:
    """Return the terms that hold every inflected form, the own one too unless it is its own stem."""
    return [*((STEM + stem).encode() for stem in element.stems), *(root.encode() for root in element.roots)]


def counts_of(reading: Reading, snapshot: Snapshot, watch: Watch) -> Counts:
    """Return the weight of *reading* in every article that has it. Raises: as *watch*, IndexSuspect."""
    field = WORDS if reading.field in {None, "text"} else str(reading.field)
    in_text = reading.field == "text"
    found: Counts = {}
    plain: dict[bytes, float] = {}
    for alternative in reading.alternatives:
        if len(alternative.elements) == 1 and not in_text:
            element = alternative.elements[0]
            if element.stems:
                _join(found, _inflected(element, snapshot, field, watch), alternative.weight)
            else:
                plain[exact_term(element)] = alternative.weight
        else:
            _join(found, _in_a_row(alternative, reading, snapshot, watch), alternative.weight)
    if plain:
        _join(found, snapshot.gather(field, plain, watch), 1.0)
    return found


def _join(found: Counts, more: Counts, weight: float) -> None:
    if not found and weight == 1.0:
        found.update(more)
        return
    for number, count in more.items():
        found[number] = found.get(number, 0.0) + weight * count


def _inflected(element: Element, snapshot: Snapshot, field: str, watch: Watch) -> Counts:
    exact = snapshot.gather(field, {exact_term(element): 1.0}, watch)
    stems = inflected_terms(element)
    all_forms = snapshot.gather(field, dict.fromkeys(stems, 1.0), watch)
    if element.stems == (element.form,):
        # Words whose stem is the form itself: the form's own occurrences are not among them.
        for number, count in all_forms.items():
            exact[number] = exact.get(number, 0.0) + INFLECTED * count
        return exact
    found = {number: INFLECTED * count for number, count in all_forms.items()}
    for number, count in exact.items():
        found[number] = INFLECTED * max(all_forms.get(number, 0.0), count) + (1 - INFLECTED) * count
    return found


def _in_a_row(alternative: Alternative, reading: Reading, snapshot: Snapshot, watch: Watch) -> Counts:
    """Count a phrase; where it stands as it was typed, it counts in full."""
    rows = rows_of(alternative, reading, snapshot, watch)
    if not rows:
        return {}
    weights = weights_by_field(reading.field)
    exact = [Element(element.form) for element in alternative.elements]
    typed = rows_of(Alternative(tuple(exact)), reading, snapshot, watch, among=set(rows))
    return {
        number: INFLECTED * _weighed(starts, weights) + (1 - INFLECTED) * _weighed(typed.get(number, ()), weights)
        for number, starts in rows.items()
    }


def weights_by_field(field: str | None) -> dict[int, float]:
    """Return what a position counts, by the number of the field that it is in."""
    if field is None:
        return {BASES[name] >> FIELD_SHIFT: weight for name, weight in WEIGHTS.items()}
    return {BASES[field] >> FIELD_SHIFT: 1.0}


def _weighed(positions: Iterable[int], weights: dict[int, float]) -> float:
    return sum(weights.get(position >> FIELD_SHIFT, 0.0) for position in positions)


def rows_of(
    alternative: Alternative,
    reading: Reading,
    snapshot: Snapshot,
    watch: Watch,
    among: set[int] | None = None,
) -> dict[int, list[int]]:
    """Return for each article the positions at which the elements stand in a row (or within the window)."""
    field = WORDS if reading.field in {None, "text"} else str(reading.field)
    places = [
        (number, class_terms(element) if element.stems else [exact_term(element)])
        for number, element in enumerate(alternative.elements)
    ]
    # The rarest first: each next word is looked at only in the articles that are left.
    places.sort(key=lambda place: snapshot.counts(field, place[1]))
    positions: list[tuple[int, dict[int, list[int]]]] = []
    left: set[int] | None = among
    for number, terms in places:
        held = snapshot.positions(field, terms, range(snapshot.size) if left is None else left, watch)
        left = set(held)
        positions.append((number, held))
        if not left:
            return {}
    found = {}
    for number in left or ():
        each = [(place, sorted(held[number])) for place, held in positions]
        starts = _starts(each, reading.within)
        if reading.field == "text":
            starts = [start for start in starts if start >> FIELD_SHIFT == BASES["text"] >> FIELD_SHIFT]
        if starts:
            found[number] = starts
    return found


def _starts(places: Places, within: int | None) -> list[int]:
    if within is None:
        return row_starts(places)
    return [window[0][0] for window in window_spans(places, within)]
