"""The articles that were removed, over the reading screen: one is chosen to be brought back."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList

from reader.room.trash import RemovedArticle
from reader.tui.dialogs.dialog import Dialog
from reader.tui.panes.option_pane import OptionPane
from reader.view.cells import hung
from reader.view.library_rows import removal_facts

_INDENT = 2


class TrashDialog(Dialog[RemovedArticle]):
    """Lists what was removed, the last first; the answer is what is to be brought back."""

    HINT: ClassVar[str] = "{open} brings it back, with its notes · {back} closes"
    OPENERS: ClassVar[frozenset[str]] = frozenset({"trash"})

    def __init__(self, removed: Sequence[RemovedArticle]) -> None:
        super().__init__()
        self._removed = removed

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical():
            yield OptionPane(id="trash")

    def on_mount(self) -> None:
        """List them."""
        self.frame("Trash")
        self.fit()
        self.query_one(OptionPane).focus()

    def fit(self) -> None:
        """Wrap the titles for the room that there is."""
        pane = self.query_one(OptionPane)
        pane.show_options([*map(self._content, self._removed)], "The trash is empty.", pane.highlighted or 0)

    def _content(self, removed: RemovedArticle) -> Content:
        look = "$warning" if removed.problem else "$quiet"
        facts = hung(removal_facts(removed), self.room, _INDENT)
        return Content.assemble((hung(removed.title, self.room, 0), "bold"), f"\n{'':{_INDENT}}", (facts, look))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take what is to be brought back."""
        event.stop()
        self.dismiss(self._removed[event.option_index])
