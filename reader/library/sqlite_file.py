"""Opening a SQLite file of the cache, and what its errors mean, the same for every room."""

import contextlib
import sqlite3
import zlib
from collections.abc import Iterable
from pathlib import Path

from reader.library.errors import CacheUnwritable

# Seconds that a writer waits for another process to finish.
_PATIENCE = 10.0
# What SQLite says, damage apart, where it cannot write.
_UNWRITABLE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_UNWRITABLE_IN_PART = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_DIR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_DELETE,
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMMAP,
}


def check_file(connection: sqlite3.Connection) -> None:
    """Look whether the file is in order: a quarter of a second for the cross-references of 20,000 articles.

    Raises: sqlite3.DatabaseError.
    """
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(str(found).partition("\n")[0])


def checksum(values: Iterable[object]) -> int:
    """Return a number that changes with any of *values*, which SQLite holds: it tells damage, and no forgery."""
    return zlib.crc32(repr(tuple(values)).encode("utf-8", "surrogatepass"))


def empty_file(path: Path) -> bool:
    """Make the file at *path* an empty one in its place, for all who have it open; tell whether that could be done."""
    try:
        with (
            contextlib.closing(sqlite3.connect(":memory:")) as empty,
            contextlib.closing(sqlite3.connect(path, timeout=_PATIENCE)) as damaged,
        ):
            empty.backup(damaged)
    except sqlite3.Error:
        return False
    return True


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another process holds the file: it is in order."""
    return _code(error) & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def unwritable(error: sqlite3.Error, what: str) -> CacheUnwritable | None:
    """Return what to raise where *error* says that a file could not be written; None for any other.

    *what* names the cache, as a sentence begins.
    """
    code = _code(error)
    if code & 0xFF not in _UNWRITABLE and code not in _UNWRITABLE_IN_PART:
        return None
    reason = "the disk of the cache folder is full" if code & 0xFF == sqlite3.SQLITE_FULL else str(error)
    return CacheUnwritable(f"{what} not brought up to date: {reason}.")


def _code(error: sqlite3.Error) -> int:
    # What Python's own module raises has none.
    return int(getattr(error, "sqlite_errorcode", 0))


class _Connection(sqlite3.Connection):
    """Closes itself when nobody holds it any more, in whatever thread that is."""

    def __del__(self) -> None:
        self.close()


def connect(path: Path, *, synchronous: str) -> sqlite3.Connection:
    """Open the file at *path*, whose writers wait for each other. Raises: sqlite3.Error.

    Transactions are begun by whoever writes. Any thread may use and close the connection, one at a time.
    *synchronous* is SQLite's own: OFF may lose all to a power failure, NORMAL only the last batch.
    """
    connection = sqlite3.connect(
        path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False, factory=_Connection
    )
    # Somebody else may have written the file: no function of a view or trigger in it is called.
    connection.execute("PRAGMA trusted_schema = OFF")
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    return connection
