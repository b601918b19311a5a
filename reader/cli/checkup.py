"""What `reader doctor` looks at. Each check yields findings; none changes a file of the library.

A check that fails is itself a finding, and the others still run.
"""

import contextlib
import hashlib
import os
import shlex
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.library.errors import ReaderError
from reader.library.safe_text import line
from reader.text.plurals import count

if TYPE_CHECKING:
    from reader.library.catalog import CatalogEntry
    from reader.room import ReadingRoom
    from reader.room.settings import Places, Settings

State = Literal["ok", "problem", "repaired"]
_NAMED = 3
_REPAIR = "reader doctor --repair"
_SMALLEST = (20, 5)
# SQLite's errors for a file that the system refuses to open: the file is not damaged.
_UNREADABLE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR}


class Finding(NamedTuple):
    """What a check of one *part* found: a sentence, and for a problem what to do about it."""

    part: str
    state: State
    text: str
    advice: str = ""


def settled(part: str, check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """Yield what a check finds; if it fails, that is a finding too."""
    try:
        yield from check()
    except (ReaderError, OSError) as error:
        told = str(error) if isinstance(error, ReaderError) else f"{error.filename}: {error.strerror or error}."
        yield Finding(part, "problem", line(told))


def check_library(room: "ReadingRoom", *, index: bool = True) -> Iterator[Finding]:
    """Check the folder, its settings and names, its articles, and that the originals are unchanged.

    Without *index* the articles are those of the last run: indexing would repair damaged caches unasked.
    """
    from reader.room import Busy

    library = room.library
    kind = "a folder read in place" if library.in_place else "a library"
    yield Finding("library", "ok", f"{library.root} is {kind}.")
    for problem in (*library.problems, *room.session.names.problems, *room.other_versions):
        yield Finding("library", "problem", problem, "Correct it in an editor.")
    if not library.in_place and not os.access(library.root, os.W_OK):
        told = (
            "The library cannot be written: no articles can be added to it, and new notes are kept in your data folder."
        )
        yield Finding("library", "problem", told, f"Make {library.root} writable.")
    if index:
        # Another window is indexing, which does as well.
        with contextlib.suppress(Busy):
            room.index()
    yield Finding("library", "ok", f"{count(len(room.catalog), 'article')}.")
    if unread := room.catalog.problem_count():
        told = f"Something was wrong with the files of {count(unread, 'article')}."
        yield Finding("library", "problem", told, "reader list --problems")
    if not library.in_place:
        yield from _check_originals(room)


def _check_originals(room: "ReadingRoom") -> Iterator[Finding]:
    missing: list[str] = []
    changed: list[str] = []
    checked = 0
    for entry in room.articles():
        if entry.record.original:
            checked += 1
            found = _original(room, entry)
            (missing if found is None else changed if not found else []).append(entry.id)
    if checked and not missing and not changed:
        yield Finding("library", "ok", f"{count(checked, 'original')}, byte for byte as they came.")
    for ids, told in ((missing, "missing or cannot be read"), (changed, "not as they came")):
        if ids:
            text = f"Originals that are {told}: {_listed(ids)}."
            yield Finding("library", "problem", text, "Put them back from a backup; the articles can still be read.")


def _original(room: "ReadingRoom", entry: "CatalogEntry") -> bool | None:
    """Whether the original of an article has the hash of its record; None if it cannot be read."""
    from reader.library.guarded_file import read_bytes

    path = room.session.shelf.original_path(entry)
    with contextlib.suppress(ReaderError, OSError):
        if path is not None:
            return entry.record.sha256 in {None, hashlib.sha256(read_bytes(path)).hexdigest()}
    return None


def check_notes(room: "ReadingRoom") -> Iterator[Finding]:
    """Check the notes, their versions, missing ones and drafts, and the reading state."""
    notes = room.notes
    notes.refresh()
    yield Finding("notes", "ok", f"{count(len(notes.all()), 'note')} in {notes.path}.")
    for problem in notes.problems:
        yield Finding("notes", "problem", problem, "The file is left as it is; correct it in an editor.")
    if notes.conflicts:
        told = f"{count(len(notes.conflicts), 'note')} in two versions; both are kept."
        yield Finding("notes", "problem", told, "reader notes versions")
    if notes.vanished:
        told = f"{count(len(notes.vanished), 'note')} missing from the folder."
        yield Finding("notes", "problem", told, "reader notes restore, or reader notes forget")
    if drafts := len(room.drafts.recovered()):
        yield Finding("notes", "problem", f"{count(drafts, 'note')} not saved when reader ended.", "Open the app.")
    for problem in room.state.problems:
        yield Finding("notes", "problem", problem, "Correct it in an editor.")


def check_caches(room: "ReadingRoom", places: "Places", *, repair: bool) -> Iterator[Finding]:
    """Check that the caches are private and whole; with *repair*, delete those that are not and rebuild them."""
    from reader.library.private_folder import is_private

    was_open = places.cache.exists() and not is_private(places.cache)
    # Opening them makes the folder private, or refuses one that belongs to somebody else.
    caches = room.session.caches
    if was_open:
        yield Finding("caches", "repaired", f"{places.cache} was open to others; now only you can enter it.")
    damaged = [part for part, is_whole in _WHOLE.items() if not is_whole(room)]
    if damaged and repair:
        caches.forget()
        room.index(verify=True)
        yield Finding("caches", "repaired", f"Damaged: {', '.join(damaged)}. All caches were built again.")
    elif damaged:
        told = f"Damaged: {', '.join(damaged)}. Your articles and notes are not affected."
        yield Finding("caches", "problem", told, _REPAIR)
    else:
        size = sum(each.stat().st_size for each in caches.folder.rglob("*") if each.is_file())
        yield Finding("caches", "ok", f"{size / 1e6:,.1f} MB in {caches.folder}.")


def _is_index_whole(room: "ReadingRoom") -> bool:
    from reader.search.index import IndexSuspect

    try:
        room.session.caches.index.verify()
    except IndexSuspect:
        return False
    return True


def _is_database_whole(path: Path) -> bool:
    """Whether SQLite finds a file sound; one that does not exist yet is. Raises: ReaderError."""
    if not path.exists():
        return True
    try:
        with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            return bool(database.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError as error:
        code = error.sqlite_errorcode & 0xFF
        if code in _UNREADABLE:
            told = f"{path} cannot be read ({error}). You may delete it: it is built again."
            raise ReaderError(told) from error
        # A file that another window is writing is not damaged.
        return code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


_WHOLE: dict[str, Callable[["ReadingRoom"], bool]] = {
    "the catalog": lambda room: _is_database_whole(room.session.caches.folder / "catalog.sqlite"),
    "the texts": lambda room: _is_database_whole(room.session.caches.folder / "texts.sqlite"),
    "the evidence": lambda room: _is_database_whole(room.session.caches.folder / "related" / "related.sqlite"),
    "the index": _is_index_whole,
}


def check_settings(settings: "Settings", places: "Places") -> Iterator[Finding]:
    """Check the settings, the keys that they bind, and the editor."""
    from reader.library.pictures import EXTRA, can_show_pictures
    from reader.view.keymap import Keymap

    known = places.settings.exists()
    yield Finding(
        "settings", "ok", f"{places.settings} is read." if known else "No settings file; the defaults are used."
    )
    for problem in (*settings.problems, *Keymap.of(settings).problems):
        yield Finding("settings", "problem", problem, f"Correct {places.settings}; the default is used until then.")
    if settings.pictures and not can_show_pictures():
        yield Finding("settings", "ok", f"Pictures of articles are not shown; to see them, use {EXTRA}")
    try:
        words = shlex.split(settings.editor_command)
    except ValueError:
        words = [settings.editor_command]
    if words and shutil.which(words[0]) is None:
        yield Finding(
            "settings", "problem", f"There is no editor “{line(words[0])}”.", "Correct it in $EDITOR or the settings."
        )


def check_terminal() -> Iterator[Finding]:
    """Check the terminal that this runs in."""
    from reader.cli.printing import encoding, has_terminal, is_dumb_terminal

    if not has_terminal():
        yield Finding("terminal", "ok", "There is no terminal here; commands print plain text.")
        return
    kind, (columns, rows) = os.environ.get("TERM", ""), shutil.get_terminal_size()
    yield Finding("terminal", "ok", f"{kind or 'A terminal of no name'}, {columns} × {rows}.")
    if is_dumb_terminal():
        yield Finding(
            "terminal",
            "problem",
            "TERM names no terminal that the app can draw on.",
            "Set TERM, for example to xterm-256color.",
        )
    if (columns, rows) < _SMALLEST or rows < _SMALLEST[1]:
        yield Finding(
            "terminal", "problem", "The window is too small for the app.", "Make it 20 columns and 5 rows at least."
        )
    if encoding().replace("-", "").lower() != "utf8":
        told = f"The encoding is {encoding()}: other letters are shown as ones that look like them."
        yield Finding("terminal", "problem", told, "Use a UTF-8 locale, for example LANG=C.UTF-8.")


def check_dependencies() -> Iterator[Finding]:
    """Check that reader's dependencies are installed, in versions that it supports."""
    from reader.cli.dependencies import OURS, dependencies, is_within

    known = dependencies()
    python = ".".join(str(each) for each in sys.version_info[:3])
    yield Finding("dependencies", "ok", f"Python {python}, SQLite {sqlite3.sqlite_version}, {len(known)} packages.")
    for each in known:
        if not each.version:
            yield Finding("dependencies", "problem", f"{each.name} is not installed.", f"Install {OURS} again.")
        elif each.needed_by == OURS and not is_within(each.version, each.bounds):
            told = f"{each.name} {each.version} is installed; reader is made for {each.bounds}."
            yield Finding("dependencies", "problem", told, f"Install {OURS} again.")


def _listed(ids: list[str]) -> str:
    more = f" and {len(ids) - _NAMED:,} more" if len(ids) > _NAMED else ""
    return ", ".join(ids[:_NAMED]) + more
