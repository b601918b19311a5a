"""A disk that is full, without filling one: what is written below a folder is refused as the system refuses it."""

import builtins
import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.library import private_folder, sqlite_file


def fill_databases(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no SQLite file below *folder* grow, as on a disk with room for small files only."""
    for module in ("reader.library.catalog", "reader.related.database"):
        monkeypatch.setattr(f"{module}.connect", _bounded(folder))


def _bounded(folder: Path) -> Callable[..., sqlite3.Connection]:
    def connect(path: Path, *, synchronous: str) -> sqlite3.Connection:
        connection = sqlite_file.connect(path, synchronous=synchronous)
        if path.is_relative_to(folder):
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {max(1, pages)}")
        return connection

    return connect


class FullDisk:
    """Refuses to write below *folder*, from the write number *after* on; SQLite's files there grow no more."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, after: int = 0) -> None:
        self.count = 0
        self._folder = str(folder)
        self._after = after
        for name in ("open", "mkdir", "link", "rename", "replace"):
            monkeypatch.setattr(os, name, self._of_path(getattr(os, name), name))
        monkeypatch.setattr(builtins, "open", self._of_path(builtins.open, "open"))
        monkeypatch.setattr("io.open", self._of_path(builtins.open, "open"))
        monkeypatch.setattr(os, "fsync", self._of_descriptor(os.fsync))
        monkeypatch.setattr(private_folder, "reserve", self._of_descriptor(private_folder.reserve))
        for module in ("reader.library.catalog", "reader.related.database"):
            monkeypatch.setattr(f"{module}.connect", self._connect)

    @property
    def is_full(self) -> bool:
        return self.count > self._after

    def _step(self) -> None:
        self.count += 1
        if self.is_full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _is_below(self, path: object) -> bool:
        return isinstance(path, (str, os.PathLike)) and str(path).startswith(self._folder)

    def _of_path(self, real: Callable[..., Any], name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            flags = arguments[1] if len(arguments) > 1 else options.get("mode", "r")
            writes = (
                bool(flags & (os.O_WRONLY | os.O_RDWR)) if isinstance(flags, int) else set(str(flags)) & set("wax+")
            )
            if self._is_below(arguments[0]) and (name != "open" or writes):
                self._step()
            return real(*arguments, **options)

        return call

    def _of_descriptor(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(descriptor: int, *rest: Any) -> Any:
            if self._is_below(Path(f"/proc/self/fd/{descriptor}").readlink()):
                self._step()
            return real(descriptor, *rest)

        return call

    def _connect(self, path: Path, *, synchronous: str) -> sqlite3.Connection:
        connection = sqlite_file.connect(path, synchronous=synchronous)
        if self._is_below(path):
            self.count += 1
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            if self.is_full:
                connection.execute(f"PRAGMA max_page_count = {max(1, pages)}")
        return connection
