"""Settling a conflict: the user keeps one of two versions of a note, or both; the other goes to the trash."""

from collections.abc import Callable
from dataclasses import replace

from reader.library.errors import ReaderError
from reader.notes.conflicts import SIDES, Conflict
from reader.notes.file_writer import note_bytes
from reader.notes.folder import NotesFolder, revision_of
from reader.notes.inventory import NoteInventory
from reader.notes.model import Annotation, new_id
from reader.notes.note_file import NoteError, decode_note, parse_note
from reader.notes.note_locks import NoteLocks
from reader.notes.trash import Trash


class Settlement:
    """Settles the conflicts of a folder of notes; *save* writes an annotation unchanged."""

    def __init__(
        self,
        folder: NotesFolder,
        trash: Trash,
        inventory: NoteInventory,
        locks: NoteLocks,
        save: Callable[[Annotation], Annotation],
    ) -> None:
        self._folder = folder
        self._trash = trash
        self._inventory = inventory
        self._locks = locks
        self._save = save

    def settle(self, conflict: Conflict, side: str) -> Annotation | None:
        """Keep one of SIDES; return the kept note, None if it stays deleted.

        Raises: ReaderError, with nothing dropped.
        """
        kept, other = _chosen(conflict, side)
        with self._locks.holding(conflict.article, done="settled"):
            if other is not None:
                self._save(replace(other, id=new_id(), revision=""))
            saved = self._keep(conflict, kept) if kept is not None else None
            # The copy goes last: until then a crash leaves at most both, and the conflict.
            self._drop(conflict, is_version=saved is not None)
            self._inventory.look_at(conflict.article)
            return saved

    def _keep(self, conflict: Conflict, kept: Annotation) -> Annotation:
        """Write the kept version to the note's own file; its former contents go to the trash."""
        path = self._folder.path(conflict.article, conflict.id)
        current = note_bytes(path)
        if current is not None:
            with self._locks.trash():
                if _is_readable(current, conflict):
                    self._trash.keep(current, conflict.article, conflict.id)
                else:
                    # No line of an unreadable file can be kept: a new file replaces it.
                    revision = revision_of(current)
                    self._trash.put(path, Annotation(conflict.id, conflict.article, revision=revision), is_version=True)
                    current = None
        revision = revision_of(current) if current is not None else ""
        return self._save(replace(kept, id=conflict.id, article=conflict.article, revision=revision))

    def _drop(self, conflict: Conflict, *, is_version: bool) -> None:
        """Move the file of the copy to the trash; one that is there already gets a name that says what it holds."""
        copy = self._folder.at(conflict.path)
        if copy == self._folder.path(conflict.article, conflict.id) or not copy.exists():
            return
        revision = conflict.there.revision if conflict.there else ""
        note = Annotation(conflict.id, conflict.article, revision=revision)
        with self._locks.trash():
            self._trash.put(copy, note, is_version=is_version)
        if conflict.kind == "trash":
            self._inventory.look()


def _is_readable(data: bytes, conflict: Conflict) -> bool:
    try:
        parse_note(decode_note(data), conflict.article, conflict.id)
    except NoteError:
        return False
    return True


def _chosen(conflict: Conflict, side: str) -> tuple[Annotation | None, Annotation | None]:
    """Return the kept version, and one kept beside it, if any. Raises: ReaderError."""
    here, there = conflict.here, conflict.there
    if conflict.kind == "trash" and here is None:
        # The note was deleted: either that stands, or the other version is kept.
        kept, other, is_possible = (None, None, True) if side == "left" else (there, None, there is not None)
    elif side == "both":
        kept, other, is_possible = here, there, here is not None and there is not None
    else:
        kept, other = there if side == "right" else here, None
        is_possible = kept is not None
    if side not in SIDES or not is_possible:
        raise ReaderError("That version cannot be read, so it cannot be kept.")
    return kept, other
