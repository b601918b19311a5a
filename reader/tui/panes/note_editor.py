"""The editor of a note, below the text that the note is on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.library.safe_text import clean, line
from reader.tui.panes.fact import Fact
from reader.view.cells import fitted, with_small_marks
from reader.view.keymap import box_footer, fill_meanings

if TYPE_CHECKING:
    from reader.notes.model import Annotation
    from reader.tui.panes.note_area import NoteArea

# The lines of the heading, and the space that a wrapped word may leave at the end of one.
_HEADING, _LONGEST_WORD = 3, 14
# What the keys that leave the text mean.
MEANINGS: Mapping[str, str] = {"ctrl+s": "save", "escape": "leave", "ctrl+e": "external"}
NOTE_FOOTER = box_footer(MEANINGS, {"save": "save the note", "leave": "close", "external": "go on in $EDITOR"})


def note_hint(sentence: str) -> str:
    """Return *sentence* with the key in place of each `{meaning}`."""
    return fill_meanings(sentence, MEANINGS)


class NoteEditor(Vertical):
    """Shows the passage of a note, and takes its text."""

    @dataclass
    class Kept(Fact):
        """The user is done: *meaning* is `save`, `leave`, or `external` for $EDITOR."""

        annotation: "Annotation"
        body: str
        meaning: str

    @dataclass
    class Changed(Fact):
        """The note being written changed."""

        annotation: "Annotation"
        body: str

    def __init__(self, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # id and classes only
        self.annotation: Annotation | None = None
        self._told = ""

    def compose(self) -> ComposeResult:
        """Make the heading; the area comes with the first note."""
        yield Static(id="note-on")

    @property
    def area(self) -> "NoteArea":
        """The area itself, once a note has been written."""
        from reader.tui.panes.note_area import NoteArea

        return self.query_one("#note-area", NoteArea)

    @property
    def is_open(self) -> bool:
        """Whether a note is open."""
        return self.annotation is not None

    @property
    def written(self) -> "Annotation | None":
        """The edited text; None if it is unchanged."""
        from reader.tui.panes.note_area import NoteArea

        if self.annotation is None or not self.query(NoteArea):
            return None
        body = clean(self.area.text)
        return replace(self.annotation, body=body) if body != self.annotation.body else None

    async def open(self, annotation: "Annotation", body: str | None = None) -> None:
        """Open *annotation*, with the text *body* or else its own."""
        from reader.tui.panes.note_area import NoteArea

        if not self.is_attached:
            # The screen closed before the key had its turn.
            return
        self.annotation = annotation
        self.tell_draft("")
        self.display = True
        if not self.query(NoteArea):
            await self.mount(NoteArea(id="note-area", soft_wrap=True, tab_behavior="focus"))
        with self.prevent(NoteArea.Changed):
            self.area.text = annotation.body if body is None else body
        self.area.move_cursor(self.area.document.end)
        self.area.focus()

    def on_resize(self) -> None:
        """Fit the heading to the width, once there has been a note."""
        self.tell_draft(self._told)

    def tell_draft(self, told: str) -> None:
        """Show in the heading whether the draft is saved."""
        self._told = told
        if self.annotation is not None:
            of = self.annotation.quote
            begun = f"Note ({told}) on " if told else "Note on "
            before, after = ("“", "”") if of else ("", "")
            heading = self.query_one("#note-on", Static)
            # Wrapped words leave some of each line empty.
            room = _HEADING * max(1, self.size.width - _LONGEST_WORD) - len(begun + before + after)
            quote = fitted(with_small_marks(line(of.exact)), room) if of else "the whole article"
            heading.update(Content.assemble((begun + before, "$quiet"), (quote, "italic"), (after, "$quiet")))

    def close(self) -> None:
        """Close the editor."""
        self.annotation = None
        self.display = False

    def on_text_area_changed(self, event: "NoteArea.Changed") -> None:
        """Report the changed text."""
        event.stop()
        if self.annotation is not None:
            self.post_message(self.Changed(self.annotation, clean(self.area.text)))

    def on_note_area_done(self, event: "NoteArea.Done") -> None:
        """Report that the user is done."""
        event.stop()
        if self.annotation is not None:
            self.post_message(self.Kept(self.annotation, clean(self.area.text), event.meaning))
