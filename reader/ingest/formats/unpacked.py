"""What is unpacked: streams that are bounded, and the sources they make; never a file in a folder."""

import bz2
import gzip
import lzma
import struct
import tarfile
import tempfile
import weakref
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from io import BytesIO
from typing import IO, BinaryIO, cast

from reader.ingest.formats.source import HEAD, Source
from reader.library.guarded_file import UnreadableError
from reader.library.safe_text import line

LARGEST_MEMBER = 2_000_000_000
LARGEST_ARCHIVE = 8_000_000_000
# How many times larger than it lies there a member may be; small ones may be anything.
MOST_GROWTH, SMALL = 200, 1_000_000
# What is held in memory of a member; a larger one goes through a temporary file that has no name.
IN_MEMORY = 4_000_000
_CHUNK = 1 << 18
_MEMORY_OF_XZ = 100_000_000
# What the readers of archives raise for damaged ones.
_DAMAGE = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, OverflowError,
    struct.error,
    # zipfile, for a way of packing that it does not know, and for an entry with a password.
    NotImplementedError, RuntimeError,
)  # fmt: skip
_PACKERS: tuple[tuple[bytes, str], ...] = ((b"\x1f\x8b", ".gz"), (b"BZh", ".bz2"), (b"\xfd7zXZ\x00", ".xz"))


class UnpackedSource(Source):
    """What a compressed file holds."""

    def __init__(self, source: Source, suffix: str) -> None:
        name = source.name
        super().__init__(name[: -len(suffix)] if name.lower().endswith(suffix) else name)
        self.depth = source.depth + 1
        self._packed, self._suffix = source, suffix

    def open(self) -> BinaryIO:
        """Return it in memory, or, if it is large, in a temporary file."""
        with self._opened() as (packed, stream):
            packed.seek(0, 2)
            limit = min(LARGEST_ARCHIVE, max(SMALL, packed.tell() * MOST_GROWTH))
            packed.seek(0)
            return spooled(stream, limit, self._packed.name)

    def _first(self) -> bytes:
        with self._opened() as (_, stream):
            return stream.read(HEAD)

    @contextmanager
    def _opened(self) -> Iterator[tuple[BinaryIO, IO[bytes]]]:
        unpacker = _UNPACKERS[self._suffix]
        with told_of_damage(self._packed.name), self._packed.open() as packed, unpacker(packed) as stream:
            yield packed, stream


class StreamSource(Source):
    """What can be read once, such as standard input; kept in memory or, if it is large, in a temporary file."""

    def __init__(self, name: str, stream: IO[bytes]) -> None:
        super().__init__(name)
        self._stream = stream

    def open(self) -> BinaryIO:
        """Return a copy that can be sought in. Raises: UnreadableError."""
        self._kept.seek(0)
        return spooled(self._kept, LARGEST_MEMBER, self.name)

    @cached_property
    def _kept(self) -> BinaryIO:
        with told_of_damage(self.name):
            kept = spooled(self._stream, LARGEST_MEMBER, self.name)
        weakref.finalize(self, kept.close)
        return kept


def packing(source: Source) -> str | None:
    """Return the ending of what a file is compressed with; None if it is not."""
    return next((suffix for magic, suffix in _PACKERS if source.head.startswith(magic)), None)


def spooled(stream: IO[bytes], limit: int, name: str) -> BinaryIO:
    """Return what is left of a stream, at most *limit* bytes, as one that can be sought in. Raises: UnreadableError."""
    copy = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by whoever reads it
    is_whole = False
    try:
        while copy.tell() <= limit and (chunk := stream.read(_CHUNK)):
            copy.write(chunk)
        is_whole = copy.tell() <= limit
    finally:
        if not is_whole:
            copy.close()
    if not is_whole:
        raise UnreadableError(f"{line(name)} grows too much when it is unpacked; it was not read.")
    copy.seek(0)
    # It has all that a stream has, and is not declared as one.
    return cast("BinaryIO", copy)


@contextmanager
def told_of_damage(name: str) -> Iterator[None]:
    """Make a sentence of what the readers of archives raise. Raises: UnreadableError."""
    try:
        yield
    except _DAMAGE as error:
        raise UnreadableError(f"{line(name)} cannot be read: it is damaged, or cut short.") from error


class _Xz(BytesIO):
    """An xz file, read within a bound of memory, which Python's own class for it has not."""

    def __init__(self, packed: BinaryIO) -> None:
        super().__init__()
        self._packed = packed
        self._decompressor = lzma.LZMADecompressor(lzma.FORMAT_XZ, _MEMORY_OF_XZ)

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next bytes, none at the end; *size* must be given."""
        while not self._decompressor.eof:
            given = self._packed.read(_CHUNK) if self._decompressor.needs_input else b""
            if self._decompressor.needs_input and not given:
                raise EOFError
            found = self._decompressor.decompress(given, size or 0)
            if found:
                return found
        return b""


_UNPACKERS: Mapping[str, Callable[[BinaryIO], IO[bytes]]] = {
    ".gz": lambda packed: cast("IO[bytes]", gzip.GzipFile(fileobj=packed, mode="rb")),
    ".bz2": bz2.BZ2File,
    ".xz": _Xz,
}
