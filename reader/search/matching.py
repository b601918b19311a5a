"""Which articles a reading is in, and how much it weighs there."""

from reader.search.document import BASES, FIELD_SHIFT, WEIGHTS
from reader.search.phrases import POSITION, field_of, rows_of
from reader.search.readings import INFLECTED, Alternative, Element, Reading
from reader.search.snapshot import OCCURRENCE, Snapshot
from reader.search.terms import exact_term, inflected_terms
from reader.search.watch import Watch

Counts = dict[int, float]


def counts_of(reading: Reading, snapshot: Snapshot, watch: Watch) -> Counts:
    """Return the weight of *reading* in every article that has it. Raises: as *watch*, IndexSuspect."""
    field = field_of(reading)
    found: Counts = {}
    plain: dict[bytes, float] = {}
    for alternative in reading.alternatives:
        if len(alternative.elements) > 1 or reading.field == "text":
            _join(found, _in_a_row(alternative, reading, snapshot, watch), alternative.weight)
            continue
        element = alternative.elements[0]
        if element.stems:
            _join(found, _inflected(element, snapshot, field, watch), alternative.weight)
        else:
            plain[exact_term(element)] = alternative.weight
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
    all_forms = snapshot.gather(field, dict.fromkeys(inflected_terms(element), 1.0), watch)
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
    weights = weights_by_field(reading.field)
    found: Counts = {}
    for start in rows.starts:
        weight = weights.get((start & POSITION) >> FIELD_SHIFT, 0.0)
        number = start >> OCCURRENCE
        found[number] = found.get(number, 0.0) + (weight if start in rows.typed else weight * INFLECTED)
    return found


def weights_by_field(field: str | None) -> dict[int, float]:
    """Return what a position counts, by the number of the field that it is in."""
    if field is None:
        return {BASES[name] >> FIELD_SHIFT: weight for name, weight in WEIGHTS.items()}
    return {BASES[field] >> FIELD_SHIFT: 1.0}
