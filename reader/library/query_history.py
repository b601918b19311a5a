"""The history of queries, one a line, newest last, in a file of this user."""

import contextlib
from pathlib import Path

from reader.library.atomic_file import write_text
from reader.library.errors import ReaderError
from reader.library.guarded_file import read_text
from reader.library.safe_text import line

MOST_QUERIES = 200
LONGEST_KEPT = 2_000


class QueryHistory:
    """The history in the file at *path*, shared by all windows of this user."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._queries: list[str] = self._load() or []
        self._at: int | None = None
        self._typed = ""

    @property
    def queries(self) -> tuple[str, ...]:
        """The queries, newest last."""
        return tuple(self._queries)

    def add(self, query: str) -> None:
        """Keep a query as the newest one. Raises: WriteError."""
        self._at = None
        query = line(query).strip()
        if not query or len(query) > LONGEST_KEPT or query == next(reversed(self._queries), None):
            return
        # Another window may have added a query meanwhile.
        found = self._load()
        known = self._queries if found is None else found
        self._queries = [*(each for each in known if each != query), query][-MOST_QUERIES:]
        with contextlib.suppress(FileExistsError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_text(self._path, "".join(f"{each}\n" for each in self._queries))

    def step(self, text: str, by: int) -> str | None:
        """Return the query before (-1) or after (1) the one shown; *text* is that of the box.

        After the newest comes what had been typed; beyond either end there is None.
        """
        if self._at is None or text != self._shown():
            # The present query may be the newest one; then the one before it is returned.
            is_newest = by < 0 and text == next(reversed(self._queries), None)
            self._at, self._typed = len(self._queries) - is_newest, text
        at = self._at + by
        if not 0 <= at <= len(self._queries):
            return None
        self._at = at
        return self._shown()

    def _shown(self) -> str:
        return self._typed if self._at is None or self._at >= len(self._queries) else self._queries[self._at]

    def _load(self) -> list[str] | None:
        """Return the queries in the file; None if it cannot be read."""
        try:
            rows = read_text(self._path).splitlines()
        except FileNotFoundError:
            return []
        except (ReaderError, OSError):
            return None
        return [line(row) for row in rows if row.strip() and len(row) <= LONGEST_KEPT][-MOST_QUERIES:]
