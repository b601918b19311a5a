"""Save, delete and restore notes, the same way on every screen."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reader.library.atomic_file import UnconfirmedError, WriteError
from reader.library.errors import ReaderError
from reader.tui.deeds import deleting, saving
from reader.tui.notes.places import NotePlaces
from reader.tui.notes.target import NoteHost
from reader.tui.saves import SaveOutcome

if TYPE_CHECKING:
    from reader.notes.model import Annotation
    from reader.tui.deeds import Deed


class NewestUnknownError(ReaderError):
    """A note's file cannot be read now; the sentence says why."""


class NoteKeeper:
    """Saves, deletes and restores notes, shows what changed, and says why something failed.

    All of it is done in a thread, in order, and mostly at once; see `Saves`.
    """

    def __init__(self, host: NoteHost, places: NotePlaces) -> None:
        self._host = host
        self._places = places

    def keep(
        self,
        save: "Callable[[], tuple[Annotation, str]]",
        about: "Annotation | str",
        deed: str,
        then: Callable[[bool], object] = lambda _: None,
        on_disk: Callable[[], object] = lambda: None,
    ) -> None:
        """Call *save*, which returns the saved note and a message; then call *then* with whether it is on disk.

        A failure is reported. The change is *about* a note, or about the article of that id; *deed* is its name
        when it is undone. *on_disk* is called in the thread as soon as the note is saved.
        """

        def work() -> SaveOutcome:
            outcome = self._saved(save, about, deed)
            if outcome.is_done:
                on_disk()
            return outcome

        self._host.change_notes(work, partial(self._show, about, then))

    def _saved(self, save: "Callable[[], tuple[Annotation, str]]", about: "Annotation | str", deed: str) -> SaveOutcome:
        from reader.notes.conflicts import CHANGED, SaveConflict

        notes = self._host.room.notes
        article_id = about if isinstance(about, str) else about.article
        before = {each.id: each for each in notes.of(article_id)}
        try:
            saved, told = save()
        except SaveConflict as error:
            # Neither version is lost: both are files, to be shown side by side. The key first: a status line is short.
            key = self._host.keymap.fill("Both versions are kept. Press {versions} to see both.")
            told = f"{key} {CHANGED}{error.doubt}"
            return SaveOutcome(told, is_warning=True, problems=notes.problems)
        except UnconfirmedError as error:
            return SaveOutcome(str(error), is_warning=True)
        except NewestUnknownError as error:
            return SaveOutcome(str(error), is_done=False, is_warning=True)
        except (ReaderError, OSError) as error:
            told = f"{_failure('saved', error)} Its folder is {notes.path}."
            return SaveOutcome(told, is_done=False, is_warning=True)
        finally:
            # From now on also known without reading the disk.
            notes.of(article_id)
        told = f"{told}{self._host.room.notes_told}"
        return SaveOutcome(told, note=saved, deed=_deed_of(deed, before.get(saved.id), saved, article_id))

    def _show(self, about: "Annotation | str", then: Callable[[bool], object], outcome: SaveOutcome) -> None:
        if outcome.note is not None:
            self._host.say(outcome.told)
            self.changed(outcome.note.id)
        elif outcome.is_done:
            self.changed("" if isinstance(about, str) else about.id)
            if outcome.problems is not None:
                self._places.pass_over_problems(outcome.problems)
            self._host.say(outcome.told, is_warning=True)
        else:
            self._places.show_changes()
            self._host.say(outcome.told, is_warning=True)
        then(outcome.is_done)

    def newest(self, annotation: "Annotation") -> "Annotation":
        """Return a note as its file is now, in a thread. Raises: NewestUnknownError."""
        notes = self._host.room.notes
        notes.refresh(annotation.article)
        try:
            found = notes.get(annotation.id, annotation.article)
        except ReaderError as error:
            raise NewestUnknownError(str(error)) from error
        if found is None:
            raise NewestUnknownError("This note was deleted elsewhere.")
        return found

    def with_newest(self, annotation: "Annotation", then: "Callable[[Annotation], object]") -> None:
        """Call *then* with a note as its file is now, or say why not; see `read`."""
        self.read(lambda: self.newest(annotation), then)

    def read(self, read: "Callable[[], Annotation]", then: "Callable[[Annotation], object]") -> None:
        """Call *then* with the note that *read* returns in a thread, once all earlier saves are on disk.

        Keys typed meanwhile wait: they are for the editor that *then* opens.
        """

        def work() -> SaveOutcome:
            try:
                return SaveOutcome(note=read())
            except NewestUnknownError as error:
                return SaveOutcome(str(error), is_done=False, is_warning=True)

        def show(outcome: SaveOutcome) -> None:
            if outcome.note is not None:
                then(outcome.note)
            else:
                self._places.show_changes()
                self._host.say(outcome.told, is_warning=True)

        self._host.change_notes(work, show, holds_keys=True)

    def delete(self, annotation: "Annotation") -> None:
        """Move a note to the trash."""
        notes = self._host.room.notes

        def work() -> SaveOutcome:
            try:
                found = self.newest(annotation)
                notes.delete(found)
            except UnconfirmedError as error:
                return SaveOutcome(str(error), is_warning=True)
            except NewestUnknownError as error:
                return SaveOutcome(str(error), is_done=False, is_warning=True)
            except (ReaderError, OSError) as error:
                return SaveOutcome(_failure("deleted", error), is_done=False, is_warning=True)
            finally:
                notes.of(annotation.article)
            told = self._host.keymap.fill("Deleted. Press {undo} to bring it back.")
            return SaveOutcome(told, deed=deleting("the deletion of the note", found))

        def show(outcome: SaveOutcome) -> None:
            self.changed()
            self._host.say(outcome.told, is_warning=outcome.is_warning)

        self._host.change_notes(work, show)

    def changed(self, select_id: str = "") -> None:
        """Show a change of notes made here, with the note of *select_id* selected."""
        self._places.show_changes()
        if select_id:
            self._host.select_note(select_id)
        self._host.note_changed()


def _deed_of(told: str, before: "Annotation | None", saved: "Annotation", article_id: str) -> "Deed | None":
    """Return the deed that undoes a change of a note; None if nothing changed."""
    if before is not None and saved.article != article_id:
        return deleting(told, before)
    if before is None or before.revision != saved.revision:
        return saving(told, before, saved)
    return None


def _failure(done: str, error: ReaderError | OSError) -> str:
    """Return the sentence for a note that could not be *done*; an error of writing has its own."""
    return str(error) if isinstance(error, WriteError) else f"The note could not be {done}: {error}"
