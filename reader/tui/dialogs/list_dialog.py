"""Dialogs with a list: one to choose from, and one with a line above that narrows the list."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.tui.dialogs.dialog import Dialog, Result, digits, number_of, numbered
from reader.tui.panes.line_box import LineBox
from reader.tui.panes.option_pane import OptionPane


class ListDialog(Dialog[Result]):
    """A focused list: a subclass gives its *rows* and says what choosing one does (*take*)."""

    TITLE: ClassVar[str] = ""
    # The text of an empty list.
    EMPTY: ClassVar[str] = ""
    # The row selected at first.
    first = 0

    @property
    def title_told(self) -> str:
        """The title."""
        return self.TITLE

    @property
    def hint(self) -> str:
        """The hint at the foot."""
        return self.HINT

    def rows(self) -> list[Content]:
        """Return the rows for the present width."""
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
        yield Vertical(OptionPane())

    def on_mount(self) -> None:
        """Show the rows and focus the list."""
        self.frame(self.title_told, self.hint)
        self.show_rows(self.first)
        self.list_pane.focus()

    def show_rows(self, select: int | None = None) -> None:
        """Show the present rows, with row *select* selected, or else the same as before."""
        self.list_pane.show_options(self.rows(), self.EMPTY, self.selected if select is None else select)

    def fit(self) -> None:
        """Fit the rows into the room that they have now."""
        self.show_rows()


class Chooser(ListDialog[str]):
    """One of a few answers, by its number or with Enter; *answers* are values with their labels."""

    OPENERS: ClassVar[frozenset[str]] = frozenset({"filter-references"})

    def __init__(self, title: str, answers: Sequence[tuple[str, str]], selected: str = "") -> None:
        super().__init__()
        self._title = title
        self._answers = answers
        self.first = [value for value, _ in answers].index(selected) if selected in dict(answers) else 0

    @property
    def title_told(self) -> str:
        """The title."""
        return self._title

    @property
    def hint(self) -> str:
        """The hint at the foot."""
        return f"{digits(len(self._answers))} or {{open}} chooses · {{back}} cancels"

    def rows(self) -> list[Content]:
        """Return the answers with their numbers."""
        return numbered([label for _, label in self._answers])

    def take(self, index: int) -> None:
        """Take an answer."""
        self.dismiss(self._answers[index][0])

    def take_key(self, key: str) -> bool:
        """Take an answer by its number."""
        number = number_of(key, len(self._answers))
        if number is not None:
            self.take(number)
        return number is not None


class NarrowedList(Dialog[Result]):
    """A focused line above a list that it narrows: a subclass gives the rows for a line."""

    # The descriptions of commands need more room than most lists.
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
        """The title."""
        return self.TITLE

    def rows(self, typed: str) -> list[Content]:
        """Return the rows for the *typed* line."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Make the line, its remark, and the list."""
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
        """Show a remark on the typed line."""
        remark = self.query_one("#remark", Static)
        remark.display = bool(text)
        remark.update(Content(text))

    def _narrow(self, typed: str) -> None:
        self.remark("")
        self.query_one(OptionPane).show_options(self.rows(typed), self.EMPTY)

    def on_input_changed(self, event: LineBox.Changed) -> None:
        """Narrow the list."""
        event.stop()
        self._narrow(event.value)

    def on_line_box_pressed(self, event: LineBox.Pressed) -> None:
        """Move, take the line or the selected row, or close."""
        event.stop()
        if event.meaning == "back":
            self.dismiss()
        elif event.meaning == "open":
            self.choose()
        elif not self.take_meaning(event.meaning):
            self.move(event.meaning)

    def take_meaning(self, meaning: str) -> bool:  # noqa: ARG002 - a kind with keys of its own looks at it
        """Handle a key that only this dialog knows; return whether it was one."""
        return False
