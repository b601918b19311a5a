"""The cross-references' database: one SQLite file in the cache, disposable, one connection a thread."""

import json
import secrets
import sqlite3
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, NamedTuple

from reader.library.errors import CacheUnwritable, ReaderError
from reader.library.private_folder import FolderNotOurs, make_private
from reader.library.sqlite_file import check_file, checksum, compact, connect, is_busy, unwritable
from reader.library.text_store import TextStore
from reader.related.articles import KnownArticle
from reader.related.errors import StoreBusy, StoreClosed, StoreSuspect
from reader.related.names import Mention
from reader.related.profile import METHOD, Profile, ProfileBytes, TornBytes, unpack, unpack_mentions
from reader.text.stems import STEMMER

FILE_NAME = "related.sqlite"

# Changes with whatever is kept: a file with another mark is emptied and filled anew.
_MARK = f"30 {METHOD} {STEMMER} {sys.byteorder}"

_SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, digest BLOB NOT NULL,
    title TEXT NOT NULL, author TEXT NOT NULL, site TEXT NOT NULL, first_site TEXT NOT NULL,
    day INTEGER, first_day INTEGER, published TEXT NOT NULL,
    author_key INTEGER NOT NULL, url_key INTEGER NOT NULL, title_key INTEGER NOT NULL, id_key INTEGER NOT NULL,
    norm REAL NOT NULL
);
CREATE INDEX articles_by_author ON articles (author_key, day) WHERE author_key <> 0;
CREATE INDEX articles_by_url ON articles (url_key) WHERE url_key <> 0;
CREATE INDEX articles_by_title ON articles (title_key) WHERE title_key <> 0;
CREATE INDEX articles_by_id_key ON articles (id_key);
CREATE TABLE profiles (
    number INTEGER PRIMARY KEY, text_key INTEGER NOT NULL, checksum INTEGER NOT NULL,
    names BLOB NOT NULL, figures BLOB NOT NULL, prints BLOB NOT NULL
);
CREATE TABLE term_weights (number INTEGER PRIMARY KEY, terms BLOB NOT NULL, weights BLOB NOT NULL);
CREATE TABLE accounts (
    number INTEGER PRIMARY KEY, language TEXT NOT NULL, said BLOB NOT NULL, checksum INTEGER NOT NULL
);
CREATE TABLE speakers (speaker INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, key TEXT NOT NULL);
CREATE TABLE sayings (
    speaker INTEGER NOT NULL, number INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (speaker, number)
) WITHOUT ROWID;
CREATE INDEX sayings_by_number ON sayings (number);
CREATE TABLE links (number INTEGER NOT NULL, target INTEGER NOT NULL, PRIMARY KEY (number, target)) WITHOUT ROWID;
CREATE INDEX links_by_target ON links (target);
CREATE TABLE terms (place INTEGER PRIMARY KEY, count INTEGER NOT NULL, entries BLOB NOT NULL);
CREATE TABLE marks (place INTEGER PRIMARY KEY, entries BLOB NOT NULL);
CREATE TABLE spoken (place INTEGER PRIMARY KEY, entries BLOB NOT NULL);
"""

_ALL_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
_ARTICLE_COLUMNS = ", ".join(f"articles.{name}" for name in KnownArticle._fields)
_AT_ONCE = 500
_PROFILE_COLUMNS = ", ".join(ProfileBytes._fields)
_WHOLE = f"""
    SELECT checksum, text_key, {_ARTICLE_COLUMNS}, {_PROFILE_COLUMNS} FROM articles
    LEFT JOIN profiles ON profiles.number = articles.number
    LEFT JOIN term_weights ON term_weights.number = articles.number
