"""`ReaderError`, the base of all errors shown to the user, and those that several rooms raise."""


class ReaderError(Exception):
    """An error to show to the user: `str()` is one sentence."""


class CacheUnwritable(ReaderError):
    """A cache cannot be brought up to date, its disk being full or read-only; what it holds can still be read."""


class Cancelled(ReaderError):
    """Nobody waits for this answer any more; what was written so far is kept."""


def never() -> bool:
    """Return that nothing was cancelled."""
    return False
