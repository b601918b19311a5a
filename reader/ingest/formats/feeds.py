"""Feeds in a file, also not well-formed: an article where the feed has it whole, else a link."""

import re
from collections.abc import Callable, Iterator
from functools import reduce
from urllib.parse import urljoin

from reader.ingest.encodings import decoded
from reader.ingest.formats.elements import XmlElement, element_of
from reader.ingest.formats.fields import Fields
from reader.ingest.formats.json_exports import has_keys
from reader.ingest.formats.json_text import read_json
from reader.ingest.formats.markup import plain
from reader.ingest.formats.moments import FIRST_PRINT, moment
from reader.ingest.formats.part import FileFormat, Parts, Skipped
from reader.ingest.formats.saved_item import ItemMapping, SavedItem
from reader.ingest.formats.source import Source
from reader.library.guarded_file import UndecodableError, UnreadableError
from reader.library.safe_text import clean, line

LARGEST = 50_000_000
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?[^<>]{0,500}>|<!--.{0,1000}?-->|<!doctype[^<>]{0,500}>)*+<(rss|rdf:rdf|feed|opml|xbel)\b",
    re.IGNORECASE | re.DOTALL,
)
_SEEN = 3_000
# `nora@lock.example (Nora Lind)`; an address alone is no name.
_LETTER_BOX = re.compile(r"\A\s*[^\s@]{1,100}@[^\s@()]{1,200}\s*(?:\(([^()]{0,200})\))?\s*\Z")
# Fewer words are a summary.
_LEAST_WORDS = 60


def text_of_feed(source: Source) -> str:
    """Return the text of a file, in its own encoding where it names one. Raises: UnreadableError."""
    data = source.read(LARGEST)
    named = re.match(rb"[^<]{0,8}<\?xml[^<>]{0,100}?encoding=[\"']([\w.:-]{1,40})", data)
    try:
        if named and named[1].lower() not in {b"utf-8", b"utf8"}:
            return clean(data.decode(named[1].decode("ascii"), "strict"))
    except (LookupError, UnicodeDecodeError):
        pass
    try:
        return clean(decoded(data).text)
    except UndecodableError as error:
        raise UnreadableError(f"{line(source.name)} {error}.") from error


def _starts_with(*names: bytes) -> Callable[[Source], bool]:
    def recognizes(source: Source) -> bool:
        root = _ROOT.match(source.head[:_SEEN])
        return root is not None and root[1].lower() in names

    return recognizes


def _feed(source: Source) -> Parts:
    whole = _root(source)
    feed = whole.first("channel") or whole
    for element in whole.walk():
        if element.name in {"item", "entry"}:
            yield _entry(element, feed).part()


def _root(source: Source) -> XmlElement:
    return element_of(text_of_feed(source), source.name)


def _entry(entry: XmlElement, feed: XmlElement) -> SavedItem:
    body, is_html = _body(entry)
    item = SavedItem(
        url=urljoin(_base(feed, entry), _address(entry)),
        title=_title(entry),
        author=", ".join(_authors(entry) or _authors(feed)),
        # What buku calls a feed is a list of bookmarks.
        site="" if feed.said("generator") == "buku" else _title(feed),
        language=feed.said("language", "dc:language") or feed.attributes.get("xml:lang", ""),
        tags=[each.attributes.get("term") or each.text for each in entry.all("category", "dc:subject")],
        published=moment(entry.said("pubdate", "published", "dc:date", "issued", "updated"), FIRST_PRINT),
    )
    if len(plain(body).split()) < _LEAST_WORDS:
        item.description = plain(body)
    elif is_html:
        item.html = body
    else:
        item.text = body
    return item


def _authors(element: XmlElement) -> list[str]:
    """Return who is named in an entry or a feed; RSS has an address before the name."""
    told = [each.text for each in element.all("dc:creator")] or [
        each.said("name") or each.text for each in element.all("author")
    ]
    return [name for each in told if (name := _LETTER_BOX.sub(r"\1", each).strip())]


def _base(*elements: XmlElement) -> str:
    """Return the address that those in an entry are relative to."""
    return reduce(urljoin, (each.attributes.get("xml:base", "") for each in elements))


def _title(element: XmlElement) -> str:
    """Return the title of a feed or an entry, of the three forms that Atom gives a text."""
    title = element.first("title")
    return "" if title is None else plain(title.markup if title.attributes.get("type") == "xhtml" else title.text)


def _address(entry: XmlElement) -> str:
    links = [each for each in entry.all("link") if each.attributes.get("rel", "alternate") == "alternate"]
    found = next((each.attributes.get("href") or each.text for each in links), "")
    guid = entry.first("guid")
    is_address = guid is not None and guid.attributes.get("ispermalink") != "false"
    return found or (guid.text if guid and is_address else "")


def _body(entry: XmlElement) -> tuple[str, bool]:
    """Return the longest text that an entry has, and whether it is HTML."""
    found = [(each.text, True) for each in entry.all("content:encoded", "description")]
    for each in entry.all("content", "summary"):
        form = each.attributes.get("type", "text")
        found.append((each.markup, True) if form == "xhtml" else (each.text, form in {"html", "text/html"}))
    return max(found, key=lambda each: len(each[0]), default=("", False))


_JSON_FEED = ItemMapping(
    url=("url", "external_url"),
    author=("authors", "author.name"),
    html=("content_html",),
    text=("content_text",),
    description=("summary",),
    language=("language",),
    published=("date_published", "date_modified"),
)


def _json_feed(source: Source) -> Parts:
    feed = Fields.of(read_json(source))
    for each in feed.items("items"):
        item = _JSON_FEED.item(each)
        item.site = feed.line("title")
        item.author = item.author or ", ".join(feed.words("authors", "author.name", separator="\n"))
        item.language = item.language or feed.line("language")
        yield item.part()


def _outlines(source: Source) -> Parts:
    """Yield the links of an OPML; feeds are none."""
    for outline in _root(source).walk():
        said = Fields(outline.attributes)
        if outline.name != "outline":
            continue
        if said.line("xmlurl"):
            yield Skipped(
                said.line("title", "text", "xmlurl"), "It is a feed, which a library does not keep; add its articles."
            )
        elif said.line("url"):
            yield ItemMapping(title=("title", "text"), tags=("category",), saved=("created",)).part(said)


def _bookmarks(element: XmlElement, folders: tuple[str, ...] = ()) -> Iterator[tuple[XmlElement, tuple[str, ...]]]:
    """Yield the bookmarks of an XBEL, each with its folders."""
    for each in element.children:
        if each.name == "bookmark":
            yield each, folders
        elif each.name in {"folder", "xbel"}:
            yield from _bookmarks(each, (*folders, each.said("title")))


def _xbel(source: Source) -> Parts:
    for bookmark, folders in _bookmarks(_root(source)):
        said = Fields(bookmark.attributes)
        item = ItemMapping(url=("href",), saved=("added",), tags=("tags",)).item(said)
        item.title, item.description, item.folders = bookmark.said("title"), bookmark.said("desc"), folders
        yield item.part()


FORMATS = (
    FileFormat("a feed", _starts_with(b"rss", b"rdf:rdf", b"feed"), _feed),
    FileFormat("a list of feeds", _starts_with(b"opml"), _outlines),
    FileFormat("bookmarks in XBEL", _starts_with(b"xbel"), _xbel),
    FileFormat("a JSON feed", has_keys("version", "items[].id"), _json_feed),
)
