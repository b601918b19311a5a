"""The text area of a note, imported when the first note is written, since Textual's takes long to import."""

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import TextArea

from reader.library.safe_text import clean
from reader.tui.panes.note_editor import MEANINGS


class NoteArea(TextArea):
    """A text area that is left by the keys of MEANINGS."""

    # As in Textual, but without waking the processor twice a second while the area is focused.
    cursor_blink: Reactive[bool] = Reactive(default=False, init=False)

    @dataclass
    class Done(Message):
        """A key of MEANINGS was pressed."""

        meaning: str

    def on_key(self, event: events.Key) -> None:
        """Leave by the keys that have a meaning."""
        if event.key in MEANINGS:
            event.stop()
            event.prevent_default()
            self.post_message(self.Done(MEANINGS[event.key]))

    def on_paste(self, event: events.Paste) -> None:
        """Paste without control characters."""
        event.text = clean(event.text)
