"""Why a query finds an article, and which of its parts empty it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from itertools import islice

from reader.search.document import FIELDS
from reader.search.errors import Watch
from reader.search.evaluation import ColumnQuery, Disjunction, Evaluation, Negation, QueryTree, TermQuery, WordQuery
from reader.search.expansion import COMPLETED
from reader.search.lookups import INFLECTED, Alternative, Element, Lookup
from reader.search.matches import exact_term, field_of, inflected_terms, rows_of, weights_by_field
from reader.search.occurrences import Occurrences
from reader.search.plan import Plan
from reader.search.query import PhraseNode, Query, WordNode, leaves
from reader.search.ranking import K1, idf
from reader.search.schema import FIELD_SHIFT, STEM, WORDS
from reader.search.searcher import PlanResult
from reader.search.snapshot import Snapshot
from reader.search.spellings import CAPITALS
from reader.search.weights import POSITION, articles_of, common
from reader.text.distance import edit_distance
from reader.text.words import WORD, words

EXACT, OTHER_ENDING, SPELLING, IN_A_ROW, STANDS_FOR = "exact", "other ending", "spelling", "in a row", "stands for"
ATTACHED, LONGER = "attached", "longer"

_Match = tuple[str, str, str, int, float, str]
FARTHEST = 2
MOST_PROPOSALS = 5
MOST_WORDS = 8
# Terms that are looked at for one word: a bound on the time, beyond what begins with a letter in most libraries.
MOST_TERMS = 60_000
_ELSEWHERE = ("site", "author", "tag")


@dataclass(frozen=True, slots=True)
class ScorePart:
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
    parts: tuple[ScorePart, ...] = ()
    missing: tuple[str, ...] = ()
    side_by_side: float = 0.0


def explain_hit(number: int, found: PlanResult) -> Explanation:
    """Return why the article *number* was found. Raises: IndexSuspect, and as the evaluation's watch."""
    evaluation = found.evaluation
    parts: list[ScorePart] = []
    for lookup, counts in evaluation.scored:
        if number in counts:
            parts += _parts(lookup, number, counts.of(number), len(counts), evaluation)
    return Explanation(
        id=evaluation.snapshot.id_of(number),
        score=round(found.scores.of(number), 4),
        parts=tuple(sorted(parts, key=lambda part: -part.score)),
        missing=tuple(label for label, counts in found.words if number not in counts),
        side_by_side=round(found.beside.get(number, 0.0), 4),
    )


def _parts(lookup: Lookup, number: int, count: float, articles: int, evaluation: Evaluation) -> list[ScorePart]:
    """Divide what a lookup scored among the terms that it was found by, as they weigh."""
    rarity = idf(articles, evaluation.snapshot.count)
    norm = float(evaluation.cache.norms[number])
    score = evaluation.weight(lookup, articles) * (K1 + 1) * count / (count + norm)
    found = [
        (ScorePart(lookup.label, term, why, field, times, articles, round(rarity, 4), 0.0, heading), weighs)
        for term, why, field, times, weighs, heading in _matches(lookup, number, evaluation)
    ]
    total = sum(weighs for _, weighs in found) or 1.0
    return [replace(part, score=round(score * weighs / total, 4)) for part, weighs in found]


def _matches(lookup: Lookup, number: int, evaluation: Evaluation) -> Iterator[_Match]:
    for alternative in lookup.alternatives:
        heading = lookup.heading if alternative.spelling and lookup.pattern is None else ""
        if len(alternative.elements) > 1:
            yield from _row_matches(alternative, lookup, number, evaluation, heading)
            continue
        element = alternative.elements[0]
        is_longer = alternative.weight == COMPLETED
        why = SPELLING if heading else STANDS_FOR if lookup.pattern is not None else LONGER if is_longer else EXACT
        name = alternative.spelling or element.form
        for field, times, weight in _times([exact_term(element)], lookup, number, evaluation):
            yield name, why, field, times, times * weight * alternative.weight, heading
        for name, why, field, times, weight in _other_times(element, lookup, number, evaluation):
            yield name, why, field, times, times * weight * INFLECTED * alternative.weight, heading


def _other_times(
    element: Element, lookup: Lookup, number: int, evaluation: Evaluation
) -> Iterator[tuple[str, str, str, int, float]]:
    """Yield the other forms of a word with how often they are in each field, and what one counts there."""
    seen = set(_positions([exact_term(element)], lookup, number, evaluation))
    for word in element.attached:
        here = set(_positions([word.encode()], lookup, number, evaluation)) - seen
        seen |= here
        for field, times, weight in _by_field(here, lookup.field):
            yield word, ATTACHED, field, times, weight
    if element.stems:
        others = set(_positions(inflected_terms(element), lookup, number, evaluation)) - seen
        for field, times, weight in _by_field(others, lookup.field):
            yield f"{element.stems[0].removeprefix(STEM)}…", OTHER_ENDING, field, times, weight


def _times(terms: list[bytes], lookup: Lookup, number: int, evaluation: Evaluation) -> Iterator[tuple[str, int, float]]:
    """How often any of *terms* is in each field of the article, and what it counts there."""
    yield from _by_field(_positions(terms, lookup, number, evaluation), lookup.field)


def _positions(terms: list[bytes], lookup: Lookup, number: int, evaluation: Evaluation) -> list[int]:
    words = Occurrences(evaluation.snapshot, field_of(lookup), terms, watch=evaluation.watch)
    found = words.among(articles_of([number]))
    return list(map(int, found & POSITION))


