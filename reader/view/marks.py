"""Marks on a text, resolved into runs of one look each; those of annotations may overlap, touch and nest.

Computed without Textual.
"""

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reader.notes.colors import COLORS, USUAL_COLOR


class Mark(NamedTuple):
    """A look that `text[start:end]` has; *look* names a style."""

    start: int
    end: int
    look: str


class LookRun(NamedTuple):
    """A part of a line whose characters all have the same *looks*, from bottom to top."""

    start: int
    end: int
    looks: tuple[str, ...]


class MarkLayer:
    """Marks sorted by start, so that those on a line are found quickly.

    Marks may overlap and nest.
    """

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self.marks = sorted(marks)
        self._starts = [mark.start for mark in self.marks]
        self._longest = max((mark.end - mark.start for mark in self.marks), default=0)

    def touching(self, start: int, end: int) -> list[Mark]:
        """Return the marks that share a character with `[start, end)`."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [mark for mark in self.marks[first:last] if mark.end > start]


def runs(start: int, end: int, layers: Sequence[Sequence[Mark]]) -> list[LookRun]:
    """Cut `[start, end)` where any mark of *layers* begins or ends; later layers lie on top."""
    marks = [mark for layer in layers for mark in layer if mark.start < end and mark.end > start]
    if not marks:
        return [LookRun(start, end, ())] if start < end else []
    edges = {start, end}
    for mark in marks:
        edges.add(max(start, mark.start))
        edges.add(min(end, mark.end))
    ordered = sorted(edges)
    found = []
    for left, right in pairwise(ordered):
        looks = tuple(mark.look for mark in marks if mark.start <= left and mark.end >= right)
        found.append(LookRun(left, right, looks))
    return found


class NotePassage(NamedTuple):
    """The passage of one annotation, its color, and whether something is noted on it."""

    start: int
    end: int
    color: str
    is_noted: bool


def note_marks(passages: Iterable[NotePassage]) -> list[Mark]:
    """Return the marks of *passages*: colors without overlap, and above them the marks that tell notes apart."""
    ordered = sorted(each for each in passages if each.start < each.end)
    marks = list(_merged(_pieces(ordered)))
    reached = -1
    for each in ordered:
        if each.start <= reached:
            marks.append(Mark(each.start, each.start + 1, "article--edge"))
        reached = max(reached, each.end)
        if each.is_noted:
            marks.append(Mark(each.start, each.end, "article--noted"))
    return marks


def here_marks(passages: Iterable[NotePassage]) -> list[Mark]:
    """Return the marks of the annotations that the caret is in."""
    return [Mark(each.start, each.end, "article--here") for each in passages]


def _pieces(ordered: list[NotePassage]) -> Iterator[Mark]:
    """Yield the parts between neighboring edges, each with the color of the shortest passage there."""
    edges = sorted({each.start for each in ordered} | {each.end for each in ordered})
    there: list[tuple[int, int, int, str]] = []
    coming = 0
    ending = sorted(each.end for each in ordered)
    for number, edge in enumerate(edges[:-1]):
        while coming < len(ordered) and ordered[coming].start <= edge:
            each = ordered[coming]
            heapq.heappush(there, (each.end - each.start, -each.start, each.end, each.color))
            coming += 1
        while there and there[0][2] <= edge:
            heapq.heappop(there)
        if there:
            color = there[0][3] if there[0][3] in COLORS else USUAL_COLOR
            yield Mark(edge, edges[number + 1], f"article--{color}")
            if coming - bisect_right(ending, edge) > 1:
                yield Mark(edge, edges[number + 1], "article--overlap")


def _merged(pieces: Iterable[Mark]) -> Iterator[Mark]:
    """Join adjacent parts of the same look."""
    open_by_look: dict[str, Mark] = {}
    for piece in pieces:
        before = open_by_look.get(piece.look)
        if before is not None and before.end == piece.start:
            open_by_look[piece.look] = Mark(before.start, piece.end, piece.look)
            continue
        if before is not None:
            yield before
        open_by_look[piece.look] = piece
    yield from open_by_look.values()
