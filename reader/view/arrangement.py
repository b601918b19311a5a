"""Which columns are on screen, by its width and the focused pane. Computed without Textual."""

from typing import Literal

from reader.view.commands import Where

Column = Literal["list", "reading", "third", "drawer"]
WIDE, MIDDLE = 120, 80
# From this width on, the columns beside the article grow too.
HUGE = 160
# On a lower screen the lines above and below the panes are hidden.
SHORT = 10

_COLUMN_OF: dict[Where, Column] = {
    "list": "list", "article": "reading", "crossrefs": "third", "notes": "third", "facets": "drawer", "months": "list",
}  # fmt: skip


def columns(width: int, where: Where, *, zen: bool = False, drawer: bool = False) -> frozenset[Column]:
    """Return the columns that a screen *width* cells wide shows while the pane *where* has the focus.

    From 120 on there are three; from 80 on two, the third replacing the list while it has the focus; below, one. An
    open *drawer* replaces the third column, and on two columns the article while the list or the drawer has the focus.
    """
    if zen:
        return frozenset({"reading"})
    column = _COLUMN_OF[where]
    if width >= WIDE:
        return frozenset({"list", "reading", "drawer" if drawer else "third"})
    if width >= MIDDLE:
        if drawer and column in {"list", "drawer"}:
            return frozenset({"list", "drawer"})
        return frozenset({"reading", "third" if column == "third" else "list"})
    return frozenset({column})
