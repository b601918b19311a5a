"""The one base of the errors that a user is told of, and the one that nobody is told of."""


class ReaderError(Exception):
    """Something the user can be told: `str()` is one sentence for them."""


class Cancelled(ReaderError):
    """Nobody waits for this answer any more; what was written by then is kept."""


def never() -> bool:
    """Return that nothing was cancelled."""
    return False
