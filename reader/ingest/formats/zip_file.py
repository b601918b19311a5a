"""The entries of a zip archive that holds one thing: read by their list, one at a time, never written to the disk."""

import struct
import zipfile
import zlib
from abc import abstractmethod
from collections.abc import Iterator, Set
from contextlib import ExitStack, contextmanager
from typing import BinaryIO, Protocol

from reader.ingest.formats.source import Source
from reader.library.guarded_file import UnreadableError
from reader.library.safe_text import line

MOST_ENTRIES = 5_000
_LARGEST_LIST = 4_000_000
# Where the end of the list stands: before a comment, and whatever a program has put behind it.
_TAIL = 65_557
_END = struct.Struct("<4s4H2LH")
_LOCKED = 0x1
_READ = 1 << 16


class ZipEntries(Protocol):
    """What an archive holds, by relative path."""

    @property
    @abstractmethod
    def names(self) -> Set[str]:
        """Return the paths of all entries, in the order of the list."""

    @abstractmethod
    def read(self, name: str, limit: int) -> bytes:
        """Return an entry's bytes. Raises: UnreadableError, also for more than *limit*."""


@contextmanager
def entries_of(source: Source) -> Iterator[ZipEntries]:
    """Give the entries of an archive, whatever stands around it in its file. Raises: UnreadableError."""
    members = source.members()
    if members:
        yield _Members(source, dict.fromkeys(members).keys())
        return
    with ExitStack() as opened:
        stream = opened.enter_context(source.open())
        _refuse_large_list(stream, source.name)
        try:
            archive = opened.enter_context(zipfile.ZipFile(stream))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
            raise UnreadableError(f"{line(source.name)} is an archive that is damaged.") from error
        yield _Entries(archive)


class _Members:
    def __init__(self, source: Source, names: Set[str]) -> None:
        self._source = source
        self.names = names

    def read(self, name: str, limit: int) -> bytes:
        return self._source.member(name).read(limit)


class _Entries:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = dict.fromkeys(archive.namelist()).keys()

    def read(self, name: str, limit: int) -> bytes:
        if self._archive.getinfo(name).flag_bits & _LOCKED:
            raise UnreadableError(f"{line(name)} is locked with a password.")
        try:
            with self._archive.open(name) as entry:
                data = entry.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError) as error:
            raise UnreadableError(f"{line(name)} in the archive is damaged.") from error
        if len(data) > limit:
            raise UnreadableError(f"{line(name)} is larger than {limit // 1_000_000} MB.")
        return data


def _refuse_large_list(stream: BinaryIO, name: str) -> None:
    """Refuse an archive whose list alone would take much memory. Raises: UnreadableError."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        raise UnreadableError(f"{line(name)} is an archive that is damaged.")
    _, _, _, _, count, length, _, _ = _END.unpack_from(tail, at)
    if count > MOST_ENTRIES or length > _LARGEST_LIST:
        raise UnreadableError(f"{line(name)} holds more than {MOST_ENTRIES:,} files.")
    stream.seek(0)
