"""What files that somebody brings hold, read as far as its bytes: what may become an article, or what becomes of it."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TypeVar

from reader.ingest.accession import Accession, AddedFile, Incoming
from reader.ingest.file import (
    IngestedFile,
    IngestError,
    UnknownFileError,
    dated_by_name,
    ingest,
    refuse_binary,
    refuse_other,
    suffix_of,
)
from reader.ingest.formats.archive import MemberSource, contents, is_archive
from reader.ingest.formats.document_child import LARGEST
from reader.ingest.formats.part import FileFormat, FilePart, Skipped
from reader.ingest.formats.registry import format_of
from reader.ingest.formats.source import BytesSource, FileSource, FolderSource, Source
from reader.ingest.found_files import FoundFile, without_parts
from reader.ingest.parts import digest_of, filled, ingest_part, original_name, part_name
from reader.library.atomic_file import WriteError
from reader.library.errors import ReaderError
from reader.library.faults import Faults
from reader.library.folder import SETTINGS, Library
from reader.library.safe_text import line
from reader.library.scan import SUFFIXES

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that may become an article, read as far as its bytes; *shown* is what it is called.

    Where nobody named it, and it *is_named* only by what it lies in, what holds no article is skipped.
    """

    incoming: Incoming
    shown: str
    is_named: bool = True

    def taken(self, accession: Accession, answer: Callable[[], IngestedFile] | None) -> AddedFile:
        """Take it in; *answer* gives what is read out of it, if that was asked for before. Raises: WriteError."""
        incoming = replace(self.incoming, read=answer) if answer else self.incoming
        return _told(self.shown, lambda: accession.take(incoming, self.shown), is_named=self.is_named)


Found = AddedFile | Arrival


