"""Which columns are on screen, by its width and the pane in use. Computed without Textual."""

from typing import Literal

from reader.tui.commands import Where

Column = Literal["list", "reading", "third"]
WIDE, MIDDLE = 120, 80

_COLUMN_OF: dict[Where, Column] = {"list": "list", "article": "reading", "crossrefs": "third", "notes": "third"}


def columns(width: int, where: Where, *, zen: bool = False) -> frozenset[Column]:
    """Return the columns that a screen *width* cells wide shows while the pane *where* is in use.

    From 120 on there are three; from 80 on two, the third in the list's place when it is in use; below, one.
    """
    if zen:
        return frozenset({"reading"})
    if width >= WIDE:
        return frozenset({"list", "reading", "third"})
    if width >= MIDDLE:
        return frozenset({"reading", "third" if _COLUMN_OF[where] == "third" else "list"})
    return frozenset({_COLUMN_OF[where]})
