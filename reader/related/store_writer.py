"""Writing the store of cross-references: articles that are new or changed are taken apart, and put into its lists."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from reader.library.faults import Apart, unguarded
from reader.library.names import NamesAuthority
from reader.library.text_store import TextStore, text_key
from reader.related.accounts import insert_account, language_of_account, spoken_by_number
from reader.related.articles import ArticleFacts, known_article, source_key, target_key
from reader.related.database import (
    Database,
    article_by_id,
    delete_article,
    digest_by_number,
    insert_article,
    profile_by_number,
    stored_articles,
    translated,
)
from reader.related.names import SPOTTING, Spotter
from reader.related.postings import PostingChanges
from reader.related.preparation import Preparation, Preparer, prepare
from reader.related.profile import PostingKeys

# Articles, or letters of text, that are written at once: memory is bounded, and others get their turn.
_BATCH = 1_000
_BATCH_LETTERS = 4_000_000
# Links of one article that are kept: a directory of thousands cites nobody.
_LINKS = 500

_Item = TypeVar("_Item")


class _Arrival(NamedTuple):
    """An article that only has to be written."""

    facts: ArticleFacts
    digest: bytes
    ready: Preparation


class StoreWriter:
    """Writes one library's articles, their names spotted by one names authority's *spotter*."""

    def __init__(self, database: Database, names: NamesAuthority, spotter: Spotter) -> None:
        self._database = database
        self.spotter = spotter
        self._preparer = Preparer(names, spotter)
        self._names_digest = hashlib.sha256(repr((SPOTTING, names.names)).encode()).hexdigest()

    def update(
        self,
        articles: Iterable[ArticleFacts],
        gone: Iterable[str],
        progress: Callable[[int], None],
        apart: Apart = unguarded,
    ) -> None:
        """Write what changed; see `RelatedStore.update`."""
        done = 0
        self._claim_empty()
        for ids in _batches(gone, lambda _: 0):
            self._drop(ids)
        for batch in _batches(articles, lambda facts: len(facts.text)):
            self._take_in(batch, apart)
            done += len(batch)
            progress(done)
        self._spell_anew(lambda more: progress(done + more), apart)

    def _claim_empty(self) -> None:
        """Note in a store without articles that all of them are spelled by this names authority."""
        with translated():
            if self._database.connection.execute("SELECT 1 FROM articles LIMIT 1").fetchone():
                return
        with self._database.writing() as connection:
            self._remember_names(connection)

    def _drop(self, ids: list[str]) -> None:
        with self._database.writing() as connection:
            changes = PostingChanges()
            for article in dict.fromkeys(ids):
                row = article_by_id(connection, article)
                if row is not None:
                    changes.remove(row.number, _stored_keys(connection, self._database.texts, row.number))
                    delete_article(connection, row.number)
            changes.write(connection)

    def _take_in(self, articles: list[ArticleFacts], apart: Apart) -> None:
        # Taken apart before the file is locked: that is most of the work.
        changed = [*self._changed(articles)]
        prepared = self._preparer.over([facts for facts, _ in changed], apart)
        arrivals = [_Arrival(*each, ready) for each, ready in zip(changed, prepared, strict=True) if ready]
        if not arrivals:
            return
        self._database.texts.put(each.facts.text for each in arrivals)
        with self._database.writing() as connection:
            changes = PostingChanges()
            following = int(connection.execute("SELECT coalesce(max(number), 0) + 1 FROM articles").fetchone()[0])
            for each in arrivals:
                row = article_by_id(connection, each.facts.id)
                if row is not None:
                    changes.remove(row.number, _stored_keys(connection, self._database.texts, row.number))
                    delete_article(connection, row.number)
                number = following if row is None else row.number
                following += row is None
                self._write(connection, each, number)
                changes.add(number, each.ready.keys)
            changes.write(connection)

    def _changed(self, articles: list[ArticleFacts]) -> Iterator[tuple[ArticleFacts, bytes]]:
        """Yield the facts, the last of each id, that the store does not hold as they are."""
        with translated():
            for facts in {facts.id: facts for facts in articles}.values():
                digest = facts.digest()
                query = "SELECT digest FROM articles WHERE id = ?"
                known = self._database.connection.execute(query, (facts.id,)).fetchone()
                if known is None or known[0] != digest:
                    yield facts, digest

    def _write(self, connection: sqlite3.Connection, arrival: _Arrival, number: int) -> None:
        facts, digest, ready = arrival
        row = known_article(facts, number, ready.norm, self.spotter.heading)
        insert_article(connection, row, digest, ready.packed, text_key(facts.text))
        insert_account(connection, number, ready.account)
        targets = {target_key(link) for link in facts.links[:_LINKS]} - {0}
        connection.executemany("INSERT INTO links VALUES (?, ?)", [(number, target) for target in sorted(targets)])

    def _spell_anew(self, progress: Callable[[int], None], apart: Apart) -> None:
        """Spot the names of all articles again if the names authority is not the one they were spotted with."""
        with translated():
            if self._database.fact("names") == self._names_digest:
                return
            query = "SELECT number FROM articles ORDER BY number"
            numbers = [number for (number,) in self._database.connection.execute(query)]
        done = 0
        for batch in _batches(numbers, lambda _: 0):
            with self._database.writing() as connection:
                changes = PostingChanges()
                for number in batch:
                    self._spell_one_anew(connection, number, changes, apart)
                changes.write(connection)
            done += len(batch)
            progress(done)
        with self._database.writing() as connection:
            self._remember_names(connection)

    def _spell_one_anew(
        self, connection: sqlite3.Connection, number: int, changes: PostingChanges, apart: Apart
    ) -> None:
        known = next(stored_articles(connection, self._database.texts, "number", [number]), None)
        if known is None:
            # Dropped by another process meanwhile.
            return
        row, text = known.row, known.text
        changes.remove(number, _stored_keys(connection, self._database.texts, number))
        ready = None
        with apart(row.id):
            language = language_of_account(connection, number) or None
            ready = prepare(row.title, text, language, row.published, self.spotter)
        if ready is None:
            delete_article(connection, number)
            return
        author = source_key(self.spotter.heading(row.author) or row.author)
        digest = digest_by_number(connection, number)
        changed = row._replace(author_key=author, norm=ready.norm)
        insert_article(connection, changed, digest, ready.packed, text_key(text))
        insert_account(connection, number, ready.account)
        changes.add(number, ready.keys)

    def _remember_names(self, connection: sqlite3.Connection) -> None:
        connection.execute("INSERT OR REPLACE INTO facts VALUES ('names', ?)", (self._names_digest,))


def _batches(items: Iterable[_Item], size: Callable[[_Item], int]) -> Iterator[list[_Item]]:
    """Yield the items in lists of at most _BATCH, and hardly more than _BATCH_LETTERS by their size."""
    batch: list[_Item] = []
    letters = 0
    for item in items:
        batch.append(item)
        letters += size(item)
        if len(batch) >= _BATCH or letters >= _BATCH_LETTERS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch


def _stored_keys(connection: sqlite3.Connection, texts: TextStore, number: int) -> PostingKeys:
    """Return what an article is listed by now."""
    keys = profile_by_number(connection, texts, number).posting_keys
    return keys._replace(spoken=spoken_by_number(connection, texts, number))
