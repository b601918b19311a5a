"""The notebook: all notes of the library, over the reading screen."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from reader.tui.panes.notes import NotesPane, PlacedNote


class Notebook(ModalScreen[PlacedNote | None]):
    """All notes of the library, narrowed as one types; Enter opens one at its passage."""

    DEFAULT_CLASSES: ClassVar[str] = "dialog -tall"

    def __init__(self, notes: Sequence[PlacedNote]) -> None:
        super().__init__()
        self._notes = notes

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical() as box:
            yield Input(placeholder="words of quote, note, tag, color or article", id="notebook-filter")
            yield NotesPane(id="notebook")
        box.border_title = Content("Notebook")
        box.border_subtitle = Content("Enter opens · Esc")

    def on_mount(self) -> None:
        """Show all."""
        self._show("")
        self.query_one(NotesPane).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow."""
        event.stop()
        self._show(event.value)

    def _show(self, text: str) -> None:
        words = text.casefold().split()
        left = [note for note in self._notes if all(word in _searched(note) for word in words)]
        self.query_one(NotesPane).show(left, "No note has that." if self._notes else "There are no notes yet.")

    def on_notes_pane_chosen(self, event: NotesPane.Chosen) -> None:
        """Open a note."""
        event.stop()
        self.dismiss(event.note)

    def on_notes_pane_highlighted(self, event: NotesPane.Highlighted) -> None:
        """Stay here: the reading screen below is not to scroll."""
        event.stop()

    def on_key(self, event: events.Key) -> None:
        """Move in the list, from the box too."""
        in_box = isinstance(self.focused, Input)
        pane = self.query_one(NotesPane)
        moves = {"down": "down", "up": "up", "pagedown": "page-down", "pageup": "page-up"}
        letters = {"j": "down", "k": "up", "g": "top", "G": "bottom", "space": "page-down", "b": "page-up"}
        how = moves.get(event.key) or (None if in_box else letters.get(event.character or "") or letters.get(event.key))
        if event.key == "escape" or (event.character in {"q", "B"} and not in_box):
            self.dismiss(None)
        elif event.key == "enter":
            pane.choose()
        elif event.character == "/" and not in_box:
            self.query_one(Input).focus()
        elif how:
            pane.move(how)
        else:
            return
        event.stop()
        event.prevent_default()


def _searched(note: PlacedNote) -> str:
    each = note.annotation
    words = (
        each.quote.exact if each.quote else "",
        each.body,
        each.color,
        note.title,
        *(f"#{tag}" for tag in each.tags),
    )
    return " ".join(words).casefold()
