"""The accounts of articles in the database: who says what in each, and which speakers the library has."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from reader.library.dates import day_of
from reader.library.sqlite_file import checksum
from reader.library.text_store import TextStore
from reader.related.articles import KnownArticle
from reader.related.database import text_by_number
from reader.related.names import Spotter
from reader.related.postings import numbers_by_mark
from reader.related.profile import Profile, TornBytes
from reader.related.spoken_words import asked_marks, says, spoken_marks
from reader.related.statements.account import Account, account_of, pack_account, unpack_account
from reader.related.statements.chains import headed
from reader.text.folding import fold
from reader.text.languages import language_code, language_of

if TYPE_CHECKING:
    from array import array


# A speaker who says nothing any more is none.
_SAYINGS = "speakers JOIN sayings USING (speaker)"


class StoredAccount(NamedTuple):
    """An account ready to be written: its bytes, its *language*, how many statements each speaker makes.

    *spoken* are the marks of the words in them.
    """

    language: str
    said: bytes
    speakers: tuple[tuple[str, int], ...]
    spoken: "array[int]"


class SpeakerCount(NamedTuple):
    """A speaker, by name: how many *statements* they make, in how many *articles*."""

    name: str
    statements: int
    articles: int


def prepared(text: str, profile: Profile, spotter: Spotter, language: str | None, published: str) -> StoredAccount:
    """Return the account of an article; *language* is what its record says, told from the text where it is None."""
    code = language_code(language) if language else language_of(text) or ""
    names = tuple({text[mention.start : mention.end] for mention in profile.mentions})
    day = day_of(published) if len(published) >= 10 else None
    account = account_of(text, profile.figures, code, spotter.heading, names, day)
    spoken = spoken_marks(text, account.statements)
    return StoredAccount(code, pack_account(account), tuple(account.speakers.items()), spoken)


def insert_account(connection: sqlite3.Connection, number: int, account: StoredAccount) -> None:
    """Write an account, over the one that the article has."""
    row = (number, account.language, account.said)
    connection.execute("INSERT OR REPLACE INTO accounts VALUES (?, ?, ?, ?)", (*row, checksum(row)))
    connection.execute("DELETE FROM sayings WHERE number = ?", (number,))
    for name, count in account.speakers:
        connection.execute("INSERT OR IGNORE INTO speakers (name, key) VALUES (?, ?)", (name, f" {fold(name)}"))
        query = "INSERT INTO sayings SELECT speaker, ?, ? FROM speakers WHERE name = ?"
        connection.execute(query, (number, count, name))


def spoken_by_number(connection: sqlite3.Connection, texts: TextStore, number: int) -> "array[int]":
    """Return the marks of the words that are said in an article, as it was written. Raises: TornBytes."""
    return spoken_marks(text_by_number(connection, texts, number), account_by_number(connection, number).statements)


def language_of_account(connection: sqlite3.Connection, number: int) -> str:
    """Return the language in which an article was read for statements; empty if it is not known."""
    row = connection.execute("SELECT language FROM accounts WHERE number = ?", (number,)).fetchone()
    return str(row[0]) if row else ""


def account_by_number(connection: sqlite3.Connection, number: int) -> Account:
    """Return the account of an article. Raises: TornBytes if it is not what was written."""
    row = connection.execute(
        "SELECT number, language, said, checksum FROM accounts WHERE number = ?", (number,)
    ).fetchone()
    if row is None or checksum(row[:3]) != row[3]:
        raise TornBytes("an account has changed")
    try:
        return unpack_account(row[2])
    except ValueError as error:
        raise TornBytes(str(error)) from error


def speaker_counts(connection: sqlite3.Connection) -> Iterator[SpeakerCount]:
    """Yield all speakers, those with the most statements first."""
    query = f"SELECT name, sum(count) AS said, count(*) FROM {_SAYINGS} GROUP BY speaker ORDER BY said DESC, name"
    yield from map(SpeakerCount._make, connection.execute(query))


def speakers_called(connection: sqlite3.Connection, name: str, heading: str | None = None) -> frozenset[str]:
    """Return the speakers whose name is *name* or its *heading*; if there are none, those with *name* in theirs.

    A word of the name may be given by its beginning alone.
    """
    exact = f"SELECT DISTINCT name FROM {_SAYINGS} WHERE key = ? OR name = ?"
    key = f" {fold(headed(' '.join(name.split())))}"
    found = frozenset(called for (called,) in connection.execute(exact, (key, heading)))
    if found or not key.strip():
        return found
    # Not LIKE, for which % and _ stand for others.
    holding = f"SELECT DISTINCT name FROM {_SAYINGS} WHERE instr(key, ?)"
    return frozenset(called for (called,) in connection.execute(holding, (key,)))


def articles_of_speakers(connection: sqlite3.Connection, names: Iterable[str]) -> list[KnownArticle]:
    """Return the articles in which one of these speakers says something."""
    columns = ", ".join(f"articles.{field}" for field in KnownArticle._fields)
    query = f"SELECT {columns} FROM {_SAYINGS} JOIN articles USING (number) WHERE name = ?"
    found = {row[0]: KnownArticle(*row) for each in names for row in connection.execute(query, (each,))}
    return list(found.values())


def numbers_saying(connection: sqlite3.Connection, words: str) -> set[int]:
    """Return the numbers of the articles in which these words are said in a row."""
    by_mark = numbers_by_mark(connection, asked_marks(words), "spoken")
    return set.intersection(*map(set, by_mark.values())) if by_mark else set()


def is_said_by(account: Account, text: str, words: str, speakers: Collection[str]) -> bool:
    """Whether one of these speakers says these words."""
    return any(
        each.speaker is not None and each.speaker.name in speakers and says(text, each, words)
        for each in account.statements
    )


def ids_by_speaker(connection: sqlite3.Connection) -> Iterator[tuple[str, list[str]]]:
    """Yield every speaker with the ids of the articles in which they say something."""
    query = f"SELECT name, json_group_array(id) FROM {_SAYINGS} JOIN articles USING (number) GROUP BY speaker"
    for name, ids in connection.execute(query):
        yield name, json.loads(ids)
