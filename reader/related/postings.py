"""Postings: the articles that hold a term or a mark, as lists of numbers packed into few rows.

A term's row lists the articles of one chunk of 4,096 numbers, two bytes each: the article's number within the chunk
and the term's weight in it. Marks (fingerprints, names, figures; in a table of their own, what is said) are mostly
rare, so that 8,192 buckets of them share rows, four bytes each: the rest of the mark and the article's number. Rows
only grow or shrink at one place when an article comes or goes, and adding a thousand articles writes some ten rows an
article.
"""

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Literal, NamedTuple

from reader.related.profile import PostingKeys, read_array

_CHUNK_BITS = 12
_IN_CHUNK = (1 << _CHUNK_BITS) - 1
_BUCKET_BITS = 13
_IN_BUCKET = (1 << _BUCKET_BITS) - 1
_WEIGHT_BITS = 4
_CHUNKS = 20

Marked = Literal["marks", "spoken"]


class TermEntries(NamedTuple):
    """A chunk of a term's list: article numbers are `first + (entry >> 4)`, weights `entry & 15`."""

    first: int
    entries: "array[int]"


class _MarkChanges:
    """Marks of one table that come and go, by row."""

    def __init__(self, table: Marked) -> None:
        self._table = table
        self._coming: dict[int, dict[int, array[int]]] = defaultdict(lambda: defaultdict(lambda: array("I")))
        self._going: dict[int, set[int]] = defaultdict(set)

    def add(self, number: int, marks: Iterable[int]) -> None:
        offset = number & _IN_CHUNK
        rows = self._coming[number >> _CHUNK_BITS]
        for mark in marks:
            rows[mark & _IN_BUCKET].append(mark & ~_IN_BUCKET | offset)

    def remove(self, number: int, marks: Iterable[int]) -> None:
        chunk, offset = number >> _CHUNK_BITS, number & _IN_CHUNK
        for mark in marks:
            self._going[(mark & _IN_BUCKET) << _CHUNKS | chunk].add(mark & ~_IN_BUCKET | offset)

    def write_gone(self, connection: sqlite3.Connection) -> None:
        for place, gone in sorted(self._going.items()):
            kept = array("I", [each for each in _row(connection, self._table, place, "I") if each not in gone])
            if kept:
                connection.execute(f"UPDATE {self._table} SET entries = ? WHERE place = ?", (kept.tobytes(), place))
            else:
                connection.execute(f"DELETE FROM {self._table} WHERE place = ?", (place,))

    def write_come(self, connection: sqlite3.Connection) -> None:
        connection.executemany(
            f"INSERT INTO {self._table} VALUES (?, ?) ON CONFLICT DO UPDATE SET "
            # `||` makes text of blobs.
            "entries = CAST(entries || excluded.entries AS BLOB)",
            ((place, entries.tobytes()) for place, entries in _by_place(self._coming)),
        )


class PostingChanges:
    """Articles that come and go, gathered so that each row is written once."""

    def __init__(self) -> None:
        # By chunk, then by term: the place of a row is made up once a row, not once an entry.
        self._terms: dict[int, dict[int, array[int]]] = defaultdict(lambda: defaultdict(lambda: array("H")))
        self._gone_terms: dict[int, set[int]] = defaultdict(set)
        self._marks, self._spoken = _MarkChanges("marks"), _MarkChanges("spoken")

    def add(self, number: int, keys: PostingKeys) -> None:
        """Add an article that is in no list yet."""
        shifted = (number & _IN_CHUNK) << _WEIGHT_BITS
        terms = self._terms[number >> _CHUNK_BITS]
        for term, weight in zip(keys.terms, keys.weights, strict=True):
            terms[term].append(shifted | weight)
        self._marks.add(number, keys.marks)
        self._spoken.add(number, keys.spoken)

    def remove(self, number: int, keys: PostingKeys) -> None:
        """Take an article out of the lists that it was added to."""
        chunk, offset = number >> _CHUNK_BITS, number & _IN_CHUNK
        for term in keys.terms:
            self._gone_terms[term << _CHUNKS | chunk].add(offset)
        self._marks.remove(number, keys.marks)
        self._spoken.remove(number, keys.spoken)

    def write(self, connection: sqlite3.Connection) -> None:
        """Write what has gathered: first what goes, then what comes. Within a transaction of the caller."""
        # An article that changed is in both: taken out afterwards, it would be gone.
        self._write_gone(connection)
        connection.executemany(
            "INSERT INTO terms VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET "
            "count = count + excluded.count, entries = CAST(entries || excluded.entries AS BLOB)",
            ((place, len(entries), entries.tobytes()) for place, entries in _by_place(self._terms)),
        )
        self._marks.write_come(connection)
        self._spoken.write_come(connection)

    def _write_gone(self, connection: sqlite3.Connection) -> None:
        for place, gone in sorted(self._gone_terms.items()):
            kept = array("H", [e for e in _row(connection, "terms", place, "H") if e >> _WEIGHT_BITS not in gone])
            if kept:
                row = (len(kept), kept.tobytes(), place)
                connection.execute("UPDATE terms SET count = ?, entries = ? WHERE place = ?", row)
            else:
                connection.execute("DELETE FROM terms WHERE place = ?", (place,))
        self._marks.write_gone(connection)
        self._spoken.write_gone(connection)


def _by_place(lists: dict[int, dict[int, "array[int]"]]) -> list[tuple[int, "array[int]"]]:
    """Return the rows in the order of the file, so that each page is written once."""
    return sorted(
        ((key << _CHUNKS | chunk, entries) for chunk, keys in lists.items() for key, entries in keys.items()),
        key=itemgetter(0),
    )


def _row(connection: sqlite3.Connection, table: str, place: int, code: Literal["H", "I"]) -> "array[int]":
    row = connection.execute(f"SELECT entries FROM {table} WHERE place = ?", (place,)).fetchone()
    return read_array(code, row[0] if row else b"")


def count_by_term(connection: sqlite3.Connection, terms: Iterable[int]) -> dict[int, int]:
    """Return how many articles hold each of *terms*."""
    query = "SELECT total(count) FROM terms WHERE place BETWEEN ? AND ?"
    return {term: int(connection.execute(query, _places(term)).fetchone()[0]) for term in terms}


def term_entries(connection: sqlite3.Connection, term: int) -> Iterator[TermEntries]:
    """Yield the lists of *term*, chunk by chunk."""
    query = "SELECT place, entries FROM terms WHERE place BETWEEN ? AND ?"
    for place, entries in connection.execute(query, _places(term)):
        yield TermEntries((place & ((1 << _CHUNKS) - 1)) << _CHUNK_BITS, read_array("H", entries))


def numbers_by_mark(
    connection: sqlite3.Connection, marks: Iterable[int], table: Marked = "marks"
) -> Mapping[int, list[int]]:
    """Return the numbers of the articles that hold each of *marks*."""
    query = f"SELECT place, entries FROM {table} WHERE place BETWEEN ? AND ?"
    numbers: dict[int, list[int]] = {}
    for mark in marks:
        rest = mark >> _BUCKET_BITS
        found = numbers[mark] = []
        for place, entries in connection.execute(query, _places(mark & _IN_BUCKET)):
            first = (place & ((1 << _CHUNKS) - 1)) << _CHUNK_BITS
            found += [first + (each & _IN_CHUNK) for each in read_array("I", entries) if each >> _BUCKET_BITS == rest]
    return numbers


def _places(key: int) -> tuple[int, int]:
    return key << _CHUNKS, key << _CHUNKS | (1 << _CHUNKS) - 1
