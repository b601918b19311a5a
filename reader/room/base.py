"""What every part of the reading room shares: the library, its caches, its articles, its notes."""

import os
import threading
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.article import Article
from reader.library.catalog import Catalog, CatalogEntry
from reader.library.folder import Library
from reader.library.names import NamesAuthority, load_names
from reader.library.state import ReadingState
from reader.room.caches import Caches
from reader.room.settings import Places, Settings
from reader.room.shelf import NoSuchArticle, Shelf

if TYPE_CHECKING:
    from reader.notes.journal import DraftJournal
    from reader.notes.store import NoteStore


class BaseRoom:
    """An opened library: what is read when it is first asked for."""

    def __init__(self, library: Library, settings: Settings, places: Places) -> None:
        self.library = library
        self.settings = settings
        self.places = places
        self._local = threading.local()

    @cached_property
    def names(self) -> NamesAuthority:
        """The names authority of the library."""
        return load_names(self.library.names)

    @cached_property
    def caches(self) -> Caches:
        """The disposable caches. Raises: CacheError."""
        return Caches(self.places.cache, self.library.root, lambda: self.names, self.library.language)

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

    def text_of(self, article_id: str) -> str | None:
        """Return an article's plain text, None where the article is gone."""
        try:
            return self.article(article_id).text
        except NoSuchArticle:
            return None
