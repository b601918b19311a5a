"""A lock that processes of one machine take before they change files of a library.

Its file lies in a folder of this machine, never in the library: syncing would carry it to other machines.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.library.errors import ReaderError
from reader.library.identity import is_id

_PATIENCE = 5.0
_PAUSE = 0.01


class BusyError(ReaderError):
    """Another process holds the lock and does not release it."""


@contextmanager
def locked(folder: Path, name: str, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the lock *name* in *folder*; it is released at the end, or by the system if the process dies.

    Raises: BusyError after *patience* seconds, OSError if the folder cannot be written.
    """
    if not is_id(name):
        raise ValueError(f"{name!r} is no name of a lock")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(folder / f"{name}.lock", flags, 0o600)
    try:
        _wait(descriptor, time.monotonic() + patience)
        yield
    finally:
        os.close(descriptor)


def _wait(descriptor: int, until: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise BusyError(
                    "Another window of reader is still saving the same file; try again in a moment."
                ) from None
            time.sleep(_PAUSE)
        else:
            return
