"""The keys: those of the present pane first, narrowed by what is typed."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from reader.tui.dialogs.dialog import Dialog
from reader.tui.panes.line_box import LineBox
from reader.tui.panes.page_view import PageView
from reader.view.keymap import fill_meanings

if TYPE_CHECKING:
    from reader.view.page_layout import Page

# The box is focused; keys that edit no text scroll the page.
_MEANINGS: Mapping[str, str] = {
    "escape": "back", "enter": "back", "f1": "back", "down": "down", "up": "up", "pagedown": "page-down",
    "pageup": "page-up", "ctrl+d": "half-down", "ctrl+u": "half-up", "home": "top", "end": "bottom",
}  # fmt: skip


class HelpDialog(Dialog[None]):
    """Shows the *page* for the typed words."""

    HINT: ClassVar[str] = fill_meanings("type to narrow · {down} {up} scroll · {back} closes", _MEANINGS)
    OPENERS: ClassVar[frozenset[str]] = frozenset({"help"})

    def __init__(self, title: str, page: "Callable[[str], Page]") -> None:
        super().__init__()
        self._title = title
        self._page = page

    def compose(self) -> ComposeResult:
        """Make the box and the page."""
        with Vertical():
            yield LineBox(id="answer", placeholder="what are you looking for?", meanings=_MEANINGS)
            yield PageView(self._page(""))

    def on_mount(self) -> None:
        """Set the title."""
        self.add_class("-tall")
        self.frame(self._title)

    def on_input_changed(self, event: LineBox.Changed) -> None:
        """Narrow, or close by the key that opened this."""
        event.stop()
        if event.value and event.value in self._closing_keys():
            self.dismiss()
        else:
            self.query_one(PageView).show(self._page(event.value))

    def on_line_box_pressed(self, event: LineBox.Pressed) -> None:
        """Scroll or close."""
        event.stop()
        if event.meaning == "back":
            self.dismiss()
        else:
            self.move(event.meaning)
