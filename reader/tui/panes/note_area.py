"""The text area of a note; it is imported when the first note is written, since Textual's takes long to come."""

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import TextArea

from reader.library.safe_text import clean
from reader.tui.panes.note_editor import MEANINGS


class NoteArea(TextArea):
    """A text area that Escape and Ctrl+S leave with what was written."""

    # As Textual has it, but for waking the processor twice a second while the box has the keys.
    cursor_blink: Reactive[bool] = Reactive(default=False, init=False)

    @dataclass
    class Done(Message):
        """The writing is over; *external* asks for the user's own editor to go on with."""

        external: bool

    def on_key(self, event: events.Key) -> None:
        """Leave by the keys that keep the note."""
        if event.key in MEANINGS:
            event.stop()
            event.prevent_default()
            self.post_message(self.Done(external=MEANINGS[event.key] == "external"))

    def on_paste(self, event: events.Paste) -> None:
        """Take in nothing that a terminal would obey."""
        event.text = clean(event.text)
