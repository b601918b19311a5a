"""Zip and tar archives, and files that are compressed: what they hold, each a source; never unpacked into a folder.

All of it is bounded: how many entries there are, how large they are and together, how much they grow, how deep one
archive lies in another. An entry that is not what an archive should hold is told with the reason; the rest is read.
"""

import stat
import struct
import tarfile
import weakref
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from reader.ingest.encodings import decoded
from reader.ingest.formats.part import Skipped
from reader.ingest.formats.source import HEAD, Source, inner_path, is_inner
from reader.ingest.formats.unpacked import (
    LARGEST_ARCHIVE,
    LARGEST_MEMBER,
    MOST_GROWTH,
    SMALL,
    UnpackedSource,
    packing,
    spooled,
    told_of_damage,
)  # fmt: skip
from reader.library.guarded_file import UndecodableError, UnreadableError
from reader.library.safe_text import line

# A library of twenty thousand articles, exported, has as many entries, and their originals besides.
MOST_MEMBERS = 50_000
LARGEST_LIST = 50_000_000
MOST_DEPTH = 3
_METHODS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2))
_ENDINGS = (b"PK\x05\x06", b"PK\x06\x06")
_TAIL = 66_000
# The flag of an entry whose name is in UTF-8.
_IN_UTF_8 = 0x800


class Archive(ABC):
    """What an archive holds: *names* are those of its files that can be read, *refused* tells of the others.

    After *close* no member of it can be read any more.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.close: Callable[[], object] = lambda: None
        self.names: list[str] = []
        self.refused: list[Skipped] = []

    @abstractmethod
    def size(self, path: str) -> int:
        """Return how many bytes a member has. Raises: KeyError."""

    @abstractmethod
    def stream(self, path: str) -> IO[bytes]:
        """Open a member; it is read from beginning to end."""

    def _put_down(self, path: str, problem: str | None, known: Container[str]) -> bool:
        """List an entry, under its name or with its *problem*; tell whether it can be read."""
        if not is_inner(path) or path[1:2] == ":":
            problem = "Its path leads out of the archive."
        elif path in known:
            problem = "There is another file of this name in the archive."
        if problem:
            self.refused.append(Skipped(line(path)[:200], problem, is_refused=True))
            return False
        self.names.append(path)
        return True


class _Zip(Archive):
    def __init__(self, source: Source, stream: BinaryIO) -> None:
        super().__init__(source)
        _check_list(source, stream)
        self._file = zipfile.ZipFile(stream)
        self._entries: dict[str, zipfile.ZipInfo] = {}
        overlapping = _overlapping(self._file.infolist())
        for entry in self._file.infolist():
            problem = "It lies over another entry." if entry.header_offset in overlapping else _problem(entry)
            name = _name_in(entry)
            if not name.endswith("/") and self._put_down(name, problem, self._entries):
                self._entries[name] = entry

    def size(self, path: str) -> int:
        return self._entries[path].file_size

    def stream(self, path: str) -> IO[bytes]:
        return self._file.open(self._entries[path])


class _Tar(Archive):
    def __init__(self, source: Source, stream: BinaryIO) -> None:
        super().__init__(source)
        self._file = tarfile.open(fileobj=stream, mode="r:", format=tarfile.PAX_FORMAT)  # noqa: SIM115 - open as long as the archive
        self._entries: dict[str, tarfile.TarInfo] = {}
        for number, entry in enumerate(self._file):
            if number >= MOST_MEMBERS:
                raise _too_many(source)
            problem = None if entry.isreg() and not entry.issparse() else "It is a link or a device."
            too_large = "It is too large." if entry.size > LARGEST_MEMBER else None
            name = entry.name.removeprefix("./")
            if not entry.isdir() and self._put_down(name, problem or too_large, self._entries):
                self._entries[name] = entry

    def size(self, path: str) -> int:
        return self._entries[path].size

    def stream(self, path: str) -> IO[bytes]:
        stream = self._file.extractfile(self._entries[path])
        if stream is None:  # pragma: no cover - only regular files are listed
            raise KeyError(path)
        return stream


class MemberSource(Source):
    """A file in an archive."""

    def __init__(self, archive: Archive, path: str) -> None:
        super().__init__(PurePosixPath(path).name)
        self.path = path
        self.depth = archive.source.depth + 1
        self._archive_of_it = archive

    def open(self) -> BinaryIO:
        """Return it in memory, or, if it is large, in a temporary file."""
        with told_of_damage(self.name), self._archive_of_it.stream(self.path) as stream:
            return spooled(stream, self._archive_of_it.size(self.path), self.name)

    @contextmanager
    def streamed(self) -> Iterator[IO[bytes]]:
        """Give it to be read from beginning to end, without a copy, however large it is. Raises: UnreadableError."""
        with ExitStack() as opened:
            with told_of_damage(self.name):
                stream = opened.enter_context(self._archive_of_it.stream(self.path))
            yield stream

    def _first(self) -> bytes:
        with told_of_damage(self.name), self._archive_of_it.stream(self.path) as stream:
            return stream.read(HEAD)

    def beside(self, path: str) -> Source | None:
        """Look in the member's folder in the archive."""
        there = inner_path(str(PurePosixPath(self.path).parent), path)
        archive = self._archive_of_it.source
        return archive.member(there) if there and archive.has_member(there) else None


