"""Nothing leaves this machine but the request for a page whose address a person gave; that is held here.

With `--offline` not even such a page is fetched, nor its address given to another program.
"""

import os
import re
import sys

from reader.library.errors import ReaderError

VARIABLE = "READER_OFFLINE"
# What Python tells, before it happens, of everything that would reach another machine.
_REACHING = frozenset({
    "socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname",
    "socket.gethostbyaddr", "socket.getnameinfo", "urllib.Request", "http.client.connect", "ftplib.connect",
    "smtplib.connect", "webbrowser.open",
})  # fmt: skip

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{0,20}://|file:", re.IGNORECASE)


class OfflineError(ReaderError):
    """Something would have left this machine, and may not."""


def is_address(text: str) -> bool:
    """Whether a person means an address of the web and not a file: `file:` and others are addresses, and refused."""
    return bool(_ADDRESS.match(text))


def is_offline() -> bool:
    """Whether reader was started with `--offline`."""
    return bool(os.environ.get(VARIABLE))


def go_offline() -> None:
    """Refuse everything that would leave the machine, in this process and in its children, until they end."""
    os.environ[VARIABLE] = "1"
    refuse_network()


def refuse_network() -> None:
    """Raise an OfflineError wherever this process would reach another machine from now on; there is no way back."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in _REACHING and not _is_local(arguments):
        raise OfflineError(f"reader is offline; something asked for the network ({event}).")


def _is_local(arguments: tuple[object, ...]) -> bool:
    """Whether a socket leads to another program of this machine only."""
    from socket import AF_UNIX, socket

    return bool(arguments) and isinstance(arguments[0], socket) and arguments[0].family == AF_UNIX
