"""Postings: the articles that hold a term or a mark, as lists of numbers packed into few rows.

A term's row lists the articles of one chunk of 4,096 numbers, two bytes each: the article's number within the chunk
and the term's weight in it. Marks (fingerprints, names, figures) are mostly rare, so that 8,192 buckets of them share
rows, four bytes each: the rest of the mark and the article's number. Rows only grow or shrink at one place when
an article comes or goes, and adding a thousand articles writes some ten rows an article.
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
_WEIGHT = (1 << _WEIGHT_BITS) - 1
_CHUNKS = 20


class TermEntries(NamedTuple):
    """A chunk of a term's list: article numbers are `first + (entry >> 4)`, weights `entry & 15`."""

    first: int
    entries: "array[int]"


class PostingChanges:
    """Articles that come and go, gathered so that each row is written once."""

    def __init__(self) -> None:
        # By chunk, then by term: the place of a row is made up once a row, not once an entry.
        self._terms: dict[int, dict[int, array[int]]] = defaultdict(lambda: defaultdict(lambda: array("H")))
        self._marks: dict[int, dict[int, array[int]]] = defaultdict(lambda: defaultdict(lambda: array("I")))
        self._gone_terms: dict[int, set[int]] = defaultdict(set)
        self._gone_marks: dict[int, set[int]] = defaultdict(set)

    def add(self, number: int, keys: PostingKeys) -> None:
        """Add an article that is in no list yet."""
        offset = number & _IN_CHUNK
        shifted = offset << _WEIGHT_BITS
        terms = self._terms[number >> _CHUNK_BITS]
        for term, weight in zip(keys.terms, keys.weights, strict=True):
            terms[term].append(shifted | weight)
        marks = self._marks[number >> _CHUNK_BITS]
        for mark in keys.marks:
            marks[mark & _IN_BUCKET].append(mark & ~_IN_BUCKET | offset)

    def remove(self, number: int, keys: PostingKeys) -> None:
        """Take an article out of the lists that it was added to."""
        chunk, offset = number >> _CHUNK_BITS, number & _IN_CHUNK
        for term in keys.terms:
            self._gone_terms[term << _CHUNKS | chunk].add(offset)
        for mark in keys.marks:
            self._gone_marks[(mark & _IN_BUCKET) << _CHUNKS | chunk].add(mark & ~_IN_BUCKET | offset)

    def write(self, connection: sqlite3.Connection) -> None:
        """Write what has gathered: first what goes, then what comes. Within a transaction of the caller."""
        # An article that changed is in both: taken out afterwards, it would be gone.
        self._write_gone(connection)
        connection.executemany(
            "INSERT INTO terms VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET "
            # `||` makes text of blobs.
            "count = count + excluded.count, entries = CAST(entries || excluded.entries AS BLOB)",
            ((place, len(entries), entries.tobytes()) for place, entries in _by_place(self._terms)),
        )
        connection.executemany(
            "INSERT INTO marks VALUES (?, ?) ON CONFLICT DO UPDATE SET "
            "entries = CAST(entries || excluded.entries AS BLOB)",
            ((place, entries.tobytes()) for place, entries in _by_place(self._marks)),
        )

    def _write_gone(self, connection: sqlite3.Connection) -> None:
        for place, gone in sorted(self._gone_terms.items()):
            kept = array("H", [e for e in _row(connection, "terms", place, "H") if e >> _WEIGHT_BITS not in gone])
            if kept:
                row = (len(kept), kept.tobytes(), place)
                connection.execute("UPDATE terms SET count = ?, entries = ? WHERE place = ?", row)
            else:
                connection.execute("DELETE FROM terms WHERE place = ?", (place,))
        for place, gone in sorted(self._gone_marks.items()):
            kept = array("I", [each for each in _row(connection, "marks", place, "I") if each not in gone])
            if kept:
                connection.execute("UPDATE marks SET entries = ? WHERE place = ?", (kept.tobytes(), place))
            else:
                connection.execute("DELETE FROM marks WHERE place = ?", (place,))


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


def numbers_by_mark(connection: sqlite3.Connection, marks: Iterable[int]) -> Mapping[int, list[int]]:
    """Return the numbers of the articles that hold each of *marks*."""
    query = "SELECT place, entries FROM marks WHERE place BETWEEN ? AND ?"
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
