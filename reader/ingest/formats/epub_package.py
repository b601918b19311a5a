"""What an EPUB says of itself: its record, its texts in order, and which of them lie beside the text."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from posixpath import dirname, normpath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from reader.ingest.formats.source import is_inner
from reader.ingest.formats.xml_tree import attribute, name_of, named, parse_xml, text_in
from reader.ingest.formats.zip_file import ZipEntries
from reader.library.dates import iso
from reader.library.guarded_file import UnreadableError
from reader.library.record import Record
from reader.library.safe_text import line

if TYPE_CHECKING:
    from lxml.etree import _Element

_LARGEST = 5_000_000
_MOST_CHAPTERS = 3_000
_TEXTS = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"))
# What only hides fonts, not the text.
_FONTS = frozenset(("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"))
_FRONT = frozenset(("cover", "title-page", "titlepage", "toc", "copyright-page", "copyright"))
_BUILDERS = re.compile(r"percollate|pandoc", re.IGNORECASE)
_EDITED = frozenset(("modification", "conversion"))
_ADDRESS = re.compile(r"https?://[^\s/]+\S*\Z")
_NO_YEAR = re.compile(r"0\d{3}-")


@dataclass(frozen=True, slots=True)
class Package:
    """An EPUB's own account of itself.

    *spine* are the paths of its texts in order, *beside* those that are a cover, a list of contents and the like;
    *titles* are the entries of its table of contents by path. A date that tells when the file was made is doubtful
    and not in the record.
    """

    record: Record
    spine: tuple[str, ...]
    beside: frozenset[str]
    titles: Mapping[str, str]
    is_date_doubtful: bool = False


def read_package(entries: ZipEntries, shown: str) -> Package:
    """Return the package of an EPUB. Raises: UnreadableError if there is none, or if the text is encrypted."""
    _refuse_encrypted(entries, shown)
    container = parse_xml(entries.read("META-INF/container.xml", _LARGEST), shown)
    path = next((attribute(each, "full-path") for each in named(container, "rootfile")), "")
    if path not in entries.names:
        raise UnreadableError(f"{line(shown)} has no list of its texts.")
    root = parse_xml(entries.read(path, _LARGEST), shown)
    record, is_doubtful = _record(root)
    items = _items(root, path)
    spine = _spine(root, items)
    nav = [each.path for each in items.values() if each.is_contents]
    outside = {*nav, *_front(root, path)}
    # A guide may call the first chapter the title page: what is all there is stays.
    beside = frozenset(outside if {*spine} - outside else nav)
    titles = {each: title for contents in nav for each, title in _titles(entries, contents, shown).items()}
    return Package(record, spine, beside, titles, is_doubtful)


def _spine(root: "_Element", items: Mapping[str, "_Item"]) -> tuple[str, ...]:
    """Return the paths of the texts in the order of reading."""
    found = (items.get(attribute(each, "idref")) for each in islice(named(root, "itemref"), _MOST_CHAPTERS))
    return tuple(dict.fromkeys(each.path for each in found if each and each.is_text))


def _front(root: "_Element", path: str) -> Iterator[str]:
    """Yield the paths of what a book's guide calls its cover, title page or contents."""
    for each in named(root, "reference"):
        if attribute(each, "type").lower() in _FRONT:
            yield resolved(path, attribute(each, "href"))


class _Item(NamedTuple):
    path: str
    is_text: bool
    is_contents: bool


def _items(root: "_Element", path: str) -> dict[str, _Item]:
    """Return the files of a book by their ids."""
    return {
        attribute(each, "id"): _Item(
            resolved(path, attribute(each, "href")),
            _is_text(each),
            "nav" in attribute(each, "properties").split() or attribute(each, "media-type").endswith("dtbncx+xml"),
        )
        for each in named(root, "item")
    }


