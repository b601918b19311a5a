"""The items of lists, with their depth and number."""

import re
from typing import NamedTuple

MAX_DEPTH = 8
_ITEM = re.compile(r"([ \t]*)(?:([-*+])|([0-9]{1,9})[.)])[ \t]+(?=\S)")


class Item(NamedTuple):
    """The beginning of an item: its *indent*, its *number* if it has one, and the *start* of its words."""

    indent: int
    number: int | None
    start: int


class Lists:
    """The open lists, each within an item of the one before.

    *depth* is their number, 0 outside of any: an indented paragraph after a blank line belongs to the last item.
    """

    def __init__(self) -> None:
        # The indent of each open list, and the numbers of its last item: as written, and as counted.
        self._open: list[tuple[int, int | None, int]] = []

    @property
    def depth(self) -> int:
        """The depth of the last item."""
        return min(MAX_DEPTH, len(self._open))

    def end(self) -> None:
        """End all lists."""
        self._open.clear()

    def marker(self, item: Item) -> str:
        """Take the next item; return its bullet or number.

        Numbers are as written, except that a list whose items all have one number counts on from it.
        """
        before: tuple[int, int | None, int] | None = None
        while self._open and self._open[-1][0] >= item.indent:
            before = self._open.pop()
        counted = item.number or 0
        if before is not None and item.number is not None and before[1] == item.number:
            counted = before[2] + 1
        self._open.append((item.indent, item.number, counted))
        return "•" if item.number is None else f"{counted}."


def item_of(line: str) -> Item | None:
    """Return what *line* says if it begins an item."""
    found = _ITEM.match(line)
    if found is None:
        return None
    number = int(found.group(3)) if found.group(3) else None
    return Item(len(found.group(1).expandtabs(4)), number, found.end())
