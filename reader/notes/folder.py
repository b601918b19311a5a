"""The notes folder on disk: which files there are, and what each says."""

import contextlib
import hashlib
import itertools
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from reader.library.atomic_file import LEFTOVER
from reader.library.errors import ReaderError
from reader.library.guarded_file import UnreadableError, read_bytes
from reader.library.identity import is_id
from reader.library.safe_text import line
from reader.notes.conflicts import copied_id, is_copy_of, sides
from reader.notes.model import Annotation, is_annotation_id, is_made_id
from reader.notes.note_file import NoteError, decode_note, parse_note

# A note's quote may be as long as an article, in letters of up to four bytes.
MAX_BYTES = 4_000_000
SUFFIX = ".md"
# What is kept behind `.md` by merge tools (`.orig`), Subversion (`.mine`), rclone (`.conflict1`), Windows (`.txt`) and
# nano where it was killed (`.save`); what an editor or a download keeps for itself says nothing that the note does not.
_BEHIND = re.compile(
    r"md[ ._(\[-].+(?<!\.bak)(?<!\.tmp)(?<!\.sw[a-p])(?<!\.part)(?<!\.lock)\Z", re.IGNORECASE | re.DOTALL
)
_OTHER_SUFFIXES = ("markdown", "txt")


class Stamp(NamedTuple):
    """What a file looks like from outside; another stamp means that it has to be read again."""

    modified: int
    changed: int
    size: int
    inode: int


@dataclass(frozen=True, slots=True)
class NoteFile:
    """One file of the folder of an article: what it says, or why it says nothing.

    *name* is its name without `.md` at the end; *other* is the second version where git's markers hold two, and
    *copy_of* the id of the annotation that the file is a conflict copy of. *elsewhere* is the article that it names if
    it lies in the folder of another. *is_unread* tells that the system refused it, which may be over by the next look.
    """

    name: str
    stamp: Stamp
    annotation: Annotation | None = None
    problem: str = ""
    other: Annotation | None = None
    copy_of: str = ""
    elsewhere: str = ""
    is_unread: bool = False

    @property
    def path(self) -> str:
        """Its name in the folder of its article."""
        return file_name(self.name)

    @property
    def is_plain(self) -> bool:
        """Whether it is an annotation without problem, second version or original."""
        return bool(self.annotation) and not self.problem and self.other is None and not self.copy_of


