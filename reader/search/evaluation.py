"""Running a query tree over a snapshot: which articles satisfy it, and what each word counts in them."""

from collections import Counter, OrderedDict
from typing import TYPE_CHECKING

from whoosh.query.compound import And, Or
from whoosh.query.qcore import Query
from whoosh.query.terms import Term
from whoosh.query.wrappers import Not

from reader.search.matching import Counts, counts_of
from reader.search.ranking import FUNCTION_WORD, add_scores, idf, length_norms
from reader.search.readings import Reading
from reader.search.snapshot import Snapshot
from reader.search.tree import Chosen, WordQuery
from reader.search.watch import Watch

if TYPE_CHECKING:
    from array import array

# Counts that are kept, in all: the words of a query are asked again at every key.
_KEPT_COUNTS = 100_000


class Kept:
    """What was counted for one snapshot, the latest used kept; and the norms of its lengths."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._counts: OrderedDict[Reading, Counts] = OrderedDict()
        self._size = 0
        self._norms: array[float] | None = None

    @property
    def norms(self) -> "array[float]":
        """The length norm of each article."""
        if self._norms is None:
            self._norms = length_norms(self.snapshot.numbers("length"), self.snapshot.size)
        return self._norms

    def counts(self, reading: Reading, watch: Watch) -> Counts:
        """Return the counts of *reading*. Raises: as *watch*, IndexSuspect."""
        found = self._counts.get(reading)
        if found is not None:
            self._counts.move_to_end(reading)
            return found
        found = counts_of(reading, self.snapshot, watch)
        self._counts[reading] = found
        self._size += len(found) + 1
        while self._size > _KEPT_COUNTS and len(self._counts) > 1:
            _, dropped = self._counts.popitem(last=False)
            self._size -= len(dropped) + 1
        return found


class Evaluation:
    """One run. *scored* are the words that stand where they add to a score, with their counts."""

    def __init__(self, kept: Kept, watch: Watch) -> None:
        self.kept = kept
        self.snapshot = kept.snapshot
        self.watch = watch
        self.scored: list[tuple[Reading, Counts]] = []

    def articles(self, node: Query, *, is_positive: bool = True) -> set[int]:
        """Return the articles that satisfy *node*. Raises: as *watch*, IndexSuspect."""
        self.watch.check()
        if isinstance(node, (WordQuery, Term, Chosen)):
            return self._leaf(node, is_positive=is_positive)
        if isinstance(node, Not):
            return self.snapshot.everything() - self.articles(node.query, is_positive=not is_positive)
        if isinstance(node, And):
            return self._all(list(node.subqueries), is_positive=is_positive)
        if isinstance(node, Or):
            return self._any(node, is_positive=is_positive)
        return self.snapshot.everything()

    def _leaf(self, node: WordQuery | Term | Chosen, *, is_positive: bool) -> set[int]:
        if isinstance(node, WordQuery):
            return set(self.counts(node, is_positive=is_positive))
        if isinstance(node, Chosen):
            return node.choose(self.snapshot)
        return self.snapshot.holders(node.fieldname, [str(node.text).encode()], self.watch)

    def _any(self, node: Or, *, is_positive: bool) -> set[int]:
        found: Counter[int] = Counter()
        for each in node.subqueries:
            found.update(self.articles(each, is_positive=is_positive))
        return {number for number, count in found.items() if count >= node.minmatch}

    def _all(self, nodes: list[Query], *, is_positive: bool) -> set[int]:
        found: set[int] | None = None
        without: set[int] = set()
        for node in nodes:
            if isinstance(node, Not):
                without |= self.articles(node.query, is_positive=not is_positive)
                continue
            held = self.articles(node, is_positive=is_positive)
            found = held if found is None else found & held
        return (self.snapshot.everything() if found is None else found) - without

    def counts(self, node: WordQuery, *, is_positive: bool = True) -> Counts:
        """Return the counts of a word, noted among those that score."""
        found = self.kept.counts(node.reading, self.watch)
        if is_positive:
            self.scored.append((node.reading, found))
        return found

    def weight(self, reading: Reading, counts: Counts) -> float:
        """Return what *reading* says: how rare it is here, times how often the query says it."""
        says = idf(len(counts), self.snapshot.count) * reading.times
        return says * FUNCTION_WORD if reading.is_function_word else says

    def scores(self, articles: set[int]) -> dict[int, float]:
        """Return the score of each of *articles*."""
        found = dict.fromkeys(articles, 0.0)
        norms = self.kept.norms
        for reading, counts in self.scored:
            self.watch.check()
            weight = self.weight(reading, counts)
            if len(counts) < len(found):
                add_scores(found, counts, weight, norms, [number for number in counts if number in found])
            else:
                add_scores(found, counts, weight, norms, articles)
        return found
