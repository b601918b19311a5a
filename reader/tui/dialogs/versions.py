"""Dialogs that let a person settle what syncing did to notes: two versions of one, and notes that are gone."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.tui.dialogs.version_pages import vanished_page, version_pages
from reader.tui.panes.line_view import fitted

if TYPE_CHECKING:
    from reader.notes.conflicts import Conflict
    from reader.notes.model import Annotation

_SCROLL = {
    "j": "scroll_down", "down": "scroll_down", "k": "scroll_up", "up": "scroll_up",
    "space": "scroll_page_down", "pagedown": "scroll_page_down", "pageup": "scroll_page_up",
}  # fmt: skip


class KeyedDialog(ModalScreen[str | None]):
    """A dialog that one key answers; it says which at its foot."""

    DEFAULT_CLASSES: ClassVar[str] = "dialog -wide"
    ANSWERS: ClassVar[Mapping[str, str]] = {}

    def on_key(self, event: events.Key) -> None:
        """Scroll, answer, or go away."""
        event.stop()
        event.prevent_default()
        for key in (event.key, event.character or ""):
            if key in _SCROLL:
                for each in self.query(VerticalScroll):
                    getattr(each, _SCROLL[key])(animate=False)
                return
            if key in self.ANSWERS:
                self.dismiss(self.ANSWERS[key])
                return
        if event.key in {"escape", "q"}:
            self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """Answer by a click on a key at the foot, or go away at one beside the box."""
        if event.widget is self:
            self.dismiss(None)
        elif isinstance(event.widget, Answer):
            self.dismiss(event.widget.answer)


class Answer(Static):
    """A key at the foot of a dialog, which can be clicked."""

    DEFAULT_CLASSES: ClassVar[str] = "verdict"

    def __init__(self, key: str, told: str, answer: str | None) -> None:
        super().__init__(Content.assemble((key, "bold $accent"), f" {told}"))
        self.answer = answer


class VersionsDialog(KeyedDialog):
    """Two versions of an annotation side by side; the person chooses."""

    ANSWERS: ClassVar[Mapping[str, str]] = {
        "1": "left", "h": "left", "left": "left", "2": "right", "l": "right", "right": "right", "3": "both",
        "b": "both", "n": "later",
    }  # fmt: skip

    def __init__(self, conflict: "Conflict", title: str, told: str) -> None:
        super().__init__()
        self._conflict = conflict
        self._title = title
        self._told = told

    def compose(self) -> ComposeResult:
        """Make the box."""
        left, right = version_pages(self._conflict)
        with Vertical() as box:
            with Horizontal(id="versions"):
                yield VerticalScroll(Static(left), classes="version")
                yield VerticalScroll(Static(right), classes="version")
            with Horizontal(classes="verdicts"):
                yield Answer("1", "keep left", "left")
                yield Answer("2", "keep right", "right")
                yield Answer("3", "keep both", "both")
                yield Answer("n", "later, next", "later")
                yield Answer("Esc", "leave", None)
        box.border_title = Content(fitted(f"Two versions of a note on {self._title}", 70))
        box.border_subtitle = Content(self._told)


class VanishedDialog(KeyedDialog):
    """Notes that are gone from their folder; the person says whether that was meant."""

    ANSWERS: ClassVar[Mapping[str, str]] = {"w": "restore", "f": "forget"}

    def __init__(self, vanished: "Sequence[Annotation]") -> None:
        super().__init__()
        self._vanished = vanished

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical() as box:
            yield VerticalScroll(Static(vanished_page(self._vanished)))
            with Horizontal(classes="verdicts"):
                yield Answer("w", "write them again", "restore")
                yield Answer("f", "they were meant to go", "forget")
                yield Answer("Esc", "leave", None)
        box.border_title = Content("Notes that are gone")
