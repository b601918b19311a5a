"""Adding files to a library: each becomes an article, its original is kept byte for byte."""

import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeVar

from reader.ingest.file import (
    FoundFile,
    IngestedFile,
    LinksError,
    UnknownFileError,
    find_files,
    ingest,
    refuse_other,
    suffix_of,
    without_parts_of_pages,
)
from reader.ingest.formats.archive import MemberSource, contents, is_archive
from reader.ingest.formats.part import FileFormat, FilePart, Skipped
from reader.ingest.formats.registry import format_of
from reader.ingest.formats.source import FileSource, Source
from reader.ingest.holdings import Holdings, read_holdings
from reader.ingest.parts import digest_of, ingest_part, original_name, part_name
from reader.ingest.text import Repetition, format_ranges
from reader.library.atomic_file import WriteError, create_bytes, make_folder
from reader.library.dates import now
from reader.library.errors import ReaderError
from reader.library.faults import Faults
from reader.library.folder import Library
from reader.library.front_matter import format_article
from reader.library.guarded_file import decode, read_bytes
from reader.library.identity import slug, usable_id
from reader.library.record import Record
from reader.library.safe_text import line
from reader.library.scan import SUFFIXES

_T = TypeVar("_T")

Result = Literal["added", "same", "version", "links", "skipped", "refused"]

_LINK = "Only the link is kept; add its page to read it here."

_COUNTED_PAGES = 400
_TEXTS = (".txt", ".text")
_NOT_IN_NAMES = re.compile(r"[^\w.() -]+|\.{2,}")
_LONGEST_NAME = 120
# What leaves room for a number.
_LONGEST_ID = 58


@dataclass(frozen=True, slots=True)
class AddedFile:
    """What became of one file, or of one part of it: *id* is its article's (the one already there for `same`).

    *path* is the file's, with the part's name after a dot; *reason* is a sentence.
    """

    path: str
    result: Result
    id: str | None = None
    reason: str | None = None


def add(
    library: Library, paths: Iterable[Path], held: Iterable[tuple[str, Record]] | None = None
) -> Iterator[AddedFile]:
    """Add the files that *paths* name, telling of each what became of it.

    *held* are the id and the record of every article; without them the library's files are looked through. A file
    that cannot be read is refused with the reason, and the others go on. Raises: WriteError if the library cannot be
    written to.
    """
    files = [found for path in paths for found in find_files(Path(path))]
    holdings = Holdings(read_holdings(library) if held is None else held)
    addition = Addition(library, holdings, _recurring(library, files))
    for found in files:
        yield from addition.add(found)


class Addition:
    """Adds one file after the other to a library that holds *holdings*, which it keeps up to date."""

    def __init__(self, library: Library, holdings: Holdings, repeated: frozenset[str]) -> None:
        self._library = library
        self._holdings = holdings
        self._repeated = repeated
        self._articles = NumberedFiles(library.articles)
        self._originals = NumberedFiles(library.originals)

    def add(self, found: FoundFile) -> Iterator[AddedFile]:
        """Add one file, and tell what became of each of its parts. Raises: WriteError."""
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

        def read() -> AddedFile:
            # A film need not be read whole to be known as one.
            refuse_other(source.name, source.head)
            data = source.read()

            def ingested() -> IngestedFile:
                return ingest(source.name, data, self._library.house, self._repeated)

            return self._take(Incoming(source.name, data, hashlib.sha256(data).hexdigest(), ingested), shown)

        return _told(shown, read, is_named=is_named or f".{suffix_of(source.name)}" in SUFFIXES)

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
            return ingest_part(part, line(part.name) or source.name, self._library.house, self._repeated)

        incoming = Incoming(name, part.original or part.data, digest_of(part), ingested, is_link=part.form == "link")
        return _told(shown, lambda: self._take(incoming, shown))

    def _take(self, incoming: "Incoming", shown: str) -> AddedFile:
        same = self._holdings.same(incoming.digest)
        if same:
            return AddedFile(shown, "same", same, f"{line(incoming.name)} is already in the library, as {same}.")
        ingested = incoming.ingested()
        if not ingested.markdown.strip() and not incoming.is_link:
            return AddedFile(shown, "refused", reason=f"{line(incoming.name)} contains no article.")
        earlier = self._holdings.earlier(ingested.record)
        if earlier and incoming.is_link:
            return AddedFile(shown, "same", earlier, f"The page is already in the library, as {earlier}.")
        article_id = self._write(incoming, ingested, earlier)
        version = f"It is another version of {earlier}." if earlier else None
        link = _LINK if incoming.is_link else None
        reason = " ".join(filter(None, (version, link, ingested.problem))) or None
        return AddedFile(shown, "version" if earlier else "links" if link else "added", article_id, reason)

    def _write(self, incoming: "Incoming", ingested: IngestedFile, earlier: str | None) -> str:
        stem = incoming.name.rpartition(".")[0] or incoming.name
        extra = dict(ingested.record.extra)
        original = None
        if not incoming.is_link:
            original = f"originals/{self._originals.keep(*_harmless(incoming.name), incoming.data)}"
        if earlier:
            extra["version_of"] = earlier
        if ingested.set_aside:
            extra["asides"] = format_ranges(ingested.set_aside)
        record = replace(
            ingested.record,
            title=ingested.record.title or line(stem) or None,
            saved=ingested.record.saved or now(),
            original=original,
            sha256=incoming.digest,
            extra=extra,
        )

        def text_of(article_id: str) -> bytes | None:
            if article_id in self._holdings:
                return None
            return format_article(article_id, record, ingested.markdown).encode("utf-8")

        name = self._articles.create(_stem(ingested, stem), ".md", text_of)
        article_id = name.removesuffix(".md")
        self._holdings.remember(article_id, record)
        return article_id


