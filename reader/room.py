"""The reading room: the one object that the app, the command line and scripts talk to.

    from reader.room import ReadingRoom

    with ReadingRoom.open("my-library") as room:
        room.index()
        for found in room.search("aleppo corridor").found:
            print(found.entry.title, found.snippet)

An object may be used from several threads; nothing here needs a terminal.
"""

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reader.caches import Busy, Caches
from reader.config import Places, Settings, load_settings, user_places
from reader.errors import ReaderError
from reader.library.article import Article
from reader.library.catalog import Catalog, CatalogEntry
from reader.library.folder import Library, open_library
from reader.library.names import NamesAuthority, load_names
from reader.library.state import ReadingState
from reader.refresh import Progress, Refresh, Refreshed, count_notes
from reader.shelf import NoSuchArticle, Shelf

if TYPE_CHECKING:
    from reader.ingest.addition import Added
    from reader.notes.anchoring import Anchoring
    from reader.notes.journal import DraftJournal
    from reader.notes.model import Annotation
    from reader.notes.store import NoteStore
    from reader.related.evidence import CrossReference
    from reader.search.index import Results

__all__ = ["Busy", "Found", "NoSuchArticle", "Progress", "ReadingRoom", "Refreshed", "SearchAnswer", "default_library"]


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with the best passage of its article: *marks* are spans of *snippet*."""

    entry: CatalogEntry
    score: float
    snippet: str
    marks: tuple[tuple[int, int], ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What the index said of a query (*results*) and the hits as a person sees them."""

    results: "Results"
    found: tuple[Found, ...]


