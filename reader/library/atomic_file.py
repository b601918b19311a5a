"""Writing a file so that a crash, a full disk or a power cut leaves the old one or the new one, whole."""

import contextlib
import errno
import os
import re
import secrets
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from reader.library.errors import ReaderError
from reader.library.guarded_file import read_bytes

# Errors of file systems without hard links (FAT, many network folders), and of those that cannot flush a folder.
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
_NO_FLUSH = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
# A temporary file; after so many seconds nobody is writing it any more, here or on another machine.
LEFTOVER = re.compile(r"\.(?P<name>.+)\.[0-9a-f]{8}\.tmp", re.DOTALL)
_WRITING = 60
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class WriteError(ReaderError):
    """A file could not be written, for a *reason* of the system; the old file is still there."""

    def __init__(self, sentence: str, reason: str = "") -> None:
        super().__init__(sentence)
        self.reason = reason or sentence.removesuffix(".")

    @classmethod
    def of(cls, path: Path, error: OSError) -> "WriteError":
        """Say that *path* could not be saved, and why."""
        reason = reason_of(error)
        return cls(f"{path.name} could not be saved: {reason}.", reason)


class UnconfirmedError(WriteError):
    """What was asked is done, but the disk did not confirm it, for the *reason* that the system gave."""

    def __init__(self, done: str, reason: str) -> None:
        super().__init__(f"{done}, but the disk did not confirm it ({reason}): a power cut now could undo it.", reason)


def reason_of(error: OSError) -> str:
    """Return the system's message for an error, without a full stop."""
    return error.strerror or str(error)


@contextlib.contextmanager
def required() -> Iterator[None]:
    """Turn a failed or unconfirmed write into an OSError, where the next step relies on it."""
    try:
        yield
    except WriteError as error:
        raise OSError(None, error.reason) from error


def write_bytes(path: Path, data: bytes, may_replace: Callable[[], bool] = lambda: True) -> None:
    """Replace the file at *path* by *data*, durably: on return the new bytes survive a power cut.

    A temporary file in the same folder is written, flushed, read back and renamed over the old one, which keeps
    its mode; then the folder is flushed. *may_replace* is asked last, when only the rename is still to be done.
    Raises: FileExistsError if it says no, else WriteError, with nothing changed and no litter left;
    UnconfirmedError if only the folder could not be flushed.
    """
    with _written_beside(path, data, keeps_mode=True) as temporary:
        if not may_replace():
            raise FileExistsError(path)
        temporary.replace(path)


def write_text(path: Path, text: str) -> None:
    """Replace the file at *path* by *text* in UTF-8; see `write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


def create_bytes(path: Path, data: bytes) -> None:
    """Write a new file, durably.

    Raises: FileExistsError if something is at *path*, else WriteError; then nothing is left behind.
    UnconfirmedError if it is there and only the folder could not be flushed.
    """
    with _written_beside(path, data, keeps_mode=False) as temporary:
        link_or_move(temporary, path)


def link_or_move(source: Path, target: Path) -> None:
    """Make the file *source* appear as *target* by a hard link, or if the file system has none, move it there.

    On another disk *target* is a copy. Raises: FileExistsError if something is at *target*, which is never
    replaced; OSError.
    """
    try:
        # A link, unlike a rename, never replaces what another program put there meanwhile.
        os.link(source, target)
    except OSError as error:
        if error.errno == errno.EXDEV:
            with required():
                create_bytes(target, read_bytes(source))
            return
        if error.errno not in _NO_LINKS:
            raise
        _move(source, target)


def _move(source: Path, target: Path) -> None:
    """Rename *source* after taking the new name, so that the rename replaces only our own empty file."""
    os.close(os.open(target, _NEW, 0o600))
    try:
        source.rename(target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def make_folder(folder: Path) -> None:
    """Make a folder and missing ones above it, durably.

    Raises: OSError, also for a link to one. An unconfirmed folder is not left behind: the next caller would take
    it for confirmed.
    """
    if folder.is_symlink():
        raise OSError(None, f"the folder {folder.name} is a link")
    missing = []
    while not folder.exists():
        if folder.is_symlink():
            raise OSError(None, f"the folder {folder.name} is a link to one that is not there")
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(exist_ok=True)
        try:
            sync_folder(each.parent)
        except OSError:
            with contextlib.suppress(OSError):
                each.rmdir()
            raise


def confirm(folder: Path, done: str) -> None:
    """Flush a folder after everything asked for is *done*. Raises: UnconfirmedError."""
    try:
        sync_folder(folder)
    except OSError as error:
        raise UnconfirmedError(done, reason_of(error)) from error


def remove(path: Path, done: str) -> None:
    """Remove a file that is useless once everything asked for is *done*, durably. Raises: UnconfirmedError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise UnconfirmedError(done, reason_of(error)) from error
    confirm(path.parent, done)


def sync_folder(folder: Path) -> None:
    """Flush a folder, so that a rename in it survives a power cut. Raises: OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FLUSH:
            raise
    finally:
        os.close(descriptor)


def leftovers(folder: Path) -> list[Path]:
    """Return the temporary files in *folder* of interrupted writes, not of writes under way."""
    try:
        found = [each for each in folder.iterdir() if LEFTOVER.fullmatch(each.name)]
        return [each for each in found if time.time() - each.lstat().st_mtime > _WRITING]
    except OSError:
        return []


def drop_leftovers(folder: Path) -> None:
    """Remove the temporary files in *folder* of interrupted writes: their contents exist elsewhere."""
    for each in leftovers(folder):
        with contextlib.suppress(OSError):
            each.unlink()


@contextlib.contextmanager
def _written_beside(path: Path, data: bytes, *, keeps_mode: bool) -> Iterator[Path]:
    """Give a temporary file with *data*, to be put at *path*; then flush the folder. Raises: see `write_bytes`."""
    temporary = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.tmp")
    try:
        _write_temporary(temporary, data, _mode_of(path) if keeps_mode else None)
        yield temporary
    except FileExistsError:
        raise
    except OSError as error:
        raise WriteError.of(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()
    confirm(path.parent, f"{path.name} was saved")


def _mode_of(path: Path) -> int | None:
    """Return the mode of the file that is to be replaced; never replace a device or a pipe: other programs need it."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        raise OSError(None, "it is not a regular file")
    return mode & 0o777


def _write_temporary(path: Path, data: bytes, mode: int | None) -> None:
    """Write *data* to a new file, with the given *mode* or, for None, the one that the user's mask gives."""
    with os.fdopen(os.open(path, _NEW, 0o666 if mode is None else mode), "r+b") as file:
        if mode is not None:
            # The mask has narrowed the mode; a file system without modes refuses, which does no harm.
            with contextlib.suppress(OSError):
                os.fchmod(file.fileno(), mode)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        file.seek(0)
        if file.read() != data:
            raise OSError(None, "what was read back is not what was written")
