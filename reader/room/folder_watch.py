"""Watching the folders of a library for changes by other programs."""

import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path, PurePath
from time import thread_time

from reader.library.folder import Library
from reader.library.scan import MAX_DEPTH, NOT_ARTICLES, SUFFIXES
from reader.notes.trash import FOLDER as TRASH

# Seconds until the watch begins, after the first screen.
BEGIN_AFTER = 1.0
# Milliseconds: changes are reported once none has come for a step, or after the longest.
_STEP, _LONGEST = 400, 1_000
# Seconds between two checks of folders that cannot be watched: at least, at most, and for each second that one takes.
_LOOK_EVERY, _LOOK_WITHIN, _LOOK_SHARE = 2.0, 60.0, 1_000
_MOST_WATCHED = 20_000
# On these the system does not report changes by other machines.
_REMOTE = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "drvfs", "vboxsf", "virtiofs", "afs", "ceph", "fuse"}
)
_MOUNT = re.compile(r"(?:\S+ ){4}(\S+) .*? - ([^. ]+)")

Times = Mapping[str, int]
Changes = Set[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class LibraryChange:
    """What may have changed on disk: *articles* or their corrections, `names.yaml`, the *notes* on these articles.

    The trash of notes counts as one of them. *files* are the changed files of articles, as far as known.
    """

    articles: bool = False
    names: bool = False
    notes: frozenset[str] = frozenset()
    files: frozenset[Path] = frozenset()


class FolderWatch:
    """Reports changes in a library's folders, from its own thread.

    Folders that cannot be watched, since they are remote or too many, are checked regularly. Each check is reported,
    as is the beginning, even if no folder has changed: writing a file in place does not change its folder.
    """

    def __init__(self, library: Library, notes: Path, tell: Callable[[LibraryChange], None]) -> None:
        self._library = library
        self._notes = notes
        self._tell = tell
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self) -> None:
        """Begin to watch soon."""
        self._thread.start()

    def stop(self) -> None:
        """Stop reporting changes; the thread ends on its own."""
        self._stopped.set()

    def _run(self) -> None:
        known = folder_times(self._library, self._notes)
        if self._stopped.wait(BEGIN_AFTER):
            return
        if is_local(self._library.root) and is_local(self._notes):
            self._watch(known)
        self._look(known)

    def _watch(self, known: Times) -> None:
        """Watch until stopped, or until the system's limit of watched folders is reached."""
        from watchfiles import watch

        old: Iterator[Changes] = iter([])
        while len(known) <= _MOST_WATCHED and not self._stopped.is_set():
            try:
                # Not recursively, which would follow links out of the library.
                new = watch(
                    *known, recursive=False, step=_STEP, debounce=_LONGEST, rust_timeout=_LONGEST,
                    yield_on_timeout=True, stop_event=self._stopped, watch_filter=None, raise_interrupt=False,
                    force_polling=False, ignore_permission_denied=True,
                )  # fmt: skip
                known, old = self._follow(new, old, known), new
            except FileNotFoundError:
                # A folder was removed just before it was to be watched.
                known = folder_times(self._library, self._notes)
            except (OSError, RuntimeError, UnicodeError):
                # There are too many folders, or a name is not UTF-8.
                return

    def _follow(self, changes: Iterator[Changes], old: Iterator[Changes], known: Times) -> Times:
        """Report *changes* until other folders must be watched, and return those; *old* is the previous watch."""
        is_first = True
        for found in changes:
            # The old watch continues until the new one has begun, so that no change is missed.
            paths = {path for _, path in (*found, *(next(old, ()) if is_first else ()))}
            before = known
            if is_first or any(path in known or Path(path).is_dir() for path in paths):
                known = folder_times(self._library, self._notes)
            paths |= changed_folders(before, known) if is_first else set()
            self._tell_paths(paths, always=is_first)
            if known.keys() != before.keys():
                break
            is_first = False
        return known

    def _look(self, known: Times) -> None:
        """Check the times of folders until stopped."""
        pause = _LOOK_EVERY
        while not self._stopped.wait(pause):
            begun = thread_time()
            now: Times = {path: time for path in known if (time := _time_of(path)) is not None}
            if now != known:
                now = folder_times(self._library, self._notes)
            self._tell_paths(changed_folders(known, now), always=True)
            known = now
            pause = max(_LOOK_EVERY, min(_LOOK_WITHIN, (thread_time() - begun) * _LOOK_SHARE))

    def _tell_paths(self, paths: Iterable[str], *, always: bool = False) -> None:
        change = change_of(paths, self._library, self._notes)
        if (always or change != LibraryChange()) and not self._stopped.is_set():
            self._tell(change)


def change_of(paths: Iterable[str], library: Library, notes: Path) -> LibraryChange:
    """Return what the *paths* of changed files and folders mean for a library and its *notes* folder."""
    articles, names = False, False
    noted: set[str] = set()
    files: set[Path] = set()
    for path in map(Path, paths):
        if path in {library.names, library.root}:
            names = True
        articles |= path.is_relative_to(library.corrections)
        if path.is_relative_to(notes):
            noted.update(path.relative_to(notes).parts[:1])
        elif path.is_relative_to(library.articles):
            may_be = _may_be_article(path, library)
            articles |= may_be
            files |= {path} if may_be and path.suffix else set()
    # A merge by git may have put a change of a note deleted here into the trash.
    told = frozenset(each for each in noted if not _is_hidden(each) or each == TRASH)
    return LibraryChange(articles, names, told, frozenset(files))


def _may_be_article(path: PurePath, library: Library) -> bool:
    parts = path.relative_to(library.articles).parts
    is_beside = library.in_place and parts[:1] and parts[0] in NOT_ARTICLES
    # A name without suffix may have been a folder.
    return not is_beside and not any(map(_is_hidden, parts)) and path.suffix.lower() in {*SUFFIXES, ""}


def _is_hidden(name: str) -> bool:
    return name.startswith(".")


def folder_times(library: Library, notes: Path) -> Times:
    """Map every folder that may hold changes of a library to its time; no link is followed."""
    single = (str(library.root), str(notes), str(library.corrections))
    found = {path: time for path in single if (time := _time_of(path)) is not None}
    for path in (*_folders(library.articles, at_root=library.in_place), *_folders(notes), *_folders(notes / TRASH)):
        time = _time_of(path)
        if time is not None:
            found[path] = time
    return found


def _folders(folder: str | Path, depth: int = 0, *, at_root: bool = False) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            inner = [
                each.path
                for each in entries
                if each.is_dir(follow_symlinks=False)
                and not each.name.startswith(".")
                and not (at_root and each.name in NOT_ARTICLES)
            ]
    except OSError:
        return
    yield str(folder)
    if depth < MAX_DEPTH:
        for path in inner:
            yield from _folders(path, depth + 1)


def changed_folders(before: Times, now: Times) -> set[str]:
    """Return the folders that were added, changed or removed."""
    return {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}


def _time_of(path: str) -> int | None:
    try:
        return Path(path).lstat().st_mtime_ns
    except OSError:
        return None


def is_local(path: Path, mounts: str | None = None) -> bool:
    """Return whether the system reports every change at *path*; *mounts* is what `/proc/self/mountinfo` says."""
    if mounts is None:
        try:
            mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            return True
    place, kind = Path(), ""
    for match in filter(None, map(_MOUNT.match, mounts.splitlines())):
        # Of several mounts at one place the last one counts.
        at = Path(re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), match[1]))
        if path.resolve().is_relative_to(at) and len(at.parts) >= len(place.parts):
            place, kind = at, match[2]
    return kind not in _REMOTE
