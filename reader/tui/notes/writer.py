"""Writing notes, in the editor below the text or in the user's own, with drafts that survive a crash."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.library.errors import ReaderError
from reader.room.editor import LeftUnreadable
from reader.tui.notes.keeper import NoteKeeper
from reader.tui.notes.places import NotePlaces
from reader.tui.notes.target import NoteHost, NoteTarget
from reader.tui.panes.note_editor import NoteEditor, note_hint
from reader.tui.part import KeyQuestion, Part
from reader.tui.saves import SaveOutcome
from reader.view.commands import Choice
from reader.view.marks import Mark

if TYPE_CHECKING:
    from reader.notes.journal import Draft
    from reader.notes.model import Annotation
    from reader.tui.external_editor import Outcome

_KEEP, _GO_ON, _EMPTY = Choice("k", "keep its text"), Choice("e", "continue here"), Choice("x", "empty the note")
_SAVE, _DISCARD = Choice("s", "save"), Choice("d", "discard")
_NOT_KEPT, _KEPT = "not kept yet", "draft kept"
# Seconds between two checks whether the draft is on disk.
_LOOK_AFTER = 0.2
_RECOVERED = "You were writing this note when reader last closed. {save} saves it; an empty note is dropped."


class UnsavedNote(NamedTuple):
    """The text of a note that could not be saved, and why."""

    annotation: "Annotation"
    body: str
    told: str


class NoteWriter(Part):
    """Lets the user write the body of a note, in the editor below the text or in the user's own."""

    def __init__(
        self, host: NoteHost, target: NoteTarget, places: NotePlaces, keeper: NoteKeeper, editor: NoteEditor
    ) -> None:
        self._host = host
        self._target = target
        self._places = places
        self._keeper = keeper
        self._editor = editor
        self._recovered: Draft | None = None
        self._is_looking = False
        self._is_opening = False
        self._told_problem = ""
        self._unsaved: list[UnsavedNote] = []
        places.changed_elsewhere = self._tell_changed
        self.commands = {"edit-note": self.edit, "external-note": self.edit_chosen_outside}
        self.heard = {NoteEditor.Changed: self._keep_draft, NoteEditor.Kept: self._take}

    def keep(self) -> None:
        """Keep the draft as it stands in the editor, including a letter whose message has not arrived yet."""
        written = self._editor.written
        if written is not None:
            self._host.room.drafts.keep(written)
            self._host.room.drafts.flush()

    # The editor below the text

    def edit(self) -> None:
        """Edit the chosen note in the editor below the text."""
        note = self._places.chosen()
        if note is not None:
            self._keeper.with_newest(note.annotation, self._open)

    def _open(self, annotation: "Annotation") -> None:
        # A text that could not be saved takes precedence over the file.
        unsaved = next((each for each in self._unsaved if each.annotation.id == annotation.id), None)
        if unsaved is not None:
            self._write_again(unsaved)
        else:
            self.write(annotation)

    def write(self, annotation: "Annotation", body: str | None = None) -> None:
        """Open the editor on *annotation*, with its own body or *body*."""
        place, article_id = annotation.position, annotation.article
        note = self._places.knows(annotation.id)
        span = (place.start, place.end) if place else None
        if note is not None and note.has_place:
            span = (note.place.start, note.place.end)
        self._target.mark(article_id, "writing", [Mark(*span, "article--selection")] if span else [])
        # Clear older messages, but not that another note could not be saved.
        self._host.say(self._unsaved[0].told if self._unsaved else "", is_warning=bool(self._unsaved))
        # The editor stands below the text: with room for one pane only, that must be the article.
        self._target.focus()
        self._is_opening = True
        self._host.call_next(self._open_editor, annotation, body)
        if span is not None:
            # The editor may cover the passage.
            self._host.call_after_refresh(self._target.go_to, article_id, *span)

    async def _open_editor(self, annotation: "Annotation", body: str | None) -> None:
        self._is_opening = False
        await self._editor.open(annotation, body)

    def _stop(self) -> None:
        for article in self._target.articles:
            self._target.mark(article.id, "writing", [])
        self._editor.close()
        self._target.focus()
        if self._unsaved:
            self._take_up_unsaved()

    def _keep_draft(self, event: NoteEditor.Changed) -> None:
        """Save the draft while it is written."""
        self._host.room.drafts.keep(replace(event.annotation, body=event.body))
        self._editor.tell_draft(_NOT_KEPT)
        self._look_at_draft()

    def _look_at_draft(self) -> None:
        """Say that the draft is kept once it is on disk, or why it cannot be."""
        if not self._is_looking:
            self._is_looking = True
            self._host.set_timer(_LOOK_AFTER, self._tell_draft)

    def _tell_draft(self) -> None:
        self._is_looking = False
        drafts, annotation = self._host.room.drafts, self._editor.annotation
        if annotation is None:
            return
        if drafts.is_on_disk(annotation):
            self._editor.tell_draft(_KEPT)
        else:
            self._look_at_draft()
        if drafts.problem != self._told_problem:
            self._told_problem = drafts.problem
            self._host.say(drafts.problem, is_warning=bool(drafts.problem))

    def _take(self, event: NoteEditor.Kept) -> None:
        """Save the text, continue in the user's own editor, or ask whether to discard it."""
        if event.meaning == "external":
            self._edit_outside(event.annotation, event.body)
        elif event.meaning == "leave":
            self._leave(event.annotation, event.body)
        else:
            self._save(event.annotation, event.body)

    def _leave(self, annotation: "Annotation", body: str) -> None:
        """Close the editor; ask whether to save or discard the text, and keep it until then."""
        recovered = self._recovered
        is_recovered = recovered is not None and recovered.annotation.id == annotation.id
        if body.strip() == annotation.body.strip() and not is_recovered:
            self._forget_draft(annotation)
            self._stop()
            self._host.say(
                "The note was not changed." if annotation.revision else "The note was empty and was not saved."
            )
            return
        # The keys must answer the question, not go into the text.
        self._target.focus()

        def chosen(word: str) -> None:
            if word == _DISCARD.word:
                self._forget_draft(annotation)
                self._stop()
                told = "The note is as it was before." if annotation.revision else "There is no note."
                self._host.say(f"What you wrote was discarded. {told}")
                return
            self._save(annotation, body)

        def given_up() -> None:
            self.write(annotation, body)
            self._host.say("")

        choices = (_SAVE, _DISCARD)
        question = KeyQuestion("Keep what you wrote?", choices, chosen, given_up=given_up, otherwise="go on writing")
        self._host.ask_key(question)

    def _save(self, annotation: "Annotation", body: str) -> None:
        """Save the text as the body of the note."""
        from reader.notes.model import with_body

        body = body.strip()
        is_new = not annotation.revision and self._places.knows(annotation.id) is None
        if not body and is_new:
            self._forget_draft(annotation)
            self._stop()
            self._host.say("The note was empty and was not saved.")
            return
        deed = "the note" if is_new else "the change of the note"
        notes, drafts, recovered = self._host.room.notes, self._host.room.drafts, self._recovered
        is_recovered = recovered is not None and recovered.annotation.id == annotation.id
        # The draft stays until the note is on disk, even if reader crashes meanwhile.
        drafts.keep(replace(annotation, body=body))

        def on_disk() -> None:
            drafts.drop(annotation)
            if recovered is not None and is_recovered:
                drafts.discard(recovered)

        def then(is_saved: bool) -> None:
            if not is_saved:
                self._unsaved.append(UnsavedNote(annotation, body, self._host.said))
                self._take_up_unsaved()
            elif is_recovered and self._recovered is recovered:
                self._recovered = None

        self._target.end_selection()
        self._stop()
        self._keeper.keep(
            lambda: (notes.save(with_body(annotation, body)), "The note is saved."), annotation, deed, then, on_disk
        )

    def _take_up_unsaved(self) -> None:
        """Reopen a text that could not be saved, after earlier work is done and unless a note is open."""

        def then(_: SaveOutcome) -> None:
            if self._unsaved and not self._editor.is_open and not self._is_opening:
                self._write_again(self._unsaved[0])

        self._host.change_notes(SaveOutcome, then)

    def _write_again(self, unsaved: UnsavedNote) -> None:
        self._unsaved.remove(unsaved)

        def go_on() -> None:
            self.write(unsaved.annotation, unsaved.body)
            self._host.say(unsaved.told, is_warning=True)

        if any(each.id == unsaved.annotation.article for each in self._target.articles):
            go_on()
        else:
            self._target.bring(unsaved.annotation.article, go_on)

    def _tell_changed(self) -> None:
        """Say that the note being written was changed elsewhere; saving will keep both versions."""
        written = self._editor.annotation
        if written is None or not written.revision:
            return
        there = self._places.knows(written.id)
        if there is None or there.annotation.revision != written.revision:
            told = "This note was changed elsewhere in the meantime. If you save yours, both are kept."
            self._host.say(told, is_warning=True)

    # Drafts

    def offer_draft(self) -> bool:
        """Offer to continue a note that was being written when reader last ended; return whether there was one."""
        for draft in self._host.room.drafts.recovered():
            known = {each.id for each in self._host.room.notes.of(draft.annotation.article)}
            if not draft.annotation.body.strip() and draft.annotation.id not in known:
                # An empty draft of a new note is not worth offering.
                self._host.room.drafts.discard(draft)
            elif self._host.room.catalog.entry(draft.annotation.article) is not None:
                self._target.bring(draft.annotation.article, partial(self._go_on, draft))
                return True
        return False

    def _go_on(self, draft: "Draft") -> None:
        self._recovered = draft
        self.write(draft.annotation)
        self._host.say(note_hint(_RECOVERED))

    def _forget_draft(self, annotation: "Annotation") -> None:
        drafts = self._host.room.drafts
        drafts.drop(annotation)
        if self._recovered is not None and self._recovered.annotation.id == annotation.id:
            drafts.discard(self._recovered)
            self._recovered = None

    # The user's own editor

    def edit_chosen_outside(self) -> None:
        """Edit the chosen note in the user's own editor."""
        note = self._places.chosen()
        if note is not None:
            self._keeper.with_newest(note.annotation, lambda found: self._edit_outside(found, found.body))

    def _edit_outside(self, annotation: "Annotation", body: str) -> None:
        drafts = self._host.room.drafts
        try:
            # From here on what the editor saves is kept, even if it or reader crashes.
            outcome = self._host.edit_outside(drafts.lend(replace(annotation, body=body)))
        except (ReaderError, OSError) as error:
            self._host.say(str(error), is_warning=True)
            if not self._editor.is_open and not isinstance(error, LeftUnreadable):
                drafts.drop(annotation)
            return
        if outcome.text.strip():
            drafts.take_back(annotation, outcome.text)
        if outcome.problem:
            self._ask_about(annotation, body, outcome)
        else:
            self._save(annotation, outcome.text)

    def _ask_about(self, annotation: "Annotation", before: str, outcome: "Outcome") -> None:
        """Ask what to do with a note whose editor ended with an error or left nothing."""
        has_text = bool(outcome.text.strip())
        was_writing = self._editor.is_open
        # The keys must answer the question, not go into the text.
        self._target.focus()

        def chosen(word: str) -> None:
            if word == _GO_ON.word:
                self.write(annotation, outcome.text if has_text else before)
            else:
                self._save(annotation, outcome.text)

        def given_up() -> None:
            self._forget_draft(annotation)
            if was_writing:
                self.write(annotation, before)
            else:
                self._host.say("The note was not changed.")

        choices = [_KEEP, _GO_ON] if has_text else [_GO_ON, _EMPTY]
        self._host.ask_key(KeyQuestion(outcome.problem, choices, chosen, given_up=given_up))
