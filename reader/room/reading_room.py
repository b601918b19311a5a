"""The reading room itself: one library, opened. An object may be used from several threads."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reader.library.catalog import Catalog, CatalogEntry
from reader.library.catalog_errors import CatalogSuspect
from reader.library.conflict_copies import copies_in
from reader.library.errors import ReaderError, never
from reader.library.folder import open_library
from reader.library.identity import short_key
from reader.library.safe_text import line
from reader.library.state import ReadingState
from reader.room.caches import Busy
from reader.room.notebook import LibraryNotebook
from reader.room.progress import READ_WHOLE, Progress, RefreshResult
from reader.room.session import Session
from reader.room.settings import Places, Settings, load_settings, user_places

if TYPE_CHECKING:
    from reader.ingest.accession import AddedFile
    from reader.ingest.formats.source import Source
    from reader.ingest.found_files import FoundFile
    from reader.ingest.holdings import Holdings
    from reader.library.article import Article
    from reader.library.corrections import Correction, Values
    from reader.notes.journal import DraftJournal
    from reader.notes.store import NoteStore
    from reader.related.evidence import CrossReference
    from reader.related.statements.claim import Claim
    from reader.related.statements.statement import Statement
    from reader.room.article_export import ArticleExport
    from reader.room.exchange import Exchange
    from reader.room.import_log import UndoneArticle
    from reader.room.library_archive import ExportedLibrary
    from reader.room.references import References
    from reader.room.search import LibrarySearch, SearchAnswer, Searches
    from reader.room.statements import Speakers
    from reader.room.trash import LibraryTrash

# Seconds that adding waits for another window that is indexing.
_PATIENCE = 2.0


class ReadingRoom:
    """One library, opened. Make it with `ReadingRoom.open`; use it as a context manager, from any thread.

    What scripts need is here; the rest is in its parts: *searcher*, *searches*, *notebook*, *references*, *speakers*
    and *exchange*.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.library = session.library
        # Whether another window still has to index the last added articles.
        self.index_follows = False
        self.places = session.places
        self.notebook = LibraryNotebook(session)

    @classmethod
    def open(
        cls, path: str | os.PathLike[str], *, settings: Settings | None = None, places: Places | None = None
    ) -> Self:
        """Open the library at *path*, or any folder of articles in place.

        Only `library.yaml` is read; `index()` brings the caches up to date. Raises: LibraryError.
        """
        places = places or user_places()
        settings = settings or load_settings(places.settings)
        return cls(Session(open_library(Path(path)), settings, places))

    def __enter__(self) -> Self:
        """Return the room."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the room."""
        self.close()

    def close(self) -> None:
        """Close the caches. The reading state is saved by whoever changed it, with `state.save()`."""
        self.session.close()

    # Parts that the first screen does not need are imported when they are asked for.

    @cached_property
    def searcher(self) -> "LibrarySearch":
        """The search."""
        from reader.room.search import LibrarySearch

        return LibrarySearch(self.session, self.notebook)

    @cached_property
    def searches(self) -> "Searches":
        """The saved searches, and the earlier ones."""
        from reader.room.search import Searches

        return Searches(self.session, self.searcher)

    @cached_property
    def references(self) -> "References":
        """The cross-references."""
        from reader.room.references import References

        return References(self.session)

    @cached_property
    def speakers(self) -> "Speakers":
        """Who said what in which article."""
        from reader.room.statements import Speakers

        return Speakers(self.session)

    @cached_property
    def exchange(self) -> "Exchange":
        """Export and import of notes, citations, verification, links."""
        from reader.room.exchange import Exchange

        return Exchange(self.session, self.notebook)

    @cached_property
    def article_export(self) -> "ArticleExport":
        """Export of articles for other programs."""
        from reader.room.article_export import ArticleExport

        return ArticleExport(self.session, self.exchange)

    @property
    def settings(self) -> Settings:
        """The user's settings."""
        return self.session.settings

    def change_setting(self, name: str, text: str | None) -> None:
        """Change a setting in its file, or with None restore its default. Raises: SettingError, WriteError."""
        from reader.room.settings_file import change_setting

        found = change_setting(self.places.settings, name, text)
        changed = name.partition(".")[0]
        self.session.settings = replace(
            self.settings, **{changed: getattr(found, changed)}, key_lines=found.key_lines, problems=found.problems
        )

    @property
    def notes(self) -> "NoteStore":
        """All annotations of the library."""
        return self.session.notes

    @property
    def notes_told(self) -> str:
        """A sentence on where new notes are saved; empty if in the library."""
        is_own = self.notes.path != self.library.notes
        return " It is in your data folder: the library cannot be written." if is_own else ""

    @property
    def state(self) -> ReadingState:
        """Read and starred marks, and positions."""
        return self.session.state

    @property
    def drafts(self) -> "DraftJournal":
        """The notes being written on this machine, kept through a crash."""
        return self.session.drafts

    @property
    def catalog(self) -> Catalog:
        """This thread's catalog of all articles."""
        return self.session.catalog

    @property
    def problems(self) -> tuple[str, ...]:
        """Sentences about what is wrong with the library as a whole, its settings, names and state."""
        session = self.session
        found = (*self.settings.problems, *self.library.problems, *session.names.problems, *session.state.problems)
        return (*found, *self.other_versions, *filter(None, (session.caches.problem,)))

    @property
    def other_versions(self) -> Iterator[str]:
        """Sentences about second versions of names, settings and corrections, left by syncing."""
        for folder in (self.library.root, self.library.corrections):
            # The files of a folder read in place are all articles, perhaps a hundred thousand.
            found = {} if self.library.in_place else copies_in(folder)
            for copy, original in found.items():
                told = f"{line(copy)} is another version of {line(original)}"
                yield f"{told}: copy from it what you need, then delete it."

    def articles(self, order: str = "date", *, with_problem: bool = False) -> Iterator[CatalogEntry]:
        """Yield all articles, or only those *with_problem*, in an order of `catalog.ORDERS`."""
        return self.session.catalog.entries(order=order, with_problem=with_problem)

    @property
    def was_read_whole(self) -> bool:
        """Whether all files have been read once, so that an empty list means an empty library."""
        return bool(self.session.catalog.fact(READ_WHOLE))

    def article(self, article_id: str) -> "Article":
        """Return an article with its text. Raises: NoSuchArticle."""
        return self.session.shelf.article(article_id)

    def current_id(self, article: "Article") -> str:
        """Return an article's present id, which differs if its file was moved."""
        from reader.room.moves import current_id

        return current_id(self.session.catalog, article)

    def original(self, article_id: str) -> Path | None:
        """Return the path of the file as it came, None if there is none. Raises: NoSuchArticle."""
        return self.session.shelf.original(article_id)

    def search(
        self, query: str, *, limit: int = 50, sort: str = "relevance", cancelled: Callable[[], bool] = never
    ) -> "SearchAnswer":
        """Search the library. `results.problem` says what is wrong with a query that cannot be run.

        Raises: IndexSuspect, Cancelled.
        """
        return self.searcher.search(query, limit=limit, sort=sort, cancelled=cancelled)

    def related(self, article_id: str, limit: int = 50) -> tuple["CrossReference", ...]:
        """Return the articles that bear on this one and why, by descending score.

        Raises: NoSuchArticle, StoreSuspect.
        """
        return self.references.related(article_id, limit)

    def statements(self, article_id: str) -> tuple["Statement", ...]:
        """Return who says what in an article, in order. Raises: NoSuchArticle, StoreSuspect."""
        return self.speakers.statements(article_id)

    def claims(self, article_id: str) -> tuple["Claim", ...]:
        """Return the figures of an article: of what, what happened, and who says so. Raises: as `statements`."""
        return self.speakers.claims(article_id)

    # Adding and indexing

    def add(
        self,
        paths: Iterable["Path | Source | FoundFile"],
        progress: Callable[[int, int], None] = lambda *_: None,
        *,
        is_dry: bool = False,
        is_indexed: bool = True,
    ) -> Iterator["AddedFile"]:
        """Add files and folders to the library, and yield the result of each as soon as it is known.

        *progress* is told how many files are done, of how many. With *is_dry* it is told what would be done, and
        nothing is written; without *is_indexed* what is new is left to be indexed by somebody else. Where another
        window is indexing and is not done in a moment, the files are added all the same, and it indexes them after:
        `index_follows` tells so.
        Raises: ReaderError for a folder read in place, WriteError.
        """
        from reader.ingest.addition import add
        from reader.room.arrivals import Arrivals
        from reader.room.library_archive import library_archive, restore_library

        if self.library.in_place:
            raise ReaderError(
                f"{self.library.title} is a folder that is read in place; choose a library to add to with --library."
            )
        paths = list(paths)
        arrivals = Arrivals(self.session, paths, is_dry=is_dry)
        archives = [(each, found) for each in paths if (found := library_archive(each))]
        for path, archive in archives:
            paths.remove(path)
            yield from map(arrivals.receive, restore_library(self.library, archive, is_dry=is_dry))
        try:
            yield from add(self.library, paths, self._holdings(), progress, arrivals, is_dry=is_dry)
            arrivals.end()
        finally:
            # Also where adding was interrupted: what was added has come with its state.
            arrivals.save()
        if not is_dry and is_indexed:
            self.index_follows = not self._catch_up(arrivals.files.values(), is_whole=bool(archives))

    def _holdings(self) -> "Holdings | None":
        """Return the holdings from the catalog; None if that is not up to date and the files must be read."""
        from reader.ingest.holdings import Holdings
        from reader.room.cataloged_articles import CatalogedArticles

        if not self._catch_up():
            return None
        return Holdings(held=CatalogedArticles(self.catalog))

    def undo_add(self) -> Iterator["UndoneArticle"]:
        """Move what the last `add` added to the trash; yield each article, with the reason if it stays.

        Raises: WriteError, ReaderError if there is nothing to undo.
        """
        from reader.room.import_log import ImportLog

        self._catch_up()
        yield from ImportLog(self.session).undo()
        self.index_follows = not self._catch_up()

    def export_library(self, target: Path) -> "ExportedLibrary":
        """Write the whole library to a zip archive, which `add` takes again. Raises: WriteError, ReaderError."""
        from reader.room.library_archive import export_library

        return export_library(self.library, target, self.session.own_folder())

    @property
    def trash(self) -> "LibraryTrash":
        """Removed articles; removing and restoring them."""
        from reader.room.trash import LibraryTrash

        return LibraryTrash(self.session)

    def correct(self, article_id: str, values: "Values") -> "Correction":
        """Correct fields of an article's record, and return all its corrections; `index` brings them into search.

        A value equal to the page's own takes the correction back. Raises: NoSuchArticle, CorrectionError, WriteError.
        """
        entry = self.session.shelf.entry(article_id)
        text = short_key(self.catalog.identities.text_sha256(article_id))
        corrections = self.session.corrections
        correction = corrections.correct(article_id, entry.page_record, values, text)
        # The list shows it at once. If the catalog cannot be written now, the next run updates it.
        with suppress(ReaderError), self.catalog.writing():
            stamp = corrections.stamps().get(article_id, "")
            self.catalog.correct(article_id, correction.applied(entry.page_record), stamp)
        return correction

    def versions(self, article_id: str) -> tuple[str, str]:
        """Return the earlier and the later of two versions: the article and the one before it, or the last after it.

        Raises: NoSuchArticle, ReaderError for an article of which there is one version.
        """
        earlier = self.session.shelf.entry(article_id).record.extra.get("version_of")
        if isinstance(earlier, str) and self.catalog.entry(earlier) is not None:
            return earlier, article_id
        later = [each for each in self.articles() if each.record.extra.get("version_of") == article_id]
        if not later:
            raise ReaderError(f"There is one version of {article_id} in the library.")
        return article_id, max(later, key=lambda each: (each.record.saved or "", each.id)).id

    def _catch_up(self, known: Iterable[Path] = (), *, is_whole: bool = True) -> bool:
        """Bring everything up to date, as `index`; return False if another window is still doing so."""
        try:
            self.index(known=known, is_whole=is_whole, patience=_PATIENCE)
        except Busy:
            return False
        return True

    def index(
        self,
        progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = never,
        *,
        known: Iterable[Path] = (),
        is_whole: bool = True,
        verify: bool = False,
        patience: float = 0.0,
    ) -> RefreshResult:
        """Bring catalog, index and evidence up to date with the files. Raises: Busy after *patience* seconds.

        The files at *known* come first, in time that does not depend on how many others there are; where not *is_whole*
        only they are looked at.
        A cache that turns out to be broken is thrown away and built again, once; with *verify* that is looked for
        before anything needs it (some forty milliseconds for ten thousand articles).
        """
        # Neither index nor evidence is needed for the first files to be read.
        from reader.related.errors import StoreSuspect
        from reader.room.refresh import Refresh
        from reader.search.errors import IndexSuspect

        self.session.follow_library()
        self.session.reload_names()
        known = list(known)
        part_of = {IndexSuspect: "search", StoreSuspect: "related", CatalogSuspect: "catalog"}
        for left in (2, 1, 0, -1):
            try:
                refresh = Refresh(self.session, progress, cancelled)
                return refresh.run(known=known, is_whole=is_whole, verify=verify, patience=patience)
            except (IndexSuspect, StoreSuspect, CatalogSuspect) as error:
                if left < 0:
                    raise
                progress(Progress("reading", 0, 0, str(error)))
                self.session.caches.drop(part_of[type(error)])
        raise AssertionError  # pragma: no cover - the loop returns or raises
