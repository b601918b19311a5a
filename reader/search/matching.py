"""Which articles a reading is in, and how much it weighs there."""

from collections.abc import Iterable

from reader.search.document import BASES, FIELD_SHIFT, WEIGHTS
from reader.search.readings import INFLECTED, Alternative, Element, Reading
from reader.search.rows import window_spans
from reader.search.schema import STEM, WORDS
from reader.search.snapshot import OCCURRENCE, Snapshot
from reader.search.watch import Watch

Counts = dict[int, float]
_POSITION = (1 << OCCURRENCE) - 1


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
    field = field_of(reading)
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
    field = field_of(reading)
    typed = rows
    if any(snapshot.counts(field, inflected_terms(element)) for element in alternative.elements):
        exact = tuple(Element(element.form) for element in alternative.elements)
        typed = rows_of(Alternative(exact), reading, snapshot, watch, among=set(rows))
    weights = weights_by_field(reading.field)
    return {
        number: INFLECTED * _weighed(starts, weights) + (1 - INFLECTED) * _weighed(typed.get(number, ()), weights)
        for number, starts in rows.items()
    }


def field_of(reading: Reading) -> str:
    """Return the field of the index that *reading* is looked up in."""
    return WORDS if reading.field in {None, "text"} else str(reading.field)


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
    field = field_of(reading)
    elements = [(place, class_terms(element)) for place, element in enumerate(alternative.elements)]
    # The rarest first: each next word is looked at only in the articles that are left.
    elements.sort(key=lambda element: snapshot.counts(field, element[1]))
    if reading.within is None:
        found = _rows(elements, field, snapshot, watch, among)
    else:
        found = _windows(elements, field, reading.within, snapshot, watch, among)
    if reading.field == "text":
        own = BASES["text"] >> FIELD_SHIFT
        found = {number: [each for each in starts if each >> FIELD_SHIFT == own] for number, starts in found.items()}
    return {number: starts for number, starts in found.items() if starts and number not in snapshot.deleted}


def _rows(
    elements: list[tuple[int, list[bytes]]], field: str, snapshot: Snapshot, watch: Watch, among: set[int] | None
) -> dict[int, list[int]]:
    starts: set[int] | None = None
    for place, terms in elements:
        held = snapshot.occurrences(field, terms, place, among, watch)
        starts = held if starts is None else starts & held
        among = {start >> OCCURRENCE for start in starts}
        if not starts:
            break
    found: dict[int, list[int]] = {}
    for start in sorted(starts or ()):
        found.setdefault(start >> OCCURRENCE, []).append(start & _POSITION)
    return found


def _windows(
    elements: list[tuple[int, list[bytes]]],
    field: str,
    within: int,
    snapshot: Snapshot,
    watch: Watch,
    among: set[int] | None,
) -> dict[int, list[int]]:
    positions: list[tuple[int, dict[int, list[int]]]] = []
    for place, terms in elements:
        held = snapshot.positions(field, terms, range(snapshot.size) if among is None else among, watch)
        positions.append((place, held))
        among = set(held)
    found = {}
    for number in among or ():
        places = [(place, sorted(held[number])) for place, held in positions]
        found[number] = [window[0][0] for window in window_spans(places, within)]
    return found
