"""FictionBook (FB2): a page or short text in it is one article; of a book each part is."""

import html
import re
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from reader.ingest.formats.content import document
from reader.ingest.formats.part import FileFormat, FilePart, Parts
from reader.ingest.formats.pictures import addresses_in, pictures_of
from reader.ingest.formats.source import Source
from reader.ingest.formats.xml_tree import attribute, name_of, named, parse_xml, text_in
from reader.ingest.html_text import text_of
from reader.library.dates import iso
from reader.library.guarded_file import UnreadableError
from reader.library.record import Record
from reader.library.safe_text import line

if TYPE_CHECKING:
    from lxml.etree import _Element

_FICTION_BOOK = re.compile(rb"\A(?:\xef\xbb\xbf)?\s{0,100}(?:<[?!][^<>]{0,400}>\s{0,100}){0,5}<FictionBook\b")
# A longer text than this has parts that are articles of their own.
_ONE_ARTICLE = 6_000
_TAGS = {
    "p": "p", "strong": "strong", "emphasis": "em", "strikethrough": "s", "sub": "sub", "sup": "sup", "code": "code",
    "epigraph": "blockquote", "cite": "blockquote", "text-author": "p", "table": "table", "tr": "tr", "td": "td",
    "th": "th", "stanza": "p", "date": "p",
}  # fmt: skip
_NAME = ("first-name", "middle-name", "last-name")
_LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class _Book:
    """A book: what it says of itself, what stands above its *parts*, its *notes* by the names that marks lead to."""

    record: Record
    opening: str
    parts: list["_Element"]
    notes: dict[str, str]
    find: Callable[[str], bytes | None]


def _read(source: Source) -> Parts:
    data = source.read(_LARGEST)
    book = _book(parse_xml(data, source.name), source.name)
    written = ["".join(_written(each, 1)) for each in book.parts]
    written[0] = f"{book.opening}{written[0]}"
    if len(written) == 1 or sum(len(text_of(each).split()) for each in written) <= _ONE_ARTICLE:
        yield _part(book, "\n".join(written), data=data)
        return
    for number, (part, text) in enumerate(zip(book.parts, written, strict=True), 1):
        yield _part(book, text, title=_first(part, "title") or f"{number}", number=number)


def _part(book: _Book, body: str, *, title: str | None = None, number: int = 0, data: bytes = b"") -> FilePart:
    notes = "".join(f'<li id="{name}">{said}</li>' for name, said in book.notes.items() if f'"#{name}"' in body)
    body = f"{body}\n<hr><ol>{notes}</ol>" if notes else body
    record = replace(book.record, title=title, site=book.record.title) if title else book.record
    return FilePart(
        f"{number:02} {title[:80]}" if title else "",
        "content",
        document(body, record.title, record.language),
        suffix=".fb2" if data else ".html",
        original=data,
        record=record,
        is_told=True,
        pictures=pictures_of(addresses_in(body.encode("utf-8", "replace")), book.find),
    )


def _book(root: "_Element", shown: str) -> _Book:
    bodies = [each for each in root if name_of(each) == "body"]
    if not bodies:
        raise UnreadableError(f"{line(shown)} is a book (FB2) without text.")
    texts = [each for each in bodies if not attribute(each, "name")] or bodies[:1]
    opening, parts = _parts(texts)
    pictures = {f"#{attribute(each, 'id')}": each for each in named(root, "binary")}
    notes = _notes(each for each in bodies if each not in texts)
    return _Book(_record(root), opening, parts or texts, notes, partial(_picture, pictures))


def _parts(texts: Iterable["_Element"]) -> tuple[str, list["_Element"]]:
    """Return what stands above the parts of a book's texts, as HTML, and the parts."""
    # The title of a body is the book's, which is in its record.
    inner = [each for body in texts for each in body if name_of(each) != "title"]
    parts = [each for each in inner if name_of(each) == "section"]
    above = (each for each in inner if parts and each not in parts)
    return "".join(chain.from_iterable(_written(each, 1) for each in above)), parts


def _notes(bodies: Iterable["_Element"]) -> dict[str, str]:
    notes = chain.from_iterable(named(body, "section") for body in bodies)
    return {html.escape(attribute(each, "id")): _note(each) for each in notes}


def _note(note: "_Element") -> str:
    """Return what a note says, without its number."""
    return "".join(text for each in note if name_of(each) != "title" for text in _written(each, 1))


def _picture(pictures: Mapping[str, "_Element"], address: str) -> bytes | None:
    picture = pictures.get(address)
    try:
        return None if picture is None else b64decode("".join(map(str, picture.itertext())))
    except (Base64Error, ValueError):
        return None


def _record(root: "_Element") -> Record:
    told = next(named(root, "title-info"), None)
    if told is None:
        return Record()
    names = [_person(each) for each in told if name_of(each) == "author"]
    date = next((each for each in told if name_of(each) == "date"), None)
    said = "" if date is None else attribute(date, "value") or text_in(date)
    return Record(
        title=_first(told, "book-title"),
        author=", ".join(filter(None, names)) or None,
        published=iso(said),
        url=next((text_in(each) for each in named(root, "src-url") if text_in(each).startswith("http")), None),
        language=_first(told, "lang"),
    )


def _person(author: "_Element") -> str:
    return " ".join(filter(None, (_first(author, name) for name in _NAME))) or _first(author, "nickname") or ""


def _first(parent: "_Element", name: str) -> str | None:
    return next((text_in(each) for each in parent if name_of(each) == name), None) or None


def _written(element: "_Element", level: int) -> Iterator[str]:
    """Yield an element as HTML; *level* is that of the headings in it."""
    name = name_of(element)
    if name == "subtitle" and not re.search(r"\w", text_in(element)):
        yield "<hr>"
    elif name in {"title", "subtitle"}:
        tag = f"h{min(6, level + (name == 'subtitle'))}"
        yield f"<{tag}>{html.escape(text_in(element), quote=False)}</{tag}>"
    elif name == "image":
        yield f'<img src="{html.escape(attribute(element, "href"))}" alt="{html.escape(attribute(element, "alt"))}">'
    elif name == "a":
        yield from _link(element, level)
    elif name == "v":
        yield from (*_inside(element, level), "<br>")
    elif name == "empty-line":
        return
    else:
        tag = _TAGS.get(name, "")
        yield from (
            f"<{tag}>" if tag else "",
            *_inside(element, level + (name == "section")),
            f"</{tag}>" if tag else "",
        )


def _inside(element: "_Element", level: int) -> Iterator[str]:
    yield html.escape(element.text or "", quote=False)
    for each in element:
        yield from _written(each, level)
        yield html.escape(each.tail or "", quote=False)


def _link(element: "_Element", level: int) -> Iterator[str]:
    written = f'<a href="{html.escape(attribute(element, "href"))}">{"".join(_inside(element, level))}</a>'
    yield f"<sup>{written}</sup>" if attribute(element, "type") == "note" else written


FORMATS = (FileFormat("a book (FB2)", lambda source: bool(_FICTION_BOOK.match(source.head)), _read),)
