"""Databases of Kobo, Apple Books and PocketBook: the highlights that were made there, by book."""

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from reader.ingest.formats.databases import has_tables, rows_of_table
from reader.ingest.formats.fields import Fields
from reader.ingest.formats.moments import NEVER, Moment, moment
from reader.ingest.formats.part import FileFormat, Highlight, Parts, Skipped
from reader.ingest.formats.passages import PassageMapping, gathered
from reader.ingest.formats.saved_item import ItemMapping, SavedItem
from reader.ingest.formats.source import Source

# Apple Books has its books apart from their annotations, in a database of this name on every machine.
_BOOKS = "BKLibrary-1-091020131601.sqlite"
_2001 = 978_307_200
_STYLES = ("yellow", "green", "blue", "yellow", "pink", "purple")
_KOBO = PassageMapping(exact=("Text",), note=("Annotation",), tags=(), created=("DateCreated",))
# What PocketBook's tags tell: the words, the note on them, the color.
_WORDS, _NOTE, _COLOR = "104", "105", "106"


def _kobo(source: Source) -> Parts:
    books = {each.line("ContentID"): each for each in rows_of_table(source, "content")}

    def items() -> Iterator[SavedItem]:
        for row in rows_of_table(source, "Bookmark"):
            book = books.get(row.line("VolumeID"), Fields())
            item = ItemMapping(url=(), title=("Title",), author=("Attribution",), tags=()).item(book)
            item.highlights = () if row.flag("Hidden") else _KOBO.highlights([row])
            item.title = item.title or row.line("VolumeID").rpartition("/")[2]
            if item.highlights:
                yield replace(item, saved=NEVER)

    return gathered(items())


def _apple(source: Source) -> Parts:
    beside = source.beside(_BOOKS)
    books = {each.line("ZASSETID"): each for each in rows_of_table(beside, "ZBKLIBRARYASSET")} if beside else {}

    def items() -> Iterator[SavedItem]:
        for row in rows_of_table(source, "ZAEANNOTATION"):
            words, note = row.text("ZANNOTATIONSELECTEDTEXT"), row.text("ZANNOTATIONNOTE")
            if row.flag("ZANNOTATIONDELETED") or not (words or note):
                continue
            name = row.line("ZANNOTATIONASSETID")
            book = books.get(name, Fields())
            yield SavedItem(
                title=book.line("ZTITLE") or name,
                author=book.line("ZAUTHOR"),
                highlights=(Highlight(words, note, color=_style(row), created=_since_2001(row).date),),
                notes=() if book.values else (f"the book's title would be in {_BOOKS}, if that lay beside this file",),
            )

    return gathered(items())


def _style(row: Fields) -> str:
    style = row.value("ZANNOTATIONSTYLE")
    return _STYLES[style] if isinstance(style, int) and 0 <= style < len(_STYLES) else ""


def _since_2001(row: Fields) -> Moment:
    seconds = row.value("ZANNOTATIONCREATIONDATE")
    return moment(int(seconds + _2001)) if isinstance(seconds, int | float) else NEVER


def _apple_books(_: Source) -> Parts:
    yield Skipped("", "It lists the books only; their highlights are in the database AEAnnotation of Apple Books.")


def _pocketbook(source: Source) -> Parts:
    said: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for tag in rows_of_table(source, "Tags"):
        said[tag.line("ItemID")][tag.line("TagID")] = tag.raw("Val")
    books = {each.line("OID"): each for each in rows_of_table(source, "Books")}

    def items() -> Iterator[SavedItem]:
        for row in rows_of_table(source, "Items"):
            book, told = books.get(row.line("ParentID")), said[row.line("OID")]
            words, note = (_text_in(told.get(name, "")) for name in (_WORDS, _NOTE))
            # What has another state was deleted; what has no color is a bookmark.
            if book and row.line("State") == "0" and (words or note) and _COLOR in told:
                mark = Highlight(words, note, color=told[_COLOR].lower(), created=row.moment("TimeAlt").date)
                yield SavedItem(title=book.line("Title"), author=book.line("Authors"), highlights=(mark,))

    return gathered(items())


def _text_in(value: str) -> str:
    with suppress(ValueError, RecursionError):
        return Fields.of(json.loads(value)).text("text")
    return ""


FORMATS = (
    FileFormat("Kobo's annotations", has_tables(Bookmark="VolumeID Text Annotation", content="ContentID Title"), _kobo),
    FileFormat(
        "Apple Books' annotations",
        has_tables(ZAEANNOTATION="ZANNOTATIONASSETID ZANNOTATIONSELECTEDTEXT ZANNOTATIONNOTE ZANNOTATIONDELETED"),
        _apple,
    ),
    FileFormat("Apple Books' list of books", has_tables(ZBKLIBRARYASSET="ZASSETID ZTITLE ZAUTHOR"), _apple_books),
    FileFormat(
        "PocketBook's notes",
        has_tables(Books="OID Title Authors", Items="OID ParentID State TimeAlt", Tags="ItemID TagID Val"),
        _pocketbook,
    ),
)
