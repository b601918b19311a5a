"""Answering queries over one snapshot."""

from dataclasses import dataclass, field

from whoosh.query.compound import And

from reader.search.evaluation import Evaluation, Kept
from reader.search.facets import Divider
from reader.search.matching import Counts
from reader.search.nodes import Query
from reader.search.ordering import Order
from reader.search.phrases import rows_of
from reader.search.plan import Plan
from reader.search.readings import Alternative, Reading
from reader.search.relaxing import MOST_RELAXED, PAGE, RANKED_BY_COUNT, relaxed
from reader.search.results import Hit, Results
from reader.search.snapshot import Snapshot
from reader.search.watch import Watch
from reader.text.stems import INFLECTED

# Words in the query's order are looked for in so many of the best articles, and count so much beside the words.
NEIGHBORS_AMONG = 100
NEIGHBORS = 0.5
MOST_NEIGHBORS = 6


@dataclass(slots=True)
class Found:
    """What a plan found: *strict* articles satisfy all of it, those of *tail* have so many of the words.

    *beside* is the part of a score that words earn by standing as they were typed; *relaxing* says what parts the two.
    """

    strict: set[int]
    tail: dict[int, int]
    words: list[tuple[str, Counts]]
    scores: dict[int, float]
    lines: list[str]
    evaluation: Evaluation
    beside: dict[int, float] = field(default_factory=dict)
    relaxing: str = ""

    @property
    def articles(self) -> set[int]:
        """All that were found."""
        return self.strict | self.tail.keys()


class Searcher:
    """Runs plans over one snapshot; what was counted is kept for the next query."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.kept = Kept(snapshot)
        self.order = Order(snapshot)
        self.divider = Divider(snapshot)
        self._languages: tuple[str, ...] | None = None

    def languages(self, default: str) -> tuple[str, ...]:
        """Return the languages that the articles are in and words are stemmed by, the *default* first."""
        if self._languages is None:
            told = [term.decode("ascii", "replace") for term in self.snapshot.terms("langs", b"")]
            self._languages = tuple(language for language in told if language in INFLECTED)
        return tuple(dict.fromkeys([default, *self._languages]))

    def find(self, plan: Plan, watch: Watch) -> Found:
        """Return what *plan* finds. Raises: as *watch*, IndexSuspect."""
        evaluation = Evaluation(self.kept, watch)
        within = evaluation.articles(And(plan.strict)) if plan.strict else None
        words = [(each.reading.label, evaluation.counts(each)) for each in plan.words]
        strict = _holding_all(words, within, self.snapshot)
        extra = [(each.reading, evaluation.counts(each)) for each in plan.extra]
        lines = [*plan.lines, *_lacking(strict, extra)]
        rest = relaxed(words, within, strict) if len(strict) < PAGE else None
        if rest is not None:
            lines.append(rest.line)
        found = Found(strict, rest.articles if rest else {}, words, {}, lines, evaluation)
        found.relaxing = rest.line if rest else ""
        found.scores = evaluation.scores(found.articles)
        self._add_neighbors(plan, found, watch)
        return found

    def _add_neighbors(self, plan: Plan, found: Found, watch: Watch) -> None:
        """Put articles first that have the words side by side, as they were typed."""
        row = plan.row
        if not 2 <= len(row) <= MOST_NEIGHBORS or not found.strict:
            return
        elements = tuple(element for reading in row for element in reading.alternatives[0].elements)
        reading = Reading(" ".join(each.label for each in row), None, (Alternative(elements),))
        best = self.order.first(found.strict, found.scores, NEIGHBORS_AMONG)
        rows = rows_of(reading.alternatives[0], reading, self.snapshot, watch, among=set(best))
        weight = NEIGHBORS * sum(found.evaluation.weight(*scored) for scored in found.evaluation.scored)
        for number, starts in rows.by_article().items():
            found.beside[number] = weight * len(starts) / (len(starts) + self.kept.norms[number])
            found.scores[number] += found.beside[number]

    def results(self, asked: Query, plan: Plan, limit: int, sort: str, watch: Watch, unread: frozenset[str]) -> Results:
        """Return the first *limit* articles for *asked*. Raises: as *watch*, IndexSuspect."""
        found = self.find(plan, watch)
        if sort == "relevance":
            strict = self.order.first(found.strict, found.scores, limit)
        else:
            strict = self.order.sorted(found.strict, sort, found.scores, unread)[:limit]
        tail = self._tail(found, sort, unread)
        ids = self.snapshot.ids
        hits = [Hit(ids[number], _rounded(found.scores[number])) for number in strict]
        hits += [
            Hit(ids[number], _rounded(found.scores[number]), _missing(number, found.words))
            for number in tail[: max(0, limit - len(hits))]
        ]
        return Results(
            query=asked.text,
            total=len(found.strict) + len(tail),
            relaxed=bool(tail),
            hits=tuple(hits),
            lines=tuple(dict.fromkeys(found.lines)),
            terms=plan.terms,
            strict_total=len(found.strict),
            relaxing=found.relaxing,
        )

    def _tail(self, found: Found, sort: str, unread: frozenset[str]) -> list[int]:
        by_score = self.order.sorted(found.tail, "relevance", found.scores)
        if len(found.words) <= RANKED_BY_COUNT:
            by_score.sort(key=lambda number: -found.tail[number])
        if len(by_score) > MOST_RELAXED:
            found.lines.append(
                f"Of {len(by_score):,} articles with some of the words, the best {MOST_RELAXED:,} follow."
            )
            by_score = by_score[:MOST_RELAXED]
        return by_score if sort == "relevance" else self.order.sorted(by_score, sort, found.scores, unread)


def _holding_all(words: list[tuple[str, Counts]], within: set[int] | None, snapshot: Snapshot) -> set[int]:
    sets = [counts.keys() for _, counts in sorted(words, key=lambda word: len(word[1]))]
    if not sets:
        return snapshot.everything() if within is None else within
    found = set(sets[0]) if within is None else within & sets[0]
    for held in sets[1:]:
        found &= held
    return found


def _lacking(strict: set[int], extra: list[tuple[Reading, Counts]]) -> list[str]:
    lines = []
    for reading, counts in extra:
        lacking = len(strict - counts.keys()) if reading.is_function_word else 0
        if lacking:
            lines.append(
                f"“{reading.label}” is in every text and asked of none: {lacking:,} of these articles lack it."
            )
    return lines


def _missing(number: int, words: list[tuple[str, Counts]]) -> tuple[str, ...]:
    return tuple(label for label, counts in words if number not in counts)


def _rounded(score: float) -> float:
    return round(score, 4)
