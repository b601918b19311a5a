"""Every system call of a save as a place where it may go wrong: killed there, refused, or the power gone.

A harness counts only if a careless way of saving fails it: `careless_open` and `careless_rename` are kept for that.
"""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

CALLS = ("open", "fsync", "link", "rename", "replace", "unlink", "mkdir")


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
        if self._how == "kill" and self.count >= self._at:
            raise Killed(call)
        persists = not self._once and call in {"open", "write", "fsync", "mkdir", "link"}
        if self.count == self._at or (persists and self.count > self._at):
            raise OSError(self._how, os.strerror(int(self._how)))

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            # Descriptors (fsync) are of files under the root or of the locks; both are steps.
            if isinstance(arguments[0], int) or str(arguments[0]).startswith(str(self._root)):
                self.step(name)
            return real(*arguments, **options)

        return call

    def _fdopen(self, real: Callable[..., Any]) -> Callable[..., Any]:
        return lambda descriptor, mode="r", **options: _File(real(descriptor, mode, **options), self)


class _File:
    """A file whose writes go wrong in the middle."""

    def __init__(self, file: Any, faults: Faults) -> None:
        self._file = file
        self._faults = faults

    def __enter__(self) -> "_File":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def write(self, data: bytes) -> int:
        try:
            self._faults.step("write")
        except BaseException:
            self._file.write(data[: len(data) // 2])
            self._file.flush()
            raise
        return int(self._file.write(data))

    def read(self, *size: int) -> bytes:
        self._faults.step("read")
        return bytes(self._file.read(*size))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def careless_open(path: Path, data: bytes) -> None:
    """Save as most programs do."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), "wb") as file:
        file.write(data)


def careless_rename(path: Path, data: bytes) -> None:
    """Save as the careful ones do, without waiting for the disk."""
    temporary = path.with_name(f".{path.name}.tmp")
    careless_open(temporary, data)
    temporary.replace(path)


class Disk:
    """What a disk may hold after the power went, as POSIX allows: a recording of calls and the states they permit.

    Content is sure once its file was flushed, a name once its folder was. Of what is not sure any part may be there:
    of a content an earlier one, none or half of it; of the changes of a folder any, in their order.
    """

    def __init__(self, root: Path) -> None:
        self.operations: list[tuple[str, Any]] = []
        self._root = root
        self._contents: dict[int, list[bytes]] = {}
        self._sure: dict[str, int] = {}
        self._unsure: list[tuple[str, dict[str, int | None]]] = []
        for path in root.rglob("*"):
            if path.is_file():
                number = len(self._contents)
                self._contents[number] = [path.read_bytes()]
                self._sure[self._name(path)] = number

    @contextmanager
    def recording(self) -> Iterator["Disk"]:
        with pytest.MonkeyPatch.context() as patch:
            for name in ("open", "fsync", "link", "rename", "replace", "unlink"):
                patch.setattr(os, name, self._recorded(name, getattr(os, name)))
            patch.setattr(os, "fdopen", self._fdopen(os.fdopen))
            yield self

    def states(self) -> Iterator[dict[str, bytes]]:
        """Yield what may be under the root if the power goes now: the content of each path."""
        for chosen in product((False, True), repeat=len(self._unsure)):
            names = dict(self._sure)
            for is_there, (_, change) in zip(chosen, self._unsure, strict=True):
                if is_there:
                    for name, number in change.items():
                        if number is None:
                            names.pop(name, None)
                        else:
                            names[name] = number
            numbers = sorted(set(names.values()))
            for contents in product(*(self._possible(number) for number in numbers)):
                content = dict(zip(numbers, contents, strict=True))
                yield {name: content[number] for name, number in names.items()}

    def _possible(self, number: int) -> list[bytes]:
        versions = self._contents[number]
        if len(versions) == 1:
            return versions
        return [*dict.fromkeys([*versions, b"", versions[-1][: len(versions[-1]) // 2]])]

    def _name(self, path: Path | str) -> str:
        return str(Path(path).relative_to(self._root))

    def _now(self) -> dict[str, int]:
        names = dict(self._sure)
        for _, change in self._unsure:
            for name, number in change.items():
                if number is None:
                    names.pop(name, None)
                else:
                    names[name] = number
        return names

    def _recorded(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            result = real(*arguments, **options)
            if name == "fsync":
                self._flushed(Path(f"/proc/self/fd/{arguments[0]}").resolve())
            elif Path(arguments[0]).is_relative_to(self._root):
                self._changed(name, *arguments)
            return result

        return call

    def _changed(self, call: str, path: Path, *rest: Any) -> None:
        if call == "open" and not rest[0] & os.O_CREAT:
            return
        now, name = self._now(), self._name(path)
        if call == "open":
            if name in now:
                self._contents[now[name]].append(b"")
                return
            number = len(self._contents)
            self._contents[number] = [b"", b""]
            self._unsure.append((str(Path(path).parent), {name: number}))
        elif call == "unlink":
            self._unsure.append((str(Path(path).parent), {name: None}))
        elif call == "link":
            self._unsure.append((str(Path(rest[0]).parent), {self._name(rest[0]): now[name]}))
        else:
            # One change, as all file systems with a journal make it, but of both folders.
            self._unsure.append((str(Path(rest[0]).parent), {self._name(rest[0]): now[name], name: None}))
        self.operations.append((call, name))

    def _flushed(self, path: Path) -> None:
        if path.is_dir():
            for folder, change in [each for each in self._unsure if each[0] == str(path)]:
                for name, number in change.items():
                    if number is None:
                        self._sure.pop(name, None)
                    else:
                        self._sure[name] = number
                self._unsure.remove((folder, change))
        elif path.is_relative_to(self._root):
            number = self._now()[self._name(path)]
            self._contents[number] = self._contents[number][-1:]
        self.operations.append(("fsync", path.name))

    def written(self, path: Path, data: bytes) -> None:
        number = self._now()[self._name(path)]
        self._contents[number].append(self._contents[number][-1] + data)
        self.operations.append(("write", path.name))

    def _fdopen(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def fdopen(descriptor: int, mode: str = "r", **options: Any) -> Any:
            path = Path(f"/proc/self/fd/{descriptor}").resolve()
            file = real(descriptor, mode, **options)
            is_ours = path.is_relative_to(self._root) and mode != "rb"
            return _Recorded(file, lambda data: self.written(path, data)) if is_ours else file

        return fdopen


class _Recorded:
    """A file whose writes are told of."""

    def __init__(self, file: Any, told: Callable[[bytes], None]) -> None:
        self._file = file
        self._told = told

    def __enter__(self) -> "_Recorded":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def write(self, data: bytes) -> int:
        self._told(data)
        return int(self._file.write(data))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


ERRORS = {"disk full": errno.ENOSPC, "I/O error": errno.EIO, "quota": errno.EDQUOT, "read-only": errno.EROFS}
