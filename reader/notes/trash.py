"""The trash of notes: deleting moves a file there, and undoing restores what this machine deleted last.

A file there is named after what it held when it was put there. For git may put something else into it: where one copy
of a library deletes a note and another one changes it, git takes the deletion for a renaming, and the change follows.
"""

import itertools
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reader.library.atomic_file import (
    LEFTOVER,
    confirm,
    create_bytes,
    drop_leftovers,
    link_or_move,
    make_folder,
    remove,
    required,
    sync_folder,
    write_text,
)
from reader.library.guarded_file import read_bytes
from reader.library.identity import is_id
from reader.notes.folder import MAX_BYTES, Stamp, is_same_file, revision_of, stamp_of
from reader.notes.model import Annotation, is_annotation_id, new_id
from reader.notes.note_file import NoteError, decode_note, format_bytes, parse_note

FOLDER = ".trash"
# The number of deletions that can be undone; the files stay in the trash.
_KEPT = 500
_BACK = "The note was brought back"
# `MOMENT.KEY~ARTICLE~NOTE.md`; `~version` or `~to-ARTICLE` before the end for what was replaced or moved.
_NAME = re.compile(
    r"(?P<moment>[^/~.]*)(?:\.(?P<key>[0-9a-f]{12}))?[^/~]*"
    r"~(?P<article>[^/~]*)~(?P<id>[^/~]*?)(?:~(?P<kind>version|to-(?P<moved_to>[^/~]*)))?\.md"
)
_KEY = 12


class TrashedNote(NamedTuple):
    """A file in the trash, the annotation that it was, and what was deleted with it: all of the same *batch*.

    A *version* is what another file of the annotation held, or its own until it was changed: it was not deleted. Nor
    was what was *moved_to* another article: this is what it was before. *key* tells what it held when it was put there;
    names of older files have none.
    """

    path: Path
    article: str
    id: str
    batch: str = ""
    is_version: bool = False
    moved_to: str = ""
    key: str = ""

    def holds_still(self, data: bytes) -> bool:
        """Tell whether *data* is what was put there, as far as the file's name says."""
        lines = data.replace(b"\r\n", b"\n")
        # git may be set to convert the line ends of files.
        return not self.key or self.key in map(_key, (data, lines, lines.replace(b"\n", b"\r\n")))


