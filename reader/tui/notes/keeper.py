"""Save, delete and restore notes, in the same way wherever notes are made."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.library.atomic_file import UnconfirmedError, WriteError
from reader.library.errors import ReaderError
from reader.tui.deeds import deleting, saving
from reader.tui.notes.places import NotePlaces
from reader.tui.notes.target import NoteHost

if TYPE_CHECKING:
    from reader.notes.model import Annotation


class NoteKeeper:
    """Saves, deletes and brings back notes, shows what changed, and says why something could not be done."""

    def __init__(self, host: NoteHost, places: NotePlaces) -> None:
        self._host = host
        self._places = places

    def save(self, annotation: "Annotation", told: str, deed: str) -> bool:
        """Save a note and say *told*; tell whether it is on disk, and where it is not, say why and where.

        What was done is called *deed* when it is undone.
        """
        return self.keep(lambda: (self._host.room.notes.save(annotation), told), annotation, deed)

    def keep(self, save: Callable[[], tuple["Annotation", str]], about: "Annotation | str", deed: str) -> bool:
        """Call *save*, which returns the saved note and what to say of it; see `save`.

        It is *about* a note, or about the article of that id.
        """
        from reader.notes.conflicts import SaveConflict

        notes = self._host.room.notes
        select_id, article_id = ("", about) if isinstance(about, str) else (about.id, about.article)
        before = {each.id: each for each in notes.of(article_id)}
        try:
            saved, told = save()
        except SaveConflict as error:
            # Neither version is lost: both are files, and are to be shown side by side.
            self.changed(select_id)
            self._places.pass_over_problems()
            hint = self._host.keymap.fill("Press {versions} to see both.")
            self._host.say(f"{error} {hint}", is_warning=True)
            return True
        except UnconfirmedError as error:
            self.changed(select_id)
            self._host.say(str(error), is_warning=True)
            return True
        except (ReaderError, OSError) as error:
            self._host.say(f"{_failure('saved', error)} Its folder is {notes.path}.", is_warning=True)
            return False
        self._host.say(f"{told}{self._host.room.notes_told}")
        self._did(deed, before.get(saved.id), saved, article_id)
        self.changed(saved.id)
        return True

    def _did(self, deed: str, before: "Annotation | None", saved: "Annotation", article_id: str) -> None:
        """Remember what was done to a note, unless it is as it was."""
        if before is not None and saved.article != article_id:
            self._host.did(deleting(deed, before))
        elif before is None or before.revision != saved.revision:
            self._host.did(saving(deed, before, saved))

    def newest(self, annotation: "Annotation") -> "Annotation | None":
        """Return a note as its file has it now; None, and say so, if it is gone or cannot be read."""
        self._host.room.notes.refresh(annotation.article)
        try:
            found = self._host.room.notes.get(annotation.id, annotation.article)
        except ReaderError as error:
            self._host.say(str(error), is_warning=True)
            return None
        if found is None:
            self._host.say("This note was deleted elsewhere.", is_warning=True)
            self._places.show_changes()
        return found

    def delete(self, annotation: "Annotation") -> None:
        """Move a note to the trash."""
        try:
            self._host.room.notes.delete(annotation)
        except UnconfirmedError as error:
            self.changed()
            self._host.say(str(error), is_warning=True)
            return
        except (ReaderError, OSError) as error:
            self._host.say(_failure("deleted", error), is_warning=True)
            return
        self._host.did(deleting("the deletion of the note", annotation))
        self.changed()
        self._host.say(self._host.keymap.fill("Deleted. Press {undo} to bring it back."))

    def changed(self, select_id: str = "") -> None:
        """Show what is different after a note was changed here, the one of *select_id* selected."""
        self._places.show_changes()
        if select_id:
            self._host.select_note(select_id)
        self._host.note_changed()


def _failure(done: str, error: ReaderError | OSError) -> str:
    """Return the sentence that says that a note could not be *done*; an error of writing is one."""
    return str(error) if isinstance(error, WriteError) else f"The note could not be {done}: {error}"
