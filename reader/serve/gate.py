"""Access to the server: only a browser that was given a one-time address, and only under this machine's own name.

A cookie for 127.0.0.1 is sent to all its ports, also to servers of other users of this machine. Ours is bound to a path
that cannot be guessed, which keeps it from them.
"""

import secrets
from collections.abc import Sequence

HOST = "127.0.0.1"
_BYTES = 16


class RefusedError(Exception):
    """A refused request; `str()` is a sentence for the user at the browser."""


class Gate:
    """The addresses given out, and the browsers admitted by them, of the server on *port*."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.path = f"/{secrets.token_urlsafe(_BYTES)}/"
        self.cookie = f"reader-{port}"
        self._tokens: set[str] = set()
        self._keys: set[str] = set()

    @property
    def origins(self) -> Sequence[str]:
        """The origins of our own pages; the second one for users who type it."""
        return tuple(f"http://{name}:{self.port}" for name in (HOST, "localhost"))

    def new_address(self) -> str:
        """Return an address that admits one browser."""
        token = secrets.token_urlsafe(_BYTES)
        self._tokens.add(token)
        return f"{self.origins[0]}{self.path}in/{token}"

    def check_origin(self, host: str, origin: str | None, *, needs_origin: bool = False) -> None:
        """Accept only requests under our own name, and from our own page if from any. Raises: RefusedError."""
        ours = f"http://{host}"
        if ours not in self.origins:
            # A foreign name that resolves to this machine: its owner's page could read our answers.
            raise RefusedError(f"reader answers only under the address that “reader serve” printed, {self.origins[0]}.")
        if origin != ours and (needs_origin or origin is not None):
            raise RefusedError("Another page asked for this. reader answers only its own.")

    def key_for(self, token: str) -> str:
        """Exchange a token, once, for the value of the browser's cookie. Raises: RefusedError."""
        if not _is_among(token, self._tokens):
            raise RefusedError(
                "This address has been used, or is not whole. Press Enter where “reader serve” runs; it prints another."
            )
        self._tokens = {each for each in self._tokens if each != token}
        key = secrets.token_urlsafe(_BYTES)
        self._keys.add(key)
        return key

    def is_known(self, key: str) -> bool:
        """Whether a browser has been admitted."""
        return _is_among(key, self._keys)

    def check_key(self, key: str) -> None:
        """Accept only an admitted browser. Raises: RefusedError."""
        if not self.is_known(key):
            raise RefusedError(
                "This browser is not known here. Open the address that “reader serve” printed; Enter prints another."
            )


def _is_among(text: str, known: set[str]) -> bool:
    # The time of the comparison reveals nothing about the values.
    data = text.encode("utf-8", "replace")
    return any(secrets.compare_digest(data, each.encode()) for each in known)
