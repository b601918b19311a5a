"""Nothing leaves this machine: reader asks nothing of a network, and what it is built on may be held to that here.

With `--offline` not even an address that the person asked for is fetched or given to another program.
"""

import os
import sys

from reader.library.errors import ReaderError

VARIABLE = "READER_OFFLINE"
# What Python tells, before it happens, of everything that would reach another machine.
_REACHING = frozenset({
    "socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname",
    "socket.gethostbyaddr", "socket.getnameinfo", "urllib.Request", "http.client.connect", "ftplib.connect",
    "smtplib.connect", "webbrowser.open",
})  # fmt: skip


class OfflineError(ReaderError):
    """Something would have left this machine, and may not."""


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
