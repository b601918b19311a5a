"""One file of sections: flat little-endian arrays and bytes, found by a table of offsets, each block with a checksum.

    magic | sections, each at a multiple of eight | checksums of the blocks | table of sections | trailer

What is read is checked against the block's checksum the first time, so that no damage is taken for data. Files are
read, never mapped: one that is cut short under a map would end the process.
"""

import json
import os
import struct
import zlib
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, NamedTuple

from reader.search.errors import IndexSuspect, SuspectGuard

MAGIC = b"RRsect1\n"
BLOCK = 1 << 12
_ALIGNED = 8
# Where the checksums, the table and the trailer begin, how long the table is, and the checksum of both.
_TRAILER = struct.Struct("<QQQI8s")
_LARGEST_TABLE = 1 << 20
# The types of numbers, in four bytes and in eight, and the largest of the first.
_CODES = _, _WIDE = "I", "Q"
_LARGEST = 0xFFFFFFFF
# What is kept back is kept in memory up to here.
_SPOOLED = 1 << 22


class Section(NamedTuple):
    """Where a section is in its file; where it is of numbers, the *code* of their type."""

    start: int
    size: int
    code: str = ""


class SectionWriter:
    """Writes a file section by section; it is whole once it is closed without an error."""

    def __init__(self, path: Path) -> None:
        self._folder = path.parent
        self._file: BinaryIO = path.open("xb")
        self._sections: dict[str, Section] = {}
        self._begun: tuple[str, Section] | None = None
        self._checksums = array("I")
        self._checksum = 0
        self._position = 0
        try:
            self.append(MAGIC)
        except BaseException:
            self.abandon()
            raise

    def begin(self, name: str, code: str = "") -> None:
        """Begin the section *name*: what is appended from now on is part of it."""
        self._end_section()
        self.append(bytes(-self._position % _ALIGNED))
        self._begun = name, Section(self._position, 0, code)

    def _end_section(self) -> None:
        if self._begun is not None:
            name, section = self._begun
            self._sections[name] = section._replace(size=self._position - section.start)

    def add(self, name: str, numbers: "array[int]") -> None:
        """Write *numbers* as the section *name*, in four bytes each where all of them fit."""
        if numbers.typecode == _WIDE and max(numbers, default=0) <= _LARGEST:
            numbers = array(_CODES[0], numbers)
        self.begin(name, numbers.typecode)
        self.append(little_endian(numbers))

    @contextmanager
    def spool(self) -> Iterator[IO[bytes]]:
        """Lend a file for what is written later: in memory as long as it is short."""
        with SpooledTemporaryFile(_SPOOLED, dir=str(self._folder)) as spool:
            yield spool

    def append(self, data: bytes) -> None:
        """Append *data* to the section that was begun last."""
        self._file.write(data)
        view = memoryview(data)
        while view:
            room = BLOCK - self._position % BLOCK
            part, view = view[:room], view[room:]
            self._checksum = zlib.crc32(part, self._checksum)
            self._position += len(part)
            if self._position % BLOCK == 0:
                self._checksums.append(self._checksum)
                self._checksum = 0

    def close(self) -> None:
        """Write what finds the sections, and close the file."""
        self._end_section()
        with self._file:
            end = self._position
            if end % BLOCK:
                self._checksums.append(self._checksum)
            checksums = little_endian(self._checksums)
            table = json.dumps(self._sections).encode()
            checksum = zlib.crc32(checksums + table)
            self._file.write(checksums + table)
            self._file.write(_TRAILER.pack(end, end + len(checksums), len(table), checksum, MAGIC))

    def abandon(self) -> None:
        """Close the file as it is; on a full disk, what is kept back cannot be written."""
        with suppress(OSError):
            self._file.close()


class SectionFile:
    """A file of sections that is open for reading. Not for two threads at once. Raises: IndexSuspect."""

    def __init__(self, path: Path) -> None:
        with SuspectGuard():
            self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        try:
            with SuspectGuard():
                self._read_table()
        except BaseException:
            self.close()
            raise

    def _read_table(self) -> None:
        size = os.fstat(self._descriptor).st_size
        end, table_start, length, checksum, magic = _TRAILER.unpack(self._pread(_TRAILER.size, size - _TRAILER.size))
        if magic != MAGIC or length > _LARGEST_TABLE or table_start + length + _TRAILER.size != size:
            raise IndexSuspect("a file of sections does not end as one")
        told = self._pread(size - _TRAILER.size - end, end)
        if zlib.crc32(told) != checksum:
            raise IndexSuspect("the table of a file of sections has changed")
        self._checksums = _numbers("I", told[: table_start - end])
        self._end = end
        if len(self._checksums) != -(-end // BLOCK):
            raise IndexSuspect("a file of sections has another length")
        self._sections = {name: Section(*place) for name, place in json.loads(told[table_start - end :]).items()}
        self._seen = bytearray(len(self._checksums))

    def close(self) -> None:
        """Close the file; what was read stays."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def section(self, name: str) -> Section:
        """Return where the section *name* is. Raises: IndexSuspect."""
        if name not in self._sections:
            raise IndexSuspect(f"the section {name} is missing")
        return self._sections[name]

    def read(self, section: Section, start: int, size: int) -> bytes:
        """Return *size* bytes of *section* from *start* on. Raises: IndexSuspect."""
        if start < 0 or size < 0 or start + size > section.size:
            raise IndexSuspect("a section is shorter than it is told to be")
        if not size:
            return b""
        first = section.start + start
        begin, end = first // BLOCK, -(-(first + size) // BLOCK)
        with SuspectGuard():
            if 0 not in self._seen[begin:end]:
                return self._pread(size, first)
            data = self._pread(min(end * BLOCK, self._end) - begin * BLOCK, begin * BLOCK)
            self._check(data, begin, end)
            return data[first - begin * BLOCK :][:size]

    def _check(self, data: bytes, begin: int, end: int) -> None:
        view = memoryview(data)
        for number in range(begin, end):
            place = (number - begin) * BLOCK
            if zlib.crc32(view[place : place + BLOCK]) != self._checksums[number]:
                raise IndexSuspect("a block of a file of sections has changed")
            self._seen[number] = 1

    def numbers(self, name: str) -> "array[int]":
        """Return a whole section of numbers. Raises: IndexSuspect."""
        section = self.section(name)
        if section.code not in _CODES:
            raise IndexSuspect(f"the section {name} holds no numbers")
        with SuspectGuard():
            return _numbers(section.code, self.read(section, 0, section.size))

    def _pread(self, size: int, start: int) -> bytes:
        data = os.pread(self._descriptor, size, start)
        if len(data) != size:
            raise IndexSuspect("a file of sections is cut")
        return data


def little_endian(numbers: "array[int]") -> bytes:
    """Return *numbers* as they are written."""
    if _IS_BIG:  # pragma: no cover - depends on the machine
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers.tobytes()


def _numbers(code: str, data: bytes) -> "array[int]":
    found = array(code, data)
    if _IS_BIG:  # pragma: no cover - depends on the machine
        found.byteswap()
    return found


_IS_BIG = struct.pack("=H", 1) != struct.pack("<H", 1)
