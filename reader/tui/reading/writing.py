"""Notes written: the editor below the text, the user's own editor, drafts that survive a crash."""

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.library.errors import ReaderError
from reader.notes.model import with_body
from reader.tui.external_editor import EditorError, Outcome, edited
from reader.tui.panes.note_editor import note_hint
from reader.tui.reading.key_choice import Question
from reader.tui.reading.placing import Placing
from reader.view.commands import Choice
from reader.view.marks import Mark

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.notes.journal import Draft
    from reader.notes.model import Annotation

REINDEX_AFTER = 0.5

_RECOVERED_HINT = "You were writing this note when reader last ended. {save} saves it; an empty note is dropped."


class Writing(Placing):
    """The part of the reading screen in which notes are written and saved."""

    # What is said while a passage is being selected for an annotation that is to be attached to it.
    attach_hint = ""
    _reindexing: "Timer | None" = None
    _recovered: "Draft | None" = None

    # Saving

    def save_note(self, annotation: "Annotation") -> bool:
        """Save an annotation and show it; where it cannot be, say why and where, and tell so."""
        from reader.notes.store import SaveConflict

        try:
            saved = self.room.notes.save(annotation)
        except SaveConflict as error:
            # Neither version is lost: both are files, and are to be shown side by side.
            self._changed(annotation.id)
            self.problems_told = self.room.notes.problems
            key = self.keymap.key("versions")
            self.say(f"{error} {key} shows both.", is_warning=True)
            return True
        except (ReaderError, OSError) as error:
            self.say(f"The note is not saved: {error} Its folder is {self.room.notes.path}.", is_warning=True)
            return False
        self._changed(saved.id)
        return True

    def _changed(self, select_id: str | None = None) -> None:
        self.show_changes(select_id)
        if self._reindexing is not None:
            self._reindexing.stop()
        # Who marks one passage often marks the next: the index comes after, and out of the way of drawing.
        self._reindexing = self.set_timer(REINDEX_AFTER, self.library_changed)

    def notes_changed(self, select_id: str | None = None) -> None:
        """Show what was noted elsewhere, on whichever article."""
        self.note_counts.clear()
        self.note_counts.update(self.room.notebook.counts())
        self.list_view.redraw()
        self._changed(select_id)

    def newest(self, annotation: "Annotation") -> "Annotation | None":
        """Return an annotation as its file says it now; None, and say so, if it is gone."""
        self.room.notes.refresh(annotation.article)
        found = self.room.notes.get(annotation.id, annotation.article)
        if found is None:
            self.say("The annotation is gone: it was deleted elsewhere meanwhile.", is_warning=True)
            self.show_changes()
        return found

    # The editor below the text

    def write_note(self, annotation: "Annotation", body: str | None = None) -> None:
        """Open the editor on *annotation*, with its own body or *body*."""
        place = annotation.position
        marks = [Mark(place.start, place.end, "article--selection")] if place else []
        self.article_view.mark("writing", marks)
        self.call_next(self.editor.open, annotation, body)
        if place is not None:
            # The editor takes the lower part of the window, perhaps with the passage in it.
            self.call_after_refresh(self.article_view.go_to, place.start, place.end)

    def _stop_writing(self) -> None:
        self.article_view.mark("writing", [])
        self.editor.close()
        self.show_pane("article")

    def do_edit_note(self) -> None:
        """Edit a note in the editor below the text."""
        note = self.chosen_note()
        found = self.newest(note.annotation) if note is not None else None
        if found is not None:
            self.write_note(found)

    def keep_note(self, annotation: "Annotation", body: str) -> None:
        """Save what was written as the body of a note."""
        body = body.strip()
        is_new = not annotation.revision and self.room.notes.get(annotation.id, annotation.article) is None
        if not body and is_new:
            self._forget_draft(annotation)
            self._stop_writing()
            self.say("Nothing was written, so no note was made.")
            return
        self.say("The note is saved.")
        if self.save_note(with_body(annotation, body)):
            self._forget_draft(annotation)
            self.article_view.end_selection()
            self._stop_writing()

    # Drafts

    def offer_draft(self) -> bool:
        """Go on with a note that was being written when reader last ended; tell whether there was one."""
        for draft in self.room.drafts.recovered():
            if self.open_article(draft.annotation.article):
                self._recovered = draft
                self.show_pane("article")
                self.write_note(draft.annotation)
                self.say(note_hint(_RECOVERED_HINT))
                return True
        return False

    def _forget_draft(self, annotation: "Annotation") -> None:
        self.room.drafts.drop(annotation)
        if self._recovered is not None and self._recovered.annotation.id == annotation.id:
            self.room.drafts.discard(self._recovered)
            self._recovered = None

    # The user's own editor

    def do_external_note(self) -> None:
        """Edit a note in the user's own editor."""
        note = self.chosen_note()
        found = self.newest(note.annotation) if note is not None else None
        if found is not None:
            self.edit_outside(found, found.body)

    def edit_outside(self, annotation: "Annotation", body: str) -> None:
        """Go on with a note in the user's own editor."""
        try:
            outcome = edited(self.app, self.room.settings.editor_command, body, self.room.places.state)
        except EditorError as error:
            self.say(str(error), is_warning=True)
            return
        if outcome.problem:
            self._ask_about(annotation, body, outcome)
        else:
            self.keep_note(annotation, outcome.text)

    def _ask_about(self, annotation: "Annotation", before: str, outcome: Outcome) -> None:
        """Ask what is to become of a note whose editor ended with an error or left nothing."""
        choices = [Choice("k", "keeps what it left"), Choice("e", "goes on here")]
        if not outcome.text.strip():
            choices = [Choice("e", "goes on here"), Choice("x", "empties the note")]
        was_writing = self.editor.is_open
        if outcome.text.strip():
            # Until it is decided, what was written is on disk.
            self.room.drafts.keep(replace(annotation, body=outcome.text))
        # The keys must come here and not into the text.
        self.show_pane("article")

        def chosen(word: str) -> None:
            if word == "goes on here":
                self.write_note(annotation, outcome.text if outcome.text.strip() else before)
            else:
                self.keep_note(annotation, outcome.text)

        def given_up() -> None:
            self._forget_draft(annotation)
            if was_writing:
                self.write_note(annotation, before)
            else:
                self.say("The note is as it was.")

        self.ask_key(Question(outcome.problem, choices, chosen, given_up=given_up))
