"""Two compared articles: their facts, what they share, and the marks on their texts.

Computed without Textual.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reader.library.article import Article
from reader.text.plurals import count
from reader.view.marks import Mark
from reader.view.pairing import RIGHT, span_of
from reader.view.phrases import day

if TYPE_CHECKING:
    from reader.related.comparison import Comparison, PassagePair


def facts_of(article: Article, *, is_earlier: bool) -> str:
    """Return site, date and length of an article, and whether it is the earlier of the two."""
    record = article.record
    first = record.first_published
    parts = [
        record.site or record.author or "",
        day(record.published) + (", the earlier" if is_earlier else ""),
        f"first published {day(first.published)}" if first and first.published else "",
        count(article.plain.words, "word") if article.plain.words else "no text",
    ]
    return " · ".join(part for part in parts if part)


def summary(comparison: "Comparison") -> str:
    """Return what two texts have in common, on one line."""
    agree, disagree = len(comparison.figures.agree), len(comparison.figures.disagree)
    told = [_passages(comparison)]
    if agree or disagree:
        agreeing = count(agree, "figure agrees", "figures agree")
        disagreeing = count(disagree, "figure disagrees", "figures disagree")
        if agree and disagree:
            disagreeing = count(disagree, "disagrees", "disagree")
        told.append(", ".join([agreeing] * bool(agree) + [disagreeing] * bool(disagree)))
    return " · ".join(told)


def _passages(comparison: "Comparison") -> str:
    if comparison.is_same_text:
        return f"The same text, word for word: {count(comparison.matched, 'word')}"
    shared = [passage for passage in comparison.passages if not passage.is_reworded]
    reworded = len(comparison.passages) - len(shared)
    moved = sum(passage.is_moved for passage in comparison.passages)
    if not comparison.passages:
        return "No passage is in both articles"
    here, there = (_percent(comparison.matched, each) for each in (comparison.words_here, comparison.words_there))
    told = [count(len(shared), "shared passage")] if shared else []
    told += [f"{reworded:,} reworded" if told else count(reworded, "reworded passage")] if reworded else []
    told += [f"{moved:,} moved"] if moved else []
    parts = f"{here} of each" if here == there else f"{here} of the first, {there} of the second"
    return f"{', '.join(told)} · {count(comparison.matched, 'word')} alike ({parts})"


def _percent(part: int, whole: int) -> str:
    share = min(100, 100 * part // max(1, whole))
    return f"{share} %" if share or not part else "<1 %"


def shared_marks(comparison: "Comparison", side: int) -> Iterator[Mark]:
    """Yield the marks of the shared passages in one text, cut where they may begin a new row."""
    for passage in comparison.passages:
        start, end = span_of(passage, side)
        # Short marks: the longest one decides how far back a line must look for marks.
        cuts = [start, *(joint[side] for joint in passage.joints), end]
        for first, last in pairwise(cuts):
            if first < last:
                yield Mark(first, last, _look(passage))


def _look(passage: "PassagePair") -> str:
    if passage.is_moved:
        return "compare--moved"
    return "compare--reworded" if passage.is_reworded else "compare--shared"


def changed_marks(comparison: "Comparison", side: int, *, is_earlier: bool) -> Iterator[Mark]:
    """Yield the marks of the words that the other text has differently."""
    look = "compare--old" if is_earlier else "compare--new"
    for passage in comparison.passages:
        for change in passage.changes:
            start, end = change[side]
            if start < end:
                yield Mark(start, end, look)


def figure_marks(comparison: "Comparison", side: int) -> Iterator[Mark]:
    """Yield the figures of one text that the other confirms or contradicts."""
    for look, pairs in (
        ("compare--agree", comparison.figures.agree),
        ("compare--disagree", comparison.figures.disagree),
    ):
        for pair in pairs:
            for start, end in pair.there if side == RIGHT else pair.here:
                yield Mark(start, end, look)


class Point(NamedTuple):
    """A detail to step to: where it begins in one text and in the other, and what is said about it."""

    offset: int
    other: int
    told: str


def _changed(old: str, new: str, side: int) -> str:
    """Say which words changed, seen from one side."""
    if old and new:
        return f"“{old}” → “{new}”"
    return f"{'only here' if (old, new)[side] else 'left out here'}: “{old or new}”"


def points(comparison: "Comparison", side: int, texts: tuple[str, str]) -> list[Point]:
    """Return the changed words of one text, and its figures that the other confirms or contradicts, in its order."""
    found: dict[int, Point] = {}
    for passage in comparison.passages:
        for change in passage.changes:
            old, new = (_short(text[slice(*span)]) for text, span in zip(texts, change, strict=True))
            start = change[side][0]
            found.setdefault(start, Point(start, change[RIGHT - side][0], _changed(old, new, side)))
    for word, pairs in (("figures differ", comparison.figures.disagree), ("figure in both", comparison.figures.agree)):
        for pair in pairs:
            here, there = (pair.there, pair.here) if side == RIGHT else (pair.here, pair.there)
            for start, _ in here:
                found.setdefault(start, Point(start, there[0][0], f"{word}: {pair.text}"))
    return sorted(found.values())


def _short(words: str) -> str:
    told = " ".join(words.split())
    return told if len(told) <= 60 else told[:59].rstrip() + "…"
