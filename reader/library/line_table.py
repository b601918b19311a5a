"""The catalog's tables of lines: on how many pages each stands, and which recurred when a page was cleaned.

What a site prints under every article is not the article. Those lines follow from all pages together, in whatever order
they were read: a page that was cleaned before the others were known is `unsettled`, to be cleaned again.
"""

import hashlib
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import reduce
from operator import xor

from reader.library.catalog_errors import CatalogSuspect, translated
from reader.library.identity_table import chunks
from reader.library.sqlite_file import checksum

# A line on so many pages is printed by the site, and no part of an article.
LEAST_PAGES = 3
LINE_SCHEMA = """
CREATE TABLE IF NOT EXISTS lines (line INTEGER PRIMARY KEY, pages INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS pages (
  path TEXT PRIMARY KEY, lines BLOB NOT NULL, total INTEGER NOT NULL, checksum INTEGER NOT NULL, cleaned INTEGER
) WITHOUT ROWID;
"""
# A fact of the catalog while pages may have been cleaned with outdated recurring lines.
_UNSETTLED = "lines unsettled"
_LOW = 0xFFFFFFFF
_PUT = """
    INSERT INTO pages (path, lines, total, checksum) VALUES (?, ?, ?, ?) ON CONFLICT (path) DO UPDATE
    SET lines = excluded.lines, total = excluded.total, checksum = excluded.checksum
"""


class LineTable:
    """Reads and writes lines over a connection of the catalog; changes belong in its `writing`.

    A line is given by its fingerprint, a page by its path.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def put(self, lines_by_path: Mapping[str, Set[str]]) -> None:
        """Set the lines of pages, replacing earlier ones."""
        numbers_by_path = {path: array("q", sorted(set(map(_number, lines)))) for path, lines in lines_by_path.items()}
        self._count(come=numbers_by_path.values(), gone=map(self._numbers, numbers_by_path))
        for path, numbers in numbers_by_path.items():
            values = (path, numbers.tobytes(), sum(number & _LOW for number in numbers))
            self._db.execute(_PUT, (*values, checksum(values)))

    def forget(self, paths: Sequence[str]) -> None:
        """Forget pages that are gone."""
        self._count(come=(), gone=map(self._numbers, paths))
        self._db.executemany("DELETE FROM pages WHERE path = ?", [(path,) for path in paths])

    def recurring(self, lines: Iterable[str]) -> frozenset[str]:
        """Return those of *lines* that are on many pages."""
        number_by_line = {line: _number(line) for line in lines}
        found = self._recurring([*number_by_line.values()])
        return frozenset(line for line, number in number_by_line.items() if number in found)

    def set_cleaned(self, path: str, recurring: Iterable[str]) -> None:
        """Note that a page was cleaned of its lines that are *recurring*."""
        self._db.execute("UPDATE pages SET cleaned = ? WHERE path = ?", (_mark(map(_number, recurring)), path))

    def unsettled(self) -> list[str]:
        """Return the pages whose recurring lines have changed since they were cleaned."""
        with translated():
            if not self._db.execute("SELECT 1 FROM facts WHERE name = ?", (_UNSETTLED,)).fetchone():
                return []
            query = "SELECT line FROM lines WHERE pages >= ?"
            recurring = {number for (number,) in self._db.execute(query, (LEAST_PAGES,))}
            pages = self._db.execute("SELECT path, lines, cleaned FROM pages")
            return [path for path, lines, was in pages if _mark(recurring.intersection(_unpacked(lines))) != was]

    def settle(self) -> None:
        """Note that every page was cleaned with the present recurring lines."""
        self._db.execute("DELETE FROM facts WHERE name = ?", (_UNSETTLED,))

    def forget_unlisted(self) -> None:
        """Forget pages that are no articles: they were removed between counting and reading."""
        query = "SELECT path FROM pages WHERE path NOT IN (SELECT path FROM articles)"
        self.forget([path for (path,) in self._db.execute(query).fetchall()])

    def verify(self) -> None:
        """Check that the tables hold what was written. Raises: CatalogSuspect."""
        with translated():
            rows = self._db.execute("SELECT checksum, path, lines, total FROM pages")
            is_whole = all(written == checksum(values) for written, *values in rows)
            counts = f"SELECT coalesce(sum(pages), 0), coalesce(sum((line & {_LOW}) * pages), 0) FROM lines"
            totals = "SELECT coalesce(sum(length(lines) / 8), 0), coalesce(sum(total), 0) FROM pages"
            is_counted = self._db.execute(counts).fetchone() == self._db.execute(totals).fetchone()
        if not is_whole or not is_counted:
            raise CatalogSuspect("The list of articles is damaged; it will be rebuilt.")

    def _numbers(self, path: str) -> "array[int]":
        found = self._db.execute("SELECT lines FROM pages WHERE path = ?", (path,)).fetchone()
        return _unpacked(found[0]) if found else array("q")

    def _count(self, come: Iterable["array[int]"], gone: Iterable["array[int]"]) -> None:
        change: Counter[int] = Counter()
        for numbers in gone:
            change.subtract(numbers)
        for numbers in come:
            change.update(numbers)
        changed = [(number, count) for number, count in change.items() if count]
        before = self._recurring([number for number, _ in changed])
        self._db.executemany(
            "INSERT INTO lines VALUES (?, ?) ON CONFLICT (line) DO UPDATE SET pages = pages + excluded.pages", changed
        )
        less = [(number,) for number, count in changed if count < 0]
        self._db.executemany("DELETE FROM lines WHERE line = ? AND pages <= 0", less)
        if self._recurring([number for number, _ in changed]) != before:
            self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, 'yes')", (_UNSETTLED,))

    def _recurring(self, numbers: Sequence[int]) -> set[int]:
        found: set[int] = set()
        with translated():
            for chunk in chunks(numbers):
                query = f"SELECT line FROM lines WHERE line IN ({','.join('?' * len(chunk))}) AND pages >= ?"
                found.update(number for (number,) in self._db.execute(query, (*chunk, LEAST_PAGES)))
        return found


def _number(line: str) -> int:
    """Return eight bytes of a line's digest as an integer for SQLite."""
    digest = hashlib.blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _mark(numbers: Iterable[int]) -> int:
    """Return a number that identifies a set of lines, whatever their order."""
    return reduce(xor, numbers, 0)


def _unpacked(lines: bytes) -> "array[int]":
    try:
        return array("q", lines)
    except (ValueError, TypeError) as error:
        raise CatalogSuspect("The list of articles is damaged; it will be rebuilt.") from error
