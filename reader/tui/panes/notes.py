"""The annotations of the open article, in the order of its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList

from reader.library.safe_text import line
from reader.tui.panes.option_pane import OptionPane

if TYPE_CHECKING:
    from reader.notes.anchoring import Anchoring
    from reader.notes.model import Annotation

_QUOTE_SHOWN = 160
_STATES = {"moved": "moved", "changed": "the text changed here", "orphan": "the passage is gone"}


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """An annotation and where it is in the text; *title* is its article's where notes of several are listed."""

    annotation: "Annotation"
    place: "Anchoring"
    title: str = ""

    @property
    def has_place(self) -> bool:
        """Whether there is a passage to go to."""
        return self.annotation.quote is not None and self.place.state != "orphan"


class NotesPane(OptionPane):
    """Lists annotations with their quotes, notes, colors and states."""

    @dataclass
    class Highlighted(Message):
        """The selection rests on an annotation."""

        note: PlacedNote

    @dataclass
    class Chosen(Message):
        """An annotation was opened."""

        note: PlacedNote

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self.notes: Sequence[PlacedNote] = ()
        self.border_title = Content("Notes")

    def show(self, notes: Sequence[PlacedNote], empty_text: str, select_id: str | None = None) -> None:
        """Show the annotations of another article, with the one of *select_id* selected."""
        self.notes = notes
        self.border_title = Content(f"Notes · {len(notes)}" if notes else "Notes")
        ids = [each.annotation.id for each in notes]
        select = ids.index(select_id) if select_id in ids else (self.highlighted or 0)
        self.show_options([content_of(each) for each in notes], empty_text, select)

    @property
    def selected(self) -> PlacedNote | None:
        """The selected annotation."""
        index = self.highlighted
        return self.notes[index] if index is not None and index < len(self.notes) else None

    def select(self, annotation_id: str) -> None:
        """Select an annotation, silently."""
        for index, each in enumerate(self.notes):
            if each.annotation.id == annotation_id:
                with self.prevent(OptionList.OptionHighlighted):
                    self.highlighted = index

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell which annotation is selected."""
        event.stop()
        if event.option_index < len(self.notes) and self.has_focus:
            self.post_message(self.Highlighted(self.notes[event.option_index]))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell that an annotation was opened."""
        event.stop()
        if event.option_index < len(self.notes):
            self.post_message(self.Chosen(self.notes[event.option_index]))


def content_of(note: PlacedNote) -> Content:
    """Return an annotation as a few lines: state, quote, note, tags."""
    annotation = note.annotation
    parts: list[Content | str | tuple[str, str]] = []
    if note.title:
        parts += [(note.title, "$quiet"), "\n"]
    if annotation.link:
        parts += [(f"{annotation.relation or 'bears on'} → {annotation.link}", "$secondary"), "\n"]
    if annotation.quote is None:
        parts += [] if annotation.link else [("on the whole article", "$quiet italic"), "\n"]
    else:
        quote = line(annotation.quote.exact)
        shown = quote if len(quote) <= _QUOTE_SHOWN else quote[:_QUOTE_SHOWN].rstrip() + "…"
        parts += [("▍", f"$note-{annotation.color or 'yellow'}"), (shown, "italic"), "\n"]
        if note.place.state in _STATES:
            parts += [(_STATES[note.place.state], "$warning"), "\n"]
    if annotation.body:
        parts += [annotation.body.strip(), "\n"]
    if annotation.tags:
        parts += [("  ".join(f"#{tag}" for tag in annotation.tags), "$secondary"), "\n"]
    return Content.assemble(*parts)
