"""A web page that a browser saved with its pictures as one MIME message (MHTML)."""

import quopri
import re
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime

from reader.ingest.formats.page_bytes import PAGE_TYPES, charset_of, media_type_of, self_contained
from reader.ingest.formats.part import FileFormat, FilePart, Parts
from reader.ingest.formats.pictures import addresses_in, pictures_of
from reader.ingest.formats.source import Source
from reader.library.addresses import plain_address
from reader.library.dates import iso
from reader.library.guarded_file import UnreadableError
from reader.library.record import Record
from reader.library.safe_text import line

LARGEST = 100_000_000
_SEEN = 8_192
_MOST_PARTS = 2_000
_DEEPEST = 4
_HEADER = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n){0,20}){2,60}")
_RELATED = re.compile(rb"^content-type:\s{0,4}multipart/related\b", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(rb"^(?:snapshot-content-location:|x-maf|from:\s{0,4}<saved by\b)", re.IGNORECASE | re.MULTILINE)
# What has been on its way to somebody is a letter with pictures.
_MAILED = re.compile(rb"^(?:received|message-id|delivered-to|return-path|to):", re.IGNORECASE | re.MULTILINE)
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a message: its header, and its content as it is written."""

    header: Message
    written: bytes

    def content(self) -> bytes:
        """Return the part's content as it was before it was written into a message."""
        encoding = said(self.header, "Content-Transfer-Encoding").lower()
        if encoding == "quoted-printable":
            return quopri.decodestring(self.written)
        if encoding != "base64":
            return self.written
        try:
            return b64decode(self.written)
        except Base64Error:
            return b""


def is_mhtml(head: bytes) -> bool:
    """Whether a file begins as the message of a browser does: related parts, sent to nobody."""
    found = _HEADER.match(head[:_SEEN].lstrip())
    if found is None or _MAILED.search(found.group()):
        return False
    return bool(_RELATED.search(found.group()) or _SAVED.search(found.group()))


def _read(source: Source) -> Parts:
    data = source.read(LARGEST)
    whole = _part(data.lstrip())
    parts = list(_leaves(whole, 0))
    location = said(whole.header, "Snapshot-Content-Location")
    main = _main(parts, location)
    if main is None:
        raise UnreadableError(f"{line(source.name)} is a saved page (MHTML) without a page in it.")
    address = location or said(main.header, "Content-Location")
    url = plain_address(address)
    page = self_contained(main.content(), charset_of(said(main.header, "Content-Type")))
    by_address = {name: part for part in parts for name in _addresses(part) if part is not main}

    def find(picture: str) -> bytes | None:
        return by_address[picture].content() if picture in by_address else None

    record = Record(title=_subject(whole.header), url=url, saved=_moment(whole.header))
    yield FilePart(
        form="page",
        data=page,
        original=data,
        suffix=".mhtml",
        record=record,
        pictures=pictures_of(addresses_in(page), find, address),
    )


def _main(parts: list[_Part], location: str) -> _Part | None:
    """Return the page: the part at the message's own address, else the first that is one."""
    pages = [part for part in parts if media_type_of(said(part.header, "Content-Type")) in PAGE_TYPES]
    own = (part for part in pages if location and said(part.header, "Content-Location") == location)
    return next(own, next(iter(pages), None))


def _part(data: bytes) -> _Part:
    end = _BLANK_LINE.search(data)
    head, rest = (data[: end.end()], data[end.end() :]) if end else (data, b"")
    return _Part(BytesHeaderParser().parsebytes(head[:65_536]), rest)


def _leaves(part: _Part, depth: int) -> Iterator[_Part]:
    """Yield the parts that hold no others; no line of their content is looked at but those between them."""
    boundary = part.header.get_boundary()
    if not boundary or depth > _DEEPEST:
        yield part
        return
    mark = b"--" + boundary.encode("utf-8", "replace")
    between = re.compile(rb"(?:\A|\r?\n)" + re.escape(mark) + rb"(?:--)?[ \t]*(?:\r?\n|\Z)")
    for piece in between.split(part.written, _MOST_PARTS)[1:]:
        if piece.strip():
            yield from _leaves(_part(piece), depth + 1)


def _addresses(part: _Part) -> Iterator[str]:
    location, identity = said(part.header, "Content-Location"), said(part.header, "Content-ID")
    if location:
        yield location
    if identity:
        yield f"cid:{identity.strip('<>')}"


def said(header: Message, name: str) -> str:
    """Return what a field of a header says, in one line; empty if it is not there."""
    return " ".join(str(header.get(name) or "").split())


def _subject(header: Message) -> str | None:
    """Return the title that the browser wrote as the subject, whatever the page's own encoding is."""
    try:
        subject = str(make_header(decode_header(str(header.get("Subject") or ""))))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return None
    return line(" ".join(subject.split())) or None


def _moment(header: Message) -> str | None:
    try:
        moment = parsedate_to_datetime(said(header, "Date"))
    except (ValueError, TypeError, IndexError):
        return None
    # Browsers write `-0000`: the moment is in UTC, and the zone of the machine is not told.
    return iso((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat())


FORMATS = (FileFormat("a saved page (MHTML)", lambda source: is_mhtml(source.head), _read),)
