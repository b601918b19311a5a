"""Which columns are on screen, by its width and the pane in use. Computed without Textual."""

from typing import Literal

from reader.view.commands import Where

Column = Literal["list", "reading", "third", "drawer"]
WIDE, MIDDLE = 120, 80
# From here on there is room to spare: the columns beside the article grow.
HUGE = 160
# Below so many lines, those above and below the panes give way to them.
SHORT = 10

_COLUMN_OF: dict[Where, Column] = {
    "list": "list", "article": "reading", "crossrefs": "third", "notes": "third", "facets": "drawer", "months": "list",
}  # fmt: skip


def columns(width: int, where: Where, *, zen: bool = False, drawer: bool = False) -> frozenset[Column]:
    """Return the columns that a screen *width* cells wide shows while the pane *where* is in use.

    From 120 on there are three; from 80 on two, the third in the list's place when it is in use; below, one. An open
    *drawer* stands in the place of the third column, and from 80 on in that of the article while the list or it is in
    use.
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
