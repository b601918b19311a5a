"""Turn a parsed query into a query tree for one snapshot of the index."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import accumulate

from reader.search.analysis import gist
from reader.search.choices import Scope, choice_of
from reader.search.errors import SearchTooLong, Watch
from reader.search.evaluation import ColumnQuery, Conjunction, Disjunction, Negation, QueryTree, WordQuery
from reader.search.expansion import attach, complete, expand
from reader.search.lookups import (
    Alternative,
    Element,
    Leaf,
    Lookup,
    lookups_in,
    row_of,
    singles,
    without_capitals,
)
from reader.search.matches import class_terms, field_of, occurrences
from reader.search.operands import shorten
from reader.search.parser import MOST_TERMS
from reader.search.query import And, Node, Not, Or, PhraseNode, Query, ValueFilter, WordNode, leaves
from reader.search.ranking import idf, saturated
from reader.search.schema import STEM
from reader.search.snapshot import Snapshot
from reader.search.spellings import CAPITALS, Spellings
from reader.search.weights import NONE, articles_of, without

# Of a long text, so many different words are looked at before the most telling are chosen.
MOST_WORDS = 200
MOST_EXTRA = 16
# Of many words, the most telling are searched, as long as their lists of articles are no longer than this together:
# some fifty milliseconds' work.
MOST_ARTICLES = 50_000
FEWEST_WORDS = 4
# So often may the words of a query's phrases stand in the articles that are looked through: some hundred milliseconds'.
MOST_IN_ROWS = 350_000
# And those that are looked for near each other.
MOST_POSITIONS = 65_000
_NAMED = 8
# The field before the value of a filter.
_FIELD = re.compile(r"\w+:=?\Z")
# An article is like another that has one of so many of its most telling words.
LIKE_SHARE = 5


@dataclass(slots=True)
class Plan:
    """*words* may be missed by some articles when all of them find too few; *strict* holds for every article.

    *extra* words add to the score and are asked of nobody: function words, and the words of a compound by
    themselves. *row* is the words as they were typed, side by side, *terms* all that are looked for. *lines* are
    sentences for the user. *typed* is how each filter was written in *text*, by the identity of its query.
    """

    words: list[WordQuery] = field(default_factory=list)
    extra: list[WordQuery] = field(default_factory=list)
    strict: list[QueryTree] = field(default_factory=list)
    row: tuple[Lookup, ...] = ()
    terms: tuple[str, ...] = ()
    lines: list[str] = field(default_factory=list)
    text: str = ""
    typed: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Planner:
    """Makes plans over one snapshot: *languages* are those of its articles, *scope* the states the caller knows."""

    snapshot: Snapshot
    languages: tuple[str, ...]
    spellings: Spellings
    scope: Scope
    watch: Watch
    _patterns: int = 0
    # The part of the articles that is looked through for phrases.
    _part: float = 1.0

    def plan(self, asked: Query, *, is_typing: bool = False) -> Plan:
        """Return the plan for *asked*; with *is_typing* its last word may be the beginning of one.

        Raises: as *watch*, IndexSuspect.
        """
        plan = Plan(lines=list(asked.notices), text=asked.text)
        if asked.node is None:
            return plan
        lookups = self._lookups(asked)
        self._patterns = sum(1 for lookup in lookups.values() if lookup.pattern is not None)
        self._without_capitals(lookups, plan)
        self._part = self._part_for(lookups.values())
        if is_typing:
            self._complete_last(lookups, len(asked.text))
        top = asked.node.nodes if isinstance(asked.node, And) else (asked.node,)
        loose: list[Lookup] = []
        for node in top:
            if isinstance(node, WordNode) and not lookups[node].is_required:
                loose.append(lookups[node])
            else:
                plan.strict.append(self._query(node, lookups, plan))
        self._add_words(plan, _merged(loose))
        plan.row = tuple(loose)
        self._tell_spellings(plan, lookups.values())
        asked_for = (lookups[leaf].label for leaf, negated in leaves(asked.node) if not negated and leaf in lookups)
        plan.terms = tuple(dict.fromkeys(asked_for))
        return plan

    def _lookups(self, asked: Query) -> dict[Leaf, Lookup]:
        lookups = lookups_in(asked.node, self.languages, self.spellings)
        return {leaf: attach(lookup, self.snapshot, self.languages, self.watch) for leaf, lookup in lookups.items()}

    def _without_capitals(self, lookups: dict[Leaf, Lookup], plan: Plan) -> None:
        for leaf, lookup in lookups.items():
            row = row_of(lookup)
            if len(row) != 1 or not row[0].startswith(CAPITALS):
                continue
            if not self.snapshot.counts(field_of(lookup), [row[0].encode()]):
                lookups[leaf] = without_capitals(lookup, self.languages)
                plan.lines.append(f"No article has “{lookup.label}” in capitals, so it was searched in small letters.")

    def _complete_last(self, lookups: dict[Leaf, Lookup], end: int) -> None:
        for leaf, lookup in lookups.items():
            if isinstance(leaf, WordNode) and leaf.end == end:
                lookups[leaf] = complete(lookup, self.snapshot, self.watch)

    def _query(self, node: Node, lookups: dict[Leaf, Lookup], plan: Plan) -> QueryTree:
        if isinstance(node, (WordNode, PhraseNode)):
            return self._word(lookups[node], plan)
        if isinstance(node, Not):
            return Negation(self._query(node.node, lookups, plan))
        if isinstance(node, And):
            return Conjunction([self._query(each, lookups, plan) for each in node.nodes])
        if isinstance(node, Or):
            return Disjunction([self._query(each, lookups, plan) for each in self._fewer(node.nodes, lookups, plan)])
        if isinstance(node, ValueFilter) and node.field == "like":
            return self._like(node, plan)
        choice = choice_of(node, self.snapshot, self.scope, self.spellings, self.watch)
        if choice.line:
            plan.lines.append(choice.line)
        named = _FIELD.search(plan.text, 0, node.start)
        plan.typed[id(choice.query)] = plan.text[named.start() if named else node.start : node.end]
        return choice.query

    def _word(self, lookup: Lookup, plan: Plan) -> WordQuery:
        expansion = expand(lookup, self.snapshot, self.watch, self._patterns)
        if expansion.line:
            plan.lines.append(expansion.line)
        return WordQuery(self._cut(expansion.lookup, plan))

    def _part_for(self, lookups: Iterable[Lookup]) -> float:
        """Return the part of the articles that is looked through for all phrases among *lookups*.

        Raises: SearchTooLong where words that are looked for near each other are too common.
        """
        often = [(occurrences(each, self.snapshot), each) for each in lookups]
        near = [(count, each) for count, each in often if each.within is not None]
        if sum(count for count, _ in near) > MOST_POSITIONS * self.snapshot.scale:
            _, most = max(near, key=lambda pair: pair[0])
            typed = " ".join(row_of(most))
            raise SearchTooLong(f"“{typed}” are too common to be looked for near each other. Use rarer words.")
        total = sum(count for count, each in often if each.within is None)
        return min(1.0, MOST_IN_ROWS * self.snapshot.scale / total) if total else 1.0

    def _cut(self, lookup: Lookup, plan: Plan) -> Lookup:
        """Have a phrase looked for in a part of the articles, and say so, where the words of phrases are too common."""
        if self._part == 1.0 or lookup.within is not None or not occurrences(lookup, self.snapshot):
            return lookup
        until, every = max(1, int(self.snapshot.size * self._part)), self.snapshot.size
        told = "has such common words that it was looked for in"
        plan.lines.append(f"{lookup.label} {told} {until:,} of {every:,} articles only.")
        return replace(lookup, until=until)

    def _fewer(self, nodes: tuple[Node, ...], lookups: dict[Leaf, Lookup], plan: Plan) -> list[Node]:
        """Return the parts of an OR, of too many words the most telling."""
        wanted = [lookups[each] for each in nodes if isinstance(each, WordNode) and lookups[each].pattern is None]
        chosen = {id(lookup) for lookup in self._told_most_telling(wanted, plan)}
        left = {id(lookup) for lookup in wanted} - chosen
        return [each for each in nodes if not isinstance(each, WordNode) or id(lookups[each]) not in left]

    def _like(self, node: ValueFilter, plan: Plan) -> QueryTree:
        number = self.snapshot.number_of(node.value)
        if number is None:
            plan.lines.append(f"There is no article with the id “{shorten(node.value)}”.")
            return ColumnQuery(f"like {node.value}", lambda _: NONE)
        lookups = [_gist_lookup(term, min(count, 4)) for term, count in gist(*self.snapshot.beginning(number)).items()]
        best = [WordQuery(lookup) for lookup in self._most_telling(lookups)]
        shared = max(1, len(best) // LIKE_SHARE)
        others = ColumnQuery(f"not {node.value}", lambda index: without(index.everything(), articles_of([number])))
        return Conjunction([Disjunction(best, shared), others])

    def _add_words(self, plan: Plan, lookups: list[Lookup]) -> None:
        wanted = [lookup for lookup in lookups if not lookup.is_function_word]
        chosen = [self._cut(each, plan) for each in self._told_most_telling(wanted, plan)]
        plan.words = list(map(WordQuery, chosen))
        single = _merged([each for lookup in chosen for each in singles(lookup)])
        plan.extra = list(map(WordQuery, (*self._common(lookups, plan), *single[:MOST_EXTRA])))

    def _told_most_telling(self, wanted: list[Lookup], plan: Plan) -> list[Lookup]:
        """Return the most telling of the words that are *wanted*, and say which are left out."""
        chosen = self._most_telling(wanted)
        if len(wanted) > len(chosen):
            labels = {lookup.label for lookup in chosen}
            left = _named([each.label for each in wanted if each.label not in labels])
            plan.lines.append(f"Only the {len(chosen)} rarest of {len(wanted)} words were searched, without {left}.")
        return chosen

    def _common(self, lookups: list[Lookup], plan: Plan) -> list[Lookup]:
        """Return the function words that add to the score; where they are too many, say which do not."""
        every = [replace(lookup, times=1) for lookup in lookups if lookup.is_function_word]
        # What nearly every article has says nothing of any: among many words it is not worth the time.
        fewest = FEWEST_WORDS if len(lookups) <= 2 * FEWEST_WORDS else 0
        common = self._bounded(sorted(every, key=self._articles), MOST_ARTICLES // 3, fewest)
        if len(every) > len(common):
            named = _named([lookup.label for lookup in every if lookup not in common])
            plan.lines.append(f"These words are too common to count: {named}.")
        return common

    def _most_telling(self, lookups: list[Lookup]) -> list[Lookup]:
        if len(lookups) <= FEWEST_WORDS:
            return lookups
        weight = {id(lookup): self._telling(lookup) for lookup in lookups[:MOST_WORDS]}
        best = sorted(lookups[:MOST_WORDS], key=lambda lookup: -weight[id(lookup)])[:MOST_TERMS]
        chosen = {id(lookup) for lookup in self._bounded(best, MOST_ARTICLES)}
        return [lookup for lookup in lookups if id(lookup) in chosen]

    def _bounded(self, lookups: list[Lookup], most: int, fewest: int = FEWEST_WORDS) -> list[Lookup]:
        """Return the first of *lookups*, *fewest* at least, that have no more than *most* articles together."""
        most *= self.snapshot.scale
        counts = list(map(self._articles, lookups))
        return [
            lookup
            for number, (lookup, count, total) in enumerate(zip(lookups, counts, accumulate(counts), strict=True))
            if number < fewest or total <= most or not count
        ]

    def _articles(self, lookup: Lookup) -> int:
        terms = {term for each in lookup.alternatives for element in each.elements for term in class_terms(element)}
        return self.snapshot.counts(field_of(lookup), terms)

    def _telling(self, lookup: Lookup) -> float:
        self.watch.check()
        count = min(self._articles(lookup), self.snapshot.count)
        # A word that no article has says nothing about any of them.
        return saturated(lookup.times) * idf(count, self.snapshot.count) if count else 0.0

    @staticmethod
    def _tell_spellings(plan: Plan, lookups: Iterable[Lookup]) -> None:
        typed: dict[str, list[str]] = {}
        spelled: dict[str, list[str]] = {}
        for lookup in lookups:
            texts = [each.spelling for each in lookup.alternatives if each.spelling]
            if lookup.heading and texts:
                typed.setdefault(lookup.heading, []).append(lookup.label.strip("“”"))
                spelled[lookup.heading] = texts
        for heading, texts in spelled.items():
            plan.lines.append(f"“{' '.join(typed[heading])}” also finds {_named(texts)} (names.yaml).")


def _named(texts: list[str]) -> str:
    more = f" and {len(texts) - _NAMED} more" if len(texts) > _NAMED else ""
    return ", ".join(texts[:_NAMED]) + more


def _gist_lookup(term: str, times: int) -> Lookup:
    stem = term.removeprefix(STEM)
    element = Element(stem, (stem,))
    return Lookup(stem, None, (Alternative((element,)),), times=times)


def _merged(lookups: list[Lookup]) -> list[Lookup]:
    """Make the same word twice one that counts twice."""
    found: dict[object, Lookup] = {}
    for lookup in lookups:
        key = (lookup.alternatives, lookup.field)
        known = found.get(key)
        found[key] = replace(known, times=known.times + 1) if known else lookup
    return list(found.values())
