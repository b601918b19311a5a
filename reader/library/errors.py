"""The one base of the errors that a user is told of."""


class ReaderError(Exception):
    """Something the user can be told: `str()` is one sentence for them."""
