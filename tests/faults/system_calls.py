"""Every system call of a save as a place where it may go wrong: killed there, or refused.

A harness counts only if a careless way of saving fails it: `careless_open` and `careless_rename` are kept for that.
"""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import pytest

CALLS = ("open", "fsync", "link", "rename", "replace", "unlink", "mkdir", "rmdir", "scandir", "read")
ERRORS = {"disk full": errno.ENOSPC, "I/O error": errno.EIO, "quota": errno.EDQUOT, "read-only": errno.EROFS}


# No action of a test makes so many calls.
_TOO_MANY = 5_000


class Killed(BaseException):
    """The process has died; nothing that it would have done after this is done."""


class Faults:
    """Counts the system calls under *root* and lets the one with the number *at* go wrong.

    *how* is `kill` (that call is not made, nor any after it), or a number of an error, which is raised `once` or, as
    on a full disk, by every write from then on. A write that goes wrong leaves half of its bytes.
    """

    def __init__(self, root: Path, at: int, how: str | int, *, once: bool = True) -> None:
        self.count = 0
        self.calls: list[str] = []
        self._root = root
        self._at = at
        self._how = how
        self._once = once

    @contextmanager
    def injected(self) -> Iterator["Faults"]:
        with pytest.MonkeyPatch.context() as patch:
            for name in CALLS:
                patch.setattr(os, name, self._wrapped(name, getattr(os, name)))
            patch.setattr(os, "fdopen", self._fdopen(os.fdopen))
            yield self

    def step(self, call: str) -> None:
        self.count += 1
        self.calls.append(call)
        assert self.count < _TOO_MANY, "a refused call is tried again forever"
        if self._how == "kill" and self.count >= self._at:
            raise Killed(call)
        persists = not self._once and call in {"open", "write", "fsync", "mkdir", "link"}
        if self.count == self._at or (persists and self.count > self._at):
            raise OSError(self._how, os.strerror(int(self._how)))

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            # Descriptors (fsync, read) are of files under the root or of the locks; both are steps.
            is_open = isinstance(arguments[0], int) or isinstance(options.get("dir_fd"), int)
            if is_open or str(arguments[0]).startswith(str(self._root)):
                self.step(name)
            return real(*arguments, **options)

        return call

    def _fdopen(self, real: Callable[..., Any]) -> Callable[..., Any]:
        return lambda descriptor, mode="r", **options: _File(real(descriptor, mode, **options), self)


class WrappedFile:
    """An open file that does what it wraps does, but for what a subclass does otherwise."""

    def __init__(self, file: Any) -> None:
        self.file = file

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


class _File(WrappedFile):
    """A file whose writes go wrong in the middle."""

    def __init__(self, file: Any, faults: Faults) -> None:
        super().__init__(file)
        self._faults = faults

    def write(self, data: bytes) -> int:
        try:
            self._faults.step("write")
        except BaseException:
            self.file.write(data[: len(data) // 2])
            self.file.flush()
            raise
        return int(self.file.write(data))

    def read(self, *size: int) -> bytes:
        self._faults.step("read")
        return bytes(self.file.read(*size))


def careless_open(path: Path, data: bytes, *_: object) -> None:
    """Save as most programs do."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), "wb") as file:
        file.write(data)


def careless_rename(path: Path, data: bytes, *_: object) -> None:
    """Save as the careful ones do, without waiting for the disk."""
    temporary = path.with_name(f".{path.name}.tmp")
    careless_open(temporary, data)
    temporary.replace(path)