@dataclass(frozen=True, slots=True)
class Incoming:
    """What is to become an article: the *name* and the bytes of its original, and the way to read it.

    *digest* tells it again; a link has no bytes.
    """

    name: str
    data: bytes
    digest: str
    ingested: Callable[[], IngestedFile]
    is_link: bool = False


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
    except LinksError as error:
        return AddedFile(shown, "links", reason=str(error))
    except ReaderError as error:
        return AddedFile(shown, "refused", reason=str(error))
    return AddedFile(shown, "refused", reason=faults.found[shown])


class NumberedFiles:
    """The files of a folder that are called `name.md`, `name-2.md`, …: of each name, the next number that is free.

    A number is looked at once, however many files of one name are added.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._last: Counter[tuple[str, str]] = Counter()
        # What was met on the way, by name and size: only files as large as a new one can hold the same.
        self._unread: dict[tuple[str, str, int], list[str]] = {}
        self._name_by_digest: dict[tuple[str, str, int], dict[str, str]] = {}

    def create(self, stem: str, suffix: str, content: Callable[[str], bytes | None]) -> str:
        """Create the first file that is free, and return its name.

        *content* gives what it holds by its stem, None if it may not be called so. Raises: WriteError.
        """
        while True:
            numbered = self._next(stem, suffix)
            path = self._folder / f"{numbered}{suffix}"
            data = None if os.path.lexists(path) else content(numbered)
            if data is not None and _created(path, data):
                return path.name

    def keep(self, stem: str, suffix: str, data: bytes) -> str:
        """Create a file that holds *data*, unless one of this name does already; return its name. Raises: WriteError.

        One is there already where a crash ended an earlier run.
        """
        digest = hashlib.sha256(data).hexdigest()
        while True:
            known = self._known(stem, suffix, len(data))
            if digest in known:
                return known[digest]
            path = self._folder / f"{self._next(stem, suffix)}{suffix}"
            if not os.path.lexists(path) and _created(path, data):
                known[digest] = path.name
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


def _created(path: Path, data: bytes) -> bool:
    try:
        make_folder(path.parent)
    except OSError as error:
        raise WriteError.of(path, error) from error
    try:
        create_bytes(path, data)
    except FileExistsError:
        return False
    return True


def _stem(ingested: IngestedFile, name: str) -> str:
    """Return what an article's file is called: its date and its title."""
    wanted = usable_id(ingested.id or "")
    if wanted and len(wanted) <= _LONGEST_ID:
        return wanted
    title = slug(ingested.record.title or "") or slug(name) or "article"
    return f"{(ingested.record.published or 'undated')[:10]}-{title}"


def _harmless(name: str) -> tuple[str, str]:
    plain = _NOT_IN_NAMES.sub("_", line(name)).strip(" ._-") or "original"
    stem, dot, suffix = plain.rpartition(".")
    if not dot or not stem or len(suffix) > 10:
        stem, suffix = plain, ""
    while len(stem.encode("utf-8")) > _LONGEST_NAME:
        stem = stem[:-1]
    return stem.strip() or "original", f".{suffix}" if suffix else ""


def _is_within(path: Path, root: Path) -> bool:
    try:
        return path.absolute().resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        # A link to itself; reading the file tells that it is a link.
        return False


def _recurring(library: Library, files: Iterable[FoundFile]) -> frozenset[str]:
    """Return the lines that recur over some of the library's pages and some of those to be added."""
    kept = find_files(library.originals) if os.path.isdir(library.originals) else ()  # noqa: PTH112 - pathlib raises in a closed folder
    pages = [*_texts(files)[:_COUNTED_PAGES], *_texts(kept)[-_COUNTED_PAGES:]]
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