class ReadingRoom:
    """One library, opened. Make it with `ReadingRoom.open`; use it as a context manager."""

    def __init__(self, library: Library, settings: Settings, places: Places) -> None:
        self.library = library
        self.settings = settings
        self.places = places
        self._local = threading.local()

    @classmethod
    def open(
        cls, path: str | os.PathLike[str], *, settings: Settings | None = None, places: Places | None = None
    ) -> Self:
        """Open the library at *path*, or any folder of articles in place.

        Nothing is read but `library.yaml`; `index()` brings the caches up to date. Raises: LibraryError.
        """
        places = places or user_places()
        settings = settings or load_settings(places.settings)
        return cls(open_library(Path(path)), settings, places)

    def __enter__(self) -> Self:
        """Return the room."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the room."""
        self.close()

    def close(self) -> None:
        """Close the caches. The reading state is saved by whoever changed it, with `state.save()`."""
        if "notes" in self.__dict__:
            self.notes.save_cache()
        if "drafts" in self.__dict__:
            self.drafts.close()
        if "caches" in self.__dict__:
            self.caches.close()

    # The parts

    @cached_property
    def names(self) -> NamesAuthority:
        """The names authority of the library."""
        return load_names(self.library.names)

    @cached_property
    def caches(self) -> Caches:
        """The disposable caches. Raises: CacheError."""
        return Caches(self.places.cache, self.library.root, lambda: self.names)

    @property
    def catalog(self) -> Catalog:
        """This thread's catalog of all articles."""
        return self.caches.catalog

    @cached_property
    def state(self) -> ReadingState:
        """What was read and starred, and where reading stopped."""
        folder = self._own_folder("state") if self.library.in_place else self._writable(self.library.state)
        return ReadingState(folder, self.settings.machine_name)

    @cached_property
    def notes_folder(self) -> Path:
        """Where annotations go: into the library, or where it cannot be written, the user's data folder."""
        return self._writable(self.library.notes)

    @cached_property
    def notes(self) -> "NoteStore":
        """All annotations of the library."""
        from reader.notes.store import NoteStore

        return NoteStore(self.notes_folder, self.places.state / "locks", self.caches.folder / "notes.json")

    @cached_property
    def drafts(self) -> "DraftJournal":
        """The notes being written on this machine, kept through a crash."""
        from reader.notes.journal import DraftJournal

        return DraftJournal(self.places.state / "drafts" / self.caches.folder.name)

    @property
    def problems(self) -> tuple[str, ...]:
        """Sentences about what is wrong with the library as a whole, its settings, names and state."""
        return (*self.settings.problems, *self.library.problems, *self.names.problems, *self.state.problems)

    def _writable(self, folder: Path) -> Path:
        nearest = folder if folder.exists() else self.library.root
        return folder if os.access(nearest, os.W_OK) else self._own_folder(folder.name)

    def _own_folder(self, name: str) -> Path:
        return self.places.data / "in-place" / self.caches.folder.name / name

    @property
    def _shelf(self) -> Shelf:
        shelf: Shelf | None = getattr(self._local, "shelf", None)
        if shelf is None:
            shelf = self._local.shelf = Shelf(self.library, self.caches)
        return shelf

    # Reading

    def articles(self, order: str = "date") -> Iterator[CatalogEntry]:
        """Yield all articles in an order of `catalog.ORDERS`."""
        return self.catalog.entries(order=order)

    def article(self, article_id: str) -> Article:
        """Return an article with its text. Raises: NoSuchArticle."""
        return self._shelf.article(article_id)

    def original(self, article_id: str) -> Path | None:
        """Return the path of the file as it came, None if there is none. Raises: NoSuchArticle."""
        entry = self.catalog.entry(article_id)
        if entry is None:
            raise NoSuchArticle(f"There is no article “{article_id[:80]}” in this library.")
        return self._shelf.original_path(entry)

    # Adding and indexing

    def add(self, paths: Iterable[Path]) -> Iterator["Added"]:
        """Add files and folders to the library, telling what became of each. Raises: LibraryError, WriteError."""
        from reader.ingest.addition import add

        if self.library.in_place:
            raise ReaderError(
                f"{self.library.title} is a folder read in place, nothing is added; name a library with --library."
            )
        self.index()
        yield from add(self.library, paths, self.catalog.ids_by_sha256())
        self.index()

    def index(
        self, progress: Callable[[Progress], None] = lambda _: None, cancelled: Callable[[], bool] = lambda: False
    ) -> Refreshed:
        """Bring catalog, index and evidence up to date with the files. Raises: Busy.

        A cache that turns out to be broken is thrown away and built again, once.
        """
        from reader.related.store import StoreSuspect
        from reader.search.index import IndexSuspect

        for part in ("search", "related", None):
            try:
                return Refresh(self.library, self.caches, self.notes, self.notes_folder, progress, cancelled).run()
            except (IndexSuspect, StoreSuspect) as error:
                if part is None:
                    raise
                self._begin_again("search" if isinstance(error, IndexSuspect) else "related")
        raise AssertionError  # pragma: no cover - the loop returns or raises

    def forget_caches(self) -> None:
        """Throw away what can be made again: the next `index()` reads every file."""
        self.caches.forget()

    def _begin_again(self, part: str) -> None:
        self.caches.drop(part)
        with self.catalog.writing():
            self.catalog.forget_indexed()

    # Searching and cross-referencing

    def search(
        self, query: str, *, limit: int = 50, sort: str = "relevance", cancelled: Callable[[], bool] = lambda: False
    ) -> SearchAnswer:
        """Search the library. A query that makes no sense is told in `results.problem`. Raises: IndexSuspect."""
        results = self.hits(query, limit=limit, sort=sort, cancelled=cancelled)
        found = []
        for hit in results.hits:
            entry = self.catalog.entry(hit.id)
            if entry is not None and not cancelled():
                snippet, marks = self.snippet(entry, query)
                found.append(Found(entry, hit.score, snippet, marks, hit.missing))
        return SearchAnswer(results, tuple(found))

    def hits(
        self,
        query: str,
        *,
        limit: int = 50,
        sort: str = "relevance",
        cancelled: Callable[[], bool] = lambda: False,
        is_typing: bool = False,
    ) -> "Results":
        """Return the bare hits of a query, without looking into any article. Raises: IndexSuspect.

        While somebody *is_typing*, the last word also finds what it may become.
        """
        return self.caches.index.search(
            query, limit=limit, scope=_Scope(self), sort=sort, cancelled=cancelled, is_typing=is_typing
        )

    def warm_search(self) -> None:
        """Open the search index, so that the first search need not. Raises: IndexSuspect."""
        _ = self.caches.index

    def snippet(self, entry: CatalogEntry, query: str) -> tuple[str, tuple[tuple[int, int], ...]]:
        """Return the passage of an article that answers *query* best, and the hits in it."""
        from reader.search.snippets import snippet

        article = self._shelf.article_of(self.catalog.entry(entry.id) or entry)
        best, marks = snippet(article.text, self.text_hits(article, query))
        return best, tuple((start, end) for start, end in marks)

    def text_hits(self, article: Article, query: str) -> list[tuple[int, int]]:
        """Return the spans of an article's text that the words of *query* match, in order."""
        from reader.search.snippets import find_hits

        language = article.record.language or self.library.language
        return find_hits(article.text, query, self.names, language=language)

    def related(self, article_id: str, limit: int = 50) -> tuple["CrossReference", ...]:
        """Return the articles that bear on this one, the most telling first. Raises: StoreSuspect."""
        return tuple(self.caches.related.related(article_id, limit))

    # Notes

    def anchored(self, article_id: str) -> list[tuple["Annotation", "Anchoring"]]:
        """Return an article's annotations with where each is in its text, in the order of the text.

        Notes on the article as a whole come first. A note whose article is gone has no text to be in.
        """
        from reader.notes.anchoring import AnchoringText

        self.notes.refresh(article_id)
        notes = self.notes.of(article_id)
        places = AnchoringText(self._text(article_id) or "").anchor_all(notes)
        pairs = [(each, places[each.id]) for each in notes]
        return sorted(pairs, key=lambda pair: (pair[0].quote is not None, pair[1].start, pair[1].end, pair[0].created))

    def notebook(self) -> list[tuple["Annotation", "Anchoring", str]]:
        """Return all annotations of the library with their place and their article's title, article by article."""
        listed = []
        for article_id in dict.fromkeys(each.article for each in self.notes.all()):
            entry = self.catalog.entry(article_id)
            title = entry.title if entry else f"{article_id} (this article is gone)"
            listed += [(annotation, place, title) for annotation, place in self.anchored(article_id)]
        return listed

    def export_notes(self, form: str, article_id: str | None = None) -> str:
        """Return all annotations, or those of an article, in a format of `notes.exports.formats.FORMATS`."""
        from reader.notes.exports.formats import FORMATS
        from reader.notes.exports.quotation import quotations

        ids = [article_id] if article_id else list(dict.fromkeys(each.article for each in self.notes.all()))
        entries = {each: self.catalog.entry(each) for each in ids}
        found = [
            quotation
            for key, entry in entries.items()
            for quotation in quotations(self.notes.of(key), entry.record if entry else None, self._text(key))
        ]
        return FORMATS[form].write(found)

    def cite_noted(self, style: str) -> str:
        """Return the articles that have annotations, as a bibliography in a style of `notes.exports.cite.STYLES`."""
        from reader.notes.exports.cite import STYLES

        noted = {each.article: self.catalog.entry(each.article) for each in self.notes.all()}
        return STYLES[style]({key: entry.record for key, entry in noted.items() if entry})

    def _text(self, article_id: str) -> str | None:
        try:
            return self.article(article_id).text
        except NoSuchArticle:
            return None

    def note_counts(self) -> dict[str, int]:
        """Map the id of every article that has annotations to how many it has."""
        return count_notes(self.notes_folder)