class Trash:
    """The trash of a library's notes. *log* is this machine's own list of what it put there, the latest last.

    The trash itself is synced and holds what other machines deleted; undoing here never brings that back.
    """

    def __init__(self, notes: Path, log: Path) -> None:
        self._folder = notes / FOLDER
        self._log = log
        # Whether temporary files of writes were seen, which may have been cut short.
        self.has_unfinished = False

    def plan(self, notes: Sequence[Annotation]) -> list[str]:
        """Record that *notes* are deleted together; return their names in the trash, for `put`.

        Planned names that are never put are skipped. Raises: OSError.
        """
        batch = new_id()
        names = [_name(each.article, each.id, each.revision) for each in notes]
        self._append([f"{name} {batch}" for name in names])
        return names

    def put(self, path: Path, note: Annotation, name: str = "", *, is_version: bool = False) -> None:
        """Move the file of an annotation into the trash, durably, under the *name* that was planned for it.

        A crash on the way leaves it in both places, never in none. Raises: OSError, with the file where it was;
        UnconfirmedError, with the file moved.
        """
        self._make()
        if not name:
            name = _name(note.article, note.id, note.revision, "version" if is_version else "")
            # First the list, then the move: a crash between them leaves a line without a file, which is skipped.
            self._append([name])
        trashed = self._folder / name
        link_or_move(path, trashed)
        sync_folder(self._folder)
        if path.exists() and not is_same_file(path, trashed):
            # A syncing program or an editor has put another file there meanwhile, which the user has not seen.
            raise OSError(None, "it was changed elsewhere at the same moment")
        path.unlink(missing_ok=True)
        confirm(path.parent, "The note was deleted")

    def keep(self, data: bytes, article: str, annotation_id: str) -> None:
        """Put a copy of what a file holds into the trash, as a version, durably. Raises: OSError."""
        self._make()
        with required():
            create_bytes(self._folder / _name(article, annotation_id, revision_of(data), "version"), data)

    def keep_moved(self, data: bytes, article: str, annotation_id: str, to: str) -> None:
        """Put a copy of what a file holds into the trash before it moves. Raises: OSError."""
        self._make()
        name = _name(article, annotation_id, revision_of(data), f"to-{to}")
        self._append([name])
        # After the list: a crash between them leaves a line without a file.
        with required():
            create_bytes(self._folder / name, data)

    def clear_unfinished(self) -> None:
        """Remove what interrupted writes left: its contents exist elsewhere."""
        self.has_unfinished = False
        for folder in (self._folder, self._log.parent):
            drop_leftovers(folder)

    def all(self) -> list[TrashedNote]:
        """Return everything in the trash, whoever put it there."""
        try:
            names = [each.name for each in self._folder.iterdir()]
        except OSError:
            return []
        return [trashed for trashed in map(self.parsed, names) if trashed]

    def stamps(self) -> dict[str, Stamp]:
        """Return the names of the files in the trash, each with its stamp; none if it cannot be read."""
        try:
            if self._folder.is_symlink():
                return {}
            with os.scandir(self._folder) as listed:
                found = {each.name: stamp_of(each.stat(follow_symlinks=False)) for each in listed}
        except OSError:
            return {}
        self.has_unfinished = any(map(LEFTOVER.fullmatch, found))
        return found

    def path(self, name: str) -> Path:
        """Return the path of a file in the trash."""
        return self._folder / name

    def latest(self) -> Iterator[TrashedNote]:
        """Yield what this machine put into the trash and is still there, the latest first."""
        for line in reversed(self._lines()):
            name, _, batch = line.partition(" ")
            trashed = self.parsed(name, batch)
            if trashed and trashed.path.is_file():
                yield trashed

    def latest_batch(self) -> list[TrashedNote]:
        """Return what this machine last put there together and is still there, the latest first."""
        latest = self.latest()
        first = next(latest, None)
        if first is None:
            return []
        together = itertools.takewhile(lambda each: each.batch == first.batch != "", latest)
        return [first, *together]

    def restore(self, trashed: TrashedNote, target: Path) -> None:
        """Move a file back to *target*, durably; one that goes by another name there says so in its front matter.

        Raises: FileExistsError if something stands there, OSError, with the file in the trash still;
        UnconfirmedError, with the file moved.
        """
        if target.stem == trashed.id:
            link_or_move(trashed.path, target)
        else:
            create_bytes(target, _renamed(read_bytes(trashed.path, MAX_BYTES), trashed.article, target.stem))
        # The old name is kept until the new one is on disk.
        confirm(target.parent, _BACK)
        self.drop(trashed)

    def drop(self, trashed: TrashedNote) -> None:
        """Remove a file from the trash: its contents are elsewhere. Raises: UnconfirmedError."""
        remove(trashed.path, _BACK)

    def _make(self) -> None:
        # Durably: a power cut may not cost the folder that the only copy of a note was just moved to.
        make_folder(self._folder)

    def parsed(self, name: str, batch: str = "") -> TrashedNote | None:
        """Return what the name of a file in the trash says; None if it was not put there as a note."""
        match = _NAME.fullmatch(name)
        if match is None or not is_id(match["article"]) or not is_annotation_id(match["id"]):
            return None
        is_version, moved_to = match["kind"] == "version", match["moved_to"] or ""
        key = match["key"] or ""
        return TrashedNote(self._folder / name, match["article"], match["id"], batch, is_version, moved_to, key)

    def _lines(self) -> list[str]:
        """Return the list of what was put here; of a damaged one the readable part, so that deleting still works."""
        try:
            return read_bytes(self._log).decode("utf-8", "replace").splitlines()
        except FileNotFoundError:
            return []

    def _append(self, lines: Sequence[str]) -> None:
        with required():
            write_text(self._log, "".join(f"{each}\n" for each in [*self._lines()[-_KEPT:], *lines]))


def _name(article: str, annotation_id: str, revision: str, kind: str = "") -> str:
    return f"{new_id()}{revision and f'.{revision[:_KEY]}'}~{article}~{annotation_id}{kind and f'~{kind}'}.md"


def _key(data: bytes) -> str:
    return revision_of(data)[:_KEY]


def _renamed(data: bytes, article: str, name: str) -> bytes:
    """Return the file of a note with *name* as its id; what cannot be read as a note stays as it is."""
    try:
        return format_bytes(parse_note(decode_note(data), article, name).annotation, None)
    except NoteError:
        return data
