"""Who says what in the articles of the store: accounts, speakers, and the articles in which something is said."""

from collections.abc import Callable, Collection, Iterable

from reader.related.accounts import (
    SpeakerCount,
    account_by_number,
    articles_of_speakers,
    ids_by_speaker,
    is_said_by,
    language_of_account,
    numbers_saying,
    speaker_counts,
    speakers_called,
)
from reader.related.articles import by_time
from reader.related.database import Database, article_by_id, ids_by_number, stored_articles
from reader.related.statements.account import Account


class StoredSpeakers:
    """The speakers of one library; *heading* tells the heading of a name in its names authority.

    Every method raises StoreSuspect.
    """

    def __init__(self, database: Database, heading: Callable[[str], str | None]) -> None:
        self._database = database
        self._heading = heading

    def account(self, article: str) -> Account:
        """Return who says what in an article; an empty account for one that is not known."""
        with self._database.reading() as connection:
            known = article_by_id(connection, article)
            return account_by_number(connection, known.number) if known else Account()

    def language(self, article: str) -> str:
        """Return the language in which an article was read for statements; empty if none is known."""
        with self._database.reading() as connection:
            known = article_by_id(connection, article)
            return language_of_account(connection, known.number) if known else ""

    def all(self) -> tuple[SpeakerCount, ...]:
        """Return all who say something in the library, those with the most statements first."""
        with self._database.reading() as connection:
            return tuple(speaker_counts(connection))

    def stamp(self) -> str:
        """Return what changes with whatever is written."""
        with self._database.reading():
            return self._database.fact("written") or ""

    def listed(self) -> list[tuple[str, list[str]]]:
        """Return every speaker with the ids of the articles in which they say something."""
        with self._database.reading() as connection:
            return list(ids_by_speaker(connection))

    def called(self, name: str) -> frozenset[str]:
        """Return the names of the speakers that *name* means: in full, by another spelling, or by a part of theirs."""
        with self._database.reading() as connection:
            return speakers_called(connection, name, self._heading(name))

    def articles(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the articles in which one of these speakers says something, in time order."""
        with self._database.reading() as connection:
            return tuple(row.id for row in sorted(articles_of_speakers(connection, names), key=by_time))

    def articles_saying(
        self, words: str, speakers: Collection[str] | None, cancelled: Callable[[], bool]
    ) -> frozenset[str]:
        """Return the ids of the articles in which somebody, or one of these *speakers*, says *words* in a row.

        Fewer, once *cancelled*.
        """
        with self._database.reading() as connection:
            numbers = numbers_saying(connection, words)
            if speakers is None:
                return frozenset(ids_by_number(connection, sorted(numbers)).values())
            numbers &= {row.number for row in articles_of_speakers(connection, speakers)}
            found = set()
            for each in stored_articles(connection, self._database.texts, "number", sorted(numbers)):
                if cancelled():
                    break
                if is_said_by(account_by_number(connection, each.row.number), each.text, words, speakers):
                    found.add(each.row.id)
            return frozenset(found)
