"""The bytes of a page whose encoding is told beside it, in a header: they tell it themselves afterwards."""

from contextlib import suppress
from email.message import Message

from reader.ingest.encodings import DecodedText, codec_of
from reader.ingest.html import decoded_html

# The kinds of content that are a page.
PAGE_TYPES = frozenset(("text/html", "application/xhtml+xml"))
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# Only a header can tell this of a page: from within it could not be read.
_UTF_16 = {"utf-16": "utf-16-le", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}
_SEVEN_BITS = "iso2022_jp"


def self_contained(data: bytes, charset: str | None) -> bytes:
    """Return a page such that it is read in *charset*: unchanged where it is anyway, else in UTF-8 with its mark.

    As on the web, what a page says of itself comes after what whoever sent it said; a page that is sound UTF-8 is that.
    """
    label = (charset or "").strip().lower()
    codec = _UTF_16.get(label) if b"\x00" in data else codec_of(label)
    if not codec or (codec not in _UTF_16.values() and _is_plain(data, codec)):
        return data
    with suppress(UnicodeDecodeError):
        text = data.decode(codec)
        # What would only be guessed, if rightly, is known here.
        if codec in _UTF_16.values() or decoded_html(data) != DecodedText(text):
            return _BYTE_ORDER_MARK + text.removeprefix("\ufeff").encode("utf-8", "replace")
    return data


def charset_of(content_type: str | None) -> str | None:
    """Return the encoding that a `Content-Type` names; None if it names none."""
    header = Message()
    header["Content-Type"] = " ".join((content_type or "").split())[:500]
    charset = header.get_param("charset")
    return charset.strip() or None if isinstance(charset, str) else None


def media_type_of(content_type: str | None) -> str:
    """Return the kind of content that a `Content-Type` names, in small letters, without its parameters."""
    return (content_type or "").partition(";")[0].strip().lower()


def _is_plain(data: bytes, codec: str) -> bool:
    if data.isascii():
        return codec != _SEVEN_BITS
    with suppress(UnicodeDecodeError):
        data.decode("utf-8")
        return True
    return False
