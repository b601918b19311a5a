"""The dialog of removed articles, to restore one."""

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from reader.room.trash import RemovedArticle
from reader.tui.dialogs.list_dialog import ListDialog
from reader.view.cells import hung
from reader.view.library_rows import removal_facts

_INDENT = 2


class TrashDialog(ListDialog[RemovedArticle]):
    """Lists removed articles, the last first; the answer is the one to restore."""

    TITLE: ClassVar[str] = "Trash"
    EMPTY: ClassVar[str] = "The trash is empty."
    HINT: ClassVar[str] = "{open} brings back · {back} closes"
    OPENERS: ClassVar[frozenset[str]] = frozenset({"trash"})

    def __init__(self, removed: Sequence[RemovedArticle]) -> None:
        super().__init__()
        self._removed = removed

    def rows(self) -> list[Content]:
        """Return a row for each, with the time of its removal."""
        return [*map(self._content, self._removed)]

    def _content(self, removed: RemovedArticle) -> Content:
        look = "$warning" if removed.problem else "$quiet"
        facts = hung(removal_facts(removed), self.room, _INDENT)
        return Content.assemble((hung(removed.title, self.room, 0), "bold"), f"\n{'':{_INDENT}}", (facts, look))

    def take(self, index: int) -> None:
        """Take the article to restore."""
        self.dismiss(self._removed[index])
