"""The rule that nothing leaves this machine but requests for pages whose address the user gave, and its enforcement.

With `--offline` not even such a page is fetched, and no address is given to another program.
"""

import os
import re
import sys
from pathlib import Path
from typing import NamedTuple

from reader.library.errors import ReaderError
from reader.library.safe_text import line

VARIABLE = "READER_OFFLINE"
# The audit events of Python for everything that would reach another machine.
_REACHING = frozenset({
    "socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname",
    "socket.gethostbyaddr", "socket.getnameinfo", "urllib.Request", "http.client.connect", "ftplib.connect",
    "smtplib.connect", "webbrowser.open",
})  # fmt: skip

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{0,20}://|file:", re.IGNORECASE)


_LONGEST_ADDRESS = 2_048
# The programs that open a file or an address in the user's default application.
_OPENERS = ("xdg-open", "open", "wslview")


class OfflineError(ReaderError):
    """Something would have left this machine, which is not allowed."""


def is_address(text: str) -> bool:
    """Whether *text* is an address and not a file; `file:` and other schemes count too, and are refused later."""
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


# Giving an address or a file to another program, on the user's command


class WebAddress(NamedTuple):
    """An address that may be opened: as given to a browser, and its *host* in ASCII."""

    address: str
    host: str


def web_address(text: str) -> WebAddress:
    """Return an address as it may be shown and opened. Raises: ReaderError with the reason why it may not."""
    from urllib.parse import urlsplit

    shown = line(text)[:80]
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        _ = parts.port
    except (ValueError, UnicodeError) as error:
        raise ReaderError(f"“{shown}” is not an address that can be opened.") from error
    if parts.scheme not in {"http", "https"} or not host:
        raise ReaderError(f"“{shown}” is not a web address, so it is not opened.")
    if len(text) > _LONGEST_ADDRESS or not text.isprintable() or " " in text:
        raise ReaderError(f"The address on {host} is too long, or holds characters that no address has.")
    return WebAddress(text, host)


def open_address(address: WebAddress) -> str:
    """Give an address to the browser; return the program's name. Raises: OfflineError, ReaderError."""
    return _hand_over(address.address)


def open_file(path: Path) -> str:
    """Give a file to its default application; return the program's name. Raises: OfflineError, ReaderError."""
    return _hand_over(str(path.absolute()))


def _hand_over(target: str) -> str:
    # Imported late: the process that parses pages imports this module.
    import shutil
    import subprocess
    import threading

    if is_offline():
        # A saved page that is opened fetches what it refers to.
        raise OfflineError("reader was started with --offline, so nothing is opened in another program.")
    program = next(filter(shutil.which, _OPENERS), None)
    if program is None:
        raise ReaderError(f"None of {', '.join(_OPENERS)} is installed, so {line(target)[:200]} cannot be opened.")
    try:
        # A session of its own: signals and keys for this program must not reach the browser.
        process = subprocess.Popen(  # noqa: S603 - the person's own program; the target begins with a scheme or a slash
            [program, target], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise ReaderError(f"{program} could not be started: {error.strerror or error}.") from error
    # Some openers stay as long as the browser does.
    threading.Thread(target=process.wait, daemon=True).start()
    return program
