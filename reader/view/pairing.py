"""Two texts cut into stretches to set side by side: shared passages, and what lies between them.

Computed without Textual, once for each width: a passage includes the beginning and the end of its sentence where
they fit on its first and last line, so that sentences are rarely split.
"""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reader.library.plain_text import PlainText
from reader.text.sentences import sentences
from reader.view.cells import most_cells
from reader.view.layout import indent_of

if TYPE_CHECKING:
    from reader.related.comparison import Comparison, PassagePair

LEFT, RIGHT = 0, 1
SIDES = (LEFT, RIGHT)
Span = tuple[int, int]
_SENTENCE = 400


class Piece(NamedTuple):
    """A part of one text, `text[start:end]`; if it is a moved passage, *moved* is its number."""

    start: int
    end: int
    moved: int | None = None


class Stretch(NamedTuple):
    """Pieces of both texts that begin on the same row.

    *passage* is the number of the shared passage that they belong to, None for what lies between two. *is_alike* says
    that both have the same words.
    """

    pieces: tuple[tuple[Piece, ...], tuple[Piece, ...]]
    passage: int | None = None
    is_alike: bool = False


class Pairing:
    """The stretches of two texts, for columns *width* cells wide; they hold each text whole and in order."""

    def __init__(self, plains: tuple[PlainText, PlainText], comparison: "Comparison", width: int) -> None:
        self._plains = plains
        self._passages = comparison.passages
        self._width = width
        self._taken = tuple(
            sorted((span_of(passage, side), number) for number, passage in enumerate(self._passages)) for side in SIDES
        )
        self.stretches = tuple(self._stretches())

    def _stretches(self) -> Iterator[Stretch]:
        past = (0, 0)
        for number, passage in enumerate(self._passages):
            if passage.is_moved:
                continue
            spans = passage.here, passage.there
            begins = self._lead(LEFT, spans[LEFT], past[LEFT]), self._lead(RIGHT, spans[RIGHT], past[RIGHT])
            yield from self._between(past, begins)
            past = self._tail(LEFT, spans[LEFT]), self._tail(RIGHT, spans[RIGHT])
            yield from self._along(number, begins, past)
        yield from self._between(past, (len(self._plains[LEFT].text), len(self._plains[RIGHT].text)))

    def _between(self, starts: Span, ends: Span) -> Iterator[Stretch]:
        left, right = (tuple(self._pieces(side, starts[side], ends[side])) for side in SIDES)
        if left or right:
            yield Stretch((left, right))

    def _pieces(self, side: int, start: int, end: int) -> Iterator[Piece]:
        """Yield the text between two passages; passages that have moved here are pieces of their own."""
        text, taken = self._plains[side].text, self._taken[side]
        place = bisect_left(taken, ((start, start), -1))
        while place < len(taken) and taken[place][0][0] < end:
            span, number = taken[place]
            # On rows of its own it can include its whole sentence.
            first, last = self._lead(side, span, start, _SENTENCE), min(end, self._tail(side, span, _SENTENCE))
            yield from _plain(text, start, first)
            yield Piece(first, last, number)
            start = last
            place += 1
        yield from _plain(text, start, end)

    def _along(self, number: int, begins: Span, ends: Span) -> Iterator[Stretch]:
        """Yield a passage, cut where both texts continue with the same word and one of them begins a line."""
        passage = self._passages[number]
        cuts = [begins, *passage.joints, ends]
        changed = [change.here[0] for change in passage.changes]
        for (left, right), (left_end, right_end) in pairwise(cuts):
            has_change = bisect_left(changed, left_end) > bisect_left(changed, left)
            is_bare = not self._has_more(passage, (left, right), (left_end, right_end))
            pieces = (Piece(left, left_end),), (Piece(right, right_end),)
            yield Stretch(pieces, number, is_bare and not has_change)

    def _has_more(self, passage: "PassagePair", starts: Span, ends: Span) -> bool:
        """Whether a stretch holds words besides its passage, of the sentences that the passage begins or ends in."""
        return any(
            _has_words(self._plains[side].text[starts[side] : span_of(passage, side)[0]])
            or _has_words(self._plains[side].text[max(starts[side], span_of(passage, side)[1]) : ends[side]])
            for side in SIDES
        )

    def _lead(self, side: int, span: Span, past: int, reach: int = 0) -> int:
        """Return where the sentence of a passage begins, if near: on its first line, or within *reach*."""
        text, start = self._plains[side].text, span[0]
        floor = max(past, self._last_end(side, start))
        line = max(floor, text.rfind("\n", floor, start) + 1)
        low = max(line, start - (reach or self._width))
        found = sentences(text[low : start + 1])
        begin = low + found[-1][0] if found else start
        if begin < start and (len(found) > 1 or low == line):
            return begin if reach or self._fits(side, begin, span) else start
        return start

    def _fits(self, side: int, begin: int, span: Span) -> bool:
        """Whether the first word of a passage still fits on its first line behind the words before it."""
        text, end = self._plains[side].text, span[0]
        while end < span[1] and not text[end].isspace():
            end += 1
        return most_cells(text[begin:end]) <= self._width - self._indent(side, span[0])

    def _tail(self, side: int, span: Span, reach: int = 0) -> int:
        """Return where the sentence of a passage ends, if near."""
        text, end = self._plains[side].text, span[1]
        ceiling = min(self._next_start(side, end), (text.find("\n", end) + 1 or len(text) + 1) - 1)
        reach = reach or self._width
        low, high = max(span[0], end - reach), min(ceiling, end + reach)
        for first, last in sentences(text[low:high]):
            if low + first < end <= low + last:
                is_cut = low + last == high < ceiling
                return end if is_cut else low + last
        return end

    def _last_end(self, side: int, offset: int) -> int:
        taken = self._taken[side]
        place = bisect_left(taken, ((offset, offset), -1)) - 1
        return taken[place][0][1] if place >= 0 else 0

    def _next_start(self, side: int, offset: int) -> int:
        taken = self._taken[side]
        place = bisect_left(taken, ((offset, offset), -1))
        return taken[place][0][0] if place < len(taken) else len(self._plains[side].text)

    def _indent(self, side: int, offset: int) -> int:
        plain = self._plains[side]
        return indent_of(plain.blocks[plain.block_at(offset)], self._width) if plain.blocks else 0


def span_of(passage: "PassagePair", side: int) -> Span:
    """Return where a passage stands in the left or the right text."""
    return passage.there if side == RIGHT else passage.here


def _plain(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield `text[start:end]` without white space at its ends, unless there is nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Piece(start, end)


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)
