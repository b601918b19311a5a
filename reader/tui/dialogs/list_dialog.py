"""Boxes around a list: one to choose from, and one whose list is narrowed by a line that is typed over it."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from reader.tui.dialogs.dialog import Dialog, Result
from reader.tui.panes.line_box import LineBox
from reader.tui.panes.option_pane import OptionPane


class ListDialog(Dialog[Result]):
    """A list with the keys: a kind says what is in it (*rows*) and what becomes of a row (*take*)."""

    TITLE: ClassVar[str] = ""
    # What is said where there are no rows.
    EMPTY: ClassVar[str] = ""
    # Which row is selected at first.
    first = 0

    @property
    def title_told(self) -> str:
        """What stands at the head of the box."""
        return self.TITLE

    def rows(self) -> list[Content]:
        """Return the rows, for the room that there is."""
        raise NotImplementedError

    def take(self, index: int) -> None:
        """Do what choosing a row means."""
        raise NotImplementedError

    @property
    def list_pane(self) -> OptionPane:
        """The list itself."""
        return self.query_one(OptionPane)

    @property
    def selected(self) -> int:
        """The number of the selected row."""
        return self.list_pane.highlighted or 0

    def compose(self) -> ComposeResult:
        """Make the box."""
        yield Vertical(OptionPane(id="rows"))

    def on_mount(self) -> None:
        """Show the rows, and give them the keys."""
        self.frame(self.title_told)
        self.show_rows(self.first)
        self.list_pane.focus()

    def show_rows(self, select: int | None = None) -> None:
        """Show the rows as they are by now, one of them selected; as long as none is named, the same as before."""
        self.list_pane.show_options(self.rows(), self.EMPTY, self.selected if select is None else select)

    def fit(self) -> None:
        """Fit the rows into the room that they have now."""
        self.show_rows()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take a row."""
        event.stop()
        self.take(event.option_index)


class NarrowedList(Dialog[Result]):
    """A line that keeps the keys, over a list of what it may mean: a kind says which rows a line leaves."""

    # What a command does takes more room than most lists.
    DEFAULT_CLASSES: ClassVar[str] = "dialog -wide"
    TITLE: ClassVar[str] = ""
    PLACEHOLDER: ClassVar[str] = ""
    EMPTY: ClassVar[str] = ""
    MEANINGS: ClassVar[Mapping[str, str]] = {
        "enter": "open", "escape": "back", "down": "down", "up": "up", "pagedown": "page-down", "pageup": "page-up",
        "ctrl+d": "half-down", "ctrl+u": "half-up", "ctrl+n": "down", "ctrl+p": "up",
    }  # fmt: skip

    @property
    def title_told(self) -> str:
        """What stands at the head of the box."""
        return self.TITLE

    def rows(self, typed: str) -> list[Content]:
        """Return the rows that *typed* leaves."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Make the line, a remark on it, and the list."""
        with Vertical():
            yield LineBox(id="answer", placeholder=self.PLACEHOLDER, meanings=self.MEANINGS)
            yield Static("", id="remark", markup=False)
            yield OptionPane(id="commands")

    def on_mount(self) -> None:
        """Show all rows."""
        self.frame(self.title_told)
        self._narrow("")

    @property
    def box(self) -> LineBox:
        """The line."""
        return self.query_one("#answer", LineBox)

    @property
    def selected(self) -> int | None:
        """The number of the selected row."""
        return self.query_one(OptionPane).highlighted

    def remark(self, text: str) -> None:
        """Say something of what is typed."""
        remark = self.query_one("#remark", Static)
        remark.display = bool(text)
        remark.update(Content(text))

    def _narrow(self, typed: str) -> None:
        self.remark("")
        self.query_one(OptionPane).show_options(self.rows(typed), self.EMPTY)

    def on_input_changed(self, event: LineBox.Changed) -> None:
        """Show what is left."""
        event.stop()
        self._narrow(event.value)

    def on_line_box_pressed(self, event: LineBox.Pressed) -> None:
        """Move, do what the line or the selected row says, or close."""
        event.stop()
        if event.meaning == "back":
            self.dismiss()
        elif event.meaning == "open":
            self.choose()
        elif not self.take_meaning(event.meaning):
            self.move(event.meaning)

    def take_meaning(self, meaning: str) -> bool:  # noqa: ARG002 - a kind with keys of its own looks at it
        """Do what a key of this kind alone means; tell whether it is one."""
        return False
