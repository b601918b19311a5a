"""Marks on a text, resolved into runs of one look each. Computed without Textual."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple


class Mark(NamedTuple):
    """A look that `text[start:end]` has; *look* names a style."""

    start: int
    end: int
    look: str


class Run(NamedTuple):
    """A part of a line in which every character has the same *looks*, the undermost first."""

    start: int
    end: int
    looks: tuple[str, ...]


class MarkLayer:
    """Marks in order of their start, of which those that touch a line are found quickly.

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


def runs(start: int, end: int, layers: Sequence[Sequence[Mark]]) -> list[Run]:
    """Cut `[start, end)` where any mark of *layers* begins or ends; later layers lie on top."""
    marks = [mark for layer in layers for mark in layer if mark.start < end and mark.end > start]
    if not marks:
        return [Run(start, end, ())] if start < end else []
    edges = {start, end}
    for mark in marks:
        edges.add(max(start, mark.start))
        edges.add(min(end, mark.end))
    ordered = sorted(edges)
    found = []
    for left, right in pairwise(ordered):
        looks = tuple(mark.look for mark in marks if mark.start <= left and mark.end >= right)
        found.append(Run(left, right, looks))
    return found
