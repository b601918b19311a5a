"""EPUB: a web page or a short text in it is one article; of a book, and of several pages, each chapter is."""

import re
from collections import ChainMap
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from reader.ingest.formats.content import document
from reader.ingest.formats.epub_chapter import Chapter, read_chapter
from reader.ingest.formats.epub_package import Package, read_package
from reader.ingest.formats.part import FileFormat, FilePart, Parts, Skipped
from reader.ingest.formats.source import Source
from reader.ingest.formats.zip_file import ZipEntries, entries_of, says_of_itself
from reader.library.guarded_file import UnreadableError
from reader.library.record import Record
from reader.library.safe_text import line

CONTAINER = "META-INF/container.xml"
_LARGEST_CHAPTER = 10_000_000
_LARGEST_BOOK = 100_000_000
# What many programs cut one page into; a longer text has chapters.
_ONE_ARTICLE = 6_000
_LEAST_WORDS = 4
# A title that says nothing without the book's.
_BARE_TITLE = re.compile(
    r"(?:chapter|kapitel|chapitre|capítulo|capitolo|глава|розділ|الفصل|part|teil|partie|section)?\s*[\dIVXLC]{0,7}[.:]?\Z",
    re.IGNORECASE,
)
# What stands around the article in a web page that calibre or pandoc took as it was.
_OF_A_SITE = re.compile(r"""<(?:nav|dialog)\b|<(?:section|div)\b[^<>]{0,400}\s(?:id|class)=["']comments?["']""")
_MISSING = "{count} of the pictures that it shows are missing from the file."
_DOUBTFUL = "The book's date is the moment in which it was made, so it was not taken."


def _is_epub(source: Source) -> bool:
    if not source.head.startswith(b"PK\x03\x04"):
        return False
    if says_of_itself(source, b"application/epub+zip"):
        return True
    with suppress(UnreadableError), entries_of(source) as entries:
        return CONTAINER in entries.names
    return False


@dataclass(frozen=True, slots=True)
class _Book:
    source: Source
    package: Package
    entries: ZipEntries


def _read(source: Source) -> Parts:
    with entries_of(source) as entries:
        book = _Book(source, read_package(entries, source.name), entries)
        # What is no text of its own is told, but the chapters are looked at before one knows what the book is.
        skipped: list[Skipped] = []
        chapters = list(_chapters(book, skipped))
        yield from skipped
        if not chapters:
            return
        is_bundle = sum(chapter.is_page for chapter in chapters) > 1
        if len(chapters) == 1 or (not is_bundle and sum(each.words for each in chapters) <= _ONE_ARTICLE):
            yield _whole(book, chapters)
        else:
            yield from map(partial(_chapter, book), range(1, len(chapters) + 1), chapters)


def _chapters(book: _Book, skipped: list[Skipped]) -> Iterator[Chapter]:
    for path in book.package.spine:
        if path in book.package.beside:
            continue
        try:
            chapter = read_chapter(book.entries, path, _LARGEST_CHAPTER)
        except UnreadableError as error:
            skipped.append(Skipped(path, str(error), is_refused=True))
            continue
        if chapter.words >= _LEAST_WORDS and not chapter.is_front:
            yield chapter


def _whole(book: _Book, chapters: list[Chapter]) -> FilePart:
    """Return the part that a book is which holds one article, in however many files."""
    page = next((each for each in chapters if each.is_page), chapters[0])
    own = Record(page.title or book.package.titles.get(page.path), page.author, url=page.url, language=page.language)
    record = _filled(book.package.record, own)
    body = "\n".join(each.body for each in chapters)
    is_web_page = bool(_OF_A_SITE.search(body))
    original = b""
    with suppress(UnreadableError):
        original = book.source.read(_LARGEST_BOOK)
    return FilePart(
        form="page" if is_web_page else "content",
        data=document(body, record.title, record.language),
        suffix=".epub" if original else ".html",
        original=original,
        record=record,
        is_told=not is_web_page,
        pictures=dict(ChainMap(*(dict(each.pictures) for each in chapters))),
        note=_note(book, sum(each.missing for each in chapters)),
    )


def _filled(record: Record, own: Record) -> Record:
    """Return the book's record with what only its text says; the language is the text's."""
    return replace(
        record,
        title=record.title or own.title,
        author=record.author or own.author,
        url=record.url or own.url,
        language=own.language,
    )


def _chapter(book: _Book, number: int, chapter: Chapter) -> FilePart:
    told = book.package.record
    own = book.package.titles.get(chapter.path) or chapter.title or f"{number}"
    title = f"{told.title}: {own}" if told.title and _BARE_TITLE.match(own) else own
    record = replace(
        told,
        title=title,
        # Of pages bundled in one file, the first one's author is the bundle's.
        author=chapter.author if chapter.is_page else told.author,
        site=told.site if chapter.is_page else told.title,
        url=chapter.url if chapter.is_page else told.url,
        language=chapter.language or told.language,
    )
    return FilePart(
        f"{number:02} {line(own)[:80]}",
        "content",
        document(chapter.body, title, record.language),
        suffix=".xhtml",
        original=chapter.data,
        record=record,
        is_told=True,
        pictures=chapter.pictures,
        note=_note(book, chapter.missing),
    )


def _note(book: _Book, missing: int) -> str | None:
    told = _MISSING.format(count=missing) if missing > 1 else "A picture that it shows is missing from the file."
    doubt = _DOUBTFUL if book.package.is_date_doubtful else None
    return " ".join(filter(None, (doubt, told if missing else None))) or None


FORMATS = (FileFormat("a book (EPUB)", _is_epub, _read),)
