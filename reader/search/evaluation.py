"""The query tree, and running it over a snapshot: which articles satisfy it, and how well."""

from collections import Counter, OrderedDict
from collections.abc import Callable
from itertools import chain
from typing import TYPE_CHECKING

from whoosh.query.compound import And, Or
from whoosh.query.positional import Sequence
from whoosh.query.qcore import Query
from whoosh.query.terms import Term
from whoosh.query.wrappers import Not

from reader.search.errors import Watch
from reader.search.lookups import Alternative, Lookup
from reader.search.matches import Counts, burden, class_terms, counts_of, exact_term, field_of
from reader.search.ranking import FUNCTION_WORD, add_scores, idf, length_norms, saturated
from reader.search.snapshot import Snapshot

if TYPE_CHECKING:
    from array import array

# Counts that are kept, in all: the words of a query are asked again at every key.
_KEPT_COUNTS = 100_000


class WordQuery(Or):
    """The alternatives of one lookup; Whoosh's searcher can run it term by term, ours by the lookup."""

    def __init__(self, lookup: Lookup) -> None:
        field = field_of(lookup)
        super().__init__([_alternative(each, field, lookup.within) for each in lookup.alternatives])
        self.lookup = lookup


class ColumnQuery(Query):
    """The articles that a column tells: by date, by figure, by the state that the caller knows.

    Only our own evaluation runs it: Whoosh's searcher knows no columns of ours.
    """

    def __init__(self, label: str, choose: Callable[[Snapshot], set[int]]) -> None:
        self.label = label
        self.choose = choose
        self.boost = 1.0


def _alternative(alternative: Alternative, field: str, within: int | None) -> Query:
    elements: list[Query] = []
    for element in alternative.elements:
        terms = class_terms(element) if element.stems else [exact_term(element)]
        elements.append(Or([Term(field, term.decode()) for term in terms]))
    if len(elements) == 1:
        return elements[0]
    if within is None:
        return Sequence(elements, slop=1, ordered=True)
    return And(elements)


class CountCache:
    """What was counted for one snapshot, the latest used kept; and the norms of its lengths."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._counts: OrderedDict[Lookup, Counts] = OrderedDict()
        self._size = 0
        self._norms: array[float] | None = None

    @property
    def norms(self) -> "array[float]":
        """The length norm of each article."""
        if self._norms is None:
            self._norms = length_norms(self.snapshot.numbers("length"), self.snapshot.size)
        return self._norms

    def holds(self, lookup: Lookup) -> bool:
        """Whether *lookup* was counted already."""
        return lookup in self._counts

    def counts(self, lookup: Lookup, watch: Watch) -> Counts:
        """Return the counts of *lookup*. Raises: as *watch*, IndexSuspect."""
        found = self._counts.get(lookup)
        if found is not None:
            self._counts.move_to_end(lookup)
            return found
        found = counts_of(lookup, self.snapshot, watch)
        self._counts[lookup] = found
        self._size += len(found) + 1
        while self._size > _KEPT_COUNTS and len(self._counts) > 1:
            _, dropped = self._counts.popitem(last=False)
            self._size -= len(dropped) + 1
        return found


class Evaluation:
    """One run. *scored* are the words that stand where they add to a score, with their counts."""

    def __init__(self, kept: CountCache, watch: Watch) -> None:
        self.cache = kept
        self.snapshot = kept.snapshot
        self.watch = watch
        self.scored: list[tuple[Lookup, Counts]] = []

    def articles(self, node: Query, *, is_positive: bool = True) -> set[int]:
        """Return the articles that satisfy *node*. Raises: as *watch*, IndexSuspect."""
        self.watch.check()
        if isinstance(node, (WordQuery, Term, ColumnQuery)):
            return self._leaf(node, is_positive=is_positive)
        if isinstance(node, Not):
            return self.snapshot.everything() - self.articles(node.query, is_positive=not is_positive)
        if isinstance(node, And):
            return self._all(list(node.subqueries), is_positive=is_positive)
        if isinstance(node, Or):
            return self._any(node, is_positive=is_positive)
        return self.snapshot.everything()

    def _leaf(self, node: WordQuery | Term | ColumnQuery, *, is_positive: bool) -> set[int]:
        if isinstance(node, WordQuery):
            return set(self.counts(node, is_positive=is_positive))
        if isinstance(node, ColumnQuery):
            return node.choose(self.snapshot)
        return self.snapshot.holders(node.fieldname, [str(node.text).encode()], self.watch)

    def _any(self, node: Or, *, is_positive: bool) -> set[int]:
        sets = [self.articles(each, is_positive=is_positive) for each in node.subqueries]
        if node.minmatch <= 1:
            return set().union(*sets)
        held = Counter(chain.from_iterable(sets))
        return {number for number, count in held.items() if count >= node.minmatch}

    def _all(self, nodes: list[Query], *, is_positive: bool) -> set[int]:
        # What takes most comes last, and is not looked for where nothing is left.
        found: set[int] | None = None
        for node in sorted(nodes, key=self._burden):
            if isinstance(node, Not):
                without = self.articles(node.query, is_positive=not is_positive)
                found = (self.snapshot.everything() if found is None else found) - without
            else:
                held = self.articles(node, is_positive=is_positive)
                found = held if found is None else found & held
            if not found:
                return set()
        return self.snapshot.everything() if found is None else found

    def _burden(self, node: Query) -> tuple[bool, float]:
        """Return about how much has to be read for *node*, what only takes articles away after the others."""
        if isinstance(node, Not):
            return True, self._burden(node.query)[1]
        if isinstance(node, WordQuery):
            return False, 0.0 if self.cache.holds(node.lookup) else burden(node.lookup, self.snapshot)
        if isinstance(node, (And, Or)):
            return False, sum(self._burden(each)[1] for each in node.subqueries)
        return False, 0.0

    def counts(self, node: WordQuery, *, is_positive: bool = True) -> Counts:
        """Return the counts of a word, noted among those that score."""
        found = self.cache.counts(node.lookup, self.watch)
        if is_positive:
            self.scored.append((node.lookup, found))
        return found

    def weight(self, lookup: Lookup, counts: Counts) -> float:
        """Return what *lookup* says: how rare it is here, times how often the query says it."""
        says = idf(len(counts), self.snapshot.count) * saturated(lookup.times)
        return says * FUNCTION_WORD if lookup.is_function_word else says

    def scores(self, articles: set[int]) -> dict[int, float]:
        """Return the score of each of *articles*."""
        found = dict.fromkeys(articles, 0.0)
        norms = self.cache.norms
        for lookup, counts in self.scored:
            self.watch.check()
            add_scores(found, counts, self.weight(lookup, counts), norms)
        return found
