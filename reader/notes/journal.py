"""Drafts: notes being written, saved on this machine's disk so that they survive a crash.

A draft is the file of the future note, so that any editor can read it. It is named after the process that writes it;
that process holds a lock, and once nobody does, the draft is offered again.
"""

import contextlib
import fcntl
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Condition, RLock, Thread

from reader.library.atomic_file import UnconfirmedError, WriteError, drop_leftovers, write_text
from reader.library.errors import ReaderError
from reader.library.guarded_file import read_text
from reader.library.identity import is_id
from reader.library.safe_text import clean, line
from reader.notes.model import Annotation, is_annotation_id
from reader.notes.note_file import format_note, parse_note

# A draft is on disk at most so many seconds after a letter was typed.
DELAY = 0.5
_REVISION = "draft_of_revision"
# The suffix of the file with only the body of a draft, while another program edits it.
_LENT = "~lent"


@dataclass(frozen=True, slots=True)
class Draft:
    """A note that was being written when its process ended: *path* is its file, *annotation* its content."""

    path: Path
    annotation: Annotation


class DraftJournal:
    """The drafts in *folders* of this machine, never synced; each is written to the first folder that works.

    May be used from several threads.
    """

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self._token = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._locks: dict[Path, int] = {}
        self._waiting: dict[str, Annotation] = {}
        # The last typed text, and the last one on disk: the same object once it is saved.
        self._latest: dict[str, Annotation] = {}
        self._on_disk: dict[str, Annotation] = {}
        self._changed = Condition()
        # Not held while typing: a slow disk must not delay it.
        self._writing = RLock()
        self._closed = False
        self._thread: Thread | None = None
        self.problem: str = ""

    def keep(self, annotation: Annotation) -> None:
        """Keep the text being written; it is on disk within `DELAY` seconds, or at once after `flush`."""
        name = self._name(annotation)
        with self._changed:
            self._waiting[name] = self._latest[name] = annotation
            if self._thread is None and not self._closed:
                self._thread = Thread(target=self._work, name="drafts", daemon=True)
                self._thread.start()
            self._changed.notify()

    def is_on_disk(self, annotation: Annotation) -> bool:
        """Whether the last typed text is on disk."""
        name = self._name(annotation)
        return self._on_disk.get(name) is self._latest.get(name)

    def flush(self) -> None:
        """Write waiting text now: on leaving the editor, and on SIGHUP or SIGTERM.

        An error is kept as `problem`, a sentence: a full disk must not stop the user's typing.
        """
        with self._writing:
            with self._changed:
                waiting, self._waiting = self._waiting, {}
            for name, annotation in waiting.items():
                try:
                    self._write(name, annotation)
                except UnconfirmedError as error:
                    self._on_disk[name] = annotation
                    self.problem = str(error)
                except (ReaderError, OSError) as error:
                    self.problem = f"The draft could not be saved: {getattr(error, 'strerror', None) or error}"
                    with self._changed:
                        self._waiting.setdefault(name, annotation)
                else:
                    self._on_disk[name] = annotation
                    self.problem = ""

    def _write(self, name: str, annotation: Annotation) -> None:
        """Write a draft to the first folder that works. Raises: the error of the first folder."""
        failures: list[ReaderError | OSError] = []
        for folder in self._folders:
            try:
                self._hold(folder)
                write_text(folder / name, format_note(_with_revision(annotation)))
            except UnconfirmedError:
                raise
            except (ReaderError, OSError) as error:
                failures.append(error)
            else:
                return
        raise failures[0]

    def lend(self, annotation: Annotation) -> Path:
        """Keep a draft, and return a file with its body for the user's own editor, which then holds the draft.

        Raises: WriteError if it cannot be written anywhere.
        """
        self.keep(annotation)
        self.flush()
        if not self.is_on_disk(annotation):
            raise WriteError(self.problem)
        draft = next(self._found(self._name(annotation)))
        path = _lent(draft)
        write_text(path, annotation.body)
        return path

    def take_back(self, annotation: Annotation, body: str) -> None:
        """Keep *body*, as an editor left it; the lent file is removed once that is on disk."""
        self.keep(replace(annotation, body=body))
        self.flush()
        if self.is_on_disk(annotation):
            for folder in self._folders:
                with contextlib.suppress(OSError):
                    _lent(folder / self._name(annotation)).unlink(missing_ok=True)

    def drop(self, annotation: Annotation) -> None:
        """Forget a draft, because it was saved or discarded."""
        name = self._name(annotation)
        with self._writing:
            with self._changed:
                self._waiting.pop(name, None)
                self._latest.pop(name, None)
            self._on_disk.pop(name, None)
            self._unlink(name)

    def recovered(self) -> tuple[Draft, ...]:
        """Return the drafts whose processes ended without saving or discarding them, the oldest first."""
        drafts = []
        for path in self._newest():
            token, article, name = path.stem.split("~")[:3]
            # The draft of a living process belongs to that process.
            if (
                path.stem.endswith(_LENT)
                or token == self._token
                or not is_id(article)
                or not is_annotation_id(name)
                or self._is_alive(token)
            ):
                continue
            try:
                annotation = _with_lent(path, parse_note(read_text(path), article, name).annotation)
            except (ReaderError, OSError) as error:
                self.problem = f"The draft {line(path.name)} cannot be read: {error}"
                continue
            drafts.append(Draft(path, _without_revision(annotation)))
        return tuple(sorted(drafts, key=lambda each: each.annotation.modified))

    def _newest(self) -> list[Path]:
        """Return the files of all drafts; for one that continued in another folder, the last written."""
        found: dict[str, Path] = {}
        for path in sorted(self._found("*~*~*.md"), key=_written):
            found[path.name] = path
        return sorted(found.values())

    def _found(self, pattern: str) -> Iterator[Path]:
        for folder in self._folders:
            # A folder that cannot be entered has no readable drafts.
            with contextlib.suppress(OSError):
                yield from list(folder.glob(pattern))

    def adopt(self, annotation: Annotation) -> None:
        """Keep what a killed save left as a draft for the next start, unless that note has one.

        Raises: WriteError, OSError.
        """
        if not any(self._found(f"*~{annotation.article}~{annotation.id}.md")):
            self._write(self._name(annotation).replace(self._token, f"0-{secrets.token_hex(4)}"), annotation)

    def discard(self, draft: Draft) -> None:
        """Delete the file of a recovered draft, because it was saved or discarded."""
        self._unlink(draft.path.name)

    def _unlink(self, name: str) -> None:
        for folder in self._folders:
            for path in (folder / name, _lent(folder / name)):
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)

    def close(self) -> None:
        """Write waiting text and release the lock; drafts that were not dropped will be offered again."""
        self.flush()
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()
        if not self._on_disk:
            self._unlink(_lock_name(self._token))
        while self._locks:
            os.close(self._locks.popitem()[1])

    def _work(self) -> None:
        while self._is_wanted():
            self.flush()

    def _is_wanted(self) -> bool:
        """Wait until there is something to write, and a moment more; return whether the journal is still open."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            self._changed.wait_for(lambda: self._closed, DELAY)
            return not self._closed

    def _name(self, annotation: Annotation) -> str:
        if not is_id(annotation.article) or not is_annotation_id(annotation.id):
            raise ValueError(f"{annotation.article}/{annotation.id} is not an id")
        return f"{self._token}~{annotation.article}~{annotation.id}.md"

    def _hold(self, folder: Path) -> None:
        """Take the lock that shows that this process is alive."""
        if folder not in self._locks:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
            self._locks[folder] = os.open(folder / _lock_name(self._token), flags, 0o600)
            fcntl.flock(self._locks[folder], fcntl.LOCK_EX)
            drop_leftovers(folder)

    def _is_alive(self, token: str) -> bool:
        return any(_is_held(folder / _lock_name(token)) for folder in self._folders)


def _lock_name(token: str) -> str:
    return f"{token}.lock"


def _lent(draft: Path) -> Path:
    """Return the file with the body of a draft while another program edits it."""
    return draft.with_stem(f"{draft.stem}{_LENT}")


def _with_lent(draft: Path, annotation: Annotation) -> Annotation:
    """Return a draft, with what an editor saved of it before it ended together with reader."""
    try:
        body = clean(read_text(_lent(draft)))
    except (ReaderError, OSError):
        return annotation
    return replace(annotation, body=body) if body.strip() else annotation


def _written(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _is_held(lock: Path) -> bool:
    try:
        descriptor = os.open(lock, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(descriptor)


def _with_revision(annotation: Annotation) -> Annotation:
    """Return *annotation* with the hash of the file that it changes as an extra key, which other files lack."""
    if not annotation.revision:
        return annotation
    return replace(annotation, extra={**annotation.extra, _REVISION: annotation.revision})


def _without_revision(annotation: Annotation) -> Annotation:
    extra = dict(annotation.extra)
    revision = extra.pop(_REVISION, "")
    return replace(annotation, extra=extra, revision=str(revision))
