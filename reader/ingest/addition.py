"""Adding files to a library: each becomes an article, its original is kept byte for byte."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from reader.ingest.accession import Accession, AddedFile, Incoming
from reader.ingest.file import IngestedFile, UnknownFileError, ingest, refuse_binary, refuse_other, suffix_of
from reader.ingest.formats.archive import MemberSource, contents, is_archive
from reader.ingest.formats.part import FileFormat, FilePart, Skipped
from reader.ingest.formats.registry import format_of
from reader.ingest.formats.source import FileSource, Source
from reader.ingest.found_files import FoundFile, find_files, without_parts_of_pages
from reader.ingest.holdings import Holdings, read_holdings
from reader.ingest.parts import digest_of, filled, ingest_part, original_name, part_name
from reader.ingest.text import Repetition
from reader.library.atomic_file import WriteError
from reader.library.errors import ReaderError
from reader.library.faults import Faults
from reader.library.folder import Library
from reader.library.guarded_file import decode
from reader.library.safe_text import line
from reader.library.scan import SUFFIXES

_T = TypeVar("_T")

_COUNTED_PAGES = 400
_TEXTS = (".txt", ".text")


def add(
    library: Library,
    paths: Iterable[Path | Source | FoundFile],
    holdings: Holdings | None = None,
    progress: Callable[[int, int], None] = lambda *_: None,
    *,
    is_dry: bool = False,
) -> Iterator[AddedFile]:
    """Add the files that *paths* name, telling of each what became of it; with *is_dry* nothing is written.

    Without *holdings* the library's files are looked through. *progress* is told how many files are done, of how many.
    A file that cannot be read is refused with the reason, and the others go on. Raises: WriteError if the library
    cannot be written to.
    """
    files: list[FoundFile | Source] = []
    for path in paths:
        files += find_files(path) if isinstance(path, Path) else [path]
    holdings = Holdings(read_holdings(library)) if holdings is None else holdings
    recurring = _recurring(library, [each for each in files if isinstance(each, FoundFile)])
    addition = Addition(library, Accession(library, holdings, is_dry=is_dry), recurring)
    for done, each in enumerate(files):
        progress(done, len(files))
        yield from addition.add(each)


class Addition:
    """Reads one file after the other for an *accession* of a library; *repeated* are lines that recur on its pages."""

    def __init__(self, library: Library, accession: Accession, repeated: frozenset[str] = frozenset()) -> None:
        self._library = library
        self._accession = accession
        self._repeated = repeated

    def add(self, found: FoundFile | Source) -> Iterator[AddedFile]:
        """Add one file, and tell what became of each of its parts. Raises: WriteError."""
        if isinstance(found, Source):
            yield from self._add(found, line(found.name), is_named=True)
            return
        shown = line(str(found.path))
        refusal = found.problem or self._refusal(found.path)
        if refusal:
            yield AddedFile(shown, "refused", reason=refusal)
        else:
            yield from self._add(FileSource(found.path, found.folder), shown, is_named=found.folder is None)

    def _refusal(self, path: Path) -> str | None:
        if self._library.in_place:
            return f"{self._library.title} is a folder read in place; files cannot be added to it."
        if _is_within(path, self._library.root):
            return f"{line(path.name)} is already in the library."
        return None

    def _add(self, source: Source, shown: str, *, is_named: bool) -> Iterator[AddedFile]:
        """Add a file; one that nobody named, but that was found somewhere, is skipped where it holds no article."""
        try:
            yield from self._add_open(source, shown, is_named=is_named)
        finally:
            # A folder may hold more archives than a process may open files.
            source.close()

    def _add_open(self, source: Source, shown: str, *, is_named: bool) -> Iterator[AddedFile]:
        faults = Faults("Adding")
        file_format = None
        with faults.apart(shown):
            file_format = format_of(source)
        if faults.found:
            yield AddedFile(shown, "refused", reason=faults.found[shown])
        elif file_format is not None:
            yield from self._parts(source, file_format, shown)
        elif is_archive(source):
            yield from self._contents(source, shown)
        else:
            yield self._single(source, shown, is_named=is_named)

    def _contents(self, source: Source, shown: str) -> Iterator[AddedFile]:
        """Add what lies in an archive, one file after the other; a bad one does not stop the others."""
        members = contents(source, without_parts_of_pages)
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
                yield from self._add(member, part_name(shown, name), is_named=False)

    def _single(self, source: Source, shown: str, *, is_named: bool) -> AddedFile:
        """Add a file that is a page, a text or an article."""
        is_expected = is_named or f".{suffix_of(source.name)}" in SUFFIXES

        def read() -> AddedFile:
            # A film need not be read whole to be known as one.
            (refuse_other if is_expected else refuse_binary)(source.name, source.head)
            data = source.read()

            def ingested() -> IngestedFile:
                return _known_of(source, ingest(source.name, data, self._library.house, self._repeated))

            incoming = Incoming(source.name, data, hashlib.sha256(data).hexdigest(), ingested)
            return self._accession.take(incoming, shown)

        return _told(shown, read, is_named=is_expected)

    def _parts(self, source: Source, file_format: FileFormat, shown: str) -> Iterator[AddedFile]:
        """Add what a file holds, one part after the other; a bad one does not stop the others."""
        parts = file_format.read(source)
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

    def _part(self, source: Source, part: FilePart | Skipped, shown: str) -> AddedFile:
        if isinstance(part, Skipped):
            return _skipped(part, shown)
        name = original_name(source.name, part)

        def ingested() -> IngestedFile:
            shown = line(part.name) or source.name
            return _known_of(source, ingest_part(part, shown, self._library.house, self._repeated))

        incoming = Incoming(name, part.original or part.data, digest_of(part), ingested, part)
        return _told(shown, lambda: self._accession.take(incoming, shown))


def _known_of(source: Source, found: IngestedFile) -> IngestedFile:
    """Return what was read out of a source, with what only is known of it from without."""
    return replace(found, record=filled(found.record, source.told))


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


def _told(shown: str, add_it: Callable[[], AddedFile], *, is_named: bool = True) -> AddedFile:
    """Return what became of a file or part; what it cannot be read for is the reason. Raises: WriteError."""
    faults = Faults("Adding")
    try:
        with faults.apart(shown):
            return add_it()
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


def _recurring(library: Library, files: Iterable[FoundFile]) -> frozenset[str]:
    """Return the lines that recur over some of the library's pages and some of those to be added."""
    pages = [*_texts(files)[:_COUNTED_PAGES], *_texts(find_files(library.originals))[-_COUNTED_PAGES:]]
    repetition = Repetition()
    seen: set[bytes] = set()
    for page in pages:
        try:
            data = page.read()
            digest = hashlib.sha256(data).digest()
            if digest not in seen:
                seen.add(digest)
                repetition.add(decode(data))
        except (ReaderError, OSError):
            # It is told of when it is its turn to be added.
            continue
    return repetition.recurring()


def _texts(files: Iterable[FoundFile]) -> list[FoundFile]:
    return [found for found in files if not found.problem and found.path.suffix.lower() in _TEXTS]