def _by_field(positions: Collection[int], field: str | None) -> Iterator[tuple[str, int, float]]:
    for which, weight in weights_by_field(field).items():
        times = sum(1 for position in positions if position >> FIELD_SHIFT == which)
        if times:
            yield FIELDS[which], times, weight


def _row_matches(
    alternative: Alternative, lookup: Lookup, number: int, evaluation: Evaluation, heading: str
) -> Iterator[_Match]:
    rows = rows_of(alternative, lookup, evaluation.snapshot, evaluation.watch, articles_of([number])).by_article()
    name = alternative.spelling or " ".join(element.form for element in alternative.elements)
    why = SPELLING if heading else IN_A_ROW
    for field, times, weight in _by_field(rows.get(number, []), lookup.field):
        yield name, why, field, times, times * weight * alternative.weight, heading


@dataclass(frozen=True, slots=True)
class Proposal:
    """A *word* of this library near one that was typed, the articles it is in, and the *query* with it instead."""

    word: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class EmptyCause:
    """A part of the query: *label* as typed, how many articles have it, and how many the query has *without* it."""

    label: str
    count: int
    without: int
    proposals: tuple[Proposal, ...] = ()


def find_empty_causes(asked: Query, plan: Plan, evaluation: Evaluation, watch: Watch) -> tuple[EmptyCause, ...]:
    """Return the parts of a query that finds nothing, the one to blame first. Raises: as *watch*, IndexSuspect."""
    nodes = [*plan.words, *plan.strict]
    held = [evaluation.articles(node) for node in nodes]
    found = []
    for which, node in enumerate(nodes):
        others = [articles for other, articles in enumerate(held) if other != which]
        without = len(reduce(common, others)) if others else evaluation.snapshot.count
        label = _label(node, plan.typed)
        found.append((label, len(held[which]), without))
    proposals = _proposals(asked, {label for label, count, _ in found if not count}, evaluation.snapshot, watch)
    emptied = [EmptyCause(label, count, without, proposals.get(label, ())) for label, count, without in found]
    return tuple(sorted(emptied, key=lambda each: (each.count > 0, -each.without, each.count)))


def _label(node: QueryTree, typed: Mapping[int, str]) -> str:
    if id(node) in typed:
        return typed[id(node)]
    if isinstance(node, TermQuery):
        return node.term.partition("\x1f")[0]
    if isinstance(node, WordQuery):
        return node.lookup.label
    if isinstance(node, Negation):
        return f"-{_label(node.query, typed)}"
    if isinstance(node, ColumnQuery):
        return node.label
    between = " OR " if isinstance(node, Disjunction) else " "
    return f"({between.join(_label(each, typed) for each in node.queries)})"


def _proposals(asked: Query, labels: set[str], snapshot: Snapshot, watch: Watch) -> dict[str, tuple[Proposal, ...]]:
    found: dict[str, tuple[Proposal, ...]] = {}
    for leaf, is_negated in leaves(asked.node):
        if isinstance(leaf, (WordNode, PhraseNode)) and not is_negated:
            label = next((each for each in labels if leaf.surface.strip() in each), None)
            if label is not None and label not in found and len(found) < MOST_WORDS:
                found[label] = tuple(_near(asked.text, leaf, snapshot, watch))[:MOST_PROPOSALS]
    return found


def _near(text: str, leaf: WordNode | PhraseNode, snapshot: Snapshot, watch: Watch) -> Iterator[Proposal]:
    field = leaf.field if leaf.field not in {None, "text"} else WORDS
    for word in words(leaf.surface, "en"):
        if word.part.kind != WORD:
            continue
        start = leaf.start + text[leaf.start : leaf.end].find(leaf.surface) + word.part.start
        end = start + word.part.end - word.part.start
        if leaf.field is None and isinstance(leaf, WordNode):
            for elsewhere in _ELSEWHERE:
                count = snapshot.counts(elsewhere, [word.part.form.encode()])
                if count:
                    name = f"{elsewhere}:{text[start:end]}"
                    yield Proposal(name, count, text[: leaf.start] + name + text[leaf.end :])
        if not snapshot.counts(str(field), [word.part.form.encode()]):
            for near, count in near_words(word.part.form, snapshot, watch, str(field))[:MOST_PROPOSALS]:
                yield Proposal(near, count, text[:start] + near + text[end:])


def near_words(word: str, snapshot: Snapshot, watch: Watch, field: str = WORDS) -> list[tuple[str, int]]:
    """Return words of the index a letter or two from the folded *word*, with their counts: the nearest first.

    Raises: as *watch*, IndexSuspect.
    """
    limit = 1 if len(word) <= 3 else FARTHEST
    found: list[tuple[int, int, str]] = []
    # The first letter is the least often wrong; the second one tells of a swap.
    for start in dict.fromkeys((word[:1], word[1:2])):
        terms = snapshot.terms(field, start.encode()) if start else {}
        for number, (term, count) in enumerate(islice(terms.items(), MOST_TERMS)):
            if number % 512 == 0:
                watch.check()
            other = term.decode("utf-8", "replace")
            if abs(len(other) - len(word)) <= limit and other != word and not other.startswith((STEM, CAPITALS)):
                distance = edit_distance(word, other, limit)
                if distance <= limit:
                    found.append((distance, -count, other))
    return [(other, -count) for _, count, other in sorted(found)]
