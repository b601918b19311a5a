"""A file that somebody brings, wherever it lies: in a folder, in an archive, on standard input."""

import io
from abc import ABC, abstractmethod
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from posixpath import normpath
from typing import TYPE_CHECKING, BinaryIO

from reader.library.file_name import system_path
from reader.library.guarded_file import MAX_BYTES, UnreadableError, decode, missing, open_file
from reader.library.record import Record
from reader.library.safe_text import line

if TYPE_CHECKING:
    from reader.ingest.formats.archive import Archive

HEAD = 65_536
UTF_16 = (BOM_UTF16_LE, BOM_UTF16_BE)


class Source(ABC):
    """A file to be read: bounded, never through a link.

    *name* is the last part of its path, for sentences and for telling formats apart; it is no path to be opened.
    *told* is what is known of it from without: the address at which it was, and when.
    """

    told = Record()

    def __init__(self, name: str) -> None:
        self.name = name
        # In how many archives it lies.
        self.depth = 0
        self.archive_problem: str | None = None

    @abstractmethod
    def open(self) -> BinaryIO:
        """Return it as a stream from its beginning, which can be sought in. Raises: UnreadableError."""

    def beside(self, path: str) -> "Source | None":  # noqa: ARG002 - sources in folders and archives override it and look there
        """Return the file at a relative *path* (with `/`) from the folder it lies in; None if there is none.

        The path may lead up, but not out of the folder or archive that was named.
        """
        return None

    def members(self) -> Sequence[str]:
        """Return what an archive lists, as relative paths; nothing for another file, or a damaged one."""
        return self.archive.names if self.archive else ()

    def has_member(self, path: str) -> bool:
        """Whether a file of that path is in the archive."""
        return path in self._members

    def member(self, path: str) -> "Source":
        """Return a file in the archive. Raises: UnreadableError."""
        from reader.ingest.formats.archive import MemberSource

        if self.archive is None or not self.has_member(path):
            raise UnreadableError(f"There is no {line(path)} in {line(self.name)}.")
        return MemberSource(self.archive, path)

    @cached_property
    def archive(self) -> "Archive | None":
        """What the archive holds; None for another file, and for a damaged one, of which *archive_problem* tells."""
        from reader.ingest.formats.archive import open_archive

        try:
            return open_archive(self)
        except UnreadableError as error:
            self.archive_problem = str(error)
            return None

    def close(self) -> None:
        """Close what was opened to look into an archive; it may be opened again."""
        archive = self.__dict__.pop("archive", None)
        if archive is not None:
            archive.close()

    @cached_property
    def _members(self) -> frozenset[str]:
        return frozenset(self.members())

    @cached_property
    def head(self) -> bytes:
        """Its first `HEAD` bytes, of a text in UTF-16 those in UTF-8; none where it cannot be read."""
        try:
            head = self._first()
        except (OSError, UnreadableError):
            return b""
        return head.decode("utf-16", "ignore").encode("utf-8-sig", "replace") if head.startswith(UTF_16) else head

    @cached_property
    def head_text(self) -> str:
        """The text of its head, its lines ended by line feeds; empty for what is no text in UTF-8 or UTF-16."""
        return "" if b"\x00" in self.head else self.head.decode("utf-8-sig", "ignore").replace("\r\n", "\n")

    def _first(self) -> bytes:
        with self.open() as stream:
            return stream.read(HEAD)

    def read(self, limit: int = MAX_BYTES) -> bytes:
        """Return all its bytes. Raises: UnreadableError, also for more than *limit*."""
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise UnreadableError(f"{line(self.name)} is larger than {limit // 1_000_000} MB.")
        return data

    def text(self) -> str:
        """Return its text, decoded by `decode`. Raises: UnreadableError, UndecodableError."""
        return decode(self.read())


class FileSource(Source):
    """A file of the system; *folder* is the one that was named and holds it."""

    def __init__(self, path: Path, folder: Path | None = None) -> None:
        super().__init__(path.name)
        self.path = path
        self._folder = folder

    def open(self) -> BinaryIO:
        """Open the file, through no link."""
        try:
            return open_file(self.path, self._folder)
        except FileNotFoundError as error:
            raise UnreadableError(missing(self.path)) from error

    def beside(self, path: str) -> Source | None:
        """Look in the file's folder."""
        folder = self._folder or self.path.parent
        inner = inner_path(self.path.parent.relative_to(folder).as_posix(), path)
        there = folder / (inner or "")
        return FileSource(there, folder) if inner and there.is_file() else None


class FolderSource(Source):
    """A folder that is one thing, such as an export that was unpacked; it is read as its archive would be."""

    def __init__(self, path: Path, folder: Path | None, members: Sequence[str]) -> None:
        super().__init__(path.name)
        self._path, self._folder, self._names = path, folder, tuple(members)

    def open(self) -> BinaryIO:
        """Return nothing: only its files are read."""
        return io.BytesIO()

    def members(self) -> Sequence[str]:
        """Return the paths of its files."""
        return self._names

    def member(self, path: str) -> Source:
        """Return one of its files."""
        if not self.has_member(path):
            raise UnreadableError(f"There is no {line(path)} in {line(self.name)}.")
        return FileSource(self._path / system_path(path), self._folder)


class BytesSource(Source):
    """Bytes under a name; *neighbors* are what lies beside them, by relative path."""

    def __init__(self, name: str, data: bytes, neighbors: Mapping[str, bytes] | None = None) -> None:
        super().__init__(name)
        self._data = data
        self._neighbors = neighbors or {}

    def open(self) -> BinaryIO:
        """Return the bytes as a stream."""
        return io.BytesIO(self._data)

    def beside(self, path: str) -> Source | None:
        """Look among the neighbors."""
        data = self._neighbors.get(path)
        return None if data is None else BytesSource(path.rpartition("/")[2], data)


def inner_path(folder: str, path: str) -> str | None:
    """Return where a relative *path* from a relative *folder* leads; None where that is outside of what holds both."""
    if path.startswith("/") or {"\\", "\x00"} & set(path):
        return None
    joined = normpath(f"{folder}/{path}")
    return joined if is_inner(joined) else None


def is_inner(path: str) -> bool:
    """Whether a relative path with `/` stays within its folder."""
    return bool(path) and not path.startswith("/") and not {"\\", "\x00"} & set(path) and ".." not in path.split("/")
