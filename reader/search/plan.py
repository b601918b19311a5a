"""A query that was read into a query tree for one snapshot of the index."""

# Whoosh is typed in part: what it left untyped is called all the same.
# mypy: allow-untyped-calls

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from whoosh.query import compound, qcore, wrappers

from reader.search.choices import Scope, choice_of
from reader.search.expansion import completed, expanded
from reader.search.nodes import And, Node, Not, Or, Phrase, Query, ValueFilter, Word, leaves
from reader.search.operands import shown
from reader.search.parser import MOST_TERMS
from reader.search.phrases import field_of
from reader.search.ranking import idf
from reader.search.readings import (
    Alternative,
    Element,
    Leaf,
    Reading,
    readings_in,
    row_of,
    singles,
    without_capitals,
)
from reader.search.schema import STEM, WORDS
from reader.search.snapshot import Snapshot
from reader.search.spellings import CAPITALS, Spellings
from reader.search.suspicion import Suspecting
from reader.search.terms import class_terms
from reader.search.tree import Chosen, WordQuery
from reader.search.watch import Watch

# Of a long text, so many different words are looked at before the most telling are chosen.
MOST_WORDS = 400
MOST_EXTRA = 16
_NAMED = 8
# An article is like another that has one of so many of its most telling words.
LIKE_SHARE = 5


@dataclass(slots=True)
class Plan:
    """*words* may be missed by some articles when all of them find too few; *strict* holds for every article.

    *extra* words add to the score and are asked of nobody: function words, and the words of a compound by
    themselves. *row* is the words as they were typed, side by side, *terms* all that are looked for. *lines* are
    sentences for the user.
    """

    words: list[WordQuery] = field(default_factory=list)
    extra: list[WordQuery] = field(default_factory=list)
    strict: list[qcore.Query] = field(default_factory=list)
    row: tuple[Reading, ...] = ()
    terms: tuple[str, ...] = ()
    lines: list[str] = field(default_factory=list)

    @property
    def tree(self) -> qcore.Query:
        """All that an article has to satisfy, as one tree."""
        parts = [*self.strict, *self.words]
        return compound.And(parts) if parts else qcore.Every()


