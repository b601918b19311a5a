"""Opening a SQLite file of the cache, and what its errors mean, the same for every room."""

import contextlib
import sqlite3
import zlib
from collections.abc import Iterable
from pathlib import Path

from reader.library.errors import CacheUnwritable

# Seconds that a writer waits for another process to finish.
_PATIENCE = 10.0
# SQLite's errors for a file that cannot be written, apart from damage.
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
    """Check that the file is sound: a quarter of a second for the cross-references of 20,000 articles.

    Raises: sqlite3.DatabaseError.
    """
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(str(found).partition("\n")[0])


def checksum(values: Iterable[object]) -> int:
    """Return a checksum of *values* from SQLite, which reveals damage, but no forgery."""
    return zlib.crc32(repr(tuple(values)).encode("utf-8", "surrogatepass"))


def empty_file(path: Path) -> bool:
    """Empty the file at *path* in place, for all who have it open; return whether that worked."""
    try:
        with (
            contextlib.closing(sqlite3.connect(":memory:")) as empty,
            contextlib.closing(sqlite3.connect(path, timeout=_PATIENCE)) as damaged,
        ):
            empty.backup(damaged)
    except sqlite3.Error:
        return False
    return True


def compact(connection: sqlite3.Connection) -> None:
    """Fill the pages of the file anew: after much was written in any order, that saves a twentieth of it.

    Where that cannot be done now, as on a full disk, the file stays as it is.
    """
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("VACUUM")
        # All of it is in the log now, which else would stay as large.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another process holds the file, which is no damage."""
    return _code(error) & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def unwritable(error: sqlite3.Error, what: str) -> CacheUnwritable | None:
    """Return the error to raise if *error* means that a file could not be written; None for others.

    *what* names the cache, as a sentence begins.
    """
    code = _code(error)
    if code & 0xFF not in _UNWRITABLE and code not in _UNWRITABLE_IN_PART:
        return None
    reason = "the disk of the cache folder is full" if code & 0xFF == sqlite3.SQLITE_FULL else str(error)
    return CacheUnwritable(f"{what} not brought up to date: {reason}.")


def _code(error: sqlite3.Error) -> int:
    # Errors of Python's own module have no code.
    return int(getattr(error, "sqlite_errorcode", 0))


class _Connection(sqlite3.Connection):
    """A connection that closes itself when it is no longer used, in any thread."""

    def __del__(self) -> None:
        self.close()


def connect(path: Path, *, synchronous: str) -> sqlite3.Connection:
    """Open the file at *path*; its writers wait for each other. Raises: sqlite3.Error.

    Transactions are begun by whoever writes. Any thread may use and close the connection, one at a time.
    *synchronous* is SQLite's own: OFF may lose all to a power failure, NORMAL only the last batch.
    """
    connection = sqlite3.connect(
        path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False, factory=_Connection
    )
    # Somebody else may have written the file: its views and triggers may not call functions.
    connection.execute("PRAGMA trusted_schema = OFF")
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    return connection