def resolved(base: str, href: str) -> str:
    """Return the path in the archive that *href* in the file *base* leads to; "" if it leads out of it."""
    path = normpath(f"{dirname(base)}/{unquote(href.partition('#')[0])}").lstrip("/")
    return path if is_inner(path) else ""


def _refuse_encrypted(entries: ZipEntries, shown: str) -> None:
    if "META-INF/encryption.xml" not in entries.names:
        return
    root = parse_xml(entries.read("META-INF/encryption.xml", _LARGEST), shown)
    methods = {attribute(each, "Algorithm") for each in named(root, "EncryptionMethod")}
    if methods - _FONTS or any(True for _ in named(root, "EncryptedKey")):
        raise UnreadableError(f"{line(shown)} is protected against copying, so its text cannot be read.")


def _is_text(item: "_Element") -> bool:
    kind = attribute(item, "media-type").lower()
    return kind in _TEXTS or (not kind and attribute(item, "href").lower().endswith((".xhtml", ".html", ".htm")))


def _record(root: "_Element") -> tuple[Record, bool]:
    metadata = next(named(root, "metadata"), root)
    said = {name: [text_in(each) for each in named(metadata, name)] for name in _KEYS}
    authors = [text_in(each) for each in named(metadata, "creator") if _is_author(metadata, each)]
    date, is_doubtful = _date(metadata)
    record = Record(
        title=next(filter(None, said["title"]), None),
        author=", ".join(filter(None, authors)) or None,
        site=next(filter(None, said["publisher"]), None),
        published=date,
        url=next(filter(_ADDRESS.match, said["source"] + said["identifier"]), None),
        tags=tuple(dict.fromkeys(each[:60] for each in said["subject"] if each))[:24],
    )
    return record, is_doubtful


_KEYS = ("title", "source", "identifier", "publisher", "subject")


def _is_author(metadata: "_Element", creator: "_Element") -> bool:
    about = f"#{attribute(creator, 'id')}"
    refined = [text_in(m) for m in named(metadata, "meta") if m.get("refines") == about and m.get("property") == "role"]
    role = attribute(creator, "role") or next(iter(refined), "")
    return role.lower() in {"", "aut", "author"}


def _date(metadata: "_Element") -> tuple[str | None, bool]:
    """Return when a book was published, and whether the date that it has tells only when the file was made."""
    dates = sorted(named(metadata, "date"), key=lambda each: attribute(each, "event") != "publication")
    told = [iso(re.sub(r"\.\d+", "", text_in(each))) for each in dates if attribute(each, "event") not in _EDITED]
    date = next((each for each in told if each and not _NO_YEAR.match(each)), None)
    if date is None:
        return None, False
    if date[:10] in _days_of_making(metadata) or _BUILDERS.search(_said(metadata, "generator")):
        return None, True
    # calibre writes every date with an hour, midnight if it knows only the day.
    return re.sub(r"T00:00:00.*", "", date), False


def _days_of_making(metadata: "_Element") -> set[str]:
    modified = (text_in(each) for each in named(metadata, "meta") if each.get("property") == "dcterms:modified")
    return {each[:10] for each in (*modified, _said(metadata, "calibre:timestamp"))}


def _said(metadata: "_Element", name: str) -> str:
    return next((each.get("content") or "" for each in named(metadata, "meta") if each.get("name") == name), "")


def _titles(entries: ZipEntries, path: str, shown: str) -> dict[str, str]:
    """Return the entries of a table of contents: of several that lead into one file, the first."""
    found: dict[str, str] = {}
    with suppress(UnreadableError):
        root = parse_xml(entries.read(path, _LARGEST), shown)
        for each in named(root, "a", "navPoint"):
            is_link = name_of(each) == "a"
            label = each if is_link else next(named(each, "text"), None)
            target = each if is_link else next(named(each, "content"), None)
            if label is not None and target is not None and text_in(label):
                place = attribute(target, "href" if is_link else "src")
                found.setdefault(resolved(path, place), text_in(label))
    return found
