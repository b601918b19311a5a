"""The accounts of articles in the database: who says what in each, and which speakers the library has."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from reader.library.dates import day_of
from reader.library.sqlite_file import checksum
from reader.related.articles import KnownArticle
from reader.related.names import Spotter
from reader.related.profile import Profile, TornBytes
from reader.related.statements.account import Account, account_of, pack_account, unpack_account
from reader.related.statements.claim import Claim
from reader.text.languages import language_code, language_of


class StoredAccount(NamedTuple):
    """An account ready to be written: its bytes, its *language* and how many statements each speaker makes."""

    language: str
    said: bytes
    speakers: tuple[tuple[str, int], ...]


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
    return StoredAccount(code, pack_account(account), tuple(account.speakers.items()))


def insert_account(connection: sqlite3.Connection, number: int, account: StoredAccount) -> None:
    """Write an account, over the one that the article has."""
    row = (number, account.language, account.said)
    connection.execute("INSERT OR REPLACE INTO accounts VALUES (?, ?, ?, ?)", (*row, checksum(row)))
    connection.execute("DELETE FROM speakers WHERE number = ?", (number,))
    connection.executemany(
        "INSERT INTO speakers VALUES (?, ?, ?)", [(name, number, count) for name, count in account.speakers]
    )


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


def claims_by_start(connection: sqlite3.Connection, number: int) -> dict[int, Claim]:
    """Return the claims of an article by where their numbers begin. Raises: TornBytes."""
    return {claim.start: claim for claim in account_by_number(connection, number).claims}


def speaker_counts(connection: sqlite3.Connection) -> Iterator[SpeakerCount]:
    """Yield all speakers, those with the most statements first."""
    query = "SELECT name, sum(count) AS said, count(*) FROM speakers GROUP BY name ORDER BY said DESC, name"
    yield from map(SpeakerCount._make, connection.execute(query))


def articles_of_speaker(connection: sqlite3.Connection, name: str) -> list[KnownArticle]:
    """Return the articles in which a speaker says something."""
    columns = ", ".join(f"articles.{field}" for field in KnownArticle._fields)
    query = f"SELECT {columns} FROM speakers JOIN articles USING (number) WHERE name = ? ORDER BY articles.id"
    return [KnownArticle(*row) for row in connection.execute(query, (name,))]
