"""The query tree, and running it over a snapshot: which articles satisfy it, and how well."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reader.search.errors import Watch
from reader.search.lookups import Lookup
from reader.search.matches import burden, counts_of
from reader.search.ranking import FUNCTION_WORD, K1, idf, length_norms, saturated
from reader.search.snapshot import Snapshot
from reader.search.weights import NONE, Floats, Integers, Weights, common, tallied, together, without

# Counts that are kept, in all, or those of so many words if they have more: a query's are asked again at every key.
_KEPT_COUNTS, _KEPT_WORDS = 150_000, 4


# Two of these are the same only if they are one: filters are told apart by what was typed.
@dataclass(eq=False, slots=True)
class WordQuery:
    """The articles that have a word, in any of its alternatives."""

    lookup: Lookup


@dataclass(eq=False, slots=True)
class TermQuery:
    """The articles that have *term* in *field*."""

    field: str
    term: str


@dataclass(eq=False, slots=True)
class ColumnQuery:
    """The articles that a column tells: by date, by figure, by the state that the caller knows."""

    label: str
    choose: Callable[[Snapshot], Integers]


@dataclass(eq=False, slots=True)
class Negation:
    """The articles that do not satisfy *query*."""

    query: "QueryTree"


@dataclass(eq=False, slots=True)
class Conjunction:
    """The articles that satisfy all *queries*: of none, every article."""

    queries: "Sequence[QueryTree]"


@dataclass(eq=False, slots=True)
class Disjunction:
    """The articles that satisfy some of *queries*, *least* of them."""

    queries: "Sequence[QueryTree]"
    least: int = 1


QueryTree = WordQuery | TermQuery | ColumnQuery | Negation | Conjunction | Disjunction


class CountCache:
    """What was counted for one snapshot, the latest used kept; and the norms of its lengths."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._counts: OrderedDict[Lookup, Weights] = OrderedDict()
        self._size = 0

    @cached_property
    def norms(self) -> Floats:
        """The length norm of each article."""
        return length_norms(np.array(self.snapshot.numbers("length"), np.float64))

    def holds(self, lookup: Lookup) -> bool:
        """Whether *lookup* was counted already."""
        return lookup in self._counts

    def counts(self, lookup: Lookup, watch: Watch) -> Weights:
        """Return the counts of *lookup*. Raises: as *watch*, IndexSuspect."""
        found = self._counts.get(lookup)
        if found is not None:
            self._counts.move_to_end(lookup)
            return found
        found = counts_of(lookup, self.snapshot, watch)
        self._counts[lookup] = found
        self._size += len(found) + 1
        most = max(_KEPT_COUNTS, _KEPT_WORDS * len(found))
        while self._size > most and len(self._counts) > 1:
            _, dropped = self._counts.popitem(last=False)
            self._size -= len(dropped) + 1
        return found


class Evaluation:
    """One run. *scored* are the words that stand where they add to a score, with their counts."""

    def __init__(self, kept: CountCache, watch: Watch) -> None:
        self.cache = kept
        self.snapshot = kept.snapshot
        self.watch = watch
        self.scored: list[tuple[Lookup, Weights]] = []

    def articles(self, node: QueryTree, *, is_positive: bool = True) -> Integers:
        """Return the articles that satisfy *node*. Raises: as *watch*, IndexSuspect."""
        self.watch.check()
        if isinstance(node, Negation):
            return without(self.snapshot.everything(), self.articles(node.query, is_positive=not is_positive))
        if isinstance(node, Conjunction):
            return self._all(node.queries, is_positive=is_positive)
        if isinstance(node, Disjunction):
            return self._any(node, is_positive=is_positive)
        return self._leaf(node, is_positive=is_positive)

    def _leaf(self, node: WordQuery | TermQuery | ColumnQuery, *, is_positive: bool) -> Integers:
        if isinstance(node, WordQuery):
            return self.counts(node, is_positive=is_positive).articles
        if isinstance(node, ColumnQuery):
            return node.choose(self.snapshot)
        return self.snapshot.holders(node.field, [node.term.encode()], self.watch)

    def _any(self, node: Disjunction, *, is_positive: bool) -> Integers:
        held = [self.articles(each, is_positive=is_positive) for each in node.queries]
        if node.least <= 1:
            return together(held)
        articles, times = tallied(held)
        return articles[times >= node.least]

    def _all(self, nodes: Sequence[QueryTree], *, is_positive: bool) -> Integers:
        # What takes most comes last, and is not looked for where nothing is left.
        found: Integers | None = None
        for node in sorted(nodes, key=self._burden) if len(nodes) > 1 else nodes:
            if isinstance(node, Negation):
                unwanted = self.articles(node.query, is_positive=not is_positive)
                found = without(self.snapshot.everything() if found is None else found, unwanted)
            else:
                held = self.articles(node, is_positive=is_positive)
                found = held if found is None else common(found, held)
            if not len(found):
                return NONE
        return self.snapshot.everything() if found is None else found

    def _burden(self, node: QueryTree) -> tuple[bool, float]:
        """Return about how much has to be read for *node*, what only takes articles away after the others."""
        if isinstance(node, Negation):
            return True, self._burden(node.query)[1]
        if isinstance(node, WordQuery):
            return False, 0.0 if self.cache.holds(node.lookup) else burden(node.lookup, self.snapshot)
        if isinstance(node, (Conjunction, Disjunction)):
            return False, sum(self._burden(each)[1] for each in node.queries)
        return False, 0.0

    def counts(self, node: WordQuery, *, is_positive: bool = True) -> Weights:
        """Return the counts of a word, noted among those that score."""
        found = self.cache.counts(node.lookup, self.watch)
        if is_positive:
            self.scored.append((node.lookup, found))
        return found

    def weight(self, lookup: Lookup, articles: int) -> float:
        """Return what *lookup*, which so many articles have, says: how rare it is here, times how often it is asked."""
        says = idf(articles, self.snapshot.count) * saturated(lookup.times)
        return says * FUNCTION_WORD if lookup.is_function_word else says

    def scores(self, articles: Integers) -> Weights:
        """Return the score of each of *articles*."""
        found = np.zeros(len(articles))
        norms = self.cache.norms[articles]
        for lookup, held in self.scored:
            self.watch.check()
            counts = held.aligned(articles)
            found += self.weight(lookup, len(held)) * (K1 + 1) * counts / (counts + norms)
        return Weights(articles, found)
