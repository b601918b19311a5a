"""The marks of places: the letter of one leads to it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList

from reader.room.place_marks import PlaceMark
from reader.tui.dialogs.dialog import Dialog
from reader.tui.panes.option_pane import OptionPane


class MarksDialog(Dialog[PlaceMark]):
    """A list of marks with the titles of their articles."""

    HINT: ClassVar[str] = "its letter or {open} goes there · {back} closes"

    def __init__(self, marks: Sequence[tuple[PlaceMark, str]]) -> None:
        super().__init__()
        self._marks = marks

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical():
            yield OptionPane(id="answers", classes="answers")

    def on_mount(self) -> None:
        """Show the marks."""
        self.frame("Marks")
        rows = [
            Content.assemble((f" {mark.letter} ", "bold $accent"), title, (f"  · {mark.offset:,}", "$quiet"))
            for mark, title in self._marks
        ]
        pane = self.query_one(OptionPane)
        pane.show_options(rows, "")
        pane.focus()

    def take_key(self, key: str) -> bool:
        """Go to the mark of a letter; a letter that is none does what it does in every list."""
        mark = next((mark for mark, _ in self._marks if mark.letter == key), None)
        if mark is not None:
            self.dismiss(mark)
        return mark is not None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the selected mark."""
        event.stop()
        self.dismiss(self._marks[event.option_index][0])
