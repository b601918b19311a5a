"""The store in which cross-references are found: written when articles change, queried by article."""

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple, Self, TypeVar

from reader.library.faults import Apart, unguarded
from reader.library.names import NamesAuthority
from reader.related.accounts import (
    SpeakerCount,
    StoredAccount,
    account_by_number,
    articles_of_speaker,
    claims_by_start,
    insert_account,
    language_of_account,
    prepared,
    speaker_counts,
)
from reader.related.articles import ArticleFacts, KnownArticle, known_article, source_key, target_key
from reader.related.database import (
    Database,
    article_by_id,
    check_articles,
    count_of_author,
    delete_article,
    digest_by_number,
    discard,
    insert_article,
    mentions_and_texts,
    profile_by_number,
    stored_article,
    stored_articles,
    translated,
)
from reader.related.evidence import CrossReference
from reader.related.judgment import judge
from reader.related.ledger import LedgerRow, build_ledger
from reader.related.names import SPOTTING, NameCount, Spotter, count_names, heading_number
from reader.related.postings import PostingChanges
from reader.related.profile import PostingKeys, ProfileBytes, pack, profile_of
from reader.related.shared_passages import fold_copies
from reader.related.statements.account import Account
from reader.related.subject import Candidate, Subject, find_candidates, links_of, subject_of

# Candidates beyond the limit, since some turn out to have no evidence.
_SPARE = 10
_DOSSIER = 100
# Less is a site in common or a handful of everyday words.
_LEAST_SCORE = 1.0

# Articles, or letters of text, that are written at once: memory is bounded, and others get their turn.
_BATCH = 1_000
_BATCH_LETTERS = 4_000_000
# Links of one article that are kept: a directory of thousands cites nobody.
_LINKS = 500

_Item = TypeVar("_Item")


class RelatedStore:
    """The cross-references of one library. Usable from several threads and processes; one writes at a time."""

    def __init__(self, database: Database, names: NamesAuthority) -> None:
        self._database = database
        self._names = names
        self._writer = _Writer(database, names)

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
            check_articles(connection)

    def ids(self) -> frozenset[str]:
        """Return the ids of all articles that are known."""
        with translated():
            return frozenset(article for (article,) in self._database.connection.execute("SELECT id FROM articles"))

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
            return {each.row.id: each.text for each in stored_articles(connection, "id", articles)}

    def spell_with(self, names: NamesAuthority) -> None:
        """Use another names authority from now on; the next `update` spots the names of all articles again."""
        self._names = names
        self._writer = _Writer(self._database, names)

    def event(self, article: str) -> tuple[str, ...]:
        """Return the ids of the articles on the same event as this one, itself among them, in time order.

        Those without a date come last. Raises: StoreSuspect.
        """
        others = [each.id for each in self.related(article, _DOSSIER) if any(e.kind == "event" for e in each.evidence)]
        with self._database.reading() as connection:
            known = [row for each in (article, *others) if (row := article_by_id(connection, each))]
        return tuple(row.id for row in sorted(known, key=_by_time))

    def ledger(self, articles: Iterable[str]) -> tuple[LedgerRow, ...]:
        """Return the figures that articles on one event give. Raises: StoreSuspect."""
        with self._database.reading() as connection:
            known = [found for each in articles if (found := stored_article(connection, each))]
            return build_ledger(
                (each.row, each.profile, each.text, account_by_number(connection, each.row.number)) for each in known
            )

    def account(self, article: str) -> Account:
        """Return who says what in an article; an empty account for one that is not known. Raises: StoreSuspect."""
        with self._database.reading() as connection:
            known = article_by_id(connection, article)
            return account_by_number(connection, known.number) if known else Account()

    def language(self, article: str) -> str:
        """Return the language in which an article was read for statements; empty if none is known."""
        with self._database.reading() as connection:
            known = article_by_id(connection, article)
            return language_of_account(connection, known.number) if known else ""

    def speakers(self) -> tuple[SpeakerCount, ...]:
        """Return all who say something in the library, those with the most statements first. Raises: StoreSuspect."""
        with self._database.reading() as connection:
            return tuple(speaker_counts(connection))

    def articles_of_speaker(self, name: str) -> tuple[str, ...]:
        """Return the ids of the articles in which a speaker says something, in time order. Raises: StoreSuspect."""
        with self._database.reading() as connection:
            return tuple(row.id for row in sorted(articles_of_speaker(connection, name), key=_by_time))

    def names(self) -> tuple[NameCount, ...]:
        """Return all names spotted in the library, those of the most articles first. Reads every article.

        Raises: StoreSuspect.
        """
        headings = {heading_number(name.heading): name.heading for name in self._names}
        with self._database.reading() as connection:
            return count_names(mentions_and_texts(connection), headings)

    def _subject(self, connection: sqlite3.Connection, article_id: str) -> Subject | None:
        known = stored_article(connection, article_id)
        if known is None:
            return None
        found = subject_of(connection, known.row, known.profile, known.text, self._names)
        return replace(found, claims=partial(claims_by_start, connection, known.row.number))

    def _judgments(
        self, connection: sqlite3.Connection, subject: Subject, limit: int
    ) -> Iterator[tuple[CrossReference, Candidate]]:
        """Yield the likeliest cross-references, with the articles that they lead to."""
        links = links_of(connection, subject.article)
        by_author = count_of_author(connection, subject.article.author_key)
        numbers = find_candidates(connection, subject, links, limit + _SPARE)
        for each in stored_articles(connection, "number", numbers):
            candidate = Candidate(each.row, each.profile, partial(claims_by_start, connection, each.row.number))
            yield judge(subject, candidate, each.text, links, by_author, self._names), candidate


