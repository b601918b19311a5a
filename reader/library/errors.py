"""`ReaderError`, the base of all errors shown to the user, and `Cancelled`, which is not shown."""


class ReaderError(Exception):
    """An error to show to the user: `str()` is one sentence."""


class Cancelled(ReaderError):
    """Nobody waits for this answer any more; what was written by then is kept."""


def never() -> bool:
    """Return that nothing was cancelled."""
    return False
