"""Private folders: a cache holds pickles that others must not write, and texts that they must not read."""

import os
import stat
from pathlib import Path

from reader.library.errors import ReaderError

_ALL_BUT_OURS = 0o077
_LEAST_ROOM = 1 << 20


class FolderNotOurs(ReaderError):
    """The folder belongs to somebody else, or is a link or a file."""


def make_private(folder: Path) -> None:
    """Make *folder*, or make an existing one private again.

    Raises: FolderNotOurs, OSError.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    status = folder.lstat()
    if not _is_ours(status):
        raise FolderNotOurs(f"The folder {folder.name} is a link, or belongs to somebody else.")
    if status.st_mode & _ALL_BUT_OURS:
        folder.chmod(0o700)


def check_room(folder: Path) -> None:
    """Check that *folder* is writable and its disk has enough room to begin. Raises: OSError."""
    trial = folder / f".trial-{os.urandom(4).hex()}"
    descriptor = os.open(trial, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        reserve(descriptor, _LEAST_ROOM)
    finally:
        os.close(descriptor)
        trial.unlink()


def reserve(descriptor: int, size: int) -> None:
    """Reserve *size* bytes of the disk for a file. Raises: OSError if there are not enough."""
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(descriptor, 0, size)
    else:  # pragma: no cover - depends on the system
        os.write(descriptor, bytes(size))


def is_private(folder: Path) -> bool:
    """Whether *folder* is this user's and closed to others; false for a link. Raises: OSError if there is none."""
    status = folder.lstat()
    return _is_ours(status) and not status.st_mode & _ALL_BUT_OURS


def _is_ours(status: os.stat_result) -> bool:
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid()
