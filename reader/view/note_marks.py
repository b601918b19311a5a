"""The marks of annotations that may overlap, touch and nest: no one swallows another. Computed without Textual.

Where several lie on each other the shortest gives the color and the part is underlined twice; where one begins right at
another, its first letter stands out, so that two that touch are not taken for one.
"""

import heapq
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reader.view.marks import Mark

USUAL_COLOR = "yellow"
COLORS = ("yellow", "green", "blue", "pink", "orange")


class Marked(NamedTuple):
    """The passage of one annotation, its color, and whether something is noted on it."""

    start: int
    end: int
    color: str
    is_noted: bool


def note_marks(passages: Iterable[Marked]) -> list[Mark]:
    """Return the marks of all *passages*: of color without overlap, and on top what tells one from another."""
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


def here_marks(passages: Iterable[Marked]) -> list[Mark]:
    """Return the marks of the annotations that the caret is in."""
    return [Mark(each.start, each.end, "article--here") for each in passages]


def _pieces(ordered: list[Marked]) -> Iterator[Mark]:
    """Yield the parts between any two edges, each with the color of the shortest passage there."""
    edges = sorted({each.start for each in ordered} | {each.end for each in ordered})
    there: list[tuple[int, int, int, str]] = []
    coming = 0
    ending = sorted(each.end for each in ordered)
    gone = 0
    for number, edge in enumerate(edges[:-1]):
        while coming < len(ordered) and ordered[coming].start <= edge:
            each = ordered[coming]
            heapq.heappush(there, (each.end - each.start, -each.start, each.end, each.color))
            coming += 1
        while gone < len(ending) and ending[gone] <= edge:
            gone += 1
        while there and there[0][2] <= edge:
            heapq.heappop(there)
        if there:
            color = there[0][3] if there[0][3] in COLORS else USUAL_COLOR
            yield Mark(edge, edges[number + 1], f"article--{color}")
            if coming - gone > 1:
                yield Mark(edge, edges[number + 1], "article--overlap")


def _merged(pieces: Iterable[Mark]) -> Iterator[Mark]:
    """Join parts of one look that follow each other."""
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
