"""Evidence that one article bears on another: its kinds, its score, and the line of a text that shows it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

Span = tuple[int, int]

KINDS = ("passage", "statement", "figure", "disagreement", "name", "event", "cites", "author", "version", "alike")

# What a reader looks for is what the texts share; who wrote them and what links them is soon seen.
KIND_ORDER = ("version", "passage", "disagreement", "statement", "figure", "event", "name", "author", "cites", "alike")

_SLIGHT = 6.0

_SPACE = re.compile(r"\s")
_START = re.compile(r"[.!?”]\s+(?=[^\sa-z])")
_LEAD = 0.25
_LEAST = 24
_LEAST_PARAGRAPH = 50

# A library of five articles is not the whole world: every count is taken as if these many more articles, without
# what is counted, stood beside it.
_ELSEWHERE = 50


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason, in words for a person, and where it stands in both plain texts.

    *kind* is one of KINDS, *here* and *there* are spans of code points, in order, *points* is what the reason adds
    to the score of its cross-reference. *count* is how many things are shared, *more* those that *text* only counts;
    *words* are spans of the other text where *text* lists single words of one sentence.
    """

    kind: str
    text: str
    here: tuple[Span, ...] = ()
    there: tuple[Span, ...] = ()
    points: float = 0.0
    count: int = 1
    more: tuple[str, ...] = ()
    words: tuple[Span, ...] = ()

    @property
    def whole(self) -> str:
        """The reason with everything that it counts."""
        if not self.more:
            return self.text
        return " · ".join([self.text.removesuffix(f" and {len(self.more)} more"), *self.more])


@dataclass(frozen=True, slots=True)
class CrossReference:
    """Another article, by its id, and the evidence, strongest first; *score* is the sum of its points.

    *copies* are the ids of further articles with the same text, where copies are folded into one row.
    """

    id: str
    score: float
    evidence: tuple[Evidence, ...]
    copies: tuple[str, ...] = ()

    @property
    def ranked(self) -> tuple[Evidence, ...]:
        """The evidence in the order of KIND_ORDER, without common words where there is anything else.

        A sentence or two in common says less than the figures that both have.
        """
        ordered = tuple(sorted(self.evidence, key=_rank))
        return tuple(each for each in ordered if each.kind != "alike") or ordered

    @property
    def kind(self) -> str:
        """The kind of its highest-ranked evidence; empty if it has none."""
        return self.ranked[0].kind if self.evidence else ""


def _rank(evidence: Evidence) -> int:
    is_slight = evidence.kind == "passage" and evidence.points < _SLIGHT
    return 2 * KIND_ORDER.index("figure") + 1 if is_slight else 2 * KIND_ORDER.index(evidence.kind)


def explain_score(reference: CrossReference) -> tuple[str, ...]:
    """Say where the score comes from: one line per evidence, `12.4  3 shared figures: …`, and their sum."""
    lines = [f"{each.points:6.1f}  {each.whole}" for each in reference.evidence]
    return (*lines, f"{reference.score:6.1f}  total")


class Quote(NamedTuple):
    """A part of a text on one line; *marks* are the spans of it that are evidence."""

    text: str = ""
    marks: tuple[Span, ...] = ()


def quote(text: str, spans: Sequence[Span], length: int = 160) -> Quote:
    """Return about *length* characters of *text* where most of *spans* stand, the earliest place of several.

    It begins with its sentence if that leaves room, stays in its paragraph, and is cut between words. Without spans
    it is how the text begins.
    """
    length = max(length, _LEAST)
    spans = sorted(spans)
    first = _densest(_in_paragraphs(text, spans) or spans, length) if spans else (0, 0)
    begin = _begin(text, first, length)
    end = _end(text, begin, length)
    begin = end - len(text[begin:end].lstrip())
    before = "…" if begin and text[begin - 1] not in "\n" and not _is_start(text, begin) else ""
    after = "…" if end < len(text) and text[end : end + 1] != "\n" and text[end - 1 : end] not in '.!?”"' else ""
    shift = len(before) - begin
    marks = tuple(
        (max(start, begin) + shift, min(stop, end) + shift)
        for start, stop in spans
        if max(start, begin) < min(stop, end)
    )
    # Every white space is one space, so that the marks stay where they are.
    return Quote(before + _SPACE.sub(" ", text[begin:end]) + after, marks)


def _in_paragraphs(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the spans that stand in a paragraph: a heading of three words says no more than the evidence does."""
    found = []
    for start, stop in spans:
        begin, end = text.rfind("\n", 0, start) + 1, text.find("\n", stop)
        if (end if end >= 0 else len(text)) - begin >= _LEAST_PARAGRAPH:
            found.append((start, stop))
    return found


def _densest(ordered: Sequence[Span], length: int) -> Span:
    """Return the first of the spans of which most begin within *length* characters."""
    best, most, last = ordered[0], 0, 0
    for place, span in enumerate(ordered):
        last = max(last, place)
        while last < len(ordered) and ordered[last][1] <= span[0] + length:
            last += 1
        if last - place > most:
            best, most = span, last - place
    return best


def _begin(text: str, first: Span, length: int) -> int:
    paragraph = text.rfind("\n", 0, first[0]) + 1
    room = length - min(first[1] - first[0], length)
    earliest = max(paragraph, first[0] - min(room, int(length * 0.6)))
    starts = [paragraph] if earliest == paragraph else []
    starts += [match.end() for match in _START.finditer(text, earliest, first[0] + 1) if match.end() <= first[0]]
    if starts:
        return starts[-1]
    lead = max(paragraph, first[0] - min(room, int(length * _LEAD)))
    space = text.find(" ", lead, first[0])
    return space + 1 if space >= 0 else first[0]


def _is_start(text: str, place: int) -> bool:
    """Whether a sentence seems to begin here."""
    if place == 0 or text[place - 1] == "\n":
        return True
    return any(match.end() == place for match in _START.finditer(text, max(0, place - 4), place + 1))


def _end(text: str, begin: int, length: int) -> int:
    newline = text.find("\n", begin)
    limit = newline if newline >= 0 else len(text)
    if limit <= begin + length:
        return limit
    space = text.rfind(" ", begin + length // 2, begin + length + 1)
    return space if space >= 0 else begin + length


def rarity(count: int, total: int) -> float:
    """Return how rare it is, 0 to 1, what *count* of *total* articles have: the inverse document frequency."""
    return log((total + _ELSEWHERE) / (count + 0.5)) / log((total + _ELSEWHERE) / 0.5)


def furniture_limit(total: int) -> int:
    """Return in how many of *total* articles a passage may stand before it may be what a site prints on every page."""
    return min(40, max(5, total // 4))
