"""Drafts: notes being written, saved on this machine's disk so that they survive a crash.

A draft is the file of the note that it would become, so that any editor can read it. It is named after the process
that writes it; that process holds a lock, and once nobody does, the draft is one to be offered again.
"""

import contextlib
import fcntl
import os
import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Condition, RLock, Thread

from reader.library.atomic_file import UnconfirmedError, drop_leftovers, write_text
from reader.library.errors import ReaderError
from reader.library.guarded_file import read_text
from reader.library.identity import is_id
from reader.library.safe_text import line
from reader.notes.model import Annotation, is_annotation_id
from reader.notes.note_file import format_note, parse_note

# A draft is on disk so many seconds after a letter was typed, however fast they come.
DELAY = 0.5
_REVISION = "draft_of_revision"


@dataclass(frozen=True, slots=True)
class Draft:
    """A note that was being written when its reader ended: *path* is its file, *annotation* what it says."""

    path: Path
    annotation: Annotation


class DraftJournal:
    """The drafts in *folder*, which is of this machine and never synced. May be used from several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._token = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._lock: int | None = None
        self._waiting: dict[Path, Annotation] = {}
        # What was typed last, and what of it is on disk: the same object once it is.
        self._latest: dict[Path, Annotation] = {}
        self._on_disk: dict[Path, Annotation] = {}
        self._changed = Condition()
        # Not held while letters are typed: a slow disk must not stop them.
        self._writing = RLock()
        self._closed = False
        self._thread: Thread | None = None
        self.problem: str = ""

    def keep(self, annotation: Annotation) -> None:
        """Keep what is being written; it is on disk within `DELAY` seconds, or at once after `flush`."""
        path = self._path(annotation)
        with self._changed:
            self._waiting[path] = self._latest[path] = annotation
            if self._thread is None and not self._closed:
                self._thread = Thread(target=self._work, name="drafts", daemon=True)
                self._thread.start()
            self._changed.notify()

    def is_on_disk(self, annotation: Annotation) -> bool:
        """Whether what was typed last of a note is on disk."""
        path = self._path(annotation)
        return self._on_disk.get(path) is self._latest.get(path)

    def flush(self) -> None:
        """Write what is waiting now: on leaving the editor, and from a handler of SIGHUP or SIGTERM.

        An error is kept as `problem`, a sentence: who types on must not be stopped by a full disk.
        """
        with self._writing:
            with self._changed:
                waiting, self._waiting = self._waiting, {}
            for path, annotation in waiting.items():
                try:
                    self._hold()
                    write_text(path, format_note(_with_revision(annotation)))
                except UnconfirmedError as error:
                    self._on_disk[path] = annotation
                    self.problem = str(error)
                except (ReaderError, OSError) as error:
                    self.problem = f"The draft could not be saved: {getattr(error, 'strerror', None) or error}"
                    with self._changed:
                        self._waiting.setdefault(path, annotation)
                else:
                    self._on_disk[path] = annotation
                    self.problem = ""

    def drop(self, annotation: Annotation) -> None:
        """Forget a draft, because it was saved or given up."""
        path = self._path(annotation)
        with self._writing:
            with self._changed:
                self._waiting.pop(path, None)
                self._latest.pop(path, None)
            self._on_disk.pop(path, None)
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def recovered(self) -> tuple[Draft, ...]:
        """Return the drafts whose readers have ended without saving or giving them up, the oldest first."""
        drafts = []
        for path in sorted(self._folder.glob("*~*~*.md")):
            token, article, name = path.stem.split("~")[:3]
            # A draft of a living reader is being written there, and is nobody else's.
            if token == self._token or not is_id(article) or not is_annotation_id(name) or self._is_alive(token):
                continue
            try:
                annotation = parse_note(read_text(path), article, name).annotation
            except (ReaderError, OSError) as error:
                self.problem = f"The draft {line(path.name)} cannot be read: {error}"
                continue
            drafts.append(Draft(path, _without_revision(annotation)))
        return tuple(sorted(drafts, key=lambda each: each.annotation.modified))

    def adopt(self, annotation: Annotation) -> None:
        """Keep what a killed save left as a draft that is offered at the next start, unless one of that note is there.

        Raises: WriteError, OSError.
        """
        if not any(self._folder.glob(f"*~{annotation.article}~{annotation.id}.md")):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            name = self._path(annotation).name.replace(self._token, f"0-{secrets.token_hex(4)}")
            write_text(self._folder / name, format_note(_with_revision(annotation)))

    def discard(self, draft: Draft) -> None:
        """Delete the file of a recovered draft, because it was saved or given up."""
        with contextlib.suppress(OSError):
            draft.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Write what is waiting and let go of the lock; drafts that were not dropped will be offered again."""
        self.flush()
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()
        if self._lock is not None:
            if not self._on_disk:
                with contextlib.suppress(OSError):
                    self._lock_path(self._token).unlink()
            os.close(self._lock)
            self._lock = None

    def _work(self) -> None:
        while self._is_wanted():
            self.flush()

    def _is_wanted(self) -> bool:
        """Wait until there is something to write and for a moment more; tell whether the journal is open still."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            self._changed.wait_for(lambda: self._closed, DELAY)
            return not self._closed

    def _path(self, annotation: Annotation) -> Path:
        if not is_id(annotation.article) or not is_annotation_id(annotation.id):
            raise ValueError(f"{annotation.article}/{annotation.id} is not an id")
        return self._folder / f"{self._token}~{annotation.article}~{annotation.id}.md"

    def _lock_path(self, token: str) -> Path:
        return self._folder / f"{token}.lock"

    def _hold(self) -> None:
        """Take the lock that says that this process lives."""
        if self._lock is None:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
            self._lock = os.open(self._lock_path(self._token), flags, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX)
            drop_leftovers(self._folder)

    def _is_alive(self, token: str) -> bool:
        try:
            descriptor = os.open(self._lock_path(token), os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
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
    """Return *annotation* with the hash of the file that it changes as a key of its own, which a file else has not."""
    if not annotation.revision:
        return annotation
    return replace(annotation, extra={**annotation.extra, _REVISION: annotation.revision})


def _without_revision(annotation: Annotation) -> Annotation:
    extra = dict(annotation.extra)
    revision = extra.pop(_REVISION, "")
    return replace(annotation, extra=extra, revision=str(revision))
