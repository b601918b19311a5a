"""Moving notes from the folder of one article to that of another, all or one by one.

Each file passes through states in which it is whole in one folder, or the same in both, and the one in the old
folder then names the new article: it is not counted where it lies. So a crash loses and doubles nothing, and doing
it again, here or on another machine of a synced folder, ends in the same files.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reader.library.atomic_file import confirm, link_or_move, make_folder, remove, required, sync_folder, write_bytes
from reader.library.errors import ReaderError
from reader.library.guarded_file import read_bytes
from reader.notes.conflicts import copied_id
from reader.notes.folder import MAX_BYTES, SUFFIX, is_note_file, is_same_file
from reader.notes.history import NoteHistory
from reader.notes.model import is_annotation_id, new_id
from reader.notes.note_file import NoteError, decode_note, format_bytes, normalize, parse_note, with_article

_MOVED = "The note was moved"


def move_notes(old: Path, new: Path, article: str, history: NoteHistory) -> list[str]:
    """Move all notes from the folder *old* to *new*, that of *article*; return the names of the files moved.

    What is changed in them, which is the article that they name, makes an earlier version.

    A file that is not a note is moved unchanged. Where *new* holds another file of its name, it becomes a conflict
    copy of that one. Raises: OSError, ReaderError: the first one met, after all others were moved; that file is in
    *old* still.
    """
    if old.is_symlink() or not old.is_dir():
        return []
    paths = sorted(each for each in old.iterdir() if _is_note(each))
    if paths:
        make_folder(new)
    failures: list[OSError | ReaderError] = []
    for path in paths:
        try:
            _name_article(path, article, history)
            _move(path, new)
        except (OSError, ReaderError) as error:
            failures.append(error)
    if failures:
        raise failures[0]
    # Other files stay, and so does their folder.
    if not any(old.iterdir()):
        old.rmdir()
        sync_folder(old.parent)
    return [path.name.removesuffix(SUFFIX) for path in paths]


def move_note(path: Path, data: bytes, folder: Path) -> Path:
    """Write *data*, which names the article of *folder*, to the note's file and move it there; return its path.

    Raises: OSError, WriteError; the note is then whole in one of the two places. UnconfirmedError; then it has moved.
    """
    make_folder(folder)
    make_folder(path.parent)
    if path.parent == folder:
        write_bytes(path, data)
        return path
    with required():
        write_bytes(path, data)
    return _move(path, folder)


def as_before(before: bytes, data: bytes | None, article: str, name: str) -> bytes:
    """Return the bytes of a note that goes back to *article*: on its passage *before*, else as *data* has it by now."""
    if data is None:
        return before
    old, current = (parse_note(decode_note(each), article, name).annotation for each in (before, data))
    back = replace(current, quote=old.quote, position=old.position, text_sha256=old.text_sha256)
    if replace(back, extra=old.extra, modified=old.modified) == old:
        return before
    return format_bytes(normalize(back), data)


def _is_note(path: Path) -> bool:
    return is_note_file(path.name) and path.is_file() and not path.is_symlink()


def _name_article(path: Path, article: str, history: NoteHistory) -> None:
    """Have the file name *article*, before it moves: from then on it is clear in which folder it belongs."""
    if path.stat().st_size > MAX_BYTES:
        return
    data = read_bytes(path, MAX_BYTES)
    try:
        named = with_article(decode_note(data), article).encode("utf-8")
    except NoteError:
        return
    if named != data:
        name = path.name.removesuffix(SUFFIX)
        if is_annotation_id(name):
            history.keep(article, name, data, named)
        with required():
            write_bytes(path, named)


def _move(path: Path, folder: Path) -> Path:
    for target in _targets(path, folder):
        try:
            # Never a plain rename: it would replace a file that a syncing program puts there meanwhile.
            if not is_same_file(path, target):
                link_or_move(path, target)
        except FileExistsError:
            continue
        # The new name must survive a power cut before the old one goes.
        confirm(folder, _MOVED)
        if path.exists() and not is_same_file(path, target):
            # Another program has put a new version there meanwhile; it is kept beside the other.
            continue
        remove(path, _MOVED)
        return target
    raise FileExistsError(path)  # pragma: no cover - the last name is new


def _targets(path: Path, folder: Path) -> Iterator[Path]:
    """Yield where a file may go: under its name, or as a copy named after its content, as any machine would."""
    yield folder / path.name
    stem = path.name.removesuffix(SUFFIX)
    base = f"{copied_id(stem) or stem}.conflict-"
    digest = hashlib.sha256(read_bytes(path, MAX_BYTES)).hexdigest()[:12]
    # Not random and without time: two machines that both move must end with one file.
    yield folder / f"{base}{digest}{SUFFIX}"
    yield folder / f"{base}{new_id()}{SUFFIX}"
