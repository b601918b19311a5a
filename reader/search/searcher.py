"""Run a plan: find the articles with all the words, and if they are few, those with some."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import repeat

import numpy as np

from reader.search.errors import Watch
from reader.search.evaluation import Conjunction, CountCache, Evaluation
from reader.search.facets import FacetCounter
from reader.search.lookups import Alternative, Lookup
from reader.search.matches import rows_of
from reader.search.plan import Plan
from reader.search.query import Query
from reader.search.ranking import Order
from reader.search.snapshot import Snapshot
from reader.search.weights import (
    NO_WEIGHTS,
    NONE,
    Integers,
    Weights,
    are_among,
    articles_of,
    common,
    tallied,
    together,
    without,
)
from reader.text.plurals import count
from reader.text.stems import STEMMED

# Fewer than this many with all the words, and those with some of them follow, as they score: a rare word says more
# than several that most articles have.
PAGE = 20
MOST_RELAXED = 1000
# Words in the query's order are looked for in so many of the best articles, and count so much beside the words.
NEIGHBORS_AMONG = 100
NEIGHBORS = 0.5
MOST_NEIGHBORS = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found; *missing* are the words of the query that it does not have."""

    id: str
    score: float
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to *query*.

    *total* counts all that were found, *hits* holds the first of them. *relaxed*: articles that have only some of
    the words follow those that have all (`strict_total` of them). *lines* are sentences about how the query was
    read, relaxed or bounded; *problem* is one when it could not be searched, and *proposal* what may have been
    meant. *terms* are the words that were looked for, as typed. *relaxing* is the one of *lines* that parts the
    articles with all the words from those with some.
    """

    query: str
    total: int = 0
    relaxed: bool = False
    hits: tuple[Hit, ...] = ()
    lines: tuple[str, ...] = ()
    problem: str | None = None
    terms: tuple[str, ...] = ()
    proposal: str | None = None
    strict_total: int = 0
    relaxing: str = ""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """*articles* that have some of the words, and the *line* that says so."""

    articles: Integers
    line: str


def relax(words: Sequence[tuple[str, Weights]], within: Integers | None, strict: Integers) -> Relaxation | None:
    """Return the articles that have some of *words* (label, counts), but not all; `None` where that gives none.

    *within* are the articles that satisfy the rest of the query, `None` all.
    """
    if len(words) < 2:
        return None
    articles, held = tallied([counts.articles for _, counts in words])
    stays = ~are_among(articles, strict)
    if within is not None:
        stays &= are_among(articles, within)
    if not stays.any():
        return None
    return Relaxation(articles[stays], _line(words, articles[stays], held[stays], len(strict)))


def _line(words: Sequence[tuple[str, Weights]], articles: Integers, held: Integers, strict: int) -> str:
    every = "both words" if len(words) == 2 else f"all {len(words)} words"
    told = count(strict, "article has", "articles have") if strict else "no article has"
    parts = [f"{told} {every}"]
    shown = sorted(set(held.tolist()), reverse=True)
    for words_held in shown[:3]:
        tier = articles[held == words_held]
        missing = [label for label, counts in words if not len(common(tier, counts.articles))]
        lacking = f", without {', '.join(f'“{label}”' for label in missing)}" if missing else ""
        parts.append(f"{count(len(tier), 'has', 'have')} {words_held} of them{lacking}")
    if len(shown) > 3:
        parts.append(f"{int((held <= shown[3]).sum()):,} fewer")
    return "; ".join(parts)


@dataclass(slots=True)
class PlanResult:
    """What a plan found: *strict* articles satisfy all of it, those of *tail* have some of the words.

    *beside* is the part of a score that words earn by standing as they were typed; *relaxing* says what parts the two.
    """

    strict: Integers
    tail: Integers
    words: list[tuple[str, Weights]]
    lines: list[str]
    evaluation: Evaluation
    scores: Weights = NO_WEIGHTS
    beside: dict[int, float] = field(default_factory=dict)
    relaxing: str = ""

    @property
    def articles(self) -> Integers:
        """All that were found."""
        return together([self.strict, self.tail])

    def scored(self, articles: Integers) -> Weights:
        """Return *articles*, which were found, with their scores."""
        return Weights(articles, self.scores.aligned(articles))


class Searcher:
    """Runs plans over one snapshot; what was counted is kept for the next query."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.cache = CountCache(snapshot)
        self.order = Order(snapshot)
        self.facet_counter = FacetCounter(snapshot)
        self._languages: tuple[str, ...] | None = None

    def languages(self, default: str) -> tuple[str, ...]:
        """Return the languages that the articles are in and words are stemmed by, the *default* first."""
        if self._languages is None:
            told = [term.decode("ascii", "replace") for term in self.snapshot.terms("langs", b"")]
            self._languages = tuple(language for language in told if language in STEMMED)
        return tuple(dict.fromkeys([default, *self._languages]))

    def find(self, plan: Plan, watch: Watch) -> PlanResult:
        """Return what *plan* finds, with scores. Raises: as *watch*, IndexSuspect."""
        found = self.unscored(plan, watch)
        found.scores = found.evaluation.scores(found.articles)
        self._add_neighbors(plan, found, watch)
        return found

    def unscored(self, plan: Plan, watch: Watch) -> PlanResult:
        """Return what *plan* finds, for whoever counts it only. Raises: as *watch*, IndexSuspect."""
        evaluation = Evaluation(self.cache, watch)
        within = evaluation.articles(Conjunction(plan.strict)) if plan.strict else None
        words = [(each.lookup.label, evaluation.counts(each)) for each in plan.words]
        strict = self._holding_all(words, within)
        extra = [(each.lookup, evaluation.counts(each)) for each in plan.extra]
        lines = [*plan.lines, *_lacking(strict, extra)]
        rest = relax(words, within, strict) if len(strict) < PAGE else None
        if rest is not None:
            lines.append(rest.line)
        found = PlanResult(strict, rest.articles if rest else NONE, words, lines, evaluation)
        found.relaxing = rest.line if rest else ""
        return found

    def _holding_all(self, words: list[tuple[str, Weights]], within: Integers | None) -> Integers:
        sets = sorted((counts.articles for _, counts in words), key=len)
        if within is not None:
            sets.insert(0, within)
        return reduce(common, sets) if sets else self.snapshot.everything()

    def _add_neighbors(self, plan: Plan, found: PlanResult, watch: Watch) -> None:
        """Put articles first that have the words side by side, as they were typed."""
        row = plan.row
        if not 2 <= len(row) <= MOST_NEIGHBORS or not len(found.strict):
            return
        elements = tuple(element for lookup in row for element in lookup.alternatives[0].elements)
        lookup = Lookup(" ".join(each.label for each in row), None, (Alternative(elements),))
        best = self.order.first(found.scored(found.strict), NEIGHBORS_AMONG)
        rows = rows_of(lookup.alternatives[0], lookup, self.snapshot, watch, articles_of(best))
        says = sum(found.evaluation.weight(each, len(counts)) for each, counts in found.evaluation.scored)
        for number, starts in rows.by_article().items():
            found.beside[number] = NEIGHBORS * says * len(starts) / (len(starts) + float(self.cache.norms[number]))
        beside = np.array(list(found.beside.values()))
        found.scores.values[np.searchsorted(found.scores.articles, list(found.beside))] += beside

    def results(self, asked: Query, plan: Plan, limit: int, sort: str, watch: Watch, unread: frozenset[str]) -> Results:
        """Return the first *limit* articles for *asked*. Raises: as *watch*, IndexSuspect."""
        found = self.find(plan, watch)
        scored = found.scored(found.strict)
        if sort == "relevance":
            strict = self.order.first(scored, limit)
        else:
            strict = self.order.sorted(scored, sort, unread)[:limit]
        tail = self._tail(found, sort, unread)
        shown = [*strict, *tail[: max(0, limit - len(strict))]]
        missing = [*repeat((), len(strict)), *_missing(shown[len(strict) :], found.words)]
        scores = found.scores.values[np.searchsorted(found.scores.articles, shown)].tolist()
        hits = [
            Hit(self.snapshot.id_of(number), round(score, 4), lacks)
            for number, score, lacks in zip(shown, scores, missing, strict=True)
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

    def _tail(self, found: PlanResult, sort: str, unread: frozenset[str]) -> list[int]:
        if not len(found.tail):
            return []
        best = self.order.first(found.scored(found.tail), MOST_RELAXED)
        if len(found.tail) > MOST_RELAXED:
            told = f"Of {len(found.tail):,} articles with some of the words, the best {MOST_RELAXED:,} follow."
            found.lines.append(told)
        return best if sort == "relevance" else self.order.sorted(found.scored(articles_of(best)), sort, unread)


def _lacking(strict: Integers, extra: list[tuple[Lookup, Weights]]) -> list[str]:
    lines = []
    for lookup, counts in extra:
        lacking = len(without(strict, counts.articles)) if lookup.is_function_word else 0
        if lacking:
            lines.append(f"“{lookup.label}” is too common to be required: {lacking:,} of these articles lack it.")
    return lines


def _missing(numbers: list[int], words: list[tuple[str, Weights]]) -> Iterator[tuple[str, ...]]:
    """Yield of each article those of *words* that it lacks."""
    wanted = np.array(numbers, np.int64)
    lacking = [(label, (~are_among(wanted, counts.articles)).tolist()) for label, counts in words]
    for place in range(len(numbers)):
        yield tuple(label for label, lacks in lacking if lacks[place])
