"""The pane of the open article's notes."""

from collections.abc import Sequence
from functools import partial

from reader.tui.notes.places import NotePlaces
from reader.tui.notes.target import NoteTarget
from reader.tui.notes.writer import NoteWriter
from reader.tui.panes.article_view import ArticleView
from reader.tui.panes.notes import NotesPane, PlacedNote
from reader.tui.part import Part
from reader.tui.reading.host import ReadingHost

_NO_NOTES = (
    "No notes yet. In the article, {highlight} highlights the sentence under the caret, {note} writes a note on it."
)


class NotePanePart(Part):
    """Lists the notes, and goes to the passage of the selected one."""

    def __init__(
        self, host: ReadingHost, pane: NotesPane, target: NoteTarget, places: NotePlaces, writer: NoteWriter
    ) -> None:
        self._host = host
        self._pane = pane
        self._target = target
        self._places = places
        self._writer = writer
        fill = host.keymap.fill
        pane.hints = {
            "changed": fill("; {accept-passage} accepts the new words"),
            "orphan": fill("; {attach-note} attaches it to another passage"),
            "versions": fill("; {versions} settles them"),
        }
        self.commands = {"next-annotation": partial(self._step, 1), "previous-annotation": partial(self._step, -1)}
        self.heard = {
            NotesPane.Highlighted: self._go_to,
            NotesPane.Chosen: self._follow,
            ArticleView.CaretMoved: lambda _: self._places.caret_moved(),
        }

    def start(self) -> None:
        """Begin with an empty pane."""
        self._pane.show((), "")

    @property
    def no_notes(self) -> str:
        """What the pane says while an article has no notes."""
        return self._host.keymap.fill(_NO_NOTES)

    def show(self, article_id: str, notes: Sequence[PlacedNote], *, is_known: bool) -> None:
        """List the notes of the open article."""
        bad_files = self._places.bad_file_count(article_id)
        self._pane.show(notes, self.no_notes if is_known else "", bad_files=bad_files)

    def _step(self, step: int) -> None:
        """Go to the next or previous note in the text."""
        offset = self._target.caret.offset
        notes = [each for each in self._places.notes if each.has_place and (each.place.start - offset) * step > 0]
        if not notes:
            self._host.say("There are no more notes.")
            return
        note = (min if step > 0 else max)(notes, key=lambda each: (each.place.start, each.place.end))
        self._target.go_to(note.annotation.article, note.place.start, note.place.end)

    def _go_to(self, event: NotesPane.Highlighted) -> None:
        """Scroll to the selected note, or to its former place if its passage is gone."""
        note = event.note
        if note.annotation.quote is not None:
            self._target.go_to(note.annotation.article, note.place.start, note.place.end)

    def _follow(self, event: NotesPane.Chosen) -> None:
        """Go to the passage of a note."""
        note = event.note
        if note.has_place:
            self._target.focus()
            self._target.go_to(note.annotation.article, note.place.start, note.place.end)
        else:
            self._writer.edit()
