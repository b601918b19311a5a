"""Annotations whose passage has changed or is gone, notes in two versions, notes that are gone from their folder."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.library.errors import ReaderError
from reader.tui.reading.writing import Writing
from reader.view.note_rows import PlacedNote
from reader.view.phrases import count

if TYPE_CHECKING:
    from reader.notes.conflicts import Conflict
    from reader.notes.model import Annotation

_SETTLED = {
    "left": "The left version is kept; the other is in the trash.",
    "right": "The right version is kept; the other is in the trash.",
    "both": "Both are kept, the right one as a note of its own.",
}


class Repairing(Writing):
    """The part of the reading screen that puts annotations right again, each time because a person says so."""

    # Passages

    _attaching: "Annotation | None" = None

    def do_accept_passage(self) -> None:
        """Take what was found as the passage that the annotation is on."""
        note = self.chosen_note()
        if note is None or self.article is None:
            return
        if note.annotation.quote is None or note.place.state == "exact":
            self.say("The passage is as it was; there is nothing to accept.")
        elif note.place.state == "orphan":
            self.say(f"The passage is gone; {self.keymap.key('attach-note')} attaches the note to another.")
        else:
            self._attach_to(note.annotation, (note.place.start, note.place.end), "The passage is accepted.")

    def do_attach_note(self) -> None:
        """Attach an annotation: to the selection, or begin to, with the likeliest passage selected."""
        note = self.notes_pane.selected
        if self.where == "article":
            waiting = self._attaching or (note.annotation if note and note.place.state == "orphan" else None)
            span = self.article_view.caret.selection()
            if waiting is None:
                key = self.keymap.key
                self.say(
                    f"Choose the note in the pane ({key('pane-notes')}) and press {key('attach-note')} there first."
                )
            elif span is None or self.article is None or waiting.article != self.article.id:
                self.say(f"Select the passage first: {self.keymap.key('select')} starts.")
            else:
                self._attach_to(waiting, span, "The note is attached to the selection.")
        elif note is None or note.annotation.quote is None:
            self.say("There is no annotation on a passage here.")
        else:
            self._begin_attaching(note)

    def _begin_attaching(self, note: PlacedNote) -> None:
        """Give the article the keys, with the likeliest passage selected, if there is any."""
        from reader.notes.anchoring import AnchoringText

        if self.article is None or note.annotation.quote is None:
            return
        self._attaching = note.annotation
        self.show_pane("article")
        key = self.keymap.key
        attach, back = key("attach-note"), key("back")
        self.attach_hint = f"{attach} attaches the note to what is selected; {back} gives up."
        likely = None
        if note.place.state == "orphan":
            likely = AnchoringText(self.article.text).suggestion(note.annotation.quote, note.annotation.position)
        if likely is None:
            self.article_view.go_to(note.place.start)
            self.say(f"Select the passage ({key('select')}), then {attach} attaches the note to it; {back} gives up.")
        else:
            self.attach_hint = (
                f"The likest passage: {attach} attaches the note to it, or select another; {back} gives up."
            )
            self.article_view.select_span(likely.start, likely.end)

    def give_up_attaching(self) -> None:
        """Forget which annotation was to be attached."""
        self._attaching = None
        self.attach_hint = ""

    def _attach_to(self, annotation: "Annotation", span: tuple[int, int], told: str) -> None:
        from reader.notes.selectors import attach

        found = self.newest(annotation)
        if found is None or self.article is None:
            return
        self.say(told)
        if self.save_note(attach(found, self.article.text, *span)):
            self.give_up_attaching()
            self.article_view.end_selection()

    # Versions

    def do_versions(self) -> None:
        """Settle what is there in two versions, or gone: the open article's first."""
        here = self.article.id if self.article else ""
        conflicts = sorted(self.conflicts, key=lambda each: each.article != here)
        if conflicts:
            self._show_conflict(conflicts, 0)
        elif self.vanished:
            from reader.tui.dialogs.versions import VanishedDialog

            self.app.push_screen(VanishedDialog(self.vanished), self._settle_vanished)
        else:
            self.say("No annotation is there in two versions, and none is gone.")

    def _show_conflict(self, conflicts: Sequence["Conflict"], number: int) -> None:
        from reader.tui.dialogs.versions import VersionsDialog

        told = f"{number + 1} of {len(conflicts)}"
        entry = self.room.catalog.entry(conflicts[number].article)
        dialog = VersionsDialog(conflicts[number], entry.title if entry else conflicts[number].article, told)
        self.app.push_screen(dialog, partial(self._settle, conflicts, number))

    def _settle(self, conflicts: Sequence["Conflict"], number: int, answer: str | None) -> None:
        """Do what was chosen for one conflict and go on to the next; the person may leave at each."""
        if answer is None:
            self.say(f"Nothing is changed; {self.keymap.key('versions')} shows both again.")
            return
        if answer != "later":
            try:
                kept = self.room.notes.settle(conflicts[number], answer)
            except (ReaderError, OSError) as error:
                self.say(f"Both versions are kept as they are: {error}", is_warning=True)
                return
            self.say(_SETTLED[answer])
            self._settled(conflicts[number], kept.id)
        if number + 1 < len(conflicts):
            self._show_conflict(conflicts, number + 1)

    def _settled(self, conflict: "Conflict", kept_id: str) -> None:
        self.conflicts = [each for each in self.conflicts if each != conflict]
        self._changed(kept_id)

    def _settle_vanished(self, answer: str | None) -> None:
        try:
            if answer == "restore":
                restored = self.room.notes.restore_vanished()
                self.say(f"{count(restored, 'note')} written again.")
            elif answer == "forget":
                self.room.notes.forget_vanished()
                self.say("They are taken for deleted.")
            else:
                self.say(f"Nothing is changed; {self.keymap.key('versions')} shows them again.")
                return
        except (ReaderError, OSError) as error:
            self.say(f"They could not be written again: {error}", is_warning=True)
            return
        self.vanished = ()
        self._changed()
