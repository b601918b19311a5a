"""Repairing notes: passages that changed or are gone, notes in two versions, missing notes.

Nothing is repaired without the user's decision.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.library.errors import ReaderError
from reader.text.plurals import count
from reader.tui.notes.keeper import NoteKeeper
from reader.tui.notes.places import NotePlaces
from reader.tui.notes.target import NoteTarget
from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost
from reader.tui.saves import SaveOutcome
from reader.view.note_rows import PlacedNote

if TYPE_CHECKING:
    from reader.library.article import Article
    from reader.notes.conflicts import Conflict
    from reader.notes.model import Annotation

_SETTLED = {
    "left": "The left version is kept; the other is in the trash.",
    "right": "The right version is kept; the other is in the trash.",
    "both": "Both are kept, the right one as a separate note.",
}
_CHOOSE = "Choose the note in the pane ({pane-notes}) and press {attach-note} there first."
_SELECT = "Select the passage first: press {select}."
_ATTACHING = "{attach-note} attaches the note to the selection; {back} cancels."
_LIKELIEST = "The likeliest passage: {attach-note} attaches the note to it, or select another; {back} cancels."
_ANY = (
    "Select the passage ({select}), here or in another article; then {attach-note} attaches the note, {back} cancels."
)


class SuggestionQuestion(NamedTuple):
    """A question: the most likely passage for a note that lost its own."""

    article: "Article"
    note: PlacedNote


class NoteRepair(Part):
    """Accepts and attaches passages, and settles versions; *select* selects a passage of the open article."""

    def __init__(
        self,
        host: ReadingHost,
        target: NoteTarget,
        places: NotePlaces,
        keeper: NoteKeeper,
        select: Callable[[int, int], object],
    ) -> None:
        self._host = host
        self._target = target
        self._places = places
        self._keeper = keeper
        self._select = select
        self._attaching: Annotation | None = None
        # The message while the user selects a passage for a note.
        self.attach_hint = ""
        self._asker = host.asker("suggestion", self._suggest, self._show_suggestion)
        self.commands = {
            "accept-passage": self.accept_passage,
            "attach-note": self.attach,
            "versions": self.settle_versions,
        }

    # Passages

    def accept_passage(self) -> None:
        """Accept the found passage as the note's passage."""
        note = self._places.chosen()
        if note is None:
            return
        if note.annotation.quote is None or note.place.state == "exact":
            self._host.say("The passage is unchanged; there is nothing to accept.")
        elif note.place.state == "orphan":
            hint = "The passage is gone. Press {attach-note} to attach the note to another."
            self._host.say(self._host.keymap.fill(hint))
        else:
            self._attach_to(note.annotation, (note.place.start, note.place.end), "The passage is accepted.")

    def attach(self) -> None:
        """Attach a note to the selection, or begin to, with the most likely passage selected."""
        note = self._places.selected()
        if not self._target.has_keys:
            if note is None or note.annotation.quote is None:
                self._host.say("There is no note on a passage here.")
            else:
                self._begin(note)
            return
        waiting = self._attaching or (note.annotation if note and note.place.state == "orphan" else None)
        span = self._target.caret.selection()
        if waiting is None:
            self._host.say(self._host.keymap.fill(_CHOOSE))
        elif span is None:
            self._host.say(self._host.keymap.fill(_SELECT))
        else:
            self._attach_to(waiting, span, "The note is attached to the selection.")

    def _begin(self, note: PlacedNote) -> None:
        """Focus the article, and find the most likely passage if the note's own is gone."""
        article = self._target.article
        if article is None:
            return
        self._attaching = note.annotation
        self.attach_hint = self._host.keymap.fill(_ATTACHING)
        self._target.focus()
        if note.place.state == "orphan":
            question = SuggestionQuestion(article, note)
            self._host.ask(self._asker, question, "Looking for the likeliest passage …")
        else:
            self._show_place(note)

    def _suggest(self, question: SuggestionQuestion, _: IsLate) -> Iterator[tuple[int, int] | None]:
        from reader.notes.anchoring import AnchoringText

        annotation = question.note.annotation
        if annotation.quote is not None:
            likely = AnchoringText(question.article.text).suggestion(annotation.quote, annotation.position)
            yield (likely.start, likely.end) if likely is not None else None

    def _show_suggestion(self, question: SuggestionQuestion, likely: tuple[int, int] | None) -> None:
        if self._attaching is not question.note.annotation or self._target.article is not question.article:
            return
        if likely is None:
            self._show_place(question.note)
        else:
            self.attach_hint = self._host.keymap.fill(_LIKELIEST)
            self._select(*likely)

    def _show_place(self, note: PlacedNote) -> None:
        self._target.go_to(note.annotation.article, note.place.start)
        self._host.say(self._host.keymap.fill(_ANY))

    def give_up_attaching(self) -> None:
        """Forget the note to be attached."""
        self._attaching = None
        self.attach_hint = ""

    def _attach_to(self, annotation: "Annotation", span: tuple[int, int], told: str) -> None:
        article, attach = self._target.article, self._host.room.notebook.attach
        if article is None:
            return
        is_other = article.id != annotation.article
        if is_other:
            told = f"{told} {self._host.keymap.fill('{undo} takes it back to its article.')}"

        def save() -> "tuple[Annotation, str]":
            return attach(self._keeper.newest(annotation), article, *span), told

        def then(is_saved: bool) -> None:
            if is_saved:
                self.give_up_attaching()
                self._target.end_selection()
                if is_other:
                    # The list shows one note less for the other article.
                    self._host.notes_changed()

        self._keeper.keep(save, annotation, "the new place of the note", then)

    # Versions

    def settle_versions(self) -> None:
        """Settle notes with two versions, or missing ones; those of the open article first."""
        here = self._target.article.id if self._target.article else ""
        conflicts = sorted(self._places.files.conflicts, key=lambda each: each.article != here)
        vanished = self._places.files.vanished
        if conflicts:
            self._show_conflict(conflicts, 0)
        elif vanished:
            from reader.tui.dialogs.versions import VanishedDialog

            self._host.open_dialog(VanishedDialog(vanished), self._settle_vanished)
        else:
            self._host.say("No note has two versions, and none is missing.")

    def _show_conflict(self, conflicts: Sequence["Conflict"], number: int) -> None:
        from reader.tui.dialogs.versions import VersionsDialog

        told = f"{number + 1} of {len(conflicts)}"
        entry = self._host.room.catalog.entry(conflicts[number].article)
        dialog = VersionsDialog(conflicts[number], entry.title if entry else conflicts[number].article, told)
        self._host.open_dialog(dialog, partial(self._settle, conflicts, number))

    def _settle(self, conflicts: Sequence["Conflict"], number: int, answer: str | None) -> None:
        """Apply the choice for one conflict and go on to the next; the user may leave at each."""
        if answer is None:
            self._host.say(self._host.keymap.fill("Nothing was changed. {versions} shows both again."))
            return
        go_on = partial(self._show_next, conflicts, number)
        if answer == "later":
            go_on()
        else:
            self._settle_one(conflicts[number], answer, go_on)

    def _show_next(self, conflicts: Sequence["Conflict"], number: int) -> None:
        if number + 1 < len(conflicts):
            self._show_conflict(conflicts, number + 1)

    def _settle_one(self, conflict: "Conflict", answer: str, go_on: Callable[[], None]) -> None:
        notes = self._host.room.notes

        def work() -> SaveOutcome:
            try:
                kept = notes.settle(conflict, answer)
            except (ReaderError, OSError) as error:
                return SaveOutcome(f"Both versions are kept as they are: {error}", is_done=False, is_warning=True)
            return SaveOutcome(_SETTLED[answer] if kept else "The note stays in the trash.")

        def then(outcome: SaveOutcome) -> None:
            self._host.say(outcome.told, is_warning=outcome.is_warning)
            if outcome.is_done:
                self._places.pass_over(conflict=conflict)
                self._keeper.changed(conflict.id)
                go_on()

        self._host.change_notes(work, then)

    def _settle_vanished(self, answer: str | None) -> None:
        notes = self._host.room.notes
        if answer not in {"restore", "forget"}:
            self._host.say(self._host.keymap.fill("Nothing was changed. {versions} shows them again."))
            return

        def work() -> SaveOutcome:
            if answer == "forget":
                notes.forget_vanished()
                return SaveOutcome("The missing notes are now treated as deleted.")
            try:
                return SaveOutcome(f"{count(notes.restore_vanished(), 'note')} restored.")
            except (ReaderError, OSError) as error:
                return SaveOutcome(f"The notes could not be restored: {error}", is_done=False, is_warning=True)

        def then(outcome: SaveOutcome) -> None:
            self._host.say(outcome.told, is_warning=outcome.is_warning)
            if outcome.is_done:
                self._places.pass_over(vanished=True)
                self._keeper.changed()

        self._host.change_notes(work, then)
