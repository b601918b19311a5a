"""Texts to read, over the reading screen."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

SCROLLS = {
    "j": "scroll_down", "down": "scroll_down", "k": "scroll_up", "up": "scroll_up", "space": "scroll_page_down",
    "pagedown": "scroll_page_down", "b": "scroll_page_up", "pageup": "scroll_page_up", "ctrl+d": "scroll_page_down",
    "ctrl+u": "scroll_page_up", "g": "scroll_home", "home": "scroll_home", "G": "scroll_end", "end": "scroll_end",
}  # fmt: skip


class TextDialog(ModalScreen[None]):
    """A text to read; any key that does not scroll puts it away."""

    DEFAULT_CLASSES: ClassVar[str] = "dialog"

    def __init__(self, title: str, content: Content) -> None:
        super().__init__()
        self._title = title
        self._content = content

    def compose(self) -> ComposeResult:
        """Make the box."""
        box = Vertical(VerticalScroll(Static(self._content)))
        box.border_title = Content(self._title)
        box.border_subtitle = Content("Esc")
        yield box

    def on_key(self, event: events.Key) -> None:
        """Scroll, or go away."""
        event.stop()
        event.prevent_default()
        action = SCROLLS.get(event.key) or SCROLLS.get(event.character or "")
        if action:
            getattr(self.query_one(VerticalScroll), action)(animate=False)
        elif event.key in {"escape", "q", "enter", "question_mark", "h"} or event.character in {"o", "i", "P"}:
            self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """Go away at a click beside the box."""
        if event.widget is self:
            self.dismiss(None)
