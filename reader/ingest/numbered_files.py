"""The files of a folder that are called `name.md`, `name-2.md`, …, and names that are harmless there."""

import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from reader.library.errors import ReaderError
from reader.library.guarded_file import read_bytes
from reader.library.safe_text import line

_NOT_IN_NAMES = re.compile(r"[^\w.() -]+|\.{2,}")
_LONGEST_NAME = 120


class NumberedFiles:
    """The files of a folder that are called `name.md`, `name-2.md`, …: of each name, the next number that is free.

    A number is looked at once, however many files of one name are added. *plan* is told of each file that is to be
    written.
    """

    def __init__(self, folder: Path, plan: Callable[[Path, bytes], None]) -> None:
        self._folder = folder
        self._plan = plan
        self._names: set[str] = set()
        self._last: Counter[tuple[str, str]] = Counter()
        # What was met on the way, by name and size: only files as large as a new one can hold the same.
        self._unread: dict[tuple[str, str, int], list[str]] = {}
        self._name_by_digest: dict[tuple[str, str, int], dict[str, str]] = {}

    def create(self, stem: str, suffix: str, content: Callable[[str], bytes | None]) -> str:
        """Plan the first file that is free, and return its name.

        *content* gives what it holds by its stem, None if it may not be called so.
        """
        while True:
            numbered = self._next(stem, suffix)
            path = self._folder / f"{numbered}{suffix}"
            data = content(numbered) if self._is_free(path) else None
            if data is not None:
                return self._planned(path, data)

    def keep(self, stem: str, suffix: str, data: bytes) -> str:
        """Plan a file that holds *data*, unless one of this name does already; return its name.

        One is there already where a crash ended an earlier run.
        """
        digest = hashlib.sha256(data).hexdigest()
        while True:
            known = self._known(stem, suffix, len(data))
            if digest in known:
                return known[digest]
            path = self._folder / f"{self._next(stem, suffix)}{suffix}"
            if self._is_free(path):
                known[digest] = self._planned(path, data)
            elif not path.is_symlink() and path.is_file():
                self._unread.setdefault((stem, suffix, path.stat().st_size), []).append(path.name)

    def _known(self, stem: str, suffix: str, size: int) -> dict[str, str]:
        known = self._name_by_digest.setdefault((stem, suffix, size), {})
        for name in self._unread.pop((stem, suffix, size), []):
            with suppress(ReaderError, FileNotFoundError):
                known.setdefault(hashlib.sha256(read_bytes(self._folder / name)).hexdigest(), name)
        return known

    def _next(self, stem: str, suffix: str) -> str:
        self._last[stem, suffix] += 1
        number = self._last[stem, suffix]
        return stem if number == 1 else f"{stem}-{number}"

    def _is_free(self, path: Path) -> bool:
        return path.name not in self._names and not os.path.lexists(path)

    def _planned(self, path: Path, data: bytes) -> str:
        self._names.add(path.name)
        self._plan(path, data)
        return path.name


def harmless_name(name: str) -> tuple[str, str]:
    """Return stem and suffix of a file that may be called by what somebody else named it, whatever that is."""
    plain = _NOT_IN_NAMES.sub("_", line(name)).strip(" ._-") or "original"
    stem, dot, suffix = plain.rpartition(".")
    if not dot or not stem or len(suffix) > 10:
        stem, suffix = plain, ""
    while len(stem.encode("utf-8")) > _LONGEST_NAME:
        stem = stem[:-1]
    return stem.strip() or "original", f".{suffix}" if suffix else ""
