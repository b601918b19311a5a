"""The pictures of a saved page: those that its article may show, few and small enough to be kept beside it."""

import base64
import re
from binascii import Error as Base64Error
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from itertools import islice
from urllib.parse import unquote_to_bytes, urljoin

MOST = 60
LARGEST = 5_000_000
ALL_TOGETHER = 30_000_000
# What is smaller is an icon or counts visitors.
LEAST = 1_000
_IMAGE = re.compile(
    rb"""<img\b((?:[^<>"']++|"[^"]{0,8000000}+"|'[^']{0,8000000}+'){0,600}+)>""",
    re.IGNORECASE,
)
_SOURCE = re.compile(rb"""\ssrc\s{0,8}=\s{0,8}(?:"([^"]+)"|'([^']+)'|([^\s<>"']+))""", re.IGNORECASE)
_ARTICLE = re.compile(rb"<(?:article|main)\b", re.IGNORECASE)
_ARTICLE_END = re.compile(rb"</(?:article|main)\s{0,8}>", re.IGNORECASE)
_DATA = re.compile(r"data:image/(?!svg)[\w.+-]{1,20}((?:;[\w=-]{1,40}){0,4}),", re.IGNORECASE)
_LONGEST_ADDRESS = 2_000
_MOST_TAGS = 400
_KINDS = (
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"BM", ".bmp"),
)


def pictures_of(
    addresses: Iterable[str], find: Callable[[str], bytes | None], base: str | None = None
) -> dict[str, bytes]:
    """Return the pictures at the *addresses* that a page gives them, made absolute by *base*.

    *find* gives what was saved under an address, None for nothing. A picture that is written into the page itself (a
    `data:` address) is called by its number and kind, as `picture-1.png`.
    """
    found: dict[str, bytes] = {}
    left = ALL_TOGETHER
    for address in addresses:
        name, data = _picture(address, find, base, len(found) + 1)
        if data is None or name in found or not LEAST <= len(data) <= min(LARGEST, left) or not ending_of(data):
            continue
        found[name] = data
        left -= len(data)
        if len(found) == MOST:
            break
    return found


def addresses_in(page: bytes) -> Iterator[str]:
    """Yield the addresses of the pictures that the article of a page may show."""
    for tag in image_tags(page):
        address = _SOURCE.search(tag)
        if address:
            yield unescape(next(filter(None, address.groups())).decode("utf-8", "replace")).strip()


def image_tags(page: bytes) -> Iterator[bytes]:
    """Yield what stands in the tags of pictures in the part of a page that may be its article."""
    region = article_region(page)
    for match in islice(_IMAGE.finditer(page, region.start, region.stop), _MOST_TAGS):
        yield match.group(1)


def article_region(page: bytes) -> slice:
    """Return the part of a page that may be its article: all of it, if no element says so."""
    begin, ends = _ARTICLE.search(page), list(_ARTICLE_END.finditer(page))
    first = begin.start() if begin else 0
    return slice(first, ends[-1].end() if ends and ends[-1].end() > first else len(page))


def ending_of(data: bytes) -> str | None:
    """Return the ending of a picture's file by its content; None for what is no picture."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    if data[4:12] in {b"ftypavif", b"ftypheic"}:
        return f".{data[8:12].decode('ascii')}"
    return next((ending for magic, ending in _KINDS if data.startswith(magic)), None)


def data_of(address: str) -> bytes | None:
    """Return the picture that a `data:` address is; None for another address."""
    head = _DATA.match(address)
    if head is None:
        return None
    written = unquote_to_bytes(address[head.end() :])
    if not head.group(1).lower().endswith(";base64"):
        return written
    try:
        return base64.b64decode(written + b"=" * (-len(written) % 4))
    except Base64Error:
        return None


def _picture(
    address: str, find: Callable[[str], bytes | None], base: str | None, number: int
) -> tuple[str, bytes | None]:
    if address[:5].lower() == "data:":
        data = data_of(address)
        return f"picture-{number}{ending_of(data or b'')}", data
    if len(address) > _LONGEST_ADDRESS:
        return "", None
    try:
        whole = urljoin(base or "", address)
    except ValueError:
        return "", None
    data = find(whole)
    return whole, find(address) if data is None else data
