"""Who says what in the library: the statements and claims of its articles, and its speakers."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from reader.library.catalog import CatalogEntry
from reader.room.session import Session

if TYPE_CHECKING:
    from reader.related.accounts import SpeakerCount
    from reader.related.statements.account import Account
    from reader.related.statements.claim import Claim
    from reader.related.statements.statement import Statement


class SpokenWords(NamedTuple):
    """A statement of one speaker, with its article and its words."""

    entry: CatalogEntry
    statement: "Statement"
    text: str


class Speakers:
    """The speakers of the library, and the statements and claims of its articles."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def statements(self, article_id: str) -> tuple["Statement", ...]:
        """Return the statements of an article, in order. Raises: NoSuchArticle, StoreSuspect."""
        return self._account(article_id).statements

    def claims(self, article_id: str) -> tuple["Claim", ...]:
        """Return the figures of an article as claims, in order. Raises: NoSuchArticle, StoreSuspect."""
        return self._account(article_id).claims

    def _account(self, article_id: str) -> "Account":
        self._session.shelf.entry(article_id)
        return self._session.caches.related.speakers.account(article_id)

    def unread_language(self, article_id: str) -> str | None:
        """Return the language of an article that is not read for statements, "" if it is not known; None if it is read.

        Raises: NoSuchArticle, StoreSuspect.
        """
        from reader.text.saying_words import is_read

        self._session.shelf.entry(article_id)
        language = self._session.caches.related.speakers.language(article_id)
        return None if is_read(language) else language

    def all(self) -> "tuple[SpeakerCount, ...]":
        """Return the speakers of the library, those with the most statements first. Raises: StoreSuspect."""
        return self._session.caches.related.speakers.all()

    def named(self, name: str) -> "tuple[SpeakerCount, ...]":
        """Return the speakers called *name*, else those whose name contains it. Raises: StoreSuspect."""
        wanted = " ".join(name.split()).casefold()
        every = self.all()
        exact = tuple(each for each in every if each.name.casefold() == wanted)
        return exact or tuple(each for each in every if wanted and wanted in each.name.casefold())

    def said_by(self, name: str) -> Iterator[SpokenWords]:
        """Yield what a speaker (named as in `all`) says, in time order. Raises: StoreSuspect."""
        related = self._session.caches.related
        for article_id in related.speakers.articles([name]):
            entry = self._session.catalog.entry(article_id)
            text = related.text(article_id)
            if entry is None or text is None:
                continue
            for each in related.speakers.account(article_id).statements:
                if each.speaker is not None and each.speaker.name == name:
                    yield SpokenWords(entry, each, " ".join(text[each.start : each.end].split()))
