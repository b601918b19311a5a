"""Two texts compared as a whole: passages in both, what was changed in them, what moved, and their figures."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from reader.library.record import Record
from reader.related.blocks import MOST_DIFFED, TextBlock, align_texts, find_changes, word_starts
from reader.related.evidence import Span
from reader.related.shared_figures import FigureComparison, compare_figures
from reader.related.terms import WORD, term_of
from reader.text.sentences import sentences

# So few words more on one side, in one paragraph, leave a passage one passage.
_FEW = 8
# A longer stretch of a passage may begin a new row with a new sentence.
_STRETCH = 60
# So many words that say something make two sentences one, said otherwise.
_LEAST_TERMS = 5
# Changed words are looked for in this many pairs of words, together; what is beyond has changed throughout.
_MOST_PAIRS = 4_000_000


class WordChange(NamedTuple):
    """Words that differ inside a passage; one of the spans is empty where words were left out or put in."""

    here: Span
    there: Span


class PassagePair(NamedTuple):
    """A stretch that both texts have: `here` in the first, `there` in the second, but for *changes*.

    *words* is how many are the same, *joints* are pairs of places at which both go on with the same word after one of
    them began a new line or both a new sentence. *is_reworded*: the two are no more than alike; *is_moved*: it
    stands elsewhere in the order of the second text.
    """

    here: Span
    there: Span
    words: int
    changes: tuple[WordChange, ...] = ()
    joints: tuple[tuple[int, int], ...] = ()
    is_reworded: bool = False
    is_moved: bool = False


@dataclass(frozen=True)
class Comparison:
    """What two texts have in common and what only one has; *passages* are in the order of the first.

    *only_here* and *only_there* are the spans of what is left, *words_here* and *words_there* counts of all words.
    """

    passages: tuple[PassagePair, ...] = ()
    only_here: tuple[Span, ...] = ()
    only_there: tuple[Span, ...] = ()
    words_here: int = 0
    words_there: int = 0
    figures: FigureComparison = field(default_factory=FigureComparison)

    @property
    def matched(self) -> int:
        """How many words are the same."""
        return sum(passage.words for passage in self.passages)

    @property
    def is_same_text(self) -> bool:
        """Whether the texts have the same words in the same order, and have any."""
        changed = any(passage.changes or passage.is_moved for passage in self.passages)
        return bool(self.passages) and not (changed or self.only_here or self.only_there)


def compare_texts(a_text: str, b_text: str) -> Comparison:
    """Compare two plain texts."""
    # A text that repeats itself would be aligned with its own repetitions, at the cost of their square.
    if a_text == b_text and a_text.strip():
        return _same(a_text)
    blocks = align_texts(a_text, b_text)
    joiner = _Joiner(a_text, b_text)
    passages = _with_moves(_widened(a_text, b_text, joiner.passages(blocks)))
    # Where a sentence is only alike, numbers in the same place need not be the same number.
    changed = [change for passage in passages if not passage.is_reworded for change in passage.changes]
    return Comparison(
        tuple(passages),
        tuple(_outside([block.here for block in blocks if block.here], [passage.here for passage in passages])),
        tuple(_outside([block.there for block in blocks if block.there], [passage.there for passage in passages])),
        len(word_starts(a_text, 0, len(a_text))),
        len(word_starts(b_text, 0, len(b_text))),
        compare_figures(a_text, b_text, changed),
    )


def earlier(a: Record, b: Record) -> str | None:
    """Return `a` or `b`, whichever was published first; None if the dates don't say.

    Where an article says that it was first published elsewhere, that date counts.
    """
    one, other = (_date(record) for record in (a, b))
    shorter = min(len(one), len(other))
    # `2016-12` is neither before nor after `2016-12-15`.
    if not shorter or one[:shorter] == other[:shorter]:
        return None
    return "a" if one < other else "b"


def _date(record: Record) -> str:
    first = record.first_published
    return ((first.published if first else None) or record.published or "")[:10]


def _same(text: str) -> Comparison:
    count = len(word_starts(text, 0, len(text)))
    span = (len(text) - len(text.lstrip()), len(text.rstrip()))
    joints = tuple(_joints(text, span, text, span))
    figures = compare_figures(text, text, ())
    return Comparison((PassagePair(span, span, count, (), joints),), (), (), count, count, figures)


class _Part(NamedTuple):
    """A piece of a passage: the same words, or words that were changed."""

    here: Span
    there: Span
    is_same: bool


class _Joiner:
    """Joins what `align_texts` found piece by piece into passages."""

    def __init__(self, a_text: str, b_text: str) -> None:
        self._here = a_text
        self._there = b_text
        self._pairs_left = _MOST_PAIRS

    def passages(self, blocks: Sequence[TextBlock]) -> list[PassagePair]:
        """Return the passages, in the order of the first text."""
        parts = [_Part(one, other, kind == "shared") for kind, one, other in blocks if one and other]
        following = dict(pairwise(sorted(parts, key=lambda part: part.there)))
        groups: list[list[_Part]] = []
        for part in parts:
            # Neighbors here that are none there would make a passage of what lies between them.
            if groups and following.get(groups[-1][-1]) == part and self._goes_on(groups[-1][-1], part):
                groups[-1].append(part)
            else:
                groups.append([part])
        return [passage for group in groups if self._is_telling(passage := self._passage(group))]

    def _is_telling(self, passage: PassagePair) -> bool:
        """Whether a sentence that is only alike has enough words in common that say something."""
        if not passage.is_reworded:
            return True
        here, there = (
            {term for word in WORD.findall(text[start:end]) if (term := term_of(word))}
            for text, (start, end) in ((self._here, passage.here), (self._there, passage.there))
        )
        return len(here & there) >= _LEAST_TERMS

    def _goes_on(self, one: _Part, other: _Part) -> bool:
        """Whether no more than a few words of a paragraph lie between two parts that follow each other."""
        here, there = self._gap(one, other)
        return here == there == 0 or (
            max(here, there) <= _FEW
            and "\n" not in self._here[one.here[1] : other.here[0]]
            and "\n" not in self._there[one.there[1] : other.there[0]]
        )

    def _gap(self, one: _Part, other: _Part) -> tuple[int, int]:
        return (
            len(word_starts(self._here, one.here[1], other.here[0])),
            len(word_starts(self._there, one.there[1], other.there[0])),
        )

    def _passage(self, parts: list[_Part]) -> PassagePair:
        changed: list[WordChange] = []
        joints: list[tuple[int, int]] = []
        words = 0
        for place, part in enumerate(parts):
            if place:
                changed += self._put_in(parts[place - 1], part)
                joints += self._joint_between(parts[place - 1], part)
            count = len(word_starts(self._here, *part.here))
            words += count
            if part.is_same:
                joints += _joints(self._here, part.here, self._there, part.there)
            else:
                own = self._changes(part, count)
                words -= sum(len(word_starts(self._here, *each.here)) for each in own)
                changed += own
        here = (parts[0].here[0], parts[-1].here[1])
        there = (parts[0].there[0], parts[-1].there[1])
        is_reworded = not any(part.is_same for part in parts)
        return PassagePair(here, there, words, tuple(changed), tuple(joints), is_reworded)

    def _put_in(self, one: _Part, other: _Part) -> Iterator[WordChange]:
        """Yield the words that only one text has between two parts."""
        here, there = (one.here[1], other.here[0]), (one.there[1], other.there[0])
        if any(self._gap(one, other)):
            yield WordChange(_trimmed(self._here, here), _trimmed(self._there, there))

    def _joint_between(self, one: _Part, other: _Part) -> Iterator[tuple[int, int]]:
        gaps = self._here[one.here[1] : other.here[0]], self._there[one.there[1] : other.there[0]]
        if any("\n" in gap for gap in gaps):
            yield other.here[0], other.there[0]

    def _changes(self, part: _Part, count: int) -> list[WordChange]:
        there_count = len(word_starts(self._there, *part.there))
        if max(count, there_count) > MOST_DIFFED or count * there_count > self._pairs_left:
            return [WordChange(part.here, part.there)]
        # Together, not each: a thousand long sentences would pass any bound of their own.
        self._pairs_left -= count * there_count
        found = find_changes(self._here[slice(*part.here)], self._there[slice(*part.there)])
        (here, there) = part.here[0], part.there[0]
        return [WordChange((a + here, b + here), (c + there, d + there)) for (a, b), (c, d) in found]


def _trimmed(text: str, gap: Span) -> Span:
    """Return a gap without what is no word at its ends; an empty one stands at its beginning."""
    start, end = gap
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return (start, end) if start < end else (gap[0], gap[0])


def _joints(a_text: str, here: Span, b_text: str, there: Span) -> Iterator[tuple[int, int]]:
    """Yield places in a run of the same words where a line begins in either text, or in a long stretch a sentence."""
    ours, theirs = word_starts(a_text, *here), word_starts(b_text, *there)
    lines = _begun(_after_newlines(a_text, *here), ours) | _begun(_after_newlines(b_text, *there), theirs)
    both = _begun(_sentence_starts(a_text, *here), ours) & _begun(_sentence_starts(b_text, *there), theirs)
    last = 0
    for index in sorted(lines | both):
        if index in lines or index - last >= _STRETCH:
            last = index
            yield ours[index], theirs[index]


def _begun(places: list[int], starts: list[int]) -> set[int]:
    """Return which words are the first from each of *places* on, but for the very first."""
    found = {bisect_left(starts, place) for place in places}
    return {index for index in found if 0 < index < len(starts)}


def _after_newlines(text: str, start: int, end: int) -> list[int]:
    places = []
    place = text.find("\n", start, end)
    while place >= 0:
        places.append(place + 1)
        place = text.find("\n", place + 1, end)
    return places


def _sentence_starts(text: str, start: int, end: int) -> list[int]:
    return [start + first for first, _ in sentences(text[start:end])]


def _widened(a_text: str, b_text: str, passages: list[PassagePair]) -> list[PassagePair]:
    """Give every passage the quotes and stops that its words stand between."""
    here = _with_marks(a_text, [passage.here for passage in passages])
    there = _with_marks(b_text, [passage.there for passage in passages])
    return [
        passage._replace(here=here[passage.here], there=there[passage.there], joints=_at_marks(a_text, b_text, passage))
        for passage in passages
    ]


def _at_marks(a_text: str, b_text: str, passage: PassagePair) -> tuple[tuple[int, int], ...]:
    return tuple(
        (_back(a_text, here, passage.here[0]), _back(b_text, there, passage.there[0])) for here, there in passage.joints
    )


def _with_marks(text: str, spans: list[Span]) -> dict[Span, Span]:
    ordered = sorted(spans)
    widened: dict[Span, Span] = {}
    past = 0
    for place, (start, end) in enumerate(ordered):
        limit = ordered[place + 1][0] if place + 1 < len(ordered) else len(text)
        stop = end
        while stop < limit and not (text[stop].isspace() or text[stop].isalnum()):
            stop += 1
        widened[start, end] = _back(text, start, past), stop
        past = stop
    return widened


def _back(text: str, start: int, floor: int) -> int:
    """Return where the quotes and brackets before a word begin."""
    while start > floor and not (text[start - 1].isspace() or text[start - 1].isalnum()):
        start -= 1
    return start


def _outside(spans: list[Span], passages: list[Span]) -> Iterator[Span]:
    """Yield the spans that don't lie within a passage."""
    ordered = sorted(passages)
    starts = [start for start, _ in ordered]
    for start, end in sorted(spans):
        place = bisect_right(starts, start) - 1
        if place < 0 or ordered[place][1] < end:
            yield start, end


def _with_moves(passages: list[PassagePair]) -> list[PassagePair]:
    """Mark the passages that are out of order, so that those left in order have the most words."""
    kept = _heaviest_in_order([passage.there[0] for passage in passages], [passage.words for passage in passages])
    return [passage._replace(is_moved=place not in kept) for place, passage in enumerate(passages)]


def _heaviest_in_order(values: list[int], weights: list[int]) -> set[int]:
    """Return the places of the rising sequence of *values* with the greatest sum of weights.

    The best sum that ends below a value is kept in a tree of prefixes (P. Fenwick, 1994), so that ten thousand
    passages take no longer than a moment.
    """
    rank_by_value = {value: rank for rank, value in enumerate(sorted(values), 1)}
    tree: list[tuple[int, int]] = [(0, -1)] * (len(values) + 1)
    before: list[int] = []
    for place, value in enumerate(values):
        at = rank_by_value[value] - 1
        best = (0, -1)
        while at > 0:
            best = max(best, tree[at])
            at -= at & -at
        before.append(best[1])
        at = rank_by_value[value]
        while at < len(tree):
            tree[at] = max(tree[at], (best[0] + weights[place] + 1, place))
            at += at & -at
    place = max(tree)[1]
    kept = set()
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept
