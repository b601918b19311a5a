"""Notes on either of two articles that are side by side: shown, made, edited, deleted, brought back."""

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.library.dates import now
from reader.library.errors import ReaderError
from reader.notes.model import with_body
from reader.tui.external_editor import EditorError, edited
from reader.tui.panes.compare_view import CompareView
from reader.tui.panes.note_editor import NoteEditor, note_hint
from reader.tui.panes.notes import PlacedNote
from reader.tui.panes.status import KeyFooter, StatusLine
from reader.tui.reading.comparing import Left
from reader.tui.reading.noting import NotingScreen
from reader.view.marks import Mark
from reader.view.pairing import SIDES

if TYPE_CHECKING:
    from reader.library.article import Article
    from reader.notes.model import Annotation
    from reader.room import ReadingRoom
    from reader.room.references import ArticlePair
    from reader.view.keymap import Keymap

_SELECTING = (
    "Selecting: moving the caret extends it, {highlight} highlights, {note} writes a note, {leave-compare} ends."
)


class PairNotes(NotingScreen[Left]):
    """The part of the compare screen that keeps notes."""

    keymap: "Keymap"

    def __init__(self, room: "ReadingRoom") -> None:
        super().__init__(room)
        self.compared: ArticlePair | None = None
        self.has_noted = False
        self.view = CompareView(room.settings.measure, id="compare")
        self.editor = NoteEditor(id="editor")
        self.status = StatusLine(id="status")
        self.key_footer = KeyFooter(id="footer")
        self.notes: tuple[list[PlacedNote], list[PlacedNote]] = ([], [])

    @property
    def is_writing(self) -> bool:
        """Whether the editor of a note has the keys."""
        return self.focused is not None and self.focused.id == "note-area"

    def say(self, text: str, *, is_warning: bool = False) -> None:
        """Say something in the status line."""
        self.status.say(text, is_warning=is_warning)

    def article_of(self, side: int) -> "Article | None":
        """Return the article on one side, once it is there."""
        if self.compared is None:
            return None
        return (self.compared.a, self.compared.b)[side]

    # Showing

    def show_notes(self, side: int) -> None:
        """Show the annotations of the article on one side in its text."""
        article = self.article_of(side)
        if article is None:
            return
        self.notes[side][:] = [PlacedNote(*pair) for pair in self.room.notebook.anchored(article.id)]
        marks = []
        for note in self.notes[side]:
            if note.has_place:
                color = note.annotation.color or "yellow"
                marks.append(Mark(note.place.start, note.place.end, f"article--{color}"))
                if note.annotation.body:
                    marks.append(Mark(note.place.start, note.place.end, "article--noted"))
        self.view.mark(side, "annotations", marks)

    def _under_caret(self) -> PlacedNote | None:
        offset = self.view.caret.offset
        notes = [each for each in self.notes[self.view.side] if each.has_place]
        here = [each for each in notes if each.place.start <= offset < each.place.end]
        return min(here, key=lambda note: note.place.end - note.place.start, default=None)

    def _chosen_note(self) -> "Annotation | None":
        note = self._under_caret()
        if note is None:
            self.say("There is no annotation under the caret.")
        return note.annotation if note is not None else None

    def on_compare_view_caret_moved(self, event: CompareView.CaretMoved) -> None:
        """Tell the note under the caret."""
        event.stop()
        note = self._under_caret()
        if note is not None:
            told = note.annotation.body.strip().split("\n")[0]
            self.say(f"{note.annotation.color or 'note'}: {told}" if told else f"{note.annotation.color} highlight")

    # Making

    def do_select(self) -> None:
        """Begin or end a selection."""
        self.view.toggle_selection()
        if self.view.caret.anchor is not None:
            self.say(self.keymap.fill(_SELECTING))

    def do_highlight(self) -> None:
        """Highlight the selection or the sentence."""
        annotation = self._new()
        if annotation is not None and self._save(annotation):
            self.view.end_selection()
            self.say(
                self.keymap.fill(
                    "Highlighted. {color} changes the color, {edit-note} adds a note, {delete-note} deletes."
                )
            )

    def do_note(self) -> None:
        """Write a note on the selection or the sentence."""
        annotation = self._new()
        if annotation is not None:
            self._write(replace(annotation, motivation="commenting"))

    def _new(self) -> "Annotation | None":
        from reader.notes.model import new_annotation
        from reader.notes.selectors import selectors_for, text_sha256

        article, span = self.article_of(self.view.side), self.view.caret.marked()
        if article is None or span is None:
            self.say("There is no text here to mark.")
            return None
        text = article.text
        return new_annotation(article.id, selectors_for(text, *span), text_sha256=text_sha256(text))

    def _save(self, annotation: "Annotation") -> bool:
        from reader.notes.store import SaveConflict

        try:
            self.room.notes.save(annotation)
        except SaveConflict as error:
            # Neither version is lost, and saving again would only leave one more.
            self.say(str(error), is_warning=True)
            self._changed()
            return True
        except (ReaderError, OSError) as error:
            # The words stay on screen: the editor is still open with them.
            self.say(f"The note is not saved: {error}", is_warning=True)
            return False
        self._changed()
        return True

    def _changed(self) -> None:
        self.has_noted = True
        for side in SIDES:
            self.show_notes(side)

    # Writing

    def _write(self, annotation: "Annotation") -> None:
        place = annotation.position
        marks = [Mark(place.start, place.end, "article--selection")] if place else []
        self.view.mark(self.view.side, "writing", marks)
        self.call_next(self.editor.open, annotation)
        if place is not None:
            # The editor takes the lower part of the window, perhaps with the passage in it.
            self.call_after_refresh(self.view.go_to, self.view.side, place.start)

    def _stop_writing(self) -> None:
        for side in SIDES:
            self.view.mark(side, "writing", [])
        self.editor.close()
        self.view.focus()

    def edit_outside(self, annotation: "Annotation", body: str) -> None:
        """Go on with a note in the user's own editor."""
        try:
            outcome = edited(self.app, self.room.settings.editor_command, body, self.room.places.state)
        except EditorError as error:
            self.say(str(error), is_warning=True)
            return
        if outcome.problem:
            # What is to become of it is decided where it can be read.
            self.call_next(self.editor.open, annotation, outcome.text if outcome.text.strip() else body)
            self.say(f"{outcome.problem} {note_hint('{save} saves what is here.')}", is_warning=True)
        else:
            self.keep_note(annotation, outcome.text)

    def keep_note(self, annotation: "Annotation", body: str) -> None:
        """Save what was written as the body of a note."""
        body = body.strip()
        known = {each.annotation.id for notes in self.notes for each in notes}
        if not body and annotation.id not in known:
            self.room.drafts.drop(annotation)
            self._stop_writing()
            self.say("Nothing was written, so no note was made.")
            return
        if self._save(with_body(annotation, body)):
            self.room.drafts.drop(annotation)
            self.view.end_selection()
            self._stop_writing()
            self.say("The note is saved.")

    # Changing

    def do_edit_note(self) -> None:
        """Edit the note under the caret in the editor below the texts."""
        annotation = self._chosen_note()
        if annotation is not None:
            self._write(annotation)

    def do_external_note(self) -> None:
        """Edit the note under the caret in the user's own editor."""
        annotation = self._chosen_note()
        if annotation is not None:
            self.edit_outside(annotation, annotation.body)

    def do_color(self) -> None:
        """Give the annotation under the caret the next color."""
        from reader.notes.model import COLORS

        annotation = self._chosen_note()
        if annotation is not None:
            at = COLORS.index(annotation.color) if annotation.color in COLORS else -1
            self._save(replace(annotation, color=COLORS[(at + 1) % len(COLORS)], modified=now()))

    def do_delete_note(self) -> None:
        """Move the annotation under the caret to the trash."""
        annotation = self._chosen_note()
        if annotation is not None and self.deleted(annotation):
            self._changed()
            self.say(self.keymap.fill("Deleted. Press {undo} to bring it back."))

    def do_undo(self) -> None:
        """Bring back the annotation deleted last."""
        if self.brought_back() is not None:
            self._changed()
            self.say("The note is back.")
