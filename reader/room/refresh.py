"""Bringing the caches up to date with the files: what is new is added, what changed is updated, what is gone dropped.

Nothing is written into the library. Files are told apart by path, size and time; a file that was only touched is
known by its hash.
"""

import contextlib
import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reader.library.catalog import Catalog, CatalogEntry
from reader.library.errors import Cancelled, ReaderError, never
from reader.library.faults import Faults
from reader.library.folder import Library
from reader.library.front_matter import parse_article
from reader.library.guarded_file import decode, read_bytes
from reader.library.identity import id_of_path, is_id
from reader.library.record import Record
from reader.library.scan import ScannedFile, scan
from reader.room.caches import Busy, Caches
from reader.room.entries import index_entry, notes_stamps, related_entry
from reader.room.shelf import Shelf

if TYPE_CHECKING:
    from reader.library.article import Aside
    from reader.notes.store import NoteStore
    from reader.related.articles import ArticleFacts
    from reader.search.index import IndexEntry

_READ_AT_ONCE = 200
# The index is written in ever larger parts of these, each of which can be searched as soon as it is there.
_INDEXED_AT_ONCE = 5_000
_TOLD_EVERY = 100

_T = TypeVar("_T")
_Entry = TypeVar("_Entry", "IndexEntry", "ArticleFacts")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh is: *stage* is `reading`, `indexing` or `relating`, *done* of *total* articles.

    *told* is a sentence for the user, of a cache that was found damaged.
    """

    stage: str
    done: int
    total: int
    told: str = ""


@dataclass
class Refreshed:
    """What a refresh did: how many articles it added, updated, dropped and indexed, and what was wrong."""

    added: int = 0
    updated: int = 0
    dropped: int = 0
    indexed: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def changed(self) -> int:
        """How many articles came, changed or went."""
        return self.added + self.updated + self.dropped


def _ignore(_: Progress) -> None:
    pass


class Refresh:
    """One run over a library; *cancelled* is asked between articles."""

    def __init__(
        self,
        library: Library,
        caches: Caches,
        notes: "NoteStore",
        notes_folder: Path,
        progress: Callable[[Progress], None] = _ignore,
        cancelled: Callable[[], bool] = never,
    ) -> None:
        self._library = library
        self._caches = caches
        self._notes = notes
        self._notes_folder = notes_folder
        self._progress = progress
        self._cancelled = cancelled
        self._done = Refreshed()
        self._related_now: set[str] = set()

    def run(self, *, verify: bool = False, patience: float = 0.0) -> Refreshed:
        """Bring everything up to date; with *verify*, look first whether index and evidence can be trusted.

        Where another process is at it and not done after *patience* seconds (if that is not 0), it will look again.
        Raises: Busy if another process is at it; IndexSuspect, StoreSuspect.
        """
        try:
            self._run_once(verify=verify, patience=patience)
        except Busy:
            if not patience:
                raise
            self._caches.want_run()
            # The other one may have ended just before it could see that.
            self._run_once(verify=verify)
        with contextlib.suppress(Busy):
            while self._caches.is_run_wanted and not self._cancelled():
                self._run_once()
        return self._done

    def _run_once(self, *, verify: bool = False, patience: float = 0.0) -> None:
        with self._caches.locked(patience):
            self._caches.begin_run()
            if verify:
                with self._caches.catalog.writing():
                    self._caches.catalog.distrust_unread()
            self._read_changes()
            if verify:
                self._verify()
            with contextlib.suppress(Cancelled):
                self._index_pending()
                self._complete_evidence()

    # Files into the catalog

    def _read_changes(self) -> None:
        catalog = self._caches.catalog
        stamps = catalog.stamps()
        files = {each.path: each for each in scan(self._library)}
        gone = [path for path in stamps if path not in files]
        changed = [each for each in files.values() if stamps.get(each.path) != (each.size, each.mtime)]
        with catalog.writing():
            dropped = catalog.remove(gone)
            again = set(catalog.displaced(dropped)) - {each.path for each in changed}
        self._forget(dropped)
        self._done.dropped += len(dropped)
        changed += [files[path] for path in again if path in files]
        self._count_lines(catalog, [each for each in changed if each.path not in stamps])
        repeated = catalog.repeated_lines()
        given_up: set[str] = set()
        done = 0
        for batch in batched(changed, _READ_AT_ONCE):
            if self._cancelled():
                break
            entries = [self._read(each, repeated) for each in batch]
            with catalog.writing():
                for entry in entries:
                    if catalog.is_known(entry) and entry.path not in again:
                        catalog.restamp(entry.path, entry.mtime)
                    else:
                        given_up.add(catalog.id_at(entry.path) or entry.id)
                        self._put(catalog, entry, is_new=entry.path not in stamps)
            done += len(batch)
            self._progress(Progress("reading", done, len(changed)))
        # A file may ask for another id than before: what is known by the old one goes.
        self._forget([each for each in given_up if catalog.owner_of(each) is None])

    def _put(self, catalog: Catalog, entry: CatalogEntry, *, is_new: bool) -> None:
        owner = catalog.owner_of(entry.id)
        if owner is not None and owner != entry.path:
            own = id_of_path(entry.path)
            told = f"Its id “{entry.id}” is that of {owner} too; here it goes by {own}."
            problem = f"{entry.problem} {told}" if entry.problem else told
            entry = _with_id(entry, own, problem)
        catalog.put(entry)
        self._done.added += is_new
        self._done.updated += not is_new

    def _count_lines(self, catalog: Catalog, files: list[ScannedFile]) -> None:
        """Count in how many pages each line stands: what a site prints under every article is not the article."""
        from reader.ingest.lines import fingerprint

        # A bug that a page sets off here is told of it when it is read for the catalog.
        faults = Faults("Reading")
        pages = [each for each in files if each.problem is None and each.path.endswith((".txt", ".text"))]
        for batch in batched(pages, _READ_AT_ONCE):
            with catalog.writing():
                for each in batch:
                    try:
                        text = decode(read_bytes(self._library.root / each.path))
                    except (ReaderError, OSError):
                        # It is listed with its problem when it is read for the catalog.
                        continue
                    prints: set[str] = set()
                    with faults.apart(each.path):
                        prints = {fingerprint(line) for line in text.splitlines() if len(line) > 24}
                    catalog.count_lines(prints)

    def _read(self, file: ScannedFile, repeated: frozenset[str]) -> CatalogEntry:
        own = id_of_path(file.path)
        failed = CatalogEntry(own, own, file.path, file.size, file.mtime, Record(), 0, file.problem)
        if file.problem is not None:
            return failed
        faults = Faults("Reading")
        try:
            data = read_bytes(self._library.root / file.path)
            with faults.apart(own):
                return self._ingested(file, data, repeated)
        except FileNotFoundError:
            return _with_id(failed, own, "The file went away while it was being read.")
        except ReaderError as error:
            return _with_id(failed, own, str(error))
        return _with_id(failed, own, faults.found[own])

    def _ingested(self, file: ScannedFile, data: bytes, repeated: frozenset[str]) -> CatalogEntry:
        from reader.ingest.file import ingest
        from reader.ingest.text import asides_of

        name = Path(file.path).name
        found = ingest(name, data, self._library.house, repeated)
        wanted = found.id if found.id and is_id(found.id) else id_of_path(file.path)
        cleaned: str | None = found.markdown
        asides: tuple[Aside, ...] = ()
        if found.set_aside:
            asides = asides_of(decode(data), found.set_aside)
        elif file.path.endswith(".md") and parse_article(decode(data))[2] == found.markdown:
            # The file itself holds the Markdown; a copy in the catalog would be a second truth.
            cleaned = None
        words = len(found.markdown.split())
        digest = hashlib.sha256(data).hexdigest()
        return CatalogEntry(
            wanted,
            wanted,
            file.path,
            file.size,
            file.mtime,
            found.record,
            words,
            found.problem,
            cleaned,
            asides,
            digest,
        )

    # The catalog into the index and the evidence

    def _verify(self) -> None:
        """Have everything indexed anew if the index is not that of these articles and these names."""
        catalog, index = self._caches.catalog, self._caches.index
        index.verify()
        if index.is_stale or index.count != catalog.indexed_count():
            index.update((), index.fingerprints().keys() - set(catalog.ids_by_row().values()))
            with catalog.writing():
                catalog.forget_indexed()

    def _index_pending(self) -> None:
        catalog = self._caches.catalog
        stamps = notes_stamps(self._notes_folder)
        pending = catalog.pending(stamps)
        # With other names than it was made with, the index is true again only once it has seen every article in one go.
        size = len(pending) if pending and self._caches.index.is_stale else _INDEXED_AT_ONCE
        for batch in batched(pending, size):
            if self._cancelled():
                return
            unindexed = self._index(batch, len(pending))
            unrelated = self._relate(batch, len(pending))
            indexed = {each: stamps.get(each, "") for each in batch if each not in unindexed}
            with catalog.writing():
                catalog.set_indexed(indexed)
                catalog.set_faults(batch, unrelated | unindexed)
            self._done.indexed += len(indexed)

    def _index(self, ids: Sequence[str], total: int) -> dict[str, str]:
        """Put the articles *ids* into the index; return a sentence for each that could not be, which stays out."""
        index, faults = self._caches.index, Faults("Indexing")

        def entry_of(entry: CatalogEntry, shelf: Shelf) -> "IndexEntry":
            return index_entry(entry, shelf.article_of(entry).text, self._notes.of(entry.id), self._library.language)

        counted = self._counter("indexing", self._done.indexed, total)
        faults.each(ids, lambda part: index.update(self._made(part, entry_of, faults), (), counted, faults.apart))
        if faults.found:
            # What the index held of its earlier text would be found at the wrong places.
            index.update((), faults.found)
        return faults.found

    def _relate(self, ids: Sequence[str], total: int) -> dict[str, str]:
        """Gather the evidence of the articles *ids*; return a sentence for each of which there is none."""
        related, faults = self._caches.related, Faults("Gathering evidence")

        def entry_of(entry: CatalogEntry, shelf: Shelf) -> "ArticleFacts":
            return related_entry(entry, shelf.article_of(entry).text, shelf.links(entry))

        counted = self._counter("relating", self._done.indexed, total)
        faults.each(ids, lambda part: related.update(self._made(part, entry_of, faults), (), counted, faults.apart))
        if faults.found:
            related.update((), faults.found)
        self._related_now |= {*ids}
        return faults.found

    def _complete_evidence(self) -> None:
        """Spell all names anew where `names.yaml` has changed, and gather the evidence that is missing."""
        related, catalog = self._caches.related, self._caches.catalog
        # What fails here is dropped, and so missing: it is tried once more, and told then.
        related.update((), (), apart=Faults("Gathering evidence").apart)
        if related.count() < len(catalog):
            missing = sorted({*catalog.ids_by_row().values()} - related.ids() - self._related_now)
            unrelated = self._relate(missing, len(missing)) if missing else {}
            with catalog.writing():
                catalog.set_faults(missing, unrelated)

    def _made(
        self, ids: Iterable[str], entry_of: Callable[[CatalogEntry, Shelf], _Entry], faults: Faults
    ) -> Iterator[_Entry]:
        """Yield what *entry_of* makes of each article of *ids*."""
        shelf = Shelf(self._library, self._caches)
        for each in ids:
            if self._cancelled():
                raise Cancelled
            entry = self._caches.catalog.entry(each)
            made = None
            if entry is not None:
                with faults.apart(each):
                    made = entry_of(entry, shelf)
            if made is not None:
                yield made

    def _counter(self, stage: str, before: int, total: int) -> Callable[[int], None]:
        def count(done: int) -> None:
            if done % _TOLD_EVERY == 0 or before + done == total:
                self._progress(Progress(stage, before + done, total))

        return count

    def _forget(self, ids: list[str]) -> None:
        if ids:
            self._caches.index.update((), ids)
            self._caches.related.update((), ids)


def _with_id(entry: CatalogEntry, identity: str, problem: str) -> CatalogEntry:
    return replace(entry, id=identity, problem=problem)


def batched(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """Yield *items* in lists of *size*."""
    iterator = iter(items)
    while batch := list(itertools.islice(iterator, size)):
        yield batch