class NotesFolder:
    """The notes of a library: a folder for each article, a file for each annotation. Nothing here writes.

    New ones belong in *root*; some may lie in *others*: where a library cannot be written, it has notes all the same,
    and those made meanwhile are notes still once it can be written again.
    """

    def __init__(self, root: Path, *others: Path) -> None:
        self.root = root
        self.others = others
        # The articles in whose folders the temporary files of writes were seen, which may have been cut short.
        self.unfinished: set[str] = set()

    @property
    def key(self) -> str:
        """What the folders are called in a cache, whichever of them new notes belong in."""
        return min(map(str, (self.root, *self.others)))

    def path(self, article: str, name: str) -> Path:
        """Return the path of an annotation's file. Raises: NoteError for an invalid id."""
        if not is_id(article) or not is_annotation_id(name):
            raise NoteError(f"“{line(article)}/{line(name)}” is not the id of a note.")
        return self.at(f"{article}/{name}{SUFFIX}")

    def at(self, relative: str) -> Path:
        """Return the path of a file in the folder that has it, or where it belongs."""
        there = (each / relative for each in self.others if os.path.lexists(each / relative))
        path = self.root / relative
        return path if not self.others or os.path.lexists(path) else next(there, path)

    def articles(self) -> tuple[list[str], list[str]]:
        """Return the ids of the articles that have a folder, and sentences about what else lies there.

        Raises: OSError if the folder is there and cannot be read.
        """
        found: set[str] = set()
        problems = []
        listed = itertools.chain(*map(_listed, (self.root, *self.others)))
        for entry in sorted(listed, key=lambda each: each.name):
            # The trash, and what systems and syncing programs put beside it.
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False) and is_id(entry.name):
                found.add(entry.name)
            else:
                problems.append(f"{_shown(entry.name)} in the notes folder is not the folder of an article.")
        return sorted(found), problems

    def stamps(self, article: str) -> dict[str, Stamp]:
        """Return the names of the files in the folder of *article*, without `.md`, each with its stamp.

        Raises: OSError if the folder is there and cannot be read.
        """
        stamps: dict[str, Stamp] = {}
        for folder in (*self.others, self.root) if is_id(article) else ():
            # A link could lead out of the library, and a save would follow it.
            for entry in () if (folder / article).is_symlink() else _listed(folder / article):
                if is_note_file(entry.name):
                    # What goes at this moment is gone; the others are not.
                    with contextlib.suppress(FileNotFoundError):
                        stamps[_listed_name(entry.name)] = stamp_of(entry.stat(follow_symlinks=False))
                elif LEFTOVER.fullmatch(entry.name):
                    self.unfinished.add(article)
        return stamps

    def read(self, article: str, name: str, stamp: Stamp) -> NoteFile | None:
        """Read one file; None if it is gone meanwhile."""
        copy_of = "" if is_annotation_id(name) else copied_id(name) or ""
        if not copy_of and not is_annotation_id(name):
            return NoteFile(name, stamp, problem="its name is not an id (only 0-9, a-z and hyphens)")
        try:
            return self._parsed(article, name, stamp, copy_of)
        except FileNotFoundError:
            return None
        except ReaderError as error:
            is_unread = isinstance(error, UnreadableError)
            return NoteFile(name, stamp, problem=_reason(error), copy_of=copy_of, is_unread=is_unread)

    def _parsed(self, article: str, name: str, stamp: Stamp, copy_of: str) -> NoteFile:
        """Return what one file says. Raises: FileNotFoundError, ReaderError."""
        data = read_bytes(self.at(f"{article}/{file_name(name)}"), MAX_BYTES)
        text = decode_note(data)
        both = sides(text)
        # Of two versions in one file neither is the file: a save must not take it for the one it knows.
        texts, revision = (both, "") if both else ((text,), revision_of(data))
        first, *rest = [parse_note(each, article, copy_of or name) for each in texts]
        if not copy_of and is_copy_of(name, first.named):
            copy_of = first.named
            first, *rest = [parse_note(each, article, copy_of) for each in texts]
        annotation = replace(first.annotation, revision=revision)
        other = rest[0].annotation if rest else None
        return NoteFile(name, stamp, annotation, "; ".join(first.remarks), other, copy_of, first.elsewhere)


def _listed(folder: Path) -> list["os.DirEntry[str]"]:
    """Return what is in a folder; nothing if there is none. Raises: OSError."""
    try:
        with os.scandir(folder) as listed:
            return list(listed)
    except FileNotFoundError:
        if folder.is_symlink():
            raise OSError(None, "it is a link to a folder that is not there") from None
        return []


def file_name(name: str) -> str:
    """Return the name of the file that is listed as *name*."""
    return name if _is_other_name(name) else f"{name}{SUFFIX}"


def is_note_file(file_name: str) -> bool:
    """Tell whether a file of that name is a note, or a version of one."""
    return _is_other_name(file_name) or (file_name.endswith(SUFFIX) and not file_name.startswith("."))


def _listed_name(file_name: str) -> str:
    stem = file_name.removesuffix(SUFFIX)
    return file_name if _is_other_name(stem) else stem


def _is_other_name(file_name: str) -> bool:
    """Tell whether a name that does not end in `.md` is that of a note, as other programs change it."""
    stem, _, rest = file_name.partition(".")
    if rest == SUFFIX[1:] or not is_annotation_id(stem):
        return False
    is_ours = is_made_id(stem) and rest.lower() in _OTHER_SUFFIXES
    return is_ours or rest.lower() == SUFFIX[1:] or bool(_BEHIND.match(rest))


def is_same_file(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file, or to two that hold the same."""
    try:
        return one.samefile(other) or read_bytes(one, MAX_BYTES) == read_bytes(other, MAX_BYTES)
    except (FileNotFoundError, UnreadableError):
        return False


def revision_of(data: bytes) -> str:
    """Return the hash that tells one content of a file from another."""
    return hashlib.sha256(data).hexdigest()


def sorted_files(files: dict[str, NoteFile]) -> Iterator[NoteFile]:
    """Yield the files in the order of their names."""
    for name in sorted(files):
        yield files[name]


def stamp_of(status: os.stat_result) -> Stamp:
    """Return what a file looks like from outside."""
    return Stamp(status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def _shown(name: str) -> str:
    return f"“{line(os.fsencode(name).decode('utf-8', 'replace'))}”"


def _reason(error: ReaderError) -> str:
    sentence = str(error).removesuffix(".")
    return sentence if not isinstance(error, UnreadableError) else f"it is unreadable ({sentence})"
