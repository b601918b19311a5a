"""The text of an e-mail message: which part of it, in which encoding, and the pictures that it shows."""

import quopri
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from urllib.parse import unquote

from reader.ingest.encodings import DecodedText, codec_of, decoded, repaired
from reader.ingest.html import decoded_html
from reader.ingest.html_text import letters, text_of
from reader.library.errors import ReaderError

# An HTML part of less than this share of the plain text only says that there is one.
_LEAST_SHARE = 0.3
_MOST_PARTS = 500
_MOST_PICTURE_BYTES = 20_000_000
_IMAGE = re.compile(r"<img\b[^<>]{0,20000}>", re.IGNORECASE)
_CID = re.compile(r"""cid:([^"'\s<>)]{1,500})""", re.IGNORECASE)
# What nobody sees and what tells somebody that the message is read.
_PIXEL = re.compile(
    r"""\b(?:width|height)\s*=\s*["']?[01](?:px)?["'\s/>]|\b(?:width|height)\s*:\s*[01](?:px)?\s*[;"'!]|display\s*:\s*none""",
    re.IGNORECASE,
)
# Marks of a text in which `=` was written as `=3D` and long lines were cut, though its head does not say so.
_QUOTED_SIGN = re.compile(rb"=(?:3D|20|C2|C3|E2)")
_QUOTED_END = re.compile(rb"=\r?$", re.MULTILINE)
_LEAST_QUOTED = 3
_LISTED = ("List-Id", "List-Unsubscribe", "List-Post", "Feedback-Id", "X-Campaign", "X-Mailgun-Sid", "X-SG-EID")


@dataclass(frozen=True, slots=True)
class MessageBody:
    """What a message says: HTML or plain text; with *is_page* there is more in it than the article."""

    text: str
    is_html: bool
    is_page: bool
    note: str | None = None


def body_of(message: Message) -> MessageBody | None:
    """Return the text of a message, its HTML before its plain text; None if it has neither."""
    pages, plain = _best(message, "text/html"), _best(message, "text/plain")
    is_listed = any(message.get(each) for each in _LISTED)
    if pages and letters(text_of(pages.text)) >= _LEAST_SHARE * letters(plain.text if plain else ""):
        return MessageBody(_without_pixels(pages.text), is_html=True, is_page=is_listed, note=pages.note)
    if plain and plain.text.strip():
        return MessageBody(plain.text, is_html=False, is_page=False, note=plain.note)
    return None


def _best(message: Message, kind: str) -> DecodedText | None:
    """Return the longest text of a kind that is no attachment."""
    texts = (_text(part) for part in _inline(message) if part.get_content_type() == kind)
    return max(texts, key=lambda each: len(each.text), default=None)


def _inline(message: Message, depth: int = 0) -> Iterator[Message]:
    """Yield the parts of a message, not those of messages attached to it."""
    if message.get_content_type() == "message/rfc822" or depth > 20:
        return
    payload = message.get_payload()
    if isinstance(payload, list):
        for each in payload[:_MOST_PARTS]:
            if isinstance(each, Message):
                yield from _inline(each, depth + 1)
    elif message.get_content_disposition() != "attachment":
        yield message


def _text(part: Message) -> DecodedText:
    data = _payload(part)
    is_encoded = str(part.get("Content-Transfer-Encoding") or "").strip().lower() in {"base64", "quoted-printable"}
    is_damaged = not is_encoded and all(
        len(each.findall(data[:200_000])) >= _LEAST_QUOTED for each in (_QUOTED_SIGN, _QUOTED_END)
    )
    text = _decoded(part, quopri.decodestring(data) if is_damaged else data)
    if part.get_param("format") == "flowed":
        text = DecodedText(_unflowed(text.text, is_joined=part.get_param("delsp") == "yes"), text.note)
    told = "The message's text stood in it as it is sent (=3D for =); it was decoded." if is_damaged else None
    return DecodedText(text.text, " ".join(filter(None, (told, text.note))) or None)


def _payload(part: Message) -> bytes:
    with suppress(ValueError, LookupError, AssertionError):
        data = part.get_payload(decode=True)
        return data if isinstance(data, bytes) else b""
    return b""


def _decoded(part: Message, data: bytes) -> DecodedText:
    """Return the text of a part in the encoding that it names, where its bytes are that, else in one found out."""
    with suppress(UnicodeDecodeError):
        return repaired(data.decode("utf-8"))
    codec = codec_of(str(part.get_content_charset() or ""))
    if codec and codec != "utf-8":
        with suppress(UnicodeDecodeError):
            return DecodedText(data.decode(codec))
    try:
        return decoded_html(data) if part.get_content_type() == "text/html" else decoded(data)
    except ReaderError:
        return DecodedText(data.replace(b"\x00", b"").decode("utf-8", "replace"))


def _unflowed(text: str, *, is_joined: bool) -> str:
    """Return a text whose lines end in a space where they go on, in whole lines (RFC 3676)."""
    lines: list[str] = []
    goes_on = False
    for each in text.replace("\r\n", "\n").split("\n"):
        said = each.removeprefix(" ")
        flows = said.endswith(" ") and said != "-- "
        said = said[:-1] if flows and is_joined else said
        if goes_on:
            lines[-1] += said
        else:
            lines.append(said)
        goes_on = flows
    return "\n".join(lines)


def _without_pixels(page: str) -> str:
    return _IMAGE.sub(lambda image: "" if _PIXEL.search(image.group()) else image.group(), page)


def pictures_of(message: Message, page: str) -> Mapping[str, bytes]:
    """Return the pictures in a message that *page* shows, by the address that it gives them."""
    asked = {unquote(each): each for each in _CID.findall(page)}
    found: dict[str, bytes] = {}
    room = _MOST_PICTURE_BYTES
    for part in message.walk():
        address = _address(part, asked, page) if part.get_content_maintype() == "image" else None
        data = _payload(part) if address else b""
        if address and data and len(data) <= room:
            found[address] = data
            room -= len(data)
    return found


def _address(part: Message, asked: Mapping[str, str], page: str) -> str | None:
    """Return what *page* calls a picture that is a part of the message; None if it does not show it."""
    identity = str(part.get("Content-ID") or "").strip().strip("<>")
    if identity in asked:
        return f"cid:{asked[identity]}"
    location = str(part.get("Content-Location") or "").strip()
    return location if location and location in page else None
