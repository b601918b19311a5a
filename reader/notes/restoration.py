"""Restoring notes: the last deleted or moved ones from the trash, and missing ones as last seen."""

import contextlib
import itertools
from dataclasses import replace

from reader.library.atomic_file import make_folder
from reader.library.errors import ReaderError
from reader.library.guarded_file import UnreadableError, read_bytes
from reader.notes.file_writer import NoteFileWriter, note_bytes
from reader.notes.folder import MAX_BYTES, NotesFolder
from reader.notes.history import NoteHistory
from reader.notes.inventory import NoteInventory
from reader.notes.model import Annotation, new_id
from reader.notes.note_file import decode_note, format_bytes, normalize, with_article
from reader.notes.note_locks import NoteLocks
from reader.notes.relocation import as_before, move_note
from reader.notes.trash import Trash, TrashedNote

_DONE = "brought back"


class Restoration:
    """Restores the notes of a folder; see `NoteStore.undo` and `NoteStore.restore_vanished`."""

    def __init__(
        self,
        folder: NotesFolder,
        trash: Trash,
        inventory: NoteInventory,
        locks: NoteLocks,
        writer: NoteFileWriter,
    ) -> None:
        self._folder = folder
        self._trash = trash
        self._inventory = inventory
        self._locks = locks
        self._writer = writer

    def undo(self, annotation_id: str = "") -> tuple[Annotation, ...]:
        """Restore what this machine last moved to the trash together, or one annotation. Raises: ReaderError."""
        with self._locks.holding(done=_DONE):
            latest = (each for each in self._trash.latest() if each.id == annotation_id)
            wanted = [*itertools.islice(latest, 1)] if annotation_id else self._trash.latest_batch()
            return tuple(reversed([self._undone(each) for each in wanted]))

    def restore_missing(self, history: NoteHistory, article: str = "", annotation_id: str = "") -> int:
        """Write the missing notes again, byte for byte where an earlier version has them; return how many.

        With *article* and *annotation_id* only that one, if it is missing.
        Raises: ReaderError: the first one met, after all others were written.
        """
        failures: list[ReaderError] = []
        missing = [
            each
            for each in self._inventory.missing()
            if not annotation_id or (each.article, each.id) == (article, annotation_id)
        ]
        kept = history.contents(missing)
        for each in missing:
            try:
                self._write_again(each, kept.get((each.id, each.revision)))
            except ReaderError as error:
                failures.append(error)
        if failures:
            raise failures[0]
        return len(missing)

    def _write_again(self, missing: Annotation, data: bytes | None) -> None:
        """Write a missing note again, from its file's contents *data*, or if those were not kept, as last seen."""
        annotation = normalize(replace(missing, revision=""))
        with self._locks.holding(annotation.article, done=_DONE):
            if data is None:
                data = format_bytes(annotation, None)
            try:
                # Its article's id may have changed.
                self._writer.write(annotation, with_article(decode_note(data), annotation.article).encode("utf-8"))
            finally:
                self._inventory.look_at(annotation.article)

    def _undone(self, trashed: TrashedNote) -> Annotation:
        if trashed.moved_to:
            return self._moved_back(trashed)
        with self._locks.holding(trashed.article, done=_DONE), self._locks.trash():
            name = trashed.id
            path = self._folder.path(trashed.article, name)
            make_folder(path.parent)
            there = note_bytes(path)
            try:
                if there is not None and there == note_bytes(trashed.path):
                    # A crash during deletion left it in both places.
                    self._trash.drop(trashed)
                else:
                    name = name if there is None else new_id()
                    self._trash.restore(trashed, self._folder.path(trashed.article, name))
            finally:
                self._inventory.look_at(trashed.article)
        return self._back(trashed.article, name)

    def _moved_back(self, trashed: TrashedNote) -> Annotation:
        """Move an annotation back to its article and its passage; its present text stays."""
        home = self._folder.path(trashed.article, trashed.id)
        path = self._folder.path(trashed.moved_to, trashed.id)
        with self._locks.holding(trashed.article, trashed.moved_to, done=_DONE), self._locks.trash():
            before, data, data_at_home = read_bytes(trashed.path, MAX_BYTES), note_bytes(path), note_bytes(home)
            if not trashed.holds_still(before):
                raise OSError(None, "it has two versions, which are to be settled first")
            # An interrupted move may have left it at the old place, or in both.
            if data is None:
                path, data = home, data_at_home
            elif data == data_at_home:
                home.unlink()
            move_note(path, as_before(before, data, trashed.article, trashed.id), home.parent)
            self._trash.drop(trashed)
            self._inventory.forget(trashed.moved_to, trashed.id)
            self._inventory.look_at(trashed.article)
        return self._back(trashed.article, trashed.id)

    def _back(self, article: str, name: str) -> Annotation:
        with contextlib.suppress(UnreadableError):
            if found := self._inventory.newest(name, article):
                return found
        raise ReaderError(f"The note {article}/{name} is back, but its file cannot be read.")
