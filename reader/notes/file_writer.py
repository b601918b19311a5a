"""Writing the file of one annotation, so that no other text of it is ever written over."""

from dataclasses import fields, replace
from pathlib import Path

from reader.library.atomic_file import UnconfirmedError, create_bytes, make_folder, write_bytes
from reader.library.guarded_file import UnreadableError, read_bytes
from reader.notes.conflicts import SaveConflict
from reader.notes.folder import MAX_BYTES, SUFFIX, NotesFolder, revision_of
from reader.notes.history import NoteHistory
from reader.notes.model import Annotation, new_id
from reader.notes.note_file import NoteError, decode_note, format_bytes, parse_note

_FACTS = [each.name for each in fields(Annotation) if each.compare]


class NoteFileWriter:
    """Writes annotations into a folder of notes; whoever calls it holds the lock of their article."""

    def __init__(self, folder: NotesFolder, history: NoteHistory | None = None) -> None:
        self._folder = folder
        self._history = history

    def as_in_file(self, annotation: Annotation, changed: Annotation) -> Annotation:
        """Return *annotation*, *changed*, with all that was not changed in it as its file says, and not as a cache did.

        A file that is gone or another one by now says nothing: saving finds that out.
        """
        recalled, changed = changed.recalled, replace(changed, recalled=None)
        try:
            data = note_bytes(self._folder.path(annotation.article, annotation.id)) if recalled else None
        except UnreadableError:
            return changed
        if data is None or revision_of(data) != annotation.revision:
            return changed
        said = parse_note(decode_note(data), annotation.article, annotation.id).annotation
        same = (each for each in _FACTS if getattr(changed, each) == getattr(recalled, each))
        return replace(changed, **{each: getattr(said, each) for each in same})

    def write(self, annotation: Annotation, new: bytes | None = None) -> bytes:
        """Write the file and return its bytes; *new* is what it is to hold where there is none.

        Raises: SaveConflict, WriteError, NoteError, OSError.
        """
        path = self._folder.path(annotation.article, annotation.id)
        data = _bounded(new or format_bytes(annotation, None))
        make_folder(path.parent)
        try:
            current = note_bytes(path)
        except UnreadableError:
            if path.is_symlink() or (path.exists() and not path.is_file()):
                # A link, a pipe or a folder stands there: ours goes beside it.
                raise _conflict(annotation, path, data) from None
            raise
        if current is not None and revision_of(current) == annotation.revision:
            data = _bounded(format_bytes(annotation, current))
            if data != current:
                self._keep(annotation, current, data)
                _replace(annotation, path, current, data)
        elif current is None:
            self._keep(annotation, data)
            try:
                create_bytes(path, data)
            except FileExistsError:
                raise _conflict(annotation, path, data) from None
        elif data != current:
            raise _conflict(annotation, path, data)
        return data

    def _keep(self, annotation: Annotation, *contents: bytes) -> None:
        """Keep what is about to be replaced, and what is about to be written: whatever happens, both are had."""
        if self._history is not None:
            self._history.keep(annotation.article, annotation.id, *contents)


def _bounded(data: bytes) -> bytes:
    """Return *data*. Raises: NoteError where nobody could read it again as the file of a note."""
    if len(data) > MAX_BYTES:
        raise NoteError(f"The note could not be saved: it is larger than {MAX_BYTES // 1_000_000} MB.")
    return data


def _replace(annotation: Annotation, path: Path, current: bytes, data: bytes) -> None:
    """Replace a file that holds *current* still. Raises: SaveConflict, WriteError."""
    try:
        # Another machine may save into the same folder; it holds no lock of this one.
        write_bytes(path, data, lambda: note_bytes(path) == current)
    except FileExistsError:
        raise _conflict(annotation, path, data) from None


def _conflict(annotation: Annotation, path: Path, data: bytes) -> SaveConflict:
    """Write our version beside the file that is not the one it was made of, and return the error to raise."""
    copy = path.with_name(f"{annotation.id}.conflict-{new_id()}{SUFFIX}")
    try:
        create_bytes(copy, data)
    except UnconfirmedError as error:
        return SaveConflict(copy, error.reason)
    return SaveConflict(copy)


def note_bytes(path: Path) -> bytes | None:
    """Return what the file of a note holds, None if there is none. Raises: UnreadableError."""
    try:
        return read_bytes(path, MAX_BYTES)
    except FileNotFoundError:
        return None