"""
_WIDTH = len(KnownArticle._fields)


_CLOSED = "The cross-references were closed."


class Database:
    """One file, opened once in every thread that asks; the texts of its articles are in *texts*.

    Raises StoreSuspect for a file that is damaged.
    """

    def __init__(self, folder: Path, texts: TextStore | None = None) -> None:
        try:
            make_private(folder)
        except FolderNotOurs as error:
            raise StoreSuspect(f"{error} Cross-references are not saved there.") from error
        except OSError as error:
            told = f"The cross-references were not brought up to date: {error.strerror or error}."
            raise CacheUnwritable(told) from error
        self.path = folder / FILE_NAME
        self.texts = texts or TextStore(folder)
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._is_closed = False
        # Guards the list of connections only; SQLite guards the file.
        self._lock = threading.Lock()
        try:
            with translated():
                self._prepare()
        except ReaderError:
            self.close()
            raise

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection. Raises: StoreClosed."""
        if self._is_closed:
            raise StoreClosed(_CLOSED)
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._connect()
        return connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that sees one state of the file, whatever others write meanwhile."""
        with translated():
            connection = self.connection
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection on which everything is written or, if anything is raised, nothing."""
        with translated():
            connection = self.connection
            # Not only at the first write: two that read first and write then would deadlock.
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                # Whatever stopped the work, a transaction left open would lock every other process out.
                connection.rollback()
                raise
            connection.execute("INSERT OR REPLACE INTO facts VALUES ('written', ?)", (secrets.token_hex(8),))
            connection.commit()

    def close(self) -> None:
        """Close the connections of all threads; those still at work get an error."""
        with self._lock:
            self._is_closed = True
            opened, self._opened = self._opened, []
        for connection in opened:
            connection.close()
        self.texts.close()

    def fact(self, name: str) -> str | None:
        """Return a fact about the whole file."""
        row = self.connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def _connect(self) -> sqlite3.Connection:
        connection = connect(self.path, synchronous="NORMAL")
        with self._lock:
            self._opened.append(connection)
        return connection

    def _prepare(self) -> None:
        connection = self.connection
        if self._mark() == _MARK:
            return
        with self.writing():
            # Another process may have prepared it while this one waited for its turn.
            if self._mark() != _MARK:
                for (table,) in connection.execute(_ALL_TABLES).fetchall():
                    connection.execute(f'DROP TABLE "{table}"')
                for statement in _SCHEMA.split(";"):
                    connection.execute(statement)
                connection.execute("INSERT INTO facts VALUES ('mark', ?)", (_MARK,))
        # The file would stay as large as it was.
        compact(connection)

    def _mark(self) -> str | None:
        known = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'facts'"
        return self.fact("mark") if self.connection.execute(known).fetchone() else None


@contextmanager
def translated() -> Iterator[None]:
    """Turn what SQLite raises, and bytes that are not what was written, into the errors of this room.

    Nothing else: an error of our own code must be seen as one, not as damage.
    """
    try:
        yield
    except sqlite3.ProgrammingError as error:
        raise StoreClosed(_CLOSED) from error
    except (sqlite3.DatabaseError, TornBytes) as error:
        if isinstance(error, sqlite3.DatabaseError):
            if is_busy(error):
                raise StoreBusy("Another window is updating the cross-references; try again in a moment.") from error
            if told := unwritable(error, "The cross-references were"):
                raise told from error
        raise StoreSuspect(f"The cross-references are damaged ({error}); they will be rebuilt.") from error


def article_by_id(connection: sqlite3.Connection, article: str) -> KnownArticle | None:
    """Return the row about an article, None if it is not known."""
    row = connection.execute(f"SELECT {_ARTICLE_COLUMNS} FROM articles WHERE id = ?", (article,)).fetchone()
    return None if row is None else KnownArticle(*row)


def digest_by_number(connection: sqlite3.Connection, number: int) -> bytes:
    """Return the digest of the facts that an article was written from."""
    return bytes(connection.execute("SELECT digest FROM articles WHERE number = ?", (number,)).fetchone()[0])


def profile_by_number(connection: sqlite3.Connection, texts: TextStore, number: int) -> Profile:
    """Return the profile of an article that is known. Raises: TornBytes if it is not there."""
    query = f"SELECT {_PROFILE_COLUMNS} FROM profiles JOIN term_weights USING (number) WHERE number = ?"
    row = connection.execute(query, (number,)).fetchone()
    if row is None:
        raise TornBytes("a profile is missing")
    return unpack(ProfileBytes(*row), text_by_number(connection, texts, number))


class StoredArticle(NamedTuple):
    """All that is held of an article, as it was written."""

    row: KnownArticle
    packed: ProfileBytes
    text: str

    @property
    def profile(self) -> Profile:
        """The profile. Raises: TornBytes."""
        return unpack(self.packed, self.text)


