"""The entries of an article and its notes for the search index and the evidence."""

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.catalog import CatalogEntry
from reader.library.identity import is_id

if TYPE_CHECKING:
    from reader.notes.model import Annotation
    from reader.related.articles import ArticleFacts
    from reader.search.index import IndexEntry


def index_entry(entry: CatalogEntry, text: str, notes: Sequence["Annotation"], language: str | None) -> "IndexEntry":
    """Return the index entry of an article: its record, its *text* and its *notes*."""
    from reader.search.index import IndexEntry

    record = entry.record
    return IndexEntry(
        id=entry.id,
        title=entry.title,
        author=record.author,
        site=record.site,
        text=text,
        tags=tuple(dict.fromkeys((*record.tags, *(tag for each in notes for tag in each.tags)))),
        published=record.published,
        first_published=record.first_published.published if record.first_published else None,
        saved=record.saved,
        language=record.language or language,
        url=record.url,
        path=entry.path,
        notes="\n\n".join(each.body for each in notes if each.body),
        quotes="\n\n".join(each.quote.exact for each in notes if each.quote),
        has=_attachments(record.original, notes),
    )


def _attachments(original: object, notes: Sequence["Annotation"]) -> frozenset[str]:
    """Return what an article has besides its text, in the words of `has:`."""
    names = {
        "original": original,
        "note": any(each.body for each in notes),
        "highlight": any(each.quote for each in notes),
    }
    return frozenset(name for name, is_there in names.items() if is_there)


def related_entry(entry: CatalogEntry, text: str, links: tuple[str, ...]) -> "ArticleFacts":
    """Return the input for the evidence: an article's record, its *text* and the *links* in it."""
    from reader.related.articles import ArticleFacts

    record = entry.record
    return ArticleFacts(
        id=entry.id,
        title=entry.title,
        author=record.author,
        site=record.site,
        published=record.published,
        first_published=record.first_published,
        url=record.url,
        text=text,
        links=links,
        language=record.language,
    )


def notes_stamps(*folders: Path, among: Iterable[str] | None = None) -> dict[str, str]:
    """Map every article id that has annotations to a stamp that changes whenever they change.

    Of all articles, or of those *among* them.
    """
    stamps: dict[str, str] = {}
    for article_id, files in _note_files(folders, among):
        digest = hashlib.sha256()
        for path in files:
            # A file that is gone or cannot be read now changes the stamp when it is back.
            with contextlib.suppress(OSError):
                status = path.lstat()
                # The name of a file need not be UTF-8.
                digest.update(os.fsencode(path.name) + f" {status.st_size} {status.st_mtime_ns}\n".encode())
        stamps[article_id] = digest.hexdigest()[:16]
    return stamps


def count_notes(*folders: Path) -> dict[str, int]:
    """Return the number of annotations by article id."""
    return {article_id: len(files) for article_id, files in _note_files(folders)}


def noted_ids(*folders: Path) -> frozenset[str]:
    """Return the ids of all articles that have or had annotations."""
    return frozenset(each.name for each in _folders_of_notes(folders, None))


def _folders_of_notes(folders: Sequence[Path], among: Iterable[str] | None) -> Iterator[Path]:
    for folder in folders:
        with contextlib.suppress(OSError):
            named = folder.iterdir() if among is None else (folder / each for each in among)
            yield from [each for each in named if is_id(each.name) and each.is_dir()]


def _note_files(folders: Sequence[Path], among: Iterable[str] | None = None) -> Iterator[tuple[str, list[Path]]]:
    found: dict[str, list[Path]] = {}
    for each in _folders_of_notes(folders, among):
        found.setdefault(each.name, []).extend(sorted(each.glob("*.md")))
    yield from ((article_id, files) for article_id, files in sorted(found.items()) if files)
