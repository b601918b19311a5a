"""The notes of an article carried to another folder, because the article's id is another now.

Each file passes through states in which it is whole in one folder, or the same in both, and the one in the old
folder then names the new article: it is not counted where it lies. So a crash loses and doubles nothing, and doing
it again, here or on another machine of a synced folder, ends in the same files.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from reader.library.atomic_file import link_or_move, make_folder, sync_folder, write_bytes
from reader.library.errors import ReaderError
from reader.library.guarded_file import UnreadableError, read_bytes
from reader.notes.conflicts import copied_id
from reader.notes.folder import MAX_BYTES, SUFFIX
from reader.notes.model import new_id
from reader.notes.note_file import NoteError, with_article


def move_notes(old: Path, new: Path, article: str) -> list[str]:
    """Move all notes from the folder *old* to *new*, that of *article*; return the names of the files moved.

    One that is no note is moved as it is. Where *new* holds another file of its name, it becomes a conflict copy of
    that one. Raises: OSError, ReaderError, the first one met, after all others were moved; the file is in *old* still.
    """
    if old.is_symlink() or not old.is_dir():
        return []
    paths = sorted(each for each in old.iterdir() if _is_note(each))
    if paths:
        make_folder(new)
    failures: list[OSError | ReaderError] = []
    for path in paths:
        try:
            _name_article(path, article)
            _move(path, new)
        except (OSError, ReaderError) as error:
            failures.append(error)
    if failures:
        raise failures[0]
    if not any(old.iterdir()):
        old.rmdir()
        sync_folder(old.parent)
    return [path.name.removesuffix(SUFFIX) for path in paths]


def _is_note(path: Path) -> bool:
    is_named_so = path.name.endswith(SUFFIX) and not path.name.startswith(".")
    return is_named_so and path.is_file() and not path.is_symlink()


def _name_article(path: Path, article: str) -> None:
    """Have the file name *article*, before it moves: from then on it is clear in which folder it belongs."""
    if path.stat().st_size > MAX_BYTES:
        return
    data = read_bytes(path, MAX_BYTES)
    try:
        named = with_article(data.decode("utf-8"), article).encode("utf-8")
    except (UnicodeDecodeError, NoteError):
        return
    if named != data:
        write_bytes(path, named)


def _move(path: Path, folder: Path) -> None:
    for target in _targets(path, folder):
        try:
            if not _is_same(path, target):
                link_or_move(path, target)
        except FileExistsError:
            continue
        sync_folder(folder)
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
        return


def _targets(path: Path, folder: Path) -> Iterator[Path]:
    """Yield where a file may go: under its name, or as a copy named after its content, as any machine would."""
    yield folder / path.name
    stem = path.name.removesuffix(SUFFIX)
    base = f"{copied_id(stem) or stem}.conflict-"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    yield folder / f"{base}{digest}{SUFFIX}"
    yield folder / f"{base}{new_id()}{SUFFIX}"


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other) or one.read_bytes() == read_bytes(other, MAX_BYTES)
    except (FileNotFoundError, UnreadableError):
        return False
