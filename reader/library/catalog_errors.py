"""Errors of the catalog, translated from those of SQLite."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from reader.library.errors import ReaderError
from reader.library.sqlite_file import is_busy, unwritable


class CatalogSuspect(ReaderError):
    """The catalog is broken or another program's; it must be thrown away and rebuilt."""


class CatalogBusy(ReaderError):
    """Another process held the catalog for longer than is worth waiting."""


@contextmanager
def translated() -> Iterator[None]:
    """Turn what SQLite raises into the errors of this module."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        # A catalog that somebody is writing is in order; only a broken one may be thrown away.
        if is_busy(error):
            raise CatalogBusy("The catalog is in use by another window; try again in a moment.") from error
        if told := unwritable(error, "The list of articles was"):
            raise told from error
        raise CatalogSuspect(f"The catalog cannot be used ({error}); it will be rebuilt.") from error