class _Scope(Mapping[str, frozenset[str]]):
    """The ids that `is:` filters by, counted only if a query asks."""

    def __init__(self, room: ReadingRoom) -> None:
        self._room = room

    def __getitem__(self, name: str) -> frozenset[str]:
        state = self._room.state
        if name == "unread":
            return frozenset(each.id for each in self._room.articles()) - state.ids(read=True)
        if name == "orphaned":
            return self._orphaned()
        return {"read": state.ids(read=True), "starred": state.ids(starred=True)}[name]

    def _orphaned(self) -> frozenset[str]:
        articles = {each.article for each in self._room.notes.all() if each.quote}
        return frozenset(
            each for each in articles if any(place.state == "orphan" for _, place in self._room.anchored(each))
        )

    def __iter__(self) -> Iterator[str]:
        return iter(("unread", "read", "starred", "orphaned"))

    def __len__(self) -> int:
        return 4


def default_library(settings: Settings, places: Places) -> tuple[Path, bool]:
    """Return the library that opens when none is named, and whether it was made just now.

    In this order: `$READER_LIBRARY`, the settings' library, the current folder if it holds a `library.yaml`, the
    user's own library, which the first launch makes from the bundled one. Raises: WriteError.
    """
    named = os.environ.get("READER_LIBRARY") or settings.library
    if named:
        return Path(named).expanduser(), False
    if (Path.cwd() / "library.yaml").is_file():
        return Path.cwd(), False
    own = places.own_library
    if own.exists():
        return own, False
    _copy_bundled(own)
    return own, True


def _copy_bundled(target: Path) -> None:
    import shutil
    import tempfile

    from reader.library.atomic_file import WriteError

    here = Path(__file__).parent
    # Installed, the library lies inside the package; in a checkout, beside it.
    bundled = next(path for path in (here / "bundled", here.parent / "library") if (path / "library.yaml").is_file())
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent) as temporary:
            made = Path(temporary) / "library"
            # In a checkout, what was read in the bundled library is kept in its state; it is not the new user's.
            shutil.copytree(bundled, made, ignore=shutil.ignore_patterns("state", ".*"))
            made.rename(target)
    except OSError as error:
        raise WriteError(f"Your library could not be made in {target}: {error.strerror or error}.") from error
