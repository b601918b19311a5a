"""One page of the web, fetched because a person gave its address; nothing else in reader asks the network anything.

Only http and https, never an address of this machine or of its own network unless that is allowed, in bounds of size
and time that hold for all redirects together. No cookies, no scripts, no pictures, no proxies.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from http.client import HTTPException, HTTPResponse, IncompleteRead
from io import BytesIO
from typing import BinaryIO
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from reader import __version__
from reader.ingest.connection import Connection, Deadline, FetchError, connected, is_public
from reader.ingest.formats.http_body import BodyError, unpacked
from reader.ingest.formats.page_bytes import charset_of, media_type_of, self_contained
from reader.ingest.formats.source import Source
from reader.library.addresses import plain_address
from reader.library.dates import now
from reader.library.network import OfflineError, is_offline
from reader.library.record import Record
from reader.library.safe_text import line

MOST_REDIRECTS = 5
_LONGEST_ADDRESS = 2_048
_MOVED = frozenset((301, 302, 303, 307, 308))
_SAFE = "%/:=&?~#+!$,;'@()*[]"
_CHUNK = 1 << 16
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
}
_TEXTS = frozenset(("text/html", "application/xhtml+xml", "text/plain", "text/markdown"))
_HEADERS = {
    "User-Agent": f"reader/{__version__} (one page, for the person who asked for it)",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """What was at an address: *url* is where the redirects led, *name* what a file of it may be called."""

    url: str
    name: str
    data: bytes
    saved: str


@dataclass(frozen=True, slots=True)
class FetchBounds:
    """What a page may take: bytes, seconds in all, and the IP addresses that may be connected to."""

    most: int = 10_000_000
    seconds: float = 30.0
    may_connect: Callable[[str], bool] = is_public


class AddressSource(Source):
    """What is at an address, fetched once it is looked at."""

    def __init__(self, address: str, bounds: FetchBounds | None = None) -> None:
        super().__init__(line(address))
        self._address = address
        self._bounds = bounds or FetchBounds()
        self._problem: str | None = None

    def open(self) -> BinaryIO:
        """Return it as a stream. Raises: FetchError, which is told again and not tried again."""
        if self._problem is None:
            try:
                return BytesIO(self._page.data)
            except (FetchError, OfflineError) as error:
                self._problem = str(error)
        raise FetchError(self._problem)

    @cached_property
    def _page(self) -> FetchedPage:
        page = fetch(self._address, self._bounds)
        self.name = page.name
        self.told = Record(url=plain_address(page.url), saved=page.saved)
        return page


def fetch(address: str, bounds: FetchBounds = FetchBounds()) -> FetchedPage:
    """Return what is at an address. Raises: FetchError, OfflineError."""
    if is_offline():
        raise OfflineError(f"reader is offline; {line(address)} was not fetched.")
    deadline = Deadline(bounds.seconds)
    url = _checked(address)
    seen: set[str] = set()
    for _ in range(MOST_REDIRECTS + 1):
        if url in seen:
            raise FetchError(f"{line(address)} leads in a circle.")
        seen.add(url)
        with connected(url, deadline, bounds.may_connect) as connection:
            found = _asked(connection, url, bounds.most)
        if isinstance(found, FetchedPage):
            return found
        url = _checked(urljoin(url, found))
    raise FetchError(f"{line(address)} leads to more than {MOST_REDIRECTS} other addresses, one after the other.")


def _asked(connection: Connection, url: str, most: int) -> FetchedPage | str:
    """Return what a server answers, or the address to which it sends. Raises: FetchError."""
    host = connection.host
    try:
        connection.request("GET", _target(url), headers=_HEADERS)
        response = connection.getresponse()
        location = response.getheader("Location")
        if response.status in _MOVED and location:
            return location
        if response.status != 200:
            raise FetchError(f"{line(host)} answered: {response.status} {line(response.reason)[:80]}.")
        body = _body(response, most)
    except TimeoutError as error:
        raise FetchError(f"{line(host)} took too long to answer.") from error
    except IncompleteRead as error:
        raise FetchError(f"{line(host)} sent only a part of the page.") from error
    except (HTTPException, OSError, ValueError) as error:
        raise FetchError(f"{line(host)} could not be read: {line(str(error) or type(error).__name__)}.") from error
    kind = response.getheader("Content-Type")
    data = self_contained(body, charset_of(kind)) if media_type_of(kind) in _TEXTS else body
    return FetchedPage(url, _name(url, media_type_of(kind)), data, now())


def _body(response: HTTPResponse, most: int) -> bytes:
    too_large = FetchError(f"The page is larger than {most // 1_000_000} MB.")
    if (response.length or 0) > most:
        raise too_large
    body = bytearray()
    while chunk := response.read(min(_CHUNK, most + 1 - len(body))):
        body += chunk
        if len(body) > most:
            raise too_large
    if response.length:
        raise IncompleteRead(bytes(body[:0]), response.length)
    try:
        return unpacked(bytes(body), response.getheader("Content-Encoding") or "", most)
    except BodyError as error:
        raise FetchError(f"The page could not be read: {error}.") from error


def _checked(address: str) -> str:
    """Return an address in the form in which it is asked for. Raises: FetchError for one that is not fetched."""
    shown = line(address)[:200]
    try:
        parts = urlsplit(address.strip())
        host, _ = parts.hostname, parts.port
        plain_host = (host or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise FetchError(f"{shown} is not a web address.") from error
    if parts.scheme not in {"http", "https"}:
        raise FetchError(f"{shown} is not fetched: only http and https addresses are.")
    if not plain_host or len(address) > _LONGEST_ADDRESS:
        raise FetchError(f"{shown} is not a web address.")
    if parts.username or parts.password:
        raise FetchError(f"{shown} is not fetched: it has a name or a password in it.")
    where = f"[{plain_host}]" if ":" in plain_host else plain_host
    where += f":{parts.port}" if parts.port else ""
    return urlunsplit((parts.scheme, where, quote(parts.path or "/", _SAFE), quote(parts.query, _SAFE), ""))


def _target(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(("", "", parts.path or "/", parts.query, ""))


def _name(url: str, kind: str) -> str:
    parts = urlsplit(url)
    name = line(unquote(parts.path.rstrip("/").rpartition("/")[2])) or parts.hostname or "page"
    ending = _ENDINGS.get(kind, "")
    return name if name.lower().endswith((ending, ".htm")) else f"{name}{ending}"
