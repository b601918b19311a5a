"""What was put into the trash by nobody: versions of notes that git carried there.

Where one copy of a library deletes or moves a note and another one changes it, git takes that for a renaming and puts
the change into the trash. Where one copy deletes all notes of an article, git may even put there what another copy
has written new on it. Such files are told by what they hold, which is not what their names say.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from reader.library.errors import ReaderError
from reader.library.guarded_file import read_bytes
from reader.library.identity import is_id
from reader.notes.conflicts import Conflict, copied_id, sides
from reader.notes.folder import MAX_BYTES, SUFFIX, Stamp, revision_of
from reader.notes.model import Annotation, is_annotation_id
from reader.notes.note_file import NoteError, ParsedNote, decode_note, parse_note
from reader.notes.trash import FOLDER, Trash

Find = Callable[[str, str], Annotation | None]


class CarriedNote(NamedTuple):
    """A file in the trash, whose note it is a version of, and what it says: two versions with git's markers in it.

    Without *article* it is not known where it belongs.
    """

    name: str
    article: str
    id: str
    moved_to: str
    versions: Sequence[Annotation | None]


class CarriedNotes:
    """Knows what was carried into a trash. A file is read once, by whichever start of the program meets it first."""

    def __init__(self, trash: Trash) -> None:
        self._trash = trash
        self._stamps: dict[str, Stamp] = {}
        self._found: list[CarriedNote] = []
        # Of the files that are what they were when they were put there, for the cache.
        self.marks: frozenset[str] = frozenset()

    def look(self, marks: Collection[str] = ()) -> bool:
        """Look at the files that have none of the *marks* of an earlier start; tell whether anything is different."""
        stamps = self._trash.stamps()
        if stamps == self._stamps and len(stamps) == len(self.marks):
            return False
        self._stamps = stamps
        known = self.marks.union(marks)
        right, found = set(), []
        for name, stamp in sorted(stamps.items()):
            mark = _mark(name, stamp)
            try:
                carried = None if mark in known else self._read(name)
            except (ReaderError, OSError):
                # It may be readable by the next look.
                continue
            if carried is None:
                right.add(mark)
            else:
                found.append(carried)
        is_different = found != self._found or right != known
        self._found, self.marks = found, frozenset(right)
        return is_different

    def conflicts(self, find: Find) -> Iterator[Conflict]:
        """Yield what was carried there as versions of the notes that *find* finds by article and id."""
        for each in self._found:
            if each.article:
                moved = find(each.moved_to, each.id) if each.moved_to else None
                yield from _conflict(each, moved or find(each.article, each.id), is_moved=moved is not None)

    def problems(self) -> Iterator[str]:
        """Yield sentences about notes that were carried there and do not say from where."""
        for each in self._found:
            if not each.article:
                yield f"The note {each.name} is in the trash, but nobody deleted it; it does not name its article."

    def _read(self, name: str) -> CarriedNote | None:
        """Return what was carried into a file; None if it is what was put there. Raises: ReaderError, OSError."""
        trashed = self._trash.parsed(name)
        if trashed is None:
            return self._read_stray(name)
        data = read_bytes(trashed.path, MAX_BYTES) if trashed.key else b""
        # Without hard links a name is first taken by an empty file, and a crash may leave that.
        if not data or trashed.holds_still(data):
            return None
        return CarriedNote(
            name, trashed.article, trashed.id, trashed.moved_to, _versions(data, trashed.article, trashed.id)
        )

    def _read_stray(self, name: str) -> CarriedNote | None:
        """Return a note under a name that no trash gives; None for what is no note."""
        stem = name.removesuffix(SUFFIX)
        annotation_id = stem if is_annotation_id(stem) else copied_id(stem)
        if stem == name or "~" in name or not annotation_id:
            return None
        data = read_bytes(self._trash.path(name), MAX_BYTES)
        first = _parsed(data, "", annotation_id)[0]
        article = first.elsewhere if first and is_id(first.elsewhere) else ""
        return CarriedNote(name, article, annotation_id, "", _versions(data, article, annotation_id))


def _conflict(carried: CarriedNote, here: Annotation | None, *, is_moved: bool) -> Iterator[Conflict]:
    """Yield what a file says that the note *here* does not; where that is gone, the file may hold two versions."""
    *others, there = (_at_place_of(here, each) if is_moved else each for each in carried.versions)
    if others and (here is None or _says_same(here, there)):
        here, there = (here, others[0]) if here else (others[0], there)
    if not _says_same(here, there):
        article = carried.moved_to if is_moved else carried.article
        yield Conflict(article, carried.id, "trash", f"{FOLDER}/{carried.name}", here, there)


def _at_place_of(moved: Annotation | None, version: Annotation | None) -> Annotation | None:
    """Return a version of a note that was moved to another article as it would be there."""
    if moved is None or version is None:
        return version
    place = replace(version, quote=moved.quote, position=moved.position, text_sha256=moved.text_sha256)
    return replace(place, article=moved.article, extra={**moved.extra, **version.extra})


def _says_same(here: Annotation | None, there: Annotation | None) -> bool:
    return here is not None and there is not None and replace(there, modified=here.modified) == here


def _parsed(data: bytes, article: str, annotation_id: str) -> list[ParsedNote | None]:
    try:
        text = decode_note(data)
        return [parse_note(each, article, annotation_id) for each in sides(text) or (text,)]
    except NoteError:
        return [None]


def _versions(data: bytes, article: str, annotation_id: str) -> Sequence[Annotation | None]:
    revision = revision_of(data)
    parsed = _parsed(data, article, annotation_id)
    return [replace(each.annotation, revision=revision) if each else None for each in parsed]


def _mark(name: str, stamp: Stamp) -> str:
    return revision_of(f"{name}{[*stamp]}".encode("utf-8", "surrogateescape"))[:12]
