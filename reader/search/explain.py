"""Why an article was found: which terms in which field, how often, how rare they are, and what each added."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reader.search.document import FIELD_SHIFT, FIELDS
from reader.search.evaluation import Evaluation
from reader.search.matching import weights_by_field
from reader.search.phrases import field_of, rows_of
from reader.search.ranking import K1, idf
from reader.search.readings import INFLECTED, Alternative, Reading
from reader.search.schema import STEM
from reader.search.searcher import Found
from reader.search.terms import exact_term, inflected_terms

EXACT, OTHER_ENDING, SPELLING, IN_A_ROW, STANDS_FOR = "exact", "other ending", "spelling", "in a row", "stands for"


@dataclass(frozen=True, slots=True)
class Part:
    """What one term did: the *word* of the query, the *term* of the article that matched and *why*.

    *field* is where, *count* how often there; *articles* have the word in this library, which makes its *rarity*
    (idf); *score* is what this added. *heading* is the name whose spellings the two are.
    """

    word: str
    term: str
    why: str
    field: str
    count: int
    articles: int
    rarity: float
    score: float
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why article *id* has its *score*: *parts*, those that added most first, and the words that it is *missing*.

    *side_by_side* is what the words add by standing as they were typed.
    """

    id: str
    score: float
    parts: tuple[Part, ...] = ()
    missing: tuple[str, ...] = ()
    side_by_side: float = 0.0


def explanation(number: int, found: Found) -> Explanation:
    """Return why the article *number* was found. Raises: IndexSuspect, and as the evaluation's watch."""
    evaluation = found.evaluation
    parts: list[Part] = []
    for reading, counts in evaluation.scored:
        if number in counts:
            parts += _parts(reading, number, counts[number], len(counts), evaluation)
    return Explanation(
        id=evaluation.snapshot.ids[number],
        score=round(found.scores.get(number, 0.0), 4),
        parts=tuple(sorted(parts, key=lambda part: -part.score)),
        missing=tuple(label for label, counts in found.words if number not in counts),
        side_by_side=round(found.beside.get(number, 0.0), 4),
    )


def _parts(reading: Reading, number: int, count: float, articles: int, evaluation: Evaluation) -> list[Part]:
    """Divide what a reading scored among the terms that it was found by, as they weigh."""
    rarity = idf(articles, evaluation.snapshot.count)
    weight = evaluation.weight(reading, dict.fromkeys(range(articles), 1.0))
    score = weight * (K1 + 1) * count / (count + evaluation.kept.norms[number])
    found = [
        (Part(reading.label, term, why, field, times, articles, round(rarity, 4), 0.0, heading), weighs)
        for term, why, field, times, weighs, heading in _matches(reading, number, evaluation)
    ]
    total = sum(weighs for _, weighs in found) or 1.0
    return [replace(part, score=round(score * weighs / total, 4)) for part, weighs in found]


_Match = tuple[str, str, str, int, float, str]


def _matches(reading: Reading, number: int, evaluation: Evaluation) -> Iterator[_Match]:
    for alternative in reading.alternatives:
        heading = reading.heading if alternative.spelling and reading.pattern is None else ""
        if len(alternative.elements) > 1:
            yield from _row_matches(alternative, reading, number, evaluation, heading)
            continue
        element = alternative.elements[0]
        why = SPELLING if heading else STANDS_FOR if reading.pattern is not None else EXACT
        name = alternative.spelling or element.form
        for field, times, weight in _times([exact_term(element)], reading, number, evaluation):
            yield name, why, field, times, times * weight * alternative.weight, heading
        others = inflected_terms(element)
        if others:
            endings = f"{element.stems[0].removeprefix(STEM)}…"
            exact = {field: times for field, times, _ in _times([exact_term(element)], reading, number, evaluation)}
            own = 0 if element.stems == (element.form,) else 1
            for field, times, weight in _times(others, reading, number, evaluation):
                left = times - own * exact.get(field, 0)
                if left > 0:
                    yield endings, OTHER_ENDING, field, left, left * weight * INFLECTED * alternative.weight, heading


def _times(
    terms: list[bytes], reading: Reading, number: int, evaluation: Evaluation
) -> Iterator[tuple[str, int, float]]:
    """How often any of *terms* is in each field of the article, and what it counts there."""
    field = field_of(reading)
    positions = evaluation.snapshot.positions(field, terms, {number}, evaluation.watch).get(number, [])
    yield from _by_field(positions, reading.field)


def _by_field(positions: list[int], field: str | None) -> Iterator[tuple[str, int, float]]:
    for which, weight in weights_by_field(field).items():
        times = sum(1 for position in positions if position >> FIELD_SHIFT == which)
        if times:
            yield FIELDS[which], times, weight


def _row_matches(
    alternative: Alternative, reading: Reading, number: int, evaluation: Evaluation, heading: str
) -> Iterator[_Match]:
    rows = rows_of(alternative, reading, evaluation.snapshot, evaluation.watch, {number}).by_article()
    name = alternative.spelling or " ".join(element.form for element in alternative.elements)
    why = SPELLING if heading else IN_A_ROW
    for field, times, weight in _by_field(rows.get(number, []), reading.field):
        yield name, why, field, times, times * weight * alternative.weight, heading
