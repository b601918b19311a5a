"""Adding files to a library: each becomes an article, its original is kept byte for byte."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from reader.ingest.file import Ingested, LinksError, ingest
from reader.ingest.repetition import Repetition
from reader.ingest.text import format_ranges
from reader.ingest.versions import Versions
from reader.ingest.walk import Found, walk
from reader.library.atomic_file import create_bytes
from reader.library.dates import now
from reader.library.errors import ReaderError
from reader.library.faults import Faults
from reader.library.folder import Library
from reader.library.front_matter import format_article
from reader.library.guarded_file import UnreadableError, decode, read_bytes
from reader.library.identity import is_id, slug
from reader.library.record import Record
from reader.library.safe_text import line

Result = Literal["added", "same", "version", "links", "refused"]

_COUNTED_PAGES = 400
_TEXTS = (".txt", ".text")
_NOT_IN_NAMES = re.compile(r"[^\w.() -]+|\.{2,}")
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file: *id* is its article's (the one already there for `same`), *reason* a sentence."""

    path: str
    result: Result
    id: str | None = None
    reason: str | None = None


def add(library: Library, paths: Iterable[Path], known: Mapping[str, str]) -> Iterator[Added]:
    """Add the files that *paths* name, telling of each what became of it.

    *known* maps the SHA-256 of an original to the id of its article. A file that cannot be read is refused with the
    reason, and the others go on. Raises: WriteError if the library cannot be written to.
    """
    files = [found for path in paths for found in walk(Path(path))]
    addition = Addition(library, known, _recurring(library, files))
    for found in files:
        yield addition.add(found)


class Addition:
    """Adds one file after the other to a library, remembering what it added."""

    def __init__(self, library: Library, known: Mapping[str, str], repeated: frozenset[str]) -> None:
        self._library = library
        self._id_by_sha256 = dict(known)
        self._repeated = repeated
        self._versions = Versions(library)

    def add(self, found: Found) -> Added:
        """Add one file. Raises: WriteError."""
        shown = line(str(found.path))
        refusal = found.problem or self._refusal(found.path)
        if refusal:
            return Added(shown, "refused", reason=refusal)
        faults = Faults("Adding")
        try:
            data = read_bytes(found.path)
            with faults.apart(shown):
                return self._read(shown, found.path, data)
        except FileNotFoundError:
            return Added(shown, "refused", reason=f"There is no file {shown}.")
        except LinksError as error:
            return Added(shown, "links", reason=str(error))
        except UnreadableError as error:
            return Added(shown, "refused", reason=str(error))
        return Added(shown, "refused", reason=faults.found[shown])

    def _refusal(self, path: Path) -> str | None:
        if self._library.in_place:
            return f"{self._library.title} is a folder read in place; nothing is added to it."
        if _is_within(path, self._library.root):
            return f"{line(path.name)} is in the library already."
        return None

    def _read(self, shown: str, path: Path, data: bytes) -> Added:
        digest = hashlib.sha256(data).hexdigest()
        same = self._id_by_sha256.get(digest)
        if same:
            return Added(shown, "same", same, f"{line(path.name)} is in the library already, as {same}.")
        try:
            ingested = ingest(path.name, data, self._library.house, self._repeated)
        except LinksError:
            raise
        except ReaderError as error:
            return Added(shown, "refused", reason=str(error))
        if not ingested.markdown.strip():
            return Added(shown, "refused", reason=f"{line(path.name)} holds no article.")
        earlier = self._versions.earlier(ingested.record)
        article_id = self._write(path, data, digest, ingested, earlier)
        self._id_by_sha256[digest] = article_id
        if earlier:
            return Added(shown, "version", article_id, f"It is another version of {earlier}.")
        return Added(shown, "added", article_id, ingested.problem)

    def _write(self, path: Path, data: bytes, digest: str, ingested: Ingested, earlier: str | None) -> str:
        original = _keep_original(self._library.originals, path.name, data)
        extra = dict(ingested.record.extra)
        if earlier:
            extra["version_of"] = earlier
        if ingested.set_aside:
            extra["asides"] = format_ranges(ingested.set_aside)
        record = replace(
            ingested.record,
            title=ingested.record.title or line(path.stem) or None,
            saved=ingested.record.saved or now(),
            original=f"originals/{original}",
            sha256=digest,
            extra=extra,
        )
        article_id = self._create(record, ingested, path)
        self._versions.remember(record, article_id)
        return article_id

    def _create(self, record: Record, ingested: Ingested, path: Path) -> str:
        """Write the article's file under the first name that is free, and return its id."""
        stem = _stem(ingested, path)
        number = 1
        taken = set(self._id_by_sha256.values())
        folder = self._library.articles
        folder.mkdir(parents=True, exist_ok=True)
        while True:
            article_id = stem if number == 1 else f"{stem}-{number}"
            number += 1
            if article_id in taken:
                continue
            text = format_article(article_id, record, ingested.markdown)
            try:
                create_bytes(folder / f"{article_id}.md", text.encode("utf-8"))
            except FileExistsError:
                continue
            return article_id


def _stem(ingested: Ingested, path: Path) -> str:
    """Return what an article's file is called: its date and its title."""
    if ingested.id and is_id(ingested.id) and len(ingested.id) <= 58:
        return ingested.id
    title = slug(ingested.record.title or "") or slug(path.stem) or "article"
    return f"{(ingested.record.published or 'undated')[:10]}-{title}"


def _keep_original(folder: Path, name: str, data: bytes) -> str:
    """Write the original under its own name, made harmless, and return that; one that is there already serves."""
    folder.mkdir(parents=True, exist_ok=True)
    stem, suffix = _harmless(name)
    number = 1
    while True:
        kept = f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}"
        number += 1
        try:
            create_bytes(folder / kept, data)
        except FileExistsError:
            if _holds(folder / kept, data):
                return kept
            continue
        return kept


def _harmless(name: str) -> tuple[str, str]:
    plain = _NOT_IN_NAMES.sub("_", line(name)).strip(" ._-") or "original"
    stem, dot, suffix = plain.rpartition(".")
    if not dot or not stem or len(suffix) > 10:
        stem, suffix = plain, ""
    while len(stem.encode("utf-8")) > _LONGEST_NAME:
        stem = stem[:-1]
    return stem.strip() or "original", f".{suffix}" if suffix else ""


def _holds(path: Path, data: bytes) -> bool:
    try:
        return read_bytes(path) == data
    except (ReaderError, FileNotFoundError):
        return False


def _is_within(path: Path, root: Path) -> bool:
    return path.absolute().resolve().is_relative_to(root.resolve())


def _recurring(library: Library, files: Iterable[Found]) -> frozenset[str]:
    """Return the lines that recur over some of the library's pages and some of those to be added."""
    pages = [found.path for found in files if not found.problem and found.path.suffix.lower() in _TEXTS][
        :_COUNTED_PAGES
    ]
    kept = walk(library.originals) if library.originals.is_dir() else ()
    pages += [found.path for found in kept if not found.problem and found.path.suffix.lower() in _TEXTS][
        -_COUNTED_PAGES:
    ]
    repetition = Repetition()
    seen: set[bytes] = set()
    for path in pages:
        try:
            data = read_bytes(path)
            digest = hashlib.sha256(data).digest()
            if digest not in seen:
                seen.add(digest)
                repetition.add(decode(data))
        except (ReaderError, OSError):
            # It is told of when it is its turn to be added.
            continue
    return repetition.recurring()
