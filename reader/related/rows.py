"""Rows of the database as values, and back."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from reader.related.articles import Kept
from reader.related.asked import Other
from reader.related.profile import Packed, Profile, unpack
from reader.related.spotting import Mention

_KEPT = ", ".join(f"articles.{name}" for name in Kept._fields)
_AT_ONCE = 500
_PACKED = ", ".join(Packed._fields)


def kept_by_id(connection: sqlite3.Connection, article: str) -> Kept | None:
    """Return the row about an article, None if it is not known."""
    row = connection.execute(f"SELECT {_KEPT} FROM articles WHERE id = ?", (article,)).fetchone()
    return None if row is None else Kept(*row)


def kept_by_number(connection: sqlite3.Connection, number: int) -> Kept | None:
    """Return the row about the article of a number, None if there is none."""
    row = connection.execute(f"SELECT {_KEPT} FROM articles WHERE number = ?", (number,)).fetchone()
    return None if row is None else Kept(*row)


def digest_by_number(connection: sqlite3.Connection, number: int) -> bytes:
    """Return the digest of the entry that an article was written from."""
    return bytes(connection.execute("SELECT digest FROM articles WHERE number = ?", (number,)).fetchone()[0])


def profile_by_number(connection: sqlite3.Connection, number: int) -> Profile:
    """Return the profile of an article that is known. Raises: ValueError if it is not there."""
    row = connection.execute(f"SELECT {_PACKED} FROM profiles WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise ValueError("a profile is missing")
    return unpack(Packed(*row))


def text_by_number(connection: sqlite3.Connection, number: int) -> str:
    """Return the plain text of an article that is known. Raises: ValueError if it is not there."""
    row = connection.execute("SELECT text FROM texts WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise ValueError("a text is missing")
    return str(row[0])


def text_by_id(connection: sqlite3.Connection, articles: Sequence[str]) -> dict[str, str]:
    """Return the plain texts of articles by their ids, of those that are known."""
    found: dict[str, str] = {}
    for start in range(0, len(articles), _AT_ONCE):
        among = articles[start : start + _AT_ONCE]
        query = f"""
            SELECT id, text FROM articles JOIN texts ON texts.number = articles.number
            WHERE id IN ({", ".join("?" * len(among))})
        """
        found.update(connection.execute(query, among))
    return found


def others(connection: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[Other]:
    """Yield the articles of *numbers* with their profiles, as far as they are known."""
    among = ",".join(map(str, numbers))
    query = f"""
        SELECT {_KEPT}, {_PACKED} FROM articles JOIN profiles ON profiles.number = articles.number
        WHERE articles.number IN ({among})
    """
    width = len(Kept._fields)
    for row in connection.execute(query):
        yield Other(Kept(*row[:width]), unpack(Packed(*row[width:])))


def mentions_and_texts(connection: sqlite3.Connection) -> Iterator[tuple[list[Mention], str]]:
    """Yield the names in every article, and its text, one after the other."""
    query = "SELECT names, text FROM profiles JOIN texts ON texts.number = profiles.number ORDER BY profiles.number"
    for names, text in connection.execute(query):
        yield unpack(Packed(b"", b"", names, b"", b"")).mentions, text


def count_of_author(connection: sqlite3.Connection, author_key: int) -> int:
    """Return how many articles an author has."""
    query = "SELECT count(*) FROM articles WHERE author_key = ? AND author_key <> 0"
    return int(connection.execute(query, (author_key,)).fetchone()[0])


def insert(connection: sqlite3.Connection, row: Kept, digest: bytes, packed: Packed, text: str) -> None:
    """Write an article's rows, over those that have its number."""
    connection.execute(_INSERT_ARTICLE, (*row, digest))
    connection.execute(_INSERT_PROFILE, (row.number, *packed))
    connection.execute("INSERT OR REPLACE INTO texts VALUES (?, ?)", (row.number, text))


def delete(connection: sqlite3.Connection, number: int) -> None:
    """Delete an article's rows."""
    for table in ("articles", "profiles", "texts", "links"):
        connection.execute(f"DELETE FROM {table} WHERE number = ?", (number,))


def _insert(table: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) VALUES ({marks})"


_INSERT_ARTICLE = _insert("articles", (*Kept._fields, "digest"))
_INSERT_PROFILE = _insert("profiles", ("number", *Packed._fields))