def _by_time(row: KnownArticle) -> tuple[bool, int, str]:
    return not row.days, min(row.days, default=0), row.id


def _day_of(facts: ArticleFacts) -> str:
    return facts.published or (facts.first_published and facts.first_published.published) or ""


class _Preparation(NamedTuple):
    """An article that only has to be written."""

    facts: ArticleFacts
    digest: bytes
    keys: PostingKeys
    packed: ProfileBytes
    norm: float
    account: StoredAccount


class _Writer:
    """Writes one library's articles, their names spotted by one names authority."""

    def __init__(self, database: Database, names: NamesAuthority) -> None:
        self._database = database
        self._spotter = Spotter(names)
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
                    changes.remove(row.number, profile_by_number(connection, row.number).posting_keys)
                    delete_article(connection, row.number)
            changes.write(connection)

    def _take_in(self, articles: list[ArticleFacts], apart: Apart) -> None:
        # Taken apart before the file is locked: that is most of the work.
        ready = []
        for facts, digest in self._changed(articles):
            with apart(facts.id):
                ready.append(self._prepare(facts, digest))
        if not ready:
            return
        with self._database.writing() as connection:
            changes = PostingChanges()
            following = int(connection.execute("SELECT coalesce(max(number), 0) + 1 FROM articles").fetchone()[0])
            for each in ready:
                row = article_by_id(connection, each.facts.id)
                if row is not None:
                    changes.remove(row.number, profile_by_number(connection, row.number).posting_keys)
                    delete_article(connection, row.number)
                number = following if row is None else row.number
                following += row is None
                self._write(connection, each, number)
                changes.add(number, each.keys)
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

    def _prepare(self, facts: ArticleFacts, digest: bytes) -> _Preparation:
        profile = profile_of(facts.title or "", facts.text, self._spotter)
        account = prepared(facts.text, profile, self._spotter, facts.language, _day_of(facts))
        return _Preparation(facts, digest, profile.posting_keys, pack(profile), profile.norm, account)

    def _write(self, connection: sqlite3.Connection, ready: _Preparation, number: int) -> None:
        row = known_article(ready.facts, number, ready.norm, self._spotter.heading)
        insert_article(connection, row, ready.digest, ready.packed, ready.facts.text)
        insert_account(connection, number, ready.account)
        targets = {target_key(link) for link in ready.facts.links[:_LINKS]} - {0}
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
        known = next(stored_articles(connection, "number", [number]), None)
        if known is None:
            # Dropped by another process meanwhile.
            return
        row, text = known.row, known.text
        changes.remove(number, known.profile.posting_keys)
        profile, account = None, None
        with apart(row.id):
            profile = profile_of(row.title, text, self._spotter)
            language = language_of_account(connection, number) or None
            account = prepared(text, profile, self._spotter, language, row.published)
        if profile is None or account is None:
            delete_article(connection, number)
            return
        author = source_key(self._spotter.heading(row.author) or row.author)
        digest = digest_by_number(connection, number)
        insert_article(connection, row._replace(author_key=author, norm=profile.norm), digest, pack(profile), text)
        insert_account(connection, number, account)
        changes.add(number, profile.posting_keys)

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
