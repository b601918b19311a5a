"""Errors of the store of evidence; who only names them imports nothing of it."""

from reader.library.errors import ReaderError


class StoreSuspect(ReaderError):
    """The file cannot be trusted; it is a cache, so it can be thrown away and made again."""


class StoreBusy(ReaderError):
    """Another program is writing the cross-references."""


class StoreClosed(ReaderError):
    """The store was closed while it was in use."""
