"""Annotations: made, shown in the text and in their pane, edited, deleted, brought back."""

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.library.dates import now
from reader.tui.drawing.marks import Mark
from reader.tui.external_editor import EditorError, edited
from reader.tui.panes.article_view import ArticleView
from reader.tui.panes.note_editor import NoteEditor
from reader.tui.panes.notes import NotesPane, PlacedNote
from reader.tui.screens.room_screen import RoomScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.notes.journal import Draft
    from reader.notes.model import Annotation

NO_NOTES = "No notes yet. In the article, H highlights the sentence under the caret, a writes a note on it."


class Annotating(RoomScreen):
    """The part of the reading screen that keeps notes."""

    _recovered: "Draft | None" = None

    # Showing

    def show_notes(self, select_id: str | None = None) -> None:
        """Show the annotations of the open article, in its text and in their pane."""
        notes: Sequence[PlacedNote] = ()
        if self.article is not None:
            notes = [PlacedNote(*pair) for pair in self.room.anchored(self.article.id)]
        self.notes_pane.show(notes, NO_NOTES if self.article else "", select_id)
        marks = []
        for note in notes:
            if note.has_place:
                color = note.annotation.color or "yellow"
                marks.append(Mark(note.place.start, note.place.end, f"article--{color}"))
                if note.annotation.body:
                    marks.append(Mark(note.place.start, note.place.end, "article--noted"))
        self.article_view.mark("annotations", marks)

    def under_caret(self) -> PlacedNote | None:
        """Return the annotation under the caret, the shortest of several."""
        offset = self.article_view.caret.offset
        here = [
            each for each in self.notes_pane.notes if each.has_place and each.place.start <= offset < each.place.end
        ]
        return min(here, key=lambda note: note.place.end - note.place.start, default=None)

    def _chosen_note(self) -> PlacedNote | None:
        note = self.under_caret() if self.where == "article" else self.notes_pane.selected
        if note is None:
            self.say("There is no annotation here.")
        return note

    def on_article_view_caret_moved(self, event: ArticleView.CaretMoved) -> None:
        """Select the annotation under the caret in the pane."""
        event.stop()
        note = self.under_caret()
        if note is not None:
            self.notes_pane.select(note.annotation.id)
        if note is not None and self.status.said[:4] != "hit ":
            told = note.annotation.body.strip().split("\n")[0]
            self.say(f"{note.annotation.color or 'note'}: {told}" if told else f"{note.annotation.color} highlight")

    def on_notes_pane_highlighted(self, event: NotesPane.Highlighted) -> None:
        """Scroll to the annotation that is selected."""
        event.stop()
        if event.note.has_place:
            self.article_view.go_to(event.note.place.start, event.note.place.end)

    def on_notes_pane_chosen(self, event: NotesPane.Chosen) -> None:
        """Go to the passage of an annotation."""
        event.stop()
        if event.note.has_place:
            self.show_pane("article")
            self.article_view.go_to(event.note.place.start, event.note.place.end)
        else:
            self.do_edit_note()

    # Making

    def do_select(self) -> None:
        """Begin or end a selection."""
        self.article_view.toggle_selection()
        if self.article_view.caret.anchor is not None:
            self.say("Selecting: w W ( ) { } j k extend, H highlights, a writes a note, Esc ends.")

    def do_highlight(self) -> None:
        """Highlight the selection or the sentence."""
        annotation = self._new(body="")
        if annotation is not None and self._save(annotation):
            self.article_view.end_selection()
            self.say("Highlighted. C changes the color, e adds a note, d deletes.")

    def do_note(self) -> None:
        """Write a note on the selection or the sentence."""
        annotation = self._new(body="")
        if annotation is not None:
            self._write(replace(annotation, motivation="commenting"))

    def do_article_note(self) -> None:
        """Write a note on the whole article."""
        from reader.notes.model import new_annotation

        if self.article is not None:
            self._write(new_annotation(self.article.id))

    def offer_draft(self) -> bool:
        """Go on with a note that was being written when reader last ended; tell whether there was one."""
        for draft in self.room.drafts.recovered():
            if self.open_article(draft.annotation.article):
                self._recovered = draft
                self.show_pane("article")
                self._write(draft.annotation)
                self.say("This note was being written when reader last ended. Esc keeps it; emptied, it is given up.")
                return True
        return False

    def on_note_editor_changed(self, event: NoteEditor.Changed) -> None:
        """Keep the draft on disk while it is written."""
        event.stop()
        self.room.drafts.keep(replace(event.annotation, body=event.body))
        if self.room.drafts.problem:
            self.say(self.room.drafts.problem, is_warning=True)

    def _forget_draft(self, annotation: "Annotation") -> None:
        self.room.drafts.drop(annotation)
        if self._recovered is not None and self._recovered.annotation.id == annotation.id:
            self.room.drafts.discard(self._recovered)
            self._recovered = None

    def _write(self, annotation: "Annotation") -> None:
        place = annotation.position
        marks = [Mark(place.start, place.end, "article--selection")] if place else []
        self.article_view.mark("writing", marks)
        self.call_next(self.editor.open, annotation)
        if place is not None:
            # The editor takes the lower part of the window, perhaps with the passage in it.
            self.call_after_refresh(self.article_view.go_to, place.start, place.end)

    def _stop_writing(self) -> None:
        self.article_view.mark("writing", [])
        self.editor.close()
        self.show_pane("article")

    def _new(self, body: str) -> "Annotation | None":
        from reader.notes.model import new_annotation
        from reader.notes.selectors import selectors_for, text_sha256

        span = self.article_view.caret.marked()
        if self.article is None or span is None:
            self.say("There is no text here to mark.")
            return None
        text = self.article.text
        return new_annotation(self.article.id, selectors_for(text, *span), body=body, text_sha256=text_sha256(text))

    def _save(self, annotation: "Annotation") -> bool:
        try:
            saved = self.room.notes.save(annotation)
        except (ReaderError, OSError) as error:
            # The words stay on screen: the editor is still open with them.
            self.say(f"The note is not saved: {error}", is_warning=True)
            return False
        self._changed(saved.id)
        return True

    def _changed(self, select_id: str | None = None) -> None:
        self.note_counts.clear()
        self.note_counts.update(self.room.note_counts())
        self.show_notes(select_id)
        self.list_view.redraw()
        self.library_changed()

    def notes_changed(self, select_id: str | None = None) -> None:
        """Show what was noted elsewhere."""
        self._changed(select_id)

    # Editing

    def do_edit_note(self) -> None:
        """Edit a note in the editor below the text."""
        note = self._chosen_note()
        if note is not None:
            self._write(note.annotation)

    def do_external_note(self) -> None:
        """Edit a note in the user's own editor."""
        note = self._chosen_note()
        if note is not None:
            self._edit_outside(note.annotation, note.annotation.body)

    def on_note_editor_kept(self, event: NoteEditor.Kept) -> None:
        """Save what was written, or go on in the user's own editor."""
        event.stop()
        if event.external:
            self._edit_outside(event.annotation, event.body)
        else:
            self._keep(event.annotation, event.body)

    def _edit_outside(self, annotation: "Annotation", body: str) -> None:
        try:
            text = edited(self.app, self.room.settings.editor_command, body, self.room.places.state)
        except EditorError as error:
            self.say(str(error), is_warning=True)
            return
        self._keep(annotation, text)

    def _keep(self, annotation: "Annotation", body: str) -> None:
        body = body.strip()
        is_new = not any(each.annotation.id == annotation.id for each in self.notes_pane.notes)
        if not body and is_new:
            self._forget_draft(annotation)
            self._stop_writing()
            self.say("Nothing was written, so no note was made.")
            return
        motivation = "commenting" if body else "highlighting"
        if self._save(replace(annotation, body=body, motivation=motivation, modified=now())):
            self._forget_draft(annotation)
            self.article_view.end_selection()
            self._stop_writing()
            self.say("The note is saved.")

    def do_color(self) -> None:
        """Give the annotation the next color."""
        from reader.notes.model import COLORS

        note = self._chosen_note()
        if note is not None and note.annotation.quote is not None:
            at = COLORS.index(note.annotation.color) if note.annotation.color in COLORS else -1
            self._save(replace(note.annotation, color=COLORS[(at + 1) % len(COLORS)], modified=now()))

    def do_delete_note(self) -> None:
        """Move an annotation to the trash."""
        note = self._chosen_note()
        if note is None:
            return
        try:
            self.room.notes.delete(note.annotation)
        except (ReaderError, OSError) as error:
            self.say(f"The note is not deleted: {error}", is_warning=True)
            return
        self._changed()
        self.say("Deleted. U brings it back.")

    def do_undo(self) -> None:
        """Bring back the annotation deleted last."""
        try:
            annotation = self.room.notes.undo()
        except (ReaderError, OSError) as error:
            self.say(f"The note is not back: {error}", is_warning=True)
            return
        if annotation is None:
            self.say("No deleted note is left to bring back.")
            return
        if self.article is None or self.article.id != annotation.article:
            self.open_article(annotation.article)
        self._changed(annotation.id)
        self.say("The note is back.")

    # Stepping

    def do_next_annotation(self) -> None:
        """Go to the next annotation in the text."""
        self._step_annotation(1)

    def do_previous_annotation(self) -> None:
        """Go to the annotation before."""
        self._step_annotation(-1)

    def _step_annotation(self, step: int) -> None:
        offset = self.article_view.caret.offset
        notes = [each for each in self.notes_pane.notes if each.has_place]
        further = [each for each in notes if (each.place.start > offset if step > 0 else each.place.start < offset)]
        if not further:
            self.say("There is no annotation further on.")
            return
        note = further[0] if step > 0 else further[-1]
        self.article_view.go_to(note.place.start, note.place.end)
