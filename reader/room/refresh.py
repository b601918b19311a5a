"""Bringing the caches up to date with the files: first the catalog, then the index, then the evidence.

Nothing is written into the library, but that notes and reading state follow an article whose file has moved.
"""

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reader.library.catalog import CatalogEntry
from reader.library.errors import CacheUnwritable, Cancelled, ReaderError, never
from reader.library.faults import Faults
from reader.library.identity import text_sha256
from reader.library.text_store import TextStore, text_key
from reader.room.caches import Busy
from reader.room.entries import index_entry, noted_ids, notes_stamps, related_entry
from reader.room.intake import MOVES_KNOWN, Intake
from reader.room.moves import follow_moves, strays_mark
from reader.room.progress import KNOWN, MOVED, READ_WHOLE, Progress, RefreshResult, batched
from reader.room.session import Session
from reader.room.shelf import Shelf
from reader.text.plurals import count

if TYPE_CHECKING:
    from reader.notes.store import NoteStore
    from reader.related.articles import ArticleFacts
    from reader.search.index import IndexEntry

# The index is written in ever larger parts of these, each of which can be searched as soon as it is there.
_INDEXED_AT_ONCE = 5_000
_TOLD_EVERY = 100
# A fact of the catalog: how many articles have changed or gone since texts were last forgotten. They are forgotten once
# those are one of so many.
TEXTS_LEFT = "texts left"
_KEPT_TEXTS = 20
# Files are compacted after so many articles: fewer leave little room, and the file of more is copied for long.
_FEWEST, _MOST = 1_000, 200_000

_Entry = TypeVar("_Entry", "IndexEntry", "ArticleFacts")


def _ignore(_: Progress) -> None:
    pass


