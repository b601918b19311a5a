"""The annotations of the open article, in the order of its text.

It is a view of our own, not a stock list, to redraw five hundred annotations quickly enough for a key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content

from reader.text.plurals import count
from reader.tui.letter_order import is_ours
from reader.tui.panes.block_list import BlockList
from reader.tui.panes.fact import Fact
from reader.view.note_rows import NoteLines, PlacedNote, note_lines

__all__ = ["NotesPane", "PlacedNote"]


class NotesPane(BlockList):
    """Lists annotations with their quotes, notes, tags, colors and states."""

    @dataclass
    class Highlighted(Fact):
        """An annotation is selected."""

        note: PlacedNote

    @dataclass
    class Chosen(Fact):
        """An annotation was opened."""

        note: PlacedNote

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self.notes: Sequence[PlacedNote] = ()
        self.hints: Mapping[str, str] = {}
        self._awaited = ""
        self.border_title = Content("Notes")
        self._lines: dict[str, tuple[PlacedNote, int, NoteLines]] = {}

    # What is shown

    def show(self, notes: Sequence[PlacedNote], empty_text: str, *, bad_files: int = 0) -> None:
        """Show other annotations; the one that was selected stays so if it is among them.

        *bad_files* is how many note files could not be read.
        """
        before = self.selected
        wanted = self._awaited or (before.annotation.id if before else None)
        self.notes = notes
        if notes:
            self._awaited = ""
        told = ["Notes", f"{len(notes):,}" if notes else "", count(bad_files, "bad file") if bad_files else ""]
        self.border_title = Content(" · ".join(filter(None, told)))
        ids = [each.annotation.id for each in notes]
        self.show_rows(ids.index(wanted) if wanted in ids else self.index, empty_text)

    @property
    def selected(self) -> PlacedNote | None:
        """The selected annotation."""
        return self.notes[self.index] if self.index < len(self.notes) else None

    def select_note(self, annotation_id: str) -> None:
        """Select an annotation without reporting it; one that is not here yet, when it is."""
        index = next((at for at, each in enumerate(self.notes) if each.annotation.id == annotation_id), None)
        self._awaited = annotation_id if index is None else ""
        if index is not None and index != self.index:
            self.select_silently(index)

    def tell_selected(self) -> None:
        """Report the selected annotation."""
        if self.selected is not None:
            self.post_message(self.Highlighted(self.selected))

    def choose(self) -> None:
        """Open what is selected."""
        if self.selected is not None:
            self.post_message(self.Chosen(self.selected))

    # Rows

    @property
    def row_count(self) -> int:
        """How many annotations are listed."""
        return len(self.notes)

    def row_lines(self, index: int, width: int) -> NoteLines:
        """Return the lines of an annotation, made again only if it has changed."""
        note = self.notes[index]
        key = note.annotation.id
        kept = self._lines.get(key)
        if kept is None or kept[1] != width or not kept[0].looks_like(note):
            if len(self._lines) > 2 * len(self.notes) + 50:
                self._lines.clear()
            kept = self._lines[key] = (note, width, note_lines(note, width, self.hints, orders=is_ours()))
        return kept[2]
