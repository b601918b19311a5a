"""Who may come in: the browser that was given an address which works once, and only by this machine's own name.

Cookies of 127.0.0.1 go to every port of it, so to what another user of the machine serves there; the path that ours is
bound to cannot be guessed, and keeps it from them.
"""

import secrets
from collections.abc import Sequence

HOST = "127.0.0.1"
_BYTES = 16


class RefusedError(Exception):
    """A request that is not let in; `str()` is a sentence for the person at the browser."""


class Gate:
    """The addresses given out, and the browsers that came by them, of the server on *port*."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.path = f"/{secrets.token_urlsafe(_BYTES)}/"
        self.cookie = f"reader-{port}"
        self._tokens: set[str] = set()
        self._keys: set[str] = set()

    @property
    def origins(self) -> Sequence[str]:
        """What a page of ours calls itself; the second for those who type it."""
        return tuple(f"http://{name}:{self.port}" for name in (HOST, "localhost"))

    def new_address(self) -> str:
        """Return an address that lets one browser in."""
        token = secrets.token_urlsafe(_BYTES)
        self._tokens.add(token)
        return f"{self.origins[0]}{self.path}in/{token}"

    def check_origin(self, host: str, origin: str | None, *, needs_origin: bool = False) -> None:
        """Let pass what was asked of us by our name, and by our own page where one asks. Raises: RefusedError."""
        ours = f"http://{host}"
        if ours not in self.origins:
            # A name of somebody else's that leads to this machine: his page could read what we answer.
            raise RefusedError(f"reader answers only under the address that “reader serve” printed, {self.origins[0]}.")
        if origin != ours and (needs_origin or origin is not None):
            raise RefusedError("Another page asked for this. reader answers only its own.")

    def key_for(self, token: str) -> str:
        """Take a token in, once, and return the cookie's value for the browser that had it. Raises: RefusedError."""
        if not _is_among(token, self._tokens):
            raise RefusedError(
                "This address has been used, or is not whole. Press Enter where “reader serve” runs; it prints another."
            )
        self._tokens = {each for each in self._tokens if each != token}
        key = secrets.token_urlsafe(_BYTES)
        self._keys.add(key)
        return key

    def is_known(self, key: str) -> bool:
        """Whether a browser came in by an address of ours."""
        return _is_among(key, self._keys)

    def check_key(self, key: str) -> None:
        """Let pass a browser that is known. Raises: RefusedError."""
        if not self.is_known(key):
            raise RefusedError(
                "This browser is not known here. Open the address that “reader serve” printed; Enter prints another."
            )


def _is_among(text: str, known: set[str]) -> bool:
    # How long a comparison takes tells nothing of what was compared.
    data = text.encode("utf-8", "replace")
    return any(secrets.compare_digest(data, each.encode()) for each in known)