class Refresh:
    """One run over a library; *cancelled* is asked between articles."""

    def __init__(
        self,
        session: Session,
        progress: Callable[[Progress], None] = _ignore,
        cancelled: Callable[[], bool] = never,
    ) -> None:
        self._session = session
        self._library = session.library
        self._caches = session.caches
        self._state = session.state
        self._corrections = session.corrections
        self._progress = progress
        self._cancelled = cancelled
        self._done = RefreshResult()
        self._related_now: set[str] = set()
        self._parsed = _ParsedTexts(self._caches.texts)
        self._came: set[str] = set()
        self._went: set[str] = set()
        self._stages = (
            self._correct,
            self._gather_notes,
            self._index_pending,
            self._follow_moves,
            self._complete_evidence,
            self._forget_texts,
            self._compact,
        )

    @property
    def _notes(self) -> "NoteStore":
        # Asked for once the files are read: a person waits for the first ones.
        return self._session.notes

    def run(
        self, *, known: Sequence[Path] = (), is_whole: bool = True, verify: bool = False, patience: float = 0.0
    ) -> RefreshResult:
        """Bring everything up to date; with *verify*, look first whether index and evidence can be trusted.

        The files at *known* come first, without a look at any other, which follows unless *is_whole* is false. Where
        another process is at it and not done after *patience* seconds (if that is not 0), it will look again.
        Raises: Busy if another process is at it; IndexSuspect, StoreSuspect.
        """
        try:
            if not (known and self._run_known(known)) or is_whole:
                self._run_all(verify=verify, patience=patience)
            with contextlib.suppress(Busy):
                while self._caches.is_run_wanted and not self._cancelled():
                    self._run_once()
        except CacheUnwritable as error:
            self._tell_problem(error)
        return self._done

    def _run_known(self, paths: Sequence[Path]) -> bool:
        """Bring the files at *paths* up to date, and nothing else; tell whether that could be done."""
        catalog = self._caches.catalog
        with contextlib.suppress(Busy), self._caches.locked():
            if not catalog.fact(READ_WHOLE) or self._caches.index.is_stale:
                return False
            intake = Intake(self._library, catalog, self._progress, self._cancelled)
            ids = catalog.ids_at(intake.run_known(paths))
            self._take_over(intake)
            with contextlib.suppress(Cancelled):
                self._correct()
                self._index_pending(ids)
                self._follow_moves()
            self._progress(Progress(KNOWN, len(ids), len(ids)))
            return True
        return False

    def _run_all(self, *, verify: bool, patience: float) -> None:
        try:
            self._run_once(verify=verify, patience=patience)
        except Busy:
            if not patience:
                raise
            self._caches.want_run()
            # The other one may have ended just before it could see that.
            self._run_once(verify=verify)

    def _run_once(self, *, verify: bool = False, patience: float = 0.0) -> None:
        with self._caches.locked(patience):
            self._caches.begin_run()
            if verify:
                with self._caches.catalog.writing():
                    self._caches.catalog.distrust_unread()
            self._read_changes()
            with contextlib.suppress(Cancelled):
                for stage in (*([self._verify] if verify else []), *self._stages):
                    try:
                        stage()
                    except CacheUnwritable as error:
                        # The other stages write other files, perhaps on a disk with more room.
                        self._tell_problem(error)

    def _tell_problem(self, error: ReaderError) -> None:
        if str(error) not in self._done.problems:
            self._done.problems.append(str(error))
            self._progress(Progress(MOVED, 0, 0, str(error)))

    def _read_changes(self) -> None:
        intake = Intake(self._library, self._caches.catalog, self._progress, self._cancelled)
        intake.run()
        self._take_over(intake)

    def _take_over(self, intake: Intake) -> None:
        """Take over what was read."""
        self._forget(intake.gone)
        self._done.added += len(intake.added)
        self._done.updated += len(intake.updated)
        self._done.dropped += len(intake.dropped)
        if left := len(intake.updated) + len(intake.gone):
            catalog = self._caches.catalog
            with catalog.writing():
                catalog.note(TEXTS_LEFT, str(_number(catalog.fact(TEXTS_LEFT)) + left))
        self._came |= intake.added
        self._went |= intake.dropped

    def _gather_notes(self) -> None:
        """Carry notes that were made while the library could not be written to where they belong."""
        if self._notes.path != self._library.notes:
            return
        try:
            gathered = self._notes.gather()
        except ReaderError as error:
            self._tell_problem(error)
            return
        if gathered:
            kept = count(gathered, "note that was", "notes that were")
            told = f"{kept} kept in your data folder {'is' if gathered == 1 else 'are'} in the library now."
            self._progress(Progress(MOVED, 0, 0, told))

    def _follow_moves(self) -> None:
        """Carry along what belongs to articles that have moved, and index them with it."""
        catalog = self._caches.catalog
        noted = noted_ids(*self._notes.folders) | self._corrections.stamps().keys()
        # A sync may bring the notes of an article later than its file.
        if catalog.fact(MOVES_KNOWN) == strays_mark(catalog, noted):
            return
        failures = []
        for each in follow_moves(catalog, self._notes, self._state, self._corrections):
            if isinstance(each, ReaderError):
                failures.append(str(each))
                continue
            self._done.moved.append(each)
            # What came and went was one article.
            self._done.added -= each.new in self._came
            self._done.dropped -= each.old in self._went
        self._done.problems += failures
        told = " ".join(filter(None, (self._done.told, *failures)))
        if told:
            self._progress(Progress(MOVED, 0, 0, told))
        if self._done.moved:
            self._correct()
            self._index_pending()
        with catalog.writing():
            catalog.note(MOVES_KNOWN, "" if failures else strays_mark(catalog, noted))

    # The catalog into the index and the evidence

    def _correct(self) -> None:
        """Have the records say what a person corrected in them."""
        catalog, stamps = self._caches.catalog, self._corrections.stamps()
        known = catalog.corrected()
        changed = [each for each in sorted(stamps.keys() | known.keys()) if stamps.get(each) != known.get(each)]
        for part in batched(changed, _TOLD_EVERY):
            with catalog.writing():
                for each in part:
                    entry = catalog.entry(each)
                    if entry is not None:
                        correction, problem = self._corrections.of(each)
                        catalog.correct(each, correction.applied(entry.page_record), stamps.get(each, ""), problem)
        if changed:
            # What was listed while the files were read says what the pages say.
            self._progress(Progress("reading", len(changed), len(changed)))

    def _verify(self) -> None:
        """Mark all articles for re-indexing if the index was built from other articles or names."""
        catalog, index = self._caches.catalog, self._caches.index
        catalog.verify()
        self._caches.texts.verify()
        self._caches.related.verify()
        index.verify()
        if index.is_stale or index.count != catalog.indexed_count():
            index.update((), index.fingerprints().keys() - set(catalog.ids_by_row().values()))
            with catalog.writing():
                catalog.forget_indexed()

    def _index_pending(self, among: Collection[str] | None = None) -> None:
        """Put into index and evidence what is not in it as it is; of all articles, or *among* some of them."""
        catalog = self._caches.catalog
        stamps = notes_stamps(*self._notes.folders, among=among)
        pending = [each for each in catalog.pending(stamps) if among is None or each in among]
        # With other names than it was made with, the index is true again only once it has seen every article in one go.
        size = len(pending) if pending and self._caches.index.is_stale else _INDEXED_AT_ONCE
        for batch in batched(pending, size):
            if self._cancelled():
                raise Cancelled
            unindexed = self._index(batch, len(pending))
            unrelated = self._relate(batch, len(pending))
            self._parsed.clear()
            indexed = {each: stamps.get(each, "") for each in batch if each not in unindexed}
            with catalog.writing():
                catalog.set_indexed(indexed)
                catalog.set_faults(batch, unrelated | unindexed)
            self._done.indexed += len(indexed)
        if pending:
            self._caches.index.merge(self._tell_merge)

    def _index(self, ids: Sequence[str], total: int) -> dict[str, str]:
        """Put the articles *ids* into the index; return a sentence for each that could not be, which stays out."""
        index, faults = self._caches.index, Faults("Indexing")
        sha256_by_id: dict[str, str] = {}

        def entry_of(entry: CatalogEntry, shelf: Shelf) -> "IndexEntry":
            text = shelf.article_of(entry).text
            sha256_by_id[entry.id] = text_sha256(text)
            self._parsed.keep(entry, text, shelf.links(entry))
            return index_entry(entry, text, self._notes.of(entry.id), self._library.language)

        counted = self._counter("indexing", self._done.indexed, total)
        faults.each(ids, lambda part: index.update(self._made(part, entry_of, faults), (), counted, faults.apart))
        if faults.found:
            # What the index held of its earlier text would be found at the wrong places.
            index.update((), faults.found)
        with self._caches.catalog.writing():
            self._caches.catalog.identities.set_texts(sha256_by_id)
        return faults.found

    def _relate(self, ids: Sequence[str], total: int) -> dict[str, str]:
        """Gather the evidence of the articles *ids*; return a sentence for each of which there is none."""
        related, faults = self._caches.related, Faults("Gathering evidence")

        def entry_of(entry: CatalogEntry, shelf: Shelf) -> "ArticleFacts":
            text, links = self._parsed.take(entry) or (shelf.article_of(entry).text, shelf.links(entry))
            return related_entry(entry, text, links)

        counted = self._counter("relating", self._done.indexed, total)
        faults.each(ids, lambda part: related.update(self._made(part, entry_of, faults), (), counted, faults.apart))
        if faults.found:
            related.update((), faults.found)
        self._related_now |= {*ids}
        return faults.found

    def _complete_evidence(self) -> None:
        """Spot all names again if `names.yaml` has changed, and gather missing evidence."""
        related, catalog = self._caches.related, self._caches.catalog
        # What fails here is dropped, and so missing: it is tried once more, and told then.
        related.update((), (), apart=Faults("Gathering evidence").apart)
        if related.count() < len(catalog):
            missing = sorted({*catalog.ids_by_row().values()} - related.ids() - self._related_now)
            unrelated = self._relate(missing, len(missing)) if missing else {}
            with catalog.writing():
                catalog.set_faults(missing, unrelated)

    def _forget_texts(self) -> None:
        """Forget the texts of which nothing is shown any more, once they are many."""
        catalog = self._caches.catalog
        if 0 < _number(catalog.fact(TEXTS_LEFT)) * _KEPT_TEXTS >= len(catalog):
            self._caches.texts.keep(self._caches.index.text_keys() | self._caches.related.text_keys())
            with catalog.writing():
                catalog.note(TEXTS_LEFT, "")

    def _compact(self) -> None:
        """Let catalog and evidence take no more room than they need, once most of a library was read anew."""
        if _FEWEST <= self._done.indexed <= _MOST and 2 * self._done.indexed > len(self._caches.catalog):
            self._caches.related.compact()
            self._caches.catalog.compact()

    def _made(
        self, ids: Iterable[str], entry_of: Callable[[CatalogEntry, Shelf], _Entry], faults: Faults
    ) -> Iterator[_Entry]:
        """Yield what *entry_of* makes of each article of *ids*."""
        shelf = Shelf(self._library, self._caches, has_asides=False)
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

    def _tell_merge(self, done: int, parts: int) -> None:
        if self._cancelled():
            raise Cancelled
        total = self._caches.index.count
        self._progress(Progress("merging", total * done // parts, total))

    def _forget(self, ids: Collection[str]) -> None:
        if ids:
            self._caches.index.update((), ids)
            self._caches.related.update((), ids)


def _number(fact: str) -> int:
    return int(fact) if fact.isdecimal() else 0


class _ParsedTexts:
    """The links of articles that were parsed for the index, which keeps their *texts*: for the evidence to take."""

    def __init__(self, texts: TextStore) -> None:
        self._texts = texts
        self._kept: dict[tuple[str, int, int], tuple[int, tuple[str, ...]]] = {}

    def keep(self, entry: CatalogEntry, text: str, links: tuple[str, ...]) -> None:
        self._kept[entry.id, entry.size, entry.mtime] = text_key(text), links

    def take(self, entry: CatalogEntry) -> tuple[str, tuple[str, ...]] | None:
        """Return text and links of an article, once; None where they are not known, or its file is another by now."""
        key, links = self._kept.pop((entry.id, entry.size, entry.mtime), (None, ()))
        text = None if key is None else self._texts.text(key)
        return None if text is None else (text, links)

    def clear(self) -> None:
        self._kept.clear()
