"""A text of an EPUB: its body as HTML, what it says of itself, the pictures that it shows."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape

from reader.ingest.formats.epub_package import resolved
from reader.ingest.formats.zip_file import ZipEntries
from reader.ingest.html import decoded_html
from reader.ingest.html_text import text_of
from reader.library.errors import ReaderError
from reader.library.guarded_file import UnreadableError
from reader.library.safe_text import line

_LARGEST_PICTURE = 5_000_000
_MOST_PICTURES = 200
_BODY = re.compile(r"<body\b[^<>]{0,5000}>", re.IGNORECASE)
# In XML every element may be closed in its own tag; a reader of HTML takes it for opened.
_CLOSED = re.compile(r"<([a-zA-Z][\w:-]{0,40})((?:\s[^<>]{0,20000})?)/>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_HEADING = re.compile(r"<h[1-3]\b[^<>]{0,2000}>(.{0,4000}?)</h[1-3]\s{0,8}>", re.IGNORECASE | re.DOTALL)
_LANGUAGE = re.compile(r"""<html\b[^<>]{0,2000}?\blang\s{0,4}=\s{0,4}["']([a-zA-Z]{2,3})""", re.IGNORECASE)
# A link to another text of the book leads nowhere on the web.
_INNER_LINK = re.compile(
    r"""(<a\b[^<>]{0,2000}?)\shref\s{0,4}=\s{0,4}["'](?!https?:|#)[^"'<>]{0,2000}["']""", re.IGNORECASE
)
_OTHER_TEXT = re.compile(
    r"""(<a\b[^<>]{0,2000}?\shref\s{0,4}=\s{0,4}["'])[^"'<>#:]{1,500}(#[^"'<>]{1,500}["'])""", re.IGNORECASE
)
_IMAGE = re.compile(
    r"""<(?:img|image)\b[^<>]{0,4000}?\s(?:src|xlink:href|href)\s{0,4}=\s{0,4}["']([^"'<>]{1,2000})["']""",
    re.IGNORECASE,
)
# How percollate heads a page that it has taken from the web.
_HEAD = re.compile(r"""<header class="article__header">(.{0,8000}?)</header>""", re.DOTALL)
_BYLINE = re.compile(r"""class="article__byline">\s{0,40}(?:By\s{1,4})?(.{0,600}?)</p>""", re.DOTALL)
_SOURCE = re.compile(r"""class="article__url">.{0,200}?href="(https?://[^"<>\s]{1,2000})\"""", re.DOTALL)
_FRONT = re.compile(
    r"""<(?:body|section|div|nav)\b[^<>]{0,400}?epub:type\s{0,4}=\s{0,4}["'](?:cover|titlepage|toc|landmarks)\b"""
)
_FRONT_WORDS = 60


@dataclass(frozen=True, slots=True)
class Chapter:
    """A text of a book; with *is_page* it was taken from the web, with *is_front* it is a cover or the like."""

    path: str
    data: bytes
    body: str
    words: int
    title: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    is_page: bool = False
    is_front: bool = False
    missing: int = 0
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def read_chapter(entries: ZipEntries, path: str, limit: int) -> Chapter:
    """Return a text of a book. Raises: UnreadableError."""
    if path not in entries.names:
        raise UnreadableError(f"The text {line(path)} is missing from the file.")
    data = entries.read(path, limit)
    try:
        text = decoded_html(data).text
    except ReaderError as error:
        raise UnreadableError(f"The text {line(path)} {error}.") from error
    opened = _BODY.search(text)
    body = _opened(text[opened.end() if opened else 0 :].partition("</body>")[0])
    head = _HEAD.search(body)
    body = body.replace(head.group(), "", 1) if head else body
    # A note may stand in another text of the book: the mark of it stays one.
    body = _INNER_LINK.sub(r"\1", _OTHER_TEXT.sub(r"\1\2", body))
    words = len(text_of(body).split())
    pictures, missing = _pictures(entries, path, body)
    return Chapter(
        path,
        data,
        body,
        words,
        _plain(_HEADING.search(head.group() if head else body)),
        _plain(_BYLINE.search(head.group())) if head else None,
        source[1] if head and (source := _SOURCE.search(head.group())) else None,
        language[1].lower() if (language := _LANGUAGE.search(text[:4_000])) else None,
        is_page=head is not None,
        is_front=bool(words < _FRONT_WORDS and opened and _FRONT.search(text, opened.start())),
        missing=missing,
        pictures=pictures,
    )


def _opened(body: str) -> str:
    return _CLOSED.sub(lambda tag: tag.group() if tag[1].lower() in _VOID else f"<{tag[1]}{tag[2]}></{tag[1]}>", body)


def _plain(found: re.Match[str] | None) -> str | None:
    return line(text_of(found[1])) or None if found else None


def _pictures(entries: ZipEntries, path: str, body: str) -> tuple[dict[str, bytes], int]:
    """Return the pictures of a text by the address that it gives them, and how many of them are missing."""
    found: dict[str, bytes] = {}
    missing = 0
    for address in list(dict.fromkeys(_IMAGE.findall(body)))[:_MOST_PICTURES]:
        if address.startswith(("http:", "https:", "data:")):
            continue
        place = resolved(path, unescape(address))
        if place not in entries.names:
            missing += 1
            continue
        with suppress(UnreadableError):
            found[address] = entries.read(place, _LARGEST_PICTURE)
    return found, missing
