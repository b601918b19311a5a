"""The records of a web archive (WARC), one after the other, packed or not, in memory that does not grow with it."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedReader
from typing import IO, cast

from reader.ingest.formats.unpacked import MOST_GROWTH, SMALL
from reader.ingest.formats.zstandard_stream import DICTIONARY, MAGIC, unpacked_frames
from reader.library.guarded_file import UnreadableError

_PACKED = b"\x1f\x8b"
_LONGEST_LINE = 65_536
_MOST_FIELDS = 200
_PIECE = 1 << 18
_BROKEN = (EOFError, zlib.error, zipfile.BadZipFile, OSError)


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """A record: its fields by their names in small letters, and how long its block is.

    The block can be read until the next record is asked for.
    """

    fields: Mapping[str, str]
    length: int
    block: "_Block"

    def field(self, name: str) -> str:
        """Return what a field says, empty if it is not there."""
        return self.fields.get(name, "")


class _Block:
    """What stands in a record, read up to its end and no further."""

    def __init__(self, stream: IO[bytes], length: int) -> None:
        self._stream = stream
        self._left = length

    def read(self, size: int) -> bytes:
        """Return the next bytes, up to *size*. Raises: UnreadableError where the file ends before."""
        wanted = min(size, self._left)
        data = _read(self._stream, wanted)
        self._left -= len(data)
        if len(data) < wanted:
            raise UnreadableError("The archive ends in the middle of a record.")
        return data

    def skip(self) -> None:
        """Read on to the end of the block."""
        while self._left:
            self.read(_PIECE)


def records(stream: IO[bytes]) -> Iterator[WarcRecord]:
    """Yield the records of an archive. Raises: UnreadableError where it is damaged, after those before."""
    # It may lie in a zip: what is read there is not sought in.
    buffered = BufferedReader(stream, _PIECE)  # type: ignore[type-var]  # a stream reads as a raw one
    head = buffered.peek(4)[:4]
    try:
        if head[:2] == _PACKED:
            with gzip.open(buffered) as unpacked:
                yield from _records(cast("IO[bytes]", _Measured(cast("IO[bytes]", unpacked), buffered)))
        elif head in {MAGIC, DICTIONARY}:
            yield from _records(cast("IO[bytes]", _Measured(unpacked_frames(buffered), buffered)))
        else:
            yield from _records(buffered)
    finally:
        # The stream is closed by whoever opened it.
        with suppress(ValueError):
            buffered.detach()


class _Measured:
    """What is unpacked out of a stream; refused where it has grown too much."""

    def __init__(self, unpacked: IO[bytes], packed: IO[bytes]) -> None:
        self._unpacked = unpacked
        self._packed = packed
        self._size = 0

    def readline(self, size: int) -> bytes:
        return self._unpacked.readline(size)

    def read(self, size: int) -> bytes:
        """Return the next bytes. Raises: UnreadableError."""
        data = self._unpacked.read(size)
        self._size += len(data)
        if self._size > max(SMALL, MOST_GROWTH * self._packed.tell()):
            raise UnreadableError("The archive grows too much when it is unpacked.")
        return data


def _records(stream: IO[bytes]) -> Iterator[WarcRecord]:
    while (version := _version(stream)) is not None:
        if not version.startswith(b"WARC/"):
            raise UnreadableError("The archive is damaged: a record does not begin where the one before ends.")
        fields = _fields(stream)
        length = fields.get("content-length", "")
        if not length.isdecimal() or len(length) > 15:
            raise UnreadableError("The archive is damaged: a record does not say how long it is.")
        block = _Block(stream, int(length))
        yield WarcRecord(fields, int(length), block)
        block.skip()


def _version(stream: IO[bytes]) -> bytes | None:
    """Return the first line of the next record; None at the end. Blank lines part one record from the next."""
    while line := _line(stream):
        if line.strip():
            return line
    return None


def _fields(stream: IO[bytes]) -> dict[str, str]:
    fields: dict[str, str] = {}
    name = ""
    for _ in range(_MOST_FIELDS):
        line = _line(stream).decode("utf-8", "replace").rstrip("\r\n")
        if not line:
            return fields
        if line[0] in " \t" and name:
            fields[name] += f" {line.strip()}"
            continue
        name, _, value = line.partition(":")
        name = name.strip().lower()
        fields.setdefault(name, value.strip())
    raise UnreadableError("The archive is damaged: a record's head has no end.")


def _line(stream: IO[bytes]) -> bytes:
    try:
        line = stream.readline(_LONGEST_LINE)
    except _BROKEN as error:
        raise UnreadableError(_damage(error)) from error
    if len(line) == _LONGEST_LINE:
        raise UnreadableError("The archive is damaged: a line of a record's head has no end.")
    return line


def _read(stream: IO[bytes], size: int) -> bytes:
    try:
        return stream.read(size)
    except _BROKEN as error:
        raise UnreadableError(_damage(error)) from error


def _damage(error: Exception) -> str:
    if isinstance(error, EOFError):
        return "The archive ends in the middle of a record."
    return "The archive is damaged: a part of it cannot be unpacked."