@dataclass(slots=True)
class Planner:
    """Makes plans over one snapshot: *languages* are those of its articles, *scope* the states the caller knows."""

    snapshot: Snapshot
    languages: tuple[str, ...]
    spellings: Spellings
    scope: Scope
    watch: Watch

    def plan(self, asked: Query, *, is_typing: bool = False) -> Plan:
        """Return the plan for *asked*; with *is_typing* its last word may be the beginning of one.

        Raises: as *watch*, IndexSuspect.
        """
        plan = Plan(lines=list(asked.notices))
        if asked.node is None:
            return plan
        readings = readings_in(asked.node, self.languages, self.spellings)
        self._without_capitals(readings, plan)
        if is_typing:
            self._complete_last(readings, len(asked.text))
        top = asked.node.nodes if isinstance(asked.node, And) else (asked.node,)
        loose: list[Reading] = []
        for node in top:
            if isinstance(node, Word) and not readings[node].is_required:
                loose.append(readings[node])
            else:
                plan.strict.append(self._query(node, readings, plan))
        self._add_words(plan, _merged(loose))
        plan.row = tuple(loose)
        self._tell_spellings(plan, readings.values())
        asked_for = (readings[leaf].label for leaf, negated in leaves(asked.node) if not negated and leaf in readings)
        plan.terms = tuple(dict.fromkeys(asked_for))
        return plan

    def _without_capitals(self, readings: dict[Leaf, Reading], plan: Plan) -> None:
        for leaf, reading in readings.items():
            row = row_of(reading)
            if len(row) != 1 or not row[0].startswith(CAPITALS):
                continue
            if not self.snapshot.counts(field_of(reading), [row[0].encode()]):
                readings[leaf] = without_capitals(reading, self.languages)
                plan.lines.append(f"No article has “{reading.label}” in capitals: small letters are looked for.")

    def _complete_last(self, readings: dict[Leaf, Reading], end: int) -> None:
        for leaf, reading in readings.items():
            if isinstance(leaf, Word) and leaf.end == end:
                readings[leaf] = completed(reading, self.snapshot, self.watch)

    def _query(self, node: Node, readings: dict[Leaf, Reading], plan: Plan) -> qcore.Query:
        if isinstance(node, (Word, Phrase)):
            return self._word(readings[node], plan)
        if isinstance(node, Not):
            return wrappers.Not(self._query(node.node, readings, plan))
        if isinstance(node, (And, Or)):
            parts = [self._query(each, readings, plan) for each in node.nodes]
            return compound.And(parts) if isinstance(node, And) else compound.Or(parts)
        if isinstance(node, ValueFilter) and node.field == "like":
            return self._like(node, plan)
        choice = choice_of(node, self.snapshot, self.scope, self.spellings)
        if choice.line:
            plan.lines.append(choice.line)
        return choice.query

    def _word(self, reading: Reading, plan: Plan) -> WordQuery:
        expansion = expanded(reading, self.snapshot, self.watch)
        if expansion.line:
            plan.lines.append(expansion.line)
        return WordQuery(expansion.reading)

    def _like(self, node: ValueFilter, plan: Plan) -> qcore.Query:
        number = self.snapshot.number_by_id.get(node.value)
        if number is None:
            plan.lines.append(f"There is no article “{shown(node.value)}” to be like.")
            return Chosen(f"like {node.value}", lambda _: set())
        with Suspecting():
            gist = self.snapshot.text("gists", number).decode().split()
            terms = [(term, int(count)) for term, _, count in (each.rpartition(":") for each in gist)]
        readings = [_gist_reading(term, min(count, 4)) for term, count in terms]
        best = [WordQuery(reading) for reading in self._most_telling(readings)]
        shared = max(1, len(best) // LIKE_SHARE)
        others = Chosen(f"not {node.value}", lambda index: index.everything() - {number})
        return compound.And([compound.Or(best, minmatch=shared), others])

    def _add_words(self, plan: Plan, readings: list[Reading]) -> None:
        chosen = self._most_telling([reading for reading in readings if not reading.is_function_word])
        plan.words = [WordQuery(reading) for reading in chosen]
        common = [replace(reading, times=1) for reading in readings if reading.is_function_word]
        single = [each for reading in chosen for each in singles(reading)]
        plan.extra = [WordQuery(reading) for reading in (*common[:MOST_EXTRA], *_merged(single)[:MOST_EXTRA])]
        count = sum(1 for reading in readings if not reading.is_function_word)
        if count > len(chosen):
            labels = {reading.label for reading in chosen}
            left = [each.label for each in readings if not each.is_function_word and each.label not in labels]
            named = ", ".join(left[:_NAMED]) + (f" and {len(left) - _NAMED} more" if len(left) > _NAMED else "")
            plan.lines.append(f"The {len(chosen)} most telling of {count} words were searched, without {named}.")

    def _most_telling(self, readings: list[Reading]) -> list[Reading]:
        if len(readings) <= MOST_TERMS:
            return readings
        weight = {id(reading): self._telling(reading) for reading in readings[:MOST_WORDS]}
        best = sorted(readings[:MOST_WORDS], key=lambda reading: -weight[id(reading)])[:MOST_TERMS]
        chosen = {id(reading) for reading in best}
        return [reading for reading in readings if id(reading) in chosen]

    def _telling(self, reading: Reading) -> float:
        self.watch.check()
        terms = {term for each in reading.alternatives for element in each.elements for term in class_terms(element)}
        count = min(self.snapshot.counts(WORDS, terms), self.snapshot.count)
        # A word that no article has says nothing about any of them.
        return reading.times * idf(count, self.snapshot.count) if count else 0.0

    @staticmethod
    def _tell_spellings(plan: Plan, readings: Iterable[Reading]) -> None:
        typed: dict[str, list[str]] = {}
        spelled: dict[str, list[str]] = {}
        for reading in readings:
            texts = [each.spelling for each in reading.alternatives if each.spelling]
            if reading.heading and texts:
                typed.setdefault(reading.heading, []).append(reading.label.strip("“”"))
                spelled[reading.heading] = texts
        for heading, texts in spelled.items():
            more = f" and {len(texts) - _NAMED} more" if len(texts) > _NAMED else ""
            plan.lines.append(
                f"“{' '.join(typed[heading])}” also finds {', '.join(texts[:_NAMED])}{more} (names.yaml)."
            )


def _gist_reading(term: str, times: int) -> Reading:
    stem = term.removeprefix(STEM)
    element = Element(stem, (stem,))
    return Reading(stem, None, (Alternative((element,)),), times=times)


def _merged(readings: list[Reading]) -> list[Reading]:
    """Make the same word twice one that counts twice."""
    found: dict[object, Reading] = {}
    for reading in readings:
        key = (reading.alternatives, reading.field)
        known = found.get(key)
        found[key] = replace(known, times=known.times + 1) if known else reading
    return list(found.values())