class FileReader:
    """Reads one file after the other for a library; *repeated* are lines that recur on its pages."""

    def __init__(self, library: Library, repeated: frozenset[str] = frozenset()) -> None:
        self._library = library
        self._repeated = repeated

    def read(self, found: FoundFile | Source) -> Iterator[Found]:
        """Yield what is in a file, or what became of it where nothing can be taken out."""
        if isinstance(found, Source):
            yield from self._read(found, line(found.name), is_named=True)
            return
        shown = line(str(found.path))
        refusal = found.problem or self._refusal(found.path)
        if refusal:
            yield AddedFile(shown, "refused", reason=refusal)
        elif found.members:
            yield from self._read(FolderSource(found.path, found.folder, found.members), shown, is_named=False)
        else:
            yield from self._read(FileSource(found.path, found.folder), shown, is_named=found.folder is None)

    def _refusal(self, path: Path) -> str | None:
        if self._library.in_place:
            return f"{self._library.title} is a folder read in place; files cannot be added to it."
        if _is_within(path, self._library.root):
            return f"{line(path.name)} is already in the library."
        return None

    def _read(self, source: Source, shown: str, *, is_named: bool) -> Iterator[Found]:
        """Read a file; one that nobody named, but that was found somewhere, is skipped where it holds no article."""
        try:
            yield from self._read_open(source, shown, is_named=is_named)
        finally:
            # A folder may hold more archives than a process may open files.
            source.close()

    def _read_open(self, source: Source, shown: str, *, is_named: bool) -> Iterator[Found]:
        faults = Faults("Adding")
        file_format = None
        with faults.apart(shown):
            file_format = format_of(source)
        if faults.found:
            yield AddedFile(shown, "refused", reason=faults.found[shown])
        elif file_format is not None:
            is_whole = bool(file_format.ending)
            yield from (
                [self._whole(source, file_format, shown)] if is_whole else self._parts(source, file_format, shown)
            )
        elif is_archive(source) and source.has_member(SETTINGS):
            yield AddedFile(shown, "refused", reason="It is a whole library; add it by itself to restore it.")
        elif is_archive(source):
            yield from self._contents(source, shown)
        else:
            yield self._single(source, shown, is_named=is_named)

    def _contents(self, source: Source, shown: str) -> Iterator[Found]:
        """Read what lies in an archive, one file after the other; a bad one does not stop the others."""
        members = contents(source, without_parts)
        while True:
            member, problem = _next_of(members)
            if problem:
                yield AddedFile(shown, "refused", reason=problem)
            if member is None:
                return
            if isinstance(member, Skipped):
                yield _skipped(member, part_name(shown, member.name))
            else:
                name = member.path if isinstance(member, MemberSource) else ""
                yield from self._read(member, part_name(shown, name), is_named=False)

    def _single(self, source: Source, shown: str, *, is_named: bool) -> Found:
        """Read a file that is a page, a text or an article."""
        is_expected = is_named or f".{suffix_of(source.name)}" in SUFFIXES

        def read() -> Arrival:
            # A film need not be read whole to be known as one.
            (refuse_other if is_expected else refuse_binary)(source.name, source.head)
            data = source.read()

            def ingested() -> IngestedFile:
                found = ingest(source.name, data, self._library.house, self._repeated, is_plain=True)
                return _known_of(source, found)

            incoming = Incoming(source.name, data, hashlib.sha256(data).hexdigest(), ingested)
            return Arrival(incoming, shown, is_expected)

        return _told(shown, read, is_named=is_expected)

    def _whole(self, source: Source, file_format: FileFormat, shown: str) -> Found:
        """Read a file that is one article and its own original; what it says is read later, when others are too."""

        def ingested(data: bytes) -> IngestedFile:
            part = next(file_format.read(BytesSource(source.name, data)), None)
            if not isinstance(part, FilePart):
                raise IngestError(part.reason if part else f"{line(source.name)} contains no article.")
            return _known_of(source, ingest_part(part, source.name, self._library.house, self._repeated))

        def read() -> Arrival:
            data = source.read(LARGEST)
            name = f"{source.name.rpartition('.')[0] or source.name}{file_format.ending}"
            return Arrival(Incoming(name, data, hashlib.sha256(data).hexdigest(), lambda: ingested(data)), shown)

        return _told(shown, read, is_named=True)

    def _parts(self, source: Source, file_format: FileFormat, shown: str) -> Iterator[Found]:
        """Read what a file holds, one part after the other; a bad one does not stop the others."""
        # What opening the file raises is told as what reading it does.
        parts = chain.from_iterable(map(file_format.read, (source,)))
        is_empty = True
        while True:
            part, problem = _next_of(parts)
            if problem:
                yield AddedFile(shown, "refused", reason=problem)
                return
            if part is None:
                break
            is_empty = False
            yield self._part(source, part, part_name(shown, part.name))
        if is_empty:
            told = f"{line(source.name)} is {file_format.name}; there is no article in it."
            yield AddedFile(shown, "refused", reason=told)

    def _part(self, source: Source, part: FilePart | Skipped, shown: str) -> Found:
        if isinstance(part, Skipped):
            return _skipped(part, shown)
        name = original_name(source.name, part)

        def ingested() -> IngestedFile:
            shown = line(part.name) or source.name
            return _known_of(source, ingest_part(part, shown, self._library.house, self._repeated))

        incoming = Incoming(name, part.original or part.data, digest_of(part), ingested, part)
        return Arrival(incoming, shown)


def _known_of(source: Source, found: IngestedFile) -> IngestedFile:
    """Return what was read out of a source, with what only is known of it from without."""
    return dated_by_name(source.name, replace(found, record=filled(found.record, source.told)))


def _skipped(skipped: Skipped, shown: str) -> AddedFile:
    return AddedFile(shown, "refused" if skipped.is_refused else "skipped", reason=line(skipped.reason))


def _next_of(parts: Iterator[_T]) -> tuple[_T | None, str | None]:
    """Return the next part of a file, None where there is no more, and why no more of it can be read."""
    faults = Faults("Reading")
    part = None
    try:
        with faults.apart(""):
            part = next(parts, None)
    except ReaderError as error:
        return None, str(error)
    return part, faults.found.get("")


def _told(shown: str, read: Callable[[], _T], *, is_named: bool) -> _T | AddedFile:
    """Return what *read* gives, else what became of the file: the reason why it cannot be read. Raises: WriteError."""
    faults = Faults("Adding")
    try:
        with faults.apart(shown):
            return read()
    except WriteError:
        raise
    except UnknownFileError as error:
        return AddedFile(shown, "refused" if is_named else "skipped", reason=str(error))
    except ReaderError as error:
        return AddedFile(shown, "refused", reason=str(error))
    return AddedFile(shown, "refused", reason=faults.found[shown])


def _is_within(path: Path, root: Path) -> bool:
    try:
        return path.absolute().resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        # A link to itself; reading the file tells that it is a link.
        return False
