"""A web page saved as one MIME message (MHTML): its main part, and from where and when it was saved."""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from itertools import islice

_SEEN = 8_192
_HEADER = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n){0,20}){2,60}")
_RELATED = re.compile(rb"^content-type:\s{0,4}multipart/related\b", re.IGNORECASE | re.MULTILINE)
_MOST_PARTS = 2_000
_PAGES = frozenset(("text/html", "application/xhtml+xml"))


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The main page of a message, as bytes, with its address and the moment it was saved, None where unknown."""

    html: bytes
    url: str | None
    saved: str | None


def is_mhtml(data: bytes) -> bool:
    """Whether *data* begins as a MIME message of related parts does."""
    head = _HEADER.match(data[:_SEEN].lstrip())
    return bool(head and _RELATED.search(head.group()))


def read_mhtml(data: bytes) -> SavedPage | None:
    """Return the main page of a message: the part at its own address, else the first; None if it holds no page."""
    message = message_from_bytes(data.lstrip())
    location = _said(message, "Snapshot-Content-Location")
    pages = [part for part in islice(message.walk(), _MOST_PARTS) if part.get_content_type() in _PAGES]
    main = next((part for part in pages if location and _said(part, "Content-Location") == location), None)
    main = main or next(iter(pages), None)
    if main is None:
        return None
    content = main.get_payload(decode=True)
    address = location or _said(main, "Content-Location")
    is_web = bool(address and address.startswith(("http://", "https://")))
    return SavedPage(content if isinstance(content, bytes) else b"", address if is_web else None, _moment(message))


def _said(message: Message, name: str) -> str | None:
    return " ".join(str(message.get(name) or "").split()) or None


def _moment(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(str(message.get("Date") or "")).isoformat()
    except (ValueError, TypeError):
        return None
