"""The pictures of a saved page: those that its article may show, few and small enough to be kept beside it."""

import base64
import re
from binascii import Error as Base64Error
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from html import unescape
from itertools import islice
from urllib.parse import unquote_to_bytes, urljoin

from reader.ingest.formats.picture_size import size_of
from reader.ingest.html_pictures import MARK

MOST = 60
LARGEST = 5_000_000
ALL_TOGETHER = 30_000_000
# What is smaller is an icon or counts visitors: bytes; dots of the shorter side, and in all.
LEAST = 1_000
_LEAST_SIDE, _LEAST_DOTS = 64, 24_000
_IMAGE = re.compile(
    rb"""<img\b((?:[^<>"']++|"[^"]{0,8000000}+"|'[^']{0,8000000}+'){0,600}+)>""",
    re.IGNORECASE,
)
_SOURCE = re.compile(rb"""\ssrc\s{0,8}=\s{0,8}(?:"([^"]+)"|'([^']+)'|([^\s<>"']+))""", re.IGNORECASE)
_ARTICLE = re.compile(rb"<(?:article|main)\b", re.IGNORECASE)
_ARTICLE_END = re.compile(rb"</(?:article|main)\s{0,8}>", re.IGNORECASE)
_DATA = re.compile(r"data:image/(?!svg)[\w.+-]{1,20}((?:;[\w=-]{1,40}){0,4}),", re.IGNORECASE)
# Of pictures that a page shows twice SingleFile keeps one, as a variable of its styles.
_VARIABLE = re.compile(rb"""(--sf-img-\d{1,6})\s{0,8}:\s{0,8}url\(\s{0,8}["']?(data:image/[^"')\s]{1,8000000})""")
_USED = re.compile(rb"var\((--sf-img-\d{1,6})\)")
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
    """Return the pictures at the *addresses* that a page gives them; they are looked for relative to *base* first.

    Each is called as `key_of` says. *find* gives what was saved under an address, None for nothing.
    """
    found: dict[str, bytes] = {}
    left = ALL_TOGETHER
    for address in addresses:
        key = key_of(address)
        data = None if key in found else _picture(address, find, base)
        if data is None or not LEAST <= len(data) <= min(LARGEST, left) or not is_content(data):
            continue
        found[key] = data
        left -= len(data)
        if len(found) == MOST:
            break
    return found


def addresses_in(page: bytes) -> Iterator[str]:
    """Yield the addresses of the pictures that the article of a page may show."""
    variables = dict(_VARIABLE.findall(page))
    for tag in islice(_IMAGE.finditer(page, *article_region(page)), _MOST_TAGS):
        yield _address(tag.group(1), variables)


def with_marks(page: bytes, pictures: Mapping[str, bytes]) -> bytes:
    """Return a page in whose tags the *pictures* that are kept of it have their numbers, for `html_pictures`."""
    mark = MARK.encode("ascii")
    page = page.replace(mark, mark + b"-of-its-own")
    variables = dict(_VARIABLE.findall(page))
    numbers = {key: number for number, key in enumerate(pictures)}

    def marked(tag: re.Match[bytes]) -> bytes:
        number = numbers.get(key_of(_address(tag.group(1), variables)))
        return tag.group() if number is None else b'<img %s="%d" %s>' % (mark, number, tag.group(1))

    return _IMAGE.sub(marked, page)


def _address(tag: bytes, variables: Mapping[bytes, bytes]) -> str:
    """Return the address in what stands in the tag of a picture; the empty text where there is none."""
    used = _USED.search(tag)
    if used and used.group(1) in variables:
        return variables[used.group(1)].decode("utf-8", "replace")
    address = _SOURCE.search(tag)
    return unescape(next(filter(None, address.groups())).decode("utf-8", "replace")).strip() if address else ""


def key_of(address: str) -> str:
    """Return what a picture is called among those of its page: its address, a short one if it is written into it."""
    if address[:5].lower() != "data:":
        return address
    return f"picture-{sha256(address.encode('utf-8', 'replace')).hexdigest()[:8]}"


def is_content(data: bytes) -> bool:
    """Whether a picture may belong to an article: no icon, no portrait of its author, no line to part the page."""
    if ending_of(data) is None:
        return False
    size = size_of(data)
    return size is None or (min(size) >= _LEAST_SIDE and size[0] * size[1] >= _LEAST_DOTS)


def article_region(page: bytes) -> tuple[int, int]:
    """Return where the part of a page that may be its article begins and ends: all of it, if no element says so."""
    begin, ends = _ARTICLE.search(page), list(_ARTICLE_END.finditer(page))
    first = begin.start() if begin else 0
    return first, ends[-1].end() if ends and ends[-1].end() > first else len(page)


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


def _picture(address: str, find: Callable[[str], bytes | None], base: str | None) -> bytes | None:
    if address[:5].lower() == "data:":
        return data_of(address)
    if not address or len(address) > _LONGEST_ADDRESS:
        return None
    try:
        data = find(urljoin(base or "", address))
    except ValueError:
        return None
    return find(address) if data is None else data
