"""Small questions over the reading screen: one of a few answers, or a line of text."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from reader.tui.panes.line_box import LineBox
from reader.tui.panes.option_pane import OptionPane

_MOVES = {
    "j": "down", "down": "down", "k": "up", "up": "up", "g": "top", "home": "top", "G": "bottom", "end": "bottom",
    "pagedown": "page-down", "pageup": "page-up",
}  # fmt: skip


class Chooser(ModalScreen[str | None]):
    """One of a few answers, by its number or with Enter; None if none was chosen."""

    DEFAULT_CLASSES: ClassVar[str] = "dialog"

    def __init__(self, title: str, answers: Sequence[tuple[str, str]], selected: str = "") -> None:
        super().__init__()
        self._title = title
        self._answers = answers
        self._selected = [value for value, _ in answers].index(selected) if selected in dict(answers) else 0

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical() as box:
            yield OptionPane(id="answers", classes="answers")
        box.border_title = Content(self._title)
        box.border_subtitle = Content("1–9 · Enter · Esc")

    def on_mount(self) -> None:
        """Show the answers."""
        told = [
            Content.assemble((f" {number} " if number <= 9 else "   ", "bold $accent"), label)
            for number, (_, label) in enumerate(self._answers, 1)
        ]
        pane = self.query_one(OptionPane)
        pane.show_options(told, "", self._selected)
        pane.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the answer."""
        event.stop()
        self.dismiss(self._answers[event.option_index][0])

    def on_key(self, event: events.Key) -> None:
        """Move, or take an answer by its number."""
        event.stop()
        event.prevent_default()
        pane = self.query_one(OptionPane)
        move = _MOVES.get(event.key) or _MOVES.get(event.character or "")
        if move:
            pane.move(move)
        elif event.key in {"enter", "l", "space"}:
            pane.choose()
        elif event.key in {"escape", "q", "h"}:
            self.dismiss(None)
        elif event.character and event.character.isdecimal() and 0 < int(event.character) <= len(self._answers):
            self.dismiss(self._answers[int(event.character) - 1][0])


class TextQuestion(ModalScreen[str | None]):
    """A line of text; *check* says what is wrong with it, or nothing. None if the question was not answered."""

    DEFAULT_CLASSES: ClassVar[str] = "dialog"

    def __init__(self, title: str, text: str, check: Callable[[str], str]) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._check = check

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical() as box:
            yield LineBox(self._text, id="answer")
            yield Static("", id="remark", markup=False)
        box.border_title = Content(self._title)
        box.border_subtitle = Content("Enter · Esc")

    def on_input_submitted(self, event: LineBox.Submitted) -> None:
        """Take the text, or say what is wrong with it."""
        event.stop()
        wrong = self._check(event.value)
        if wrong:
            self.query_one("#remark", Static).update(Content(wrong))
        else:
            self.dismiss(event.value)

    def on_key(self, event: events.Key) -> None:
        """Give up."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
