"""Taking articles into the database and out of it, a batch at a time."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from reader.library.faults import Apart, unguarded
from reader.library.names import NamesAuthority
from reader.related import rows
from reader.related.articles import RelatedEntry, kept, source_key, target_key
from reader.related.database import Database, translated
from reader.related.postings import Changes
from reader.related.profile import Listed, Packed, pack, profile_of
from reader.related.spotting import Spotter

_BATCH = 1_000
_BATCH_LETTERS = 4_000_000
_LINKS = 500

_Item = TypeVar("_Item")


class _Ready(NamedTuple):
    """An article that is taken apart and only has to be written."""

    entry: RelatedEntry
    digest: bytes
    listed: Listed
    packed: Packed
    norm: float


class Writer:
    """Writes one library's articles, their names spotted by one names authority."""

    def __init__(self, database: Database, names: NamesAuthority) -> None:
        self._database = database
        self._spotter = Spotter(names)
        self._names_digest = hashlib.sha256(repr(names.names).encode()).hexdigest()

    def update(
        self,
        entries: Iterable[RelatedEntry],
        gone: Iterable[str],
        progress: Callable[[int], None],
        apart: Apart = unguarded,
    ) -> None:
        """Write what changed; see `RelatedStore.update`."""
        done = 0
        self._claim_empty()
        for batch in _batches(gone, lambda _: 0):
            self._drop(batch)
        for articles in _batches(entries, lambda entry: len(entry.text)):
            self._take_in(articles, apart)
            done += len(articles)
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
            changes = Changes()
            for article in dict.fromkeys(ids):
                row = rows.kept_by_id(connection, article)
                if row is not None:
                    changes.remove(row.number, rows.profile_by_number(connection, row.number).listed)
                    rows.delete(connection, row.number)
            changes.write(connection)

    def _take_in(self, entries: list[RelatedEntry], apart: Apart) -> None:
        # Taken apart before the file is locked: that is most of the work.
        ready = []
        for entry, digest in self._changed(entries):
            with apart(entry.id):
                ready.append(self._ready(entry, digest))
        if not ready:
            return
        with self._database.writing() as connection:
            changes = Changes()
            following = int(connection.execute("SELECT coalesce(max(number), 0) + 1 FROM articles").fetchone()[0])
            for each in ready:
                row = rows.kept_by_id(connection, each.entry.id)
                if row is not None:
                    changes.remove(row.number, rows.profile_by_number(connection, row.number).listed)
                    rows.delete(connection, row.number)
                number = following if row is None else row.number
                following += row is None
                self._write(connection, each, number)
                changes.add(number, each.listed)
            changes.write(connection)

    def _changed(self, entries: list[RelatedEntry]) -> Iterator[tuple[RelatedEntry, bytes]]:
        """Yield the entries, the last of each id, that the store does not hold as they are."""
        with translated():
            for entry in {entry.id: entry for entry in entries}.values():
                digest = entry.digest()
                query = "SELECT digest FROM articles WHERE id = ?"
                known = self._database.connection.execute(query, (entry.id,)).fetchone()
                if known is None or known[0] != digest:
                    yield entry, digest

    def _ready(self, entry: RelatedEntry, digest: bytes) -> _Ready:
        profile = profile_of(entry.title or "", entry.text, self._spotter)
        return _Ready(entry, digest, profile.listed, pack(profile), profile.norm)

    def _write(self, connection: sqlite3.Connection, ready: _Ready, number: int) -> None:
        row = kept(ready.entry, number, ready.norm, self._spotter.heading)
        rows.insert(connection, row, ready.digest, ready.packed, ready.entry.text)
        targets = {target_key(link) for link in ready.entry.links[:_LINKS]} - {0}
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
                changes = Changes()
                for number in batch:
                    self._spell_one_anew(connection, number, changes, apart)
                changes.write(connection)
            done += len(batch)
            progress(done)
        with self._database.writing() as connection:
            self._remember_names(connection)

    def _spell_one_anew(self, connection: sqlite3.Connection, number: int, changes: Changes, apart: Apart) -> None:
        row = rows.kept_by_number(connection, number)
        if row is None:
            # Dropped by another process meanwhile.
            return
        text = rows.text_by_number(connection, number)
        changes.remove(number, rows.profile_by_number(connection, number).listed)
        profile = None
        with apart(row.id):
            profile = profile_of(row.title, text, self._spotter)
        if profile is None:
            rows.delete(connection, number)
            return
        author = source_key(self._spotter.heading(row.author) or row.author)
        digest = rows.digest_by_number(connection, number)
        rows.insert(connection, row._replace(author_key=author, norm=profile.norm), digest, pack(profile), text)
        changes.add(number, profile.listed)

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
