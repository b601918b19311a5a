"""The store in which cross-references are found: written when articles change, queried by article."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reader.library.faults import Apart, unguarded
from reader.library.names import NamesAuthority
from reader.library.sqlite_file import compact
from reader.library.text_store import TextStore
from reader.related.accounts import account_by_number
from reader.related.articles import ArticleFacts, by_time
from reader.related.database import (
    Database,
    article_by_id,
    check_articles,
    count_of_author,
    mentions_and_texts,
    stored_article,
    stored_articles,
    text_keys,
    translated,
)
from reader.related.day_events import DayEvent, events_of
from reader.related.evidence import CrossReference
from reader.related.judgment import judge
from reader.related.ledger import LedgerRow, build_ledger
from reader.related.names import NameCount, Spotter, count_names, heading_number
from reader.related.shared_passages import fold_copies
from reader.related.stored_speakers import StoredSpeakers
from reader.related.subject import Candidate, Subject, find_candidates, links_of, subject_of

if TYPE_CHECKING:
    from reader.related.store_writer import StoreWriter

# Candidates beyond the limit, since some turn out to have no evidence.
_SPARE = 10
_DOSSIER = 100
# Less is a site in common or a handful of everyday words.
_LEAST_SCORE = 1.0


class RelatedStore:
    """The cross-references of one library. Usable from several threads and processes; one writes at a time."""

    def __init__(self, database: Database, names: NamesAuthority) -> None:
        self._database = database
        self._names = names
        self.speakers = StoredSpeakers(database, self._heading)

    @classmethod
    def open(cls, folder: Path, names: NamesAuthority, texts: TextStore | None = None) -> Self:
        """Open the store in *folder*, made if it is not there. It keeps the texts in *texts*, which may be shared.

        Raises: StoreSuspect if what is there is damaged.
        """
        return cls(Database(folder, texts), names)

    def close(self) -> None:
        """Close the file, in every thread."""
        self._database.close()

    def update(
        self,
        articles: Iterable[ArticleFacts],
        gone: Iterable[str] = (),
        progress: Callable[[int], None] = lambda _: None,
        apart: Apart = unguarded,
    ) -> None:
        """Take in articles that are new or changed and drop those that are gone, by id.

        An article that has not changed costs next to nothing. *progress* is called with the number of articles done;
        what it raises stops the work, and what is done until then is kept. *apart* guards the work on each article; one
        that it lets fail is left out. Raises: StoreSuspect, StoreBusy.
        """
        self._writer.update(articles, gone, progress, apart)

    def verify(self) -> None:
        """Look whether the file is in order, and holds what was written of each article. Raises: StoreSuspect."""
        with self._database.reading() as connection:
            check_articles(connection, self._database.texts)

    def ids(self) -> frozenset[str]:
        """Return the ids of all articles that are known."""
        with translated():
            return frozenset(article for (article,) in self._database.connection.execute("SELECT id FROM articles"))

    def text_keys(self) -> set[int]:
        """Return the keys of the texts that evidence is shown in. Raises: StoreSuspect."""
        with self._database.reading() as connection:
            return text_keys(connection)

    def compact(self) -> None:
        """Let the file take no more room than it needs, after much was written. Raises: StoreSuspect."""
        with translated():
            compact(self._database.connection)

    def changes(self) -> int:
        """Return how many rows this thread has written since it opened the store."""
        return self._database.connection.total_changes

    def count(self) -> int:
        """Return how many articles the store knows."""
        with translated():
            return int(self._database.connection.execute("SELECT count(*) FROM articles").fetchone()[0])

    def related(
        self,
        article: str,
        limit: int = 50,
        *,
        fold: bool = False,
        apart: Collection[str] = (),
        without: Collection[str] = (),
    ) -> tuple[CrossReference, ...]:
        """Return the articles that bear on one, by descending score; none for an id that is not known.

        With *fold*, of articles with the same text only the one that came out first is returned, with the others as its
        copies; those of *apart* are never folded, those of *without* never returned. Raises: StoreSuspect.
        """
        with self._database.reading() as connection:
            subject = self._subject(connection, article)
            if subject is None:
                return ()
            found = [
                (reference, candidate)
                for reference, candidate in self._judgments(connection, subject, limit + len(without))
                if reference.score >= _LEAST_SCORE and reference.id not in without
            ]
        ranked = sorted((reference for reference, _ in found), key=lambda each: (-each.score, each.id))[:limit]
        return fold_copies(ranked, {each.id: candidate for each, candidate in found}, apart) if fold else tuple(ranked)

    def text(self, article: str) -> str | None:
        """Return the plain text of an article as it was taken in; None if it is not known. Raises: StoreSuspect."""
        return self.texts([article]).get(article)

    def texts(self, articles: Sequence[str]) -> dict[str, str]:
        """Return the plain texts of articles by their ids, of those that are known. Raises: StoreSuspect."""
        with self._database.reading() as connection:
            return {
                each.row.id: each.text for each in stored_articles(connection, self._database.texts, "id", articles)
            }

    def spell_with(self, names: NamesAuthority) -> None:
        """Use another names authority from now on; the next `update` spots the names of all articles again."""
        self._names = names
        for made in ("_spotter", "_writer"):
            vars(self).pop(made, None)

    def event(self, article: str) -> tuple[str, ...]:
        """Return the ids of the articles on the same event as this one, itself among them, in time order.

        Those without a date come last. Raises: StoreSuspect.
        """
        others = [each.id for each in self.related(article, _DOSSIER) if any(e.kind == "event" for e in each.evidence)]
        with self._database.reading() as connection:
            known = [row for each in (article, *others) if (row := article_by_id(connection, each))]
        return tuple(row.id for row in sorted(known, key=by_time))

    def ledger(self, articles: Iterable[str]) -> tuple[LedgerRow, ...]:
        """Return the figures that articles on one event give. Raises: StoreSuspect."""
        with self._database.reading() as connection:
            known = [found for each in articles if (found := stored_article(connection, self._database.texts, each))]
            return build_ledger(
                (each.row, each.profile, each.text, account_by_number(connection, each.row.number)) for each in known
            )

    def day_events(self, articles: Sequence[str], titles: Iterable[str]) -> list[DayEvent]:
        """Return what articles say of days, in the order of the days; see `events_of`. Raises: StoreSuspect."""
        with self._database.reading() as connection:
            return events_of(stored_articles(connection, self._database.texts, "id", articles), titles)

    def names(self) -> tuple[NameCount, ...]:
        """Return all names spotted in the library, those of the most articles first. Reads every article.

        Raises: StoreSuspect.
        """
        headings = {heading_number(name.heading): name.heading for name in self._names}
        with self._database.reading() as connection:
            return count_names(mentions_and_texts(connection, self._database.texts), headings)

    def _heading(self, name: str) -> str | None:
        return self._spotter.heading(name)

    @cached_property
    def _spotter(self) -> Spotter:
        return Spotter(self._names)

    @cached_property
    def _writer(self) -> "StoreWriter":
        # Imported where articles are taken apart: the app has that done in a process of its own.
        from reader.related.store_writer import StoreWriter

        return StoreWriter(self._database, self._names, self._spotter)

    def _subject(self, connection: sqlite3.Connection, article_id: str) -> Subject | None:
        known = stored_article(connection, self._database.texts, article_id)
        if known is None:
            return None
        found = subject_of(connection, known.row, known.profile, known.text, self._names)
        return replace(found, account=cache(partial(account_by_number, connection, known.row.number)))

    def _judgments(
        self, connection: sqlite3.Connection, subject: Subject, limit: int
    ) -> Iterator[tuple[CrossReference, Candidate]]:
        """Yield the likeliest cross-references, with the articles that they lead to."""
        links = links_of(connection, subject.article)
        by_author = count_of_author(connection, subject.article.author_key)
        numbers = find_candidates(connection, subject, links, limit + _SPARE)
        for each in stored_articles(connection, self._database.texts, "number", numbers):
            candidate = Candidate(
                each.row, each.profile, cache(partial(account_by_number, connection, each.row.number))
            )
            yield judge(subject, candidate, each.text, links, by_author, self._names), candidate
