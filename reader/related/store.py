"""All that cross-references are found with, kept in the cache: written when articles change, asked by article."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Self

from reader.library.faults import Apart, unguarded
from reader.library.names import NamesAuthority
from reader.related import rows
from reader.related.articles import RelatedEntry
from reader.related.asked import Asked, asked
from reader.related.candidates import candidates, links_of
from reader.related.copies import Printed, folded
from reader.related.database import Database, StoreBusy, StoreSuspect, discard, translated
from reader.related.evidence import CrossReference
from reader.related.judgment import judged
from reader.related.ledger import Told, ledger
from reader.related.roster import Spotted, roster
from reader.related.spotting import heading_number
from reader.related.writer import Writer

__all__ = ["RelatedEntry", "RelatedStore", "StoreBusy", "StoreSuspect"]

_SPARE = 10
_DOSSIER = 100
_LEAST_SCORE = 1.0


class RelatedStore:
    """The cross-references of one library. Usable from several threads and processes; one writes at a time."""

    def __init__(self, database: Database, names: NamesAuthority) -> None:
        self._database = database
        self._names = names
        self._writer = Writer(database, names)

    @classmethod
    def open(cls, folder: Path, names: NamesAuthority) -> Self:
        """Open the store in *folder*, made if it is not there. Raises: StoreSuspect if what is there is damaged."""
        return cls(Database(folder), names)

    @staticmethod
    def discard(folder: Path) -> None:
        """Delete what `open` left in *folder*: the next one starts anew."""
        discard(folder)

    def close(self) -> None:
        """Close the file, in every thread."""
        self._database.close()

    def update(
        self,
        entries: Iterable[RelatedEntry],
        gone: Iterable[str] = (),
        progress: Callable[[int], None] = lambda _: None,
        apart: Apart = unguarded,
    ) -> None:
        """Take in articles that are new or changed and drop those that are gone, by id.

        What is already known as it is costs next to nothing. *progress* is told how many articles are done; what
        it raises stops the work, and what is done until then is kept. *apart* guards the work on each article; one
        that it lets fail is left out. Raises: StoreSuspect, StoreBusy.
        """
        self._writer.update(entries, gone, progress, apart)

    def ids(self) -> frozenset[str]:
        """Return the ids of all articles that are known."""
        with translated():
            return frozenset(article for (article,) in self._database.connection.execute("SELECT id FROM articles"))

    def changes(self) -> int:
        """Return how many rows this thread has written since it opened the store."""
        return self._database.connection.total_changes

    def count(self) -> int:
        """Return how many articles are known."""
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
        """Return what bears on an article, most telling first; nothing for an id that is not known.

        With *fold*, of articles with the same text only the one that came out first is told, and the others as its
        copies; those of *apart* are always told by themselves, those of *without* never. Raises: StoreSuspect.
        """
        with self._database.reading() as connection:
            about = self._asked(connection, article)
            if about is None:
                return ()
            judged = [
                pair
                for pair in self._judged(connection, about, limit + len(without))
                if pair[0].score >= _LEAST_SCORE and pair[0].id not in without
            ]
        found = sorted((reference for reference, _ in judged), key=lambda each: (-each.score, each.id))[:limit]
        return folded(found, {each.id: printed for each, printed in judged}, apart) if fold else tuple(found)

    def text(self, article: str) -> str | None:
        """Return the plain text of an article as it was taken in; None if it is not known. Raises: StoreSuspect."""
        return self.texts([article]).get(article)

    def texts(self, articles: Sequence[str]) -> dict[str, str]:
        """Return the plain texts of articles by their ids, of those that are known. Raises: StoreSuspect."""
        with self._database.reading() as connection:
            return rows.text_by_id(connection, articles)

    def spell_with(self, names: NamesAuthority) -> None:
        """Go by another names authority from now on; `update` spells anew what is known already."""
        self._names = names
        self._writer = Writer(self._database, names)

    def event(self, article: str) -> tuple[str, ...]:
        """Return the ids of the articles that tell of the same event as this one, itself among them, in time order.

        Those without a date come last. Raises: StoreSuspect.
        """
        others = [each.id for each in self.related(article, _DOSSIER) if any(e.kind == "event" for e in each.evidence)]
        with self._database.reading() as connection:
            known = [row for each in (article, *others) if (row := rows.kept_by_id(connection, each))]
        return tuple(row.id for row in sorted(known, key=lambda row: (not row.days, min(row.days, default=0), row.id)))

    def ledger(self, articles: Iterable[str]) -> tuple[Told, ...]:
        """Return the figures that these articles, of one event, tell of what. Raises: StoreSuspect."""
        with self._database.reading() as connection:
            known = [row for each in articles if (row := rows.kept_by_id(connection, each))]
            return ledger(
                (row, rows.profile_by_number(connection, row.number), rows.text_by_number(connection, row.number))
                for row in known
            )

    def names(self) -> tuple[Spotted, ...]:
        """Return all names spotted in the library, those of the most articles first. Reads every article.

        Raises: StoreSuspect.
        """
        headings = {heading_number(name.heading): name.heading for name in self._names}
        with self._database.reading() as connection:
            return roster(rows.mentions_and_texts(connection), headings)

    def _asked(self, connection: sqlite3.Connection, article: str) -> Asked | None:
        kept = rows.kept_by_id(connection, article)
        if kept is None:
            return None
        profile = rows.profile_by_number(connection, kept.number)
        return asked(connection, kept, profile, rows.text_by_number(connection, kept.number), self._names)

    def _judged(
        self, connection: sqlite3.Connection, about: Asked, limit: int
    ) -> Iterator[tuple[CrossReference, Printed]]:
        """Yield the likeliest cross-references, and what is known of the texts that they lead to."""
        links = links_of(connection, about.kept)
        by_author = rows.count_of_author(connection, about.kept.author_key)
        numbers = candidates(connection, about, links, limit + _SPARE)
        for other in rows.others(connection, numbers):
            text = rows.text_by_number(connection, other.kept.number)
            printed = Printed(other.profile.prints, min(other.kept.days, default=None))
            yield judged(about, other, text, links, by_author, self._names), printed