def _name_in(entry: zipfile.ZipInfo) -> str:
    """Return the name of an entry in UTF-8, or the encoding in which it makes sense, its folders parted by `/`."""
    name = entry.filename
    if not entry.flag_bits & _IN_UTF_8 and not name.isascii():
        with suppress(UnicodeEncodeError, UndecodableError):
            # What zipfile takes for the letters of the first PCs.
            name = decoded(name.encode("cp437")).text
    return name.replace("\\", "/")


def is_archive(source: Source) -> bool:
    """Whether a file is a zip or a tar archive, or compressed."""
    return _kind(source.head) is not None or packing(source) is not None


def _kind(head: bytes) -> type[_Zip] | type[_Tar] | None:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _Zip
    return _Tar if head[257:262] == b"ustar" else None


def open_archive(source: Source) -> Archive | None:
    """Return what an archive holds; None for another file. Raises: UnreadableError."""
    kind = _kind(source.head)
    return _opened(source, kind) if kind else None


def open_zip(source: Source) -> Archive:
    """Return what the zip archive holds around which a file of another kind stands: one that opens itself.

    Raises: UnreadableError.
    """
    return _opened(source, _Zip)


def _opened(source: Source, kind: type[_Zip] | type[_Tar]) -> Archive:
    if source.depth >= MOST_DEPTH:
        raise UnreadableError(f"{line(source.name)} is an archive that lies in {MOST_DEPTH} others; it was not read.")
    stream = source.open()
    try:
        with told_of_damage(source.name):
            archive = kind(source, stream)
    except BaseException:
        stream.close()
        raise
    # Whoever asked for a member may not know the archive: it is read until nobody knows it, or its source is closed.
    archive.close = weakref.finalize(archive, stream.close)
    return archive


def contents(
    source: Source, chosen: Callable[[Sequence[str]], Sequence[str]] = lambda paths: paths
) -> Iterator[Source | Skipped]:
    """Yield the files in an archive whose paths are *chosen*, and what in it is none. Raises: UnreadableError."""
    suffix = packing(source)
    if suffix:
        if source.depth >= MOST_DEPTH:
            raise UnreadableError(f"{line(source.name)} is packed {MOST_DEPTH} times over; it was not read.")
        yield UnpackedSource(source, suffix)
        return
    archive = source.archive
    if archive is None:
        raise UnreadableError(source.archive_problem or f"{line(source.name)} is no archive.")
    yield from archive.refused
    total = 0
    for path in chosen(archive.names):
        total += archive.size(path)
        if total > LARGEST_ARCHIVE:
            raise UnreadableError(
                f"{line(source.name)} holds more than {LARGEST_ARCHIVE // 10**9} GB; the rest was not read."
            )
        yield MemberSource(archive, path)


def _check_list(source: Source, stream: BinaryIO) -> None:
    """Refuse a zip archive whose list alone is too large. Raises: UnreadableError."""
    stream.seek(0, 2)
    stream.seek(max(0, stream.tell() - _TAIL))
    tail = stream.read()
    stream.seek(0)
    for magic, form, at in ((_ENDINGS[0], "<HI", 10), (_ENDINGS[1], "<QQ", 32)):
        found = tail.rfind(magic)
        if found < 0 or len(tail) < found + at + struct.calcsize(form):
            continue
        count, size = struct.unpack_from(form, tail, found + at)
        is_elsewhere = form == "<HI" and (count == 0xFFFF or size == 0xFFFFFFFF)
        if not is_elsewhere and (count > MOST_MEMBERS or size > LARGEST_LIST):
            raise _too_many(source)


def _too_many(source: Source) -> UnreadableError:
    return UnreadableError(f"{line(source.name)} holds more than {MOST_MEMBERS:,} files; it was not read.")


def _overlapping(entries: Sequence[zipfile.ZipInfo]) -> set[int]:
    """Return the offsets of entries that lie over one another."""
    found: set[int] = set()
    end, before = 0, -1
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < end:
            found |= {before, entry.header_offset}
        # The least that stands before its data: a header and the name.
        name = entry.orig_filename.encode("utf-8" if entry.flag_bits & _IN_UTF_8 else "cp437", "replace")
        here = entry.header_offset + 30 + len(name) + entry.compress_size
        if here > end:
            end, before = here, entry.header_offset
    return found


def _problem(entry: zipfile.ZipInfo) -> str | None:
    mode = entry.external_attr >> 16
    checks: tuple[tuple[Callable[[], bool], str], ...] = (
        (lambda: bool(entry.flag_bits & 1), "It is encrypted."),
        (lambda: bool(mode) and stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}, "It is a link or a device."),
        (lambda: entry.compress_type not in _METHODS, "It is packed in a way that reader does not read."),
        (lambda: entry.file_size > LARGEST_MEMBER, "It is too large."),
        (
            lambda: entry.file_size > max(SMALL, entry.compress_size * MOST_GROWTH),
            "It grows too much when it is unpacked.",
        ),
    )
    return next((told for is_so, told in checks if is_so()), None)
