"""A connection to a server of the web: to an address that is looked at once it is connected, with one deadline."""

import io
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from reader.library.errors import ReaderError
from reader.library.guarded_file import UnreadableError
from reader.library.safe_text import line

_PORTS = {"http": 80, "https": 443}
# IPv4 addresses inside of others.
_TRANSLATED = IPv6Network("64:ff9b::/96")
_PRIVATE = "its address is on this machine or in its own network (--allow-private allows that)"
_Addresses = list[tuple[Any, ...]]


class FetchError(UnreadableError):
    """An address whose page could not be had; the sentence says why."""


class Deadline:
    """A moment after which nothing is waited for."""

    def __init__(self, seconds: float) -> None:
        self._end = monotonic() + seconds

    def left(self) -> float:
        """Return how many seconds are left. Raises: TimeoutError if none is."""
        left = self._end - monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class Connection(HTTPConnection):
    """HTTP over a socket that is connected already."""

    def __init__(self, host: str, port: int, opened: socket.socket, deadline: Deadline) -> None:
        super().__init__(host, port)
        self.sock = _TimedSocket(opened, deadline)


class _TimedSocket:
    """A socket as `http.client` uses it, of which every step waits only for what is left of the deadline.

    A timeout of the socket alone begins again with every byte.
    """

    def __init__(self, opened: socket.socket, deadline: Deadline) -> None:
        self._opened = opened
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        self._opened.settimeout(self._deadline.left())
        self._opened.sendall(data)

    def makefile(self, _: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedStream(self._opened, self._deadline))

    def close(self) -> None:
        """Leave it open: an answer is still read when `http.client` is done with the socket."""


class _TimedStream(io.RawIOBase):
    def __init__(self, opened: socket.socket, deadline: Deadline) -> None:
        self._opened = opened
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._opened.settimeout(self._deadline.left())
        return self._opened.recv_into(buffer)


@contextmanager
def connected(url: str, deadline: Deadline, may_connect: Callable[[str], bool]) -> Iterator[Connection]:
    """Give a connection to the server of an address, if its IP address may be connected to. Raises: FetchError."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    with ExitStack() as closing:
        try:
            opened = _opened(host, port, deadline, may_connect)
            closing.callback(opened.close)
            if parts.scheme == "https":
                opened = _secured(opened, host, deadline)
                closing.callback(opened.close)
        except TimeoutError as error:
            raise FetchError(f"{line(host)} took too long to answer.") from error
        yield Connection(host, port, opened, deadline)


def _opened(host: str, port: int, deadline: Deadline, may_connect: Callable[[str], bool]) -> socket.socket:
    """Return a socket connected to one of a host's addresses that may be. Raises: FetchError, TimeoutError."""
    problem = "it has no address"
    for family, kind, protocol, _, address in _resolved(host, port, deadline):
        # Nothing is sent to an address before it is looked at: as it was told, and then as it is connected.
        if not may_connect(address[0]):
            problem = _PRIVATE
            continue
        with ExitStack() as closing:
            try:
                opened = closing.enter_context(socket.socket(family, kind, protocol))
                opened.settimeout(deadline.left())
                opened.connect(address)
                peer = opened.getpeername()[0]
            except TimeoutError:
                raise
            except OSError as error:
                problem = line(error.strerror or str(error)).lower()
                continue
            if may_connect(peer):
                closing.pop_all()
                return opened
            problem = _PRIVATE
    raise FetchError(f"{line(host)} could not be reached: {problem}.")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the whole internet, also where it stands in one of another kind."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _inner(found) if isinstance(found, IPv6Address) else None
    return found.is_global and not found.is_multicast if inner is None else is_public(str(inner))


def _inner(address: IPv6Address) -> IPv4Address | None:
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def _resolved(host: str, port: int, deadline: Deadline) -> _Addresses:
    """Return a host's addresses. Raises: FetchError, TimeoutError.

    In a thread: the system's resolver cannot be told how long it may take.
    """
    answers: SimpleQueue[_Addresses | Exception] = SimpleQueue()

    def resolve() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError, ReaderError) as error:
            answers.put(error)

    Thread(target=resolve, daemon=True).start()
    try:
        found = answers.get(timeout=deadline.left())
    except Empty:
        raise TimeoutError from None
    if isinstance(found, ReaderError):
        raise found
    if isinstance(found, Exception):
        raise FetchError(f"There is no host {line(host)}, or it cannot be found now.") from found
    return found


def _secured(opened: socket.socket, host: str, deadline: Deadline) -> socket.socket:
    """Return a socket over which a host has shown who it is. Raises: FetchError, TimeoutError."""
    opened.settimeout(deadline.left())
    try:
        return ssl.create_default_context().wrap_socket(opened, server_hostname=host)
    except TimeoutError:
        raise
    except ssl.SSLCertVerificationError as error:
        raise FetchError(f"{line(host)} could not show that it is that host: {line(error.verify_message)}.") from error
    except OSError as error:
        raise FetchError(f"{line(host)} could not be reached safely: {line(str(error))}.") from error
