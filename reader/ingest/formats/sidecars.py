"""KOReader's sidecars (`metadata.epub.lua`), those since May 2024 and those before."""

import re
from collections.abc import Iterable, Mapping

from reader.ingest.formats.fields import Fields
from reader.ingest.formats.lua_table import in_order, read_table
from reader.ingest.formats.part import FileFormat, Highlight, Parts
from reader.ingest.formats.saved_item import SavedItem
from reader.ingest.formats.source import Source
from reader.library.guarded_file import UndecodableError, UnreadableError
from reader.library.safe_text import line

_BEGINNING = re.compile(rb"\s*(?:--[^\n]{0,2000}\n\s*)*return\s*\{")
_NAMES = (b'["annotations"]', b'["highlight"]', b'["bookmarks"]', b'["doc_props"]', b'["doc_path"]')
_SETS = ("annotations", "annotations_rolling", "annotations_paging")
# What KOReader itself writes where nobody wrote a note, in the language of its menus: it ends in the date.
_AUTOMATIC = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\Z")


def _recognizes(source: Source) -> bool:
    head = source.head
    return _BEGINNING.match(head) is not None and any(each in head for each in _NAMES)


def _read(source: Source) -> Parts:
    try:
        book = Fields(read_table(source.text()))
    except (ValueError, TypeError, UndecodableError) as error:
        raise UnreadableError(f"{line(source.name)} is a sidecar of KOReader that is damaged.") from error
    summary = Fields.of(book.value("summary"))
    path = book.line("doc_path").replace("\\", "/").rpartition("/")[2]
    marks = [each for name in _SETS for each in _new(in_order(book.value(name)))]
    yield SavedItem(
        title=book.line("doc_props.title", "stats.title") or path.rpartition(".")[0] or path or source.name,
        author=", ".join(book.raw("doc_props.authors", "stats.authors").split("\n")),
        language=book.line("doc_props.language"),
        tags=book.raw("doc_props.keywords", "stats.keywords").split("\n"),
        comment=summary.text("note"),
        read=True if summary.line("status") == "complete" else None,
        highlights=tuple(marks or _old(book)),
    ).part()


def _new(annotations: Iterable[object]) -> list[Highlight]:
    marked = (Fields.of(each) for each in annotations)
    # What has no drawer is a bookmark on a page, and its text an automatic one.
    return [_mark(each, each.text("text"), each.text("note")) for each in marked if each.value("drawer")]


def _mark(fields: Fields, exact: str, note: str) -> Highlight:
    return Highlight(exact, note, color=fields.line("color"), created=fields.moment("datetime").date)


def _old(book: Fields) -> list[Highlight]:
    notes = {each.text("notes"): each.text("text") for each in map(Fields.of, in_order(book.value("bookmarks")))}
    pages = book.value("highlight")
    found = (Fields.of(each) for page in _by_page(pages) for each in in_order(page))
    return [_mark(each, each.text("text"), _own(notes.get(each.text("text"), ""))) for each in found]


def _by_page(pages: object) -> list[object]:
    return in_order(pages) if isinstance(pages, Mapping) else []


def _own(note: str) -> str:
    return "" if _AUTOMATIC.search(note) else note


FORMATS = (FileFormat("KOReader's sidecar", _recognizes, _read),)
