"""For a query that finds too little: which part is to blame, and what this library has that is near it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from whoosh.query.compound import And, Or
from whoosh.query.qcore import Query as Tree
from whoosh.query.terms import Term
from whoosh.query.wrappers import Not

from reader.search.evaluation import Evaluation
from reader.search.nodes import Phrase, Query, Word, leaves
from reader.search.plan import Plan
from reader.search.schema import STEM, WORDS
from reader.search.snapshot import Snapshot
from reader.search.spellings import CAPITALS
from reader.search.tree import WordQuery
from reader.search.watch import Watch
from reader.text.distance import edit_distance
from reader.text.words import WORD, words

FARTHEST = 2
MOST_PROPOSALS = 5
MOST_WORDS = 8
# Terms that are looked at for one word: a bound on the time, beyond what begins with a letter in most libraries.
MOST_TERMS = 60_000
_ELSEWHERE = ("site", "author", "tag")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A *word* of this library near one that was typed, the articles it is in, and the *query* with it instead."""

    word: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Emptier:
    """A part of the query: *label* as typed, how many articles have it, and how many the query has *without* it."""

    label: str
    count: int
    without: int
    proposals: tuple[Proposal, ...] = ()


def emptiers(asked: Query, plan: Plan, evaluation: Evaluation, watch: Watch) -> tuple[Emptier, ...]:
    """Return the parts of a query that finds nothing, the one to blame first. Raises: as *watch*, IndexSuspect."""
    nodes = [*plan.words, *plan.strict]
    held = [evaluation.articles(node) for node in nodes]
    everything = evaluation.snapshot.everything()
    found = []
    for which, node in enumerate(nodes):
        others = [articles for other, articles in enumerate(held) if other != which]
        without = len(set.intersection(everything, *others)) if others else len(everything)
        label = node.reading.label if isinstance(node, WordQuery) else _label(node)
        found.append((label, len(held[which]), without))
    proposals = _proposals(asked, {label for label, count, _ in found if not count}, evaluation.snapshot, watch)
    emptied = [Emptier(label, count, without, proposals.get(label, ())) for label, count, without in found]
    return tuple(sorted(emptied, key=lambda each: (each.count > 0, -each.without, each.count)))


def _label(node: Tree) -> str:
    if isinstance(node, Term):
        return str(node.text).partition("\x1f")[0]
    if isinstance(node, WordQuery):
        return node.reading.label
    if isinstance(node, Not):
        return f"-{_label(node.query)}"
    if isinstance(node, (And, Or)):
        between = " OR " if isinstance(node, Or) else " "
        return f"({between.join(_label(each) for each in node.subqueries)})"
    return str(getattr(node, "label", ""))


def _proposals(asked: Query, labels: set[str], snapshot: Snapshot, watch: Watch) -> dict[str, tuple[Proposal, ...]]:
    found: dict[str, tuple[Proposal, ...]] = {}
    for leaf, is_negated in leaves(asked.node):
        if isinstance(leaf, (Word, Phrase)) and not is_negated:
            label = next((each for each in labels if leaf.surface.strip() in each), None)
            if label is not None and label not in found and len(found) < MOST_WORDS:
                found[label] = tuple(_near(asked.text, leaf, snapshot, watch))[:MOST_PROPOSALS]
    return found


def _near(text: str, leaf: Word | Phrase, snapshot: Snapshot, watch: Watch) -> Iterator[Proposal]:
    field = leaf.field if leaf.field not in {None, "text"} else WORDS
    for word in words(leaf.surface, "en"):
        if word.part.kind != WORD:
            continue
        start = leaf.start + text[leaf.start : leaf.end].find(leaf.surface) + word.part.start
        end = start + word.part.end - word.part.start
        if leaf.field is None and isinstance(leaf, Word):
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
