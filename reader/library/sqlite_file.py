"""Opening a SQLite file of the cache, the same way for every room."""

import sqlite3
from pathlib import Path

# Seconds that a writer waits for another process to finish.
_PATIENCE = 10.0


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
