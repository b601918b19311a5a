"""The entries of a zip archive that holds one thing, whatever stands around it in its file."""

from collections.abc import Iterator, Set
from contextlib import contextmanager

from reader.ingest.formats.archive import Archive, MemberSource, open_zip
from reader.ingest.formats.source import Source
from reader.library.guarded_file import UnreadableError
from reader.library.safe_text import line


class ZipEntries:
    """What an archive holds, by relative path, in the order of its list."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.names: Set[str] = dict.fromkeys(archive.names).keys()

    def read(self, name: str, limit: int) -> bytes:
        """Return an entry's bytes. Raises: UnreadableError, also for more than *limit*, and where there is none."""
        if name not in self.names:
            raise UnreadableError(f"There is no {line(name)} in {line(self._archive.source.name)}.")
        return MemberSource(self._archive, name).read(limit)


@contextmanager
def entries_of(source: Source) -> Iterator[ZipEntries]:
    """Give the entries of an archive. Raises: UnreadableError."""
    yield ZipEntries(source.archive or open_zip(source))


def says_of_itself(source: Source, kind: bytes) -> bool:
    """Whether a zip's first entry says that it is of a *kind*: `mimetype`, which is not packed."""
    head = source.head
    if not head.startswith(b"PK\x03\x04") or head[30:38] != b"mimetype":
        return False
    begin = 38 + int.from_bytes(head[28:30], "little")
    return head[begin:].startswith(kind)
