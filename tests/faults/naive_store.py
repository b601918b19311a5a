"""Stores as most programs have them: every harness of notes must fail for one of these, or it proves nothing."""

import time
from pathlib import Path

from reader.library.errors import ReaderError
from reader.notes.file_writer import NoteFileWriter
from reader.notes.model import Annotation
from reader.notes.note_file import format_bytes, parse_note
from reader.notes.store import NoteStore
from tests.faults.system_calls import careless_open, careless_rename


class NaiveWriter(NoteFileWriter):
    """Writes over what is there, whoever changed it."""

    def write(self, annotation: Annotation, new: bytes | None = None) -> bytes:
        path, data = self._folder.path(annotation.article, annotation.id), new or format_bytes(annotation, None)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._put(path, data)
        return data

    def _put(self, path: Path, data: bytes) -> None:
        careless_open(path, data)


class HastyWriter(NaiveWriter):
    """Writes beside and renames, as the careful ones do, but does not wait for the disk."""

    def _put(self, path: Path, data: bytes) -> None:
        careless_rename(path, data)


class NaiveStore(NoteStore):
    """Writes over what is there, and deletes what it is told to delete."""

    def __init__(self, folder: Path, locks: Path, cache: Path | None = None) -> None:
        super().__init__(folder, locks, cache)
        self._writer = NaiveWriter(self._folder)

    def _delete(self, annotation: Annotation, name: str) -> None:
        self._folder.path(annotation.article, annotation.id).unlink(missing_ok=True)


class HastyStore(NoteStore):
    """Does not wait for the disk."""

    def __init__(self, folder: Path, locks: Path, cache: Path | None = None) -> None:
        super().__init__(folder, locks, cache)
        self._writer = HastyWriter(self._folder)


class BoastingStore(NoteStore):
    """Saves with care, and takes an error for none."""

    def save(self, annotation: Annotation, *, modified: bool = True) -> Annotation:
        try:
            return super().save(annotation, modified=modified)
        except ReaderError:
            return annotation


class OneFileStore:
    """Keeps all notes of an article in one file, which every window reads, changes and writes again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, annotation: Annotation) -> Annotation:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{annotation.article}.txt"
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        text = format_bytes(annotation, None).decode()
        # As long as it takes with a file of some size.
        time.sleep(0.002)
        path.write_text(f"{before}{text}\0", encoding="utf-8")
        return annotation

    def all(self) -> tuple[Annotation, ...]:
        files = sorted(self._folder.glob("*.txt"))
        texts = [text for path in files for text in path.read_text(encoding="utf-8").split("\0")[:-1]]
        return tuple(parse_note(text, "harbor", f"{number}").annotation for number, text in enumerate(texts))