def stored_articles(
    connection: sqlite3.Connection,
    texts: TextStore,
    column: Literal["id", "number"],
    keys: Sequence[str] | Sequence[int],
) -> Iterator[StoredArticle]:
    """Yield the articles whose id or number is among *keys*, of those that are known.

    Parts of them are shown as what the articles say: so each is looked at whether it is what was written.
    Raises: TornBytes if it is not.
    """
    # SQLite bounds the variables of one statement.
    for start in range(0, len(keys), _AT_ONCE):
        among = keys[start : start + _AT_ONCE]
        condition = f"WHERE articles.{column} IN ({', '.join('?' * len(among))})"
        yield from _whole_articles(connection.execute(f"{_WHOLE} {condition}", among).fetchall(), texts)


def text_by_number(connection: sqlite3.Connection, texts: TextStore, number: int) -> str:
    """Return the text of an article. Raises: TornBytes if it is not there."""
    row = connection.execute("SELECT text_key FROM profiles WHERE number = ?", (number,)).fetchone()
    return _text(texts.text(row[0]) if row else None)


def _text(found: str | None) -> str:
    if found is None:
        raise TornBytes("a text is missing")
    return found


def _whole_articles(rows: list[tuple[Any, ...]], texts: TextStore) -> Iterator[StoredArticle]:
    """Yield the articles of rows that `_WHOLE` gives. Raises: TornBytes."""
    text_by_key = texts.texts(row[1] for row in rows)
    for written, *values in rows:
        if written != checksum(values):
            raise TornBytes("an article has changed")
        key, *told = values
        yield StoredArticle(KnownArticle(*told[:_WIDTH]), ProfileBytes(*told[_WIDTH:]), _text(text_by_key.get(key)))


def ids_by_number(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Return the ids of the articles with these numbers, of those that are known."""
    query = "SELECT number, id FROM articles WHERE number IN (SELECT value FROM json_each(?))"
    return dict(connection.execute(query, (json.dumps(numbers),)))


def stored_article(connection: sqlite3.Connection, texts: TextStore, article: str) -> StoredArticle | None:
    """Return an article that is known. Raises: as `stored_articles`."""
    return next(stored_articles(connection, texts, "id", [article]), None)


def check_articles(connection: sqlite3.Connection, texts: TextStore) -> None:
    """Look whether the file is in order, and holds what was written of each article. Raises: TornBytes."""
    check_file(connection)
    cursor = connection.execute(_WHOLE)
    while rows := cursor.fetchmany(_AT_ONCE):
        deque(_whole_articles(rows, texts), maxlen=0)


def text_keys(connection: sqlite3.Connection) -> set[int]:
    """Return the keys of the texts of all articles."""
    return {key for (key,) in connection.execute("SELECT text_key FROM profiles")}


def mentions_and_texts(connection: sqlite3.Connection, texts: TextStore) -> Iterator[tuple[list[Mention], str]]:
    """Yield the names in every article, and its text, one after the other."""
    for key, names in connection.execute("SELECT text_key, names FROM profiles ORDER BY number"):
        yield unpack_mentions(names), _text(texts.text(key))


def count_of_author(connection: sqlite3.Connection, author_key: int) -> int:
    """Return how many articles an author has."""
    query = "SELECT count(*) FROM articles WHERE author_key = ? AND author_key <> 0"
    return int(connection.execute(query, (author_key,)).fetchone()[0])


def insert_article(
    connection: sqlite3.Connection, row: KnownArticle, digest: bytes, packed: ProfileBytes, key: int
) -> None:
    """Write an article's rows, over those that have its number; *key* is that of its text."""
    connection.execute(_INSERT_ARTICLE, (*row, digest))
    terms, weights, *others = packed
    connection.execute(_INSERT_WEIGHTS, (row.number, terms, weights))
    connection.execute(_INSERT_PROFILE, (row.number, key, checksum((key, *row, *packed)), *others))


def delete_article(connection: sqlite3.Connection, number: int) -> None:
    """Delete an article's rows."""
    for table in ("articles", "profiles", "term_weights", "accounts", "sayings", "links"):
        connection.execute(f"DELETE FROM {table} WHERE number = ?", (number,))


def _insert_query(table: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) VALUES ({marks})"


_INSERT_ARTICLE = _insert_query("articles", (*KnownArticle._fields, "digest"))
_INSERT_WEIGHTS = _insert_query("term_weights", ("number", "terms", "weights"))
_INSERT_PROFILE = _insert_query("profiles", ("number", "text_key", "checksum", "names", "figures", "prints"))
