"""The session that the parts of a reading room share: one library, and everything opened for it."""

import contextlib
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from reader.library.catalog import Catalog
from reader.library.errors import ReaderError
from reader.library.folder import Library
from reader.library.identity import short_key
from reader.library.query_history import QueryHistory
from reader.library.state import ReadingState
from reader.room.caches import Caches
from reader.room.own_folder import OwnFolder
from reader.room.settings import Places, Settings

if TYPE_CHECKING:
    from reader.library.corrections import Corrections
    from reader.library.names import NamesAuthority
    from reader.notebook.places import PlaceCache
    from reader.notes.journal import DraftJournal
    from reader.notes.store import NoteStore
    from reader.room.place_marks import PlaceMarks
    from reader.room.reading_log import ReadingLog
    from reader.room.shelf import Shelf

_T = TypeVar("_T")

# A stamp that changes when a file is written; None if there is none.
Stamp = tuple[int, int, int] | None


class OpenedOnce(Generic[_T]):
    """A property computed on first use, once for all threads; `cached_property` has no lock."""

    def __init__(self, make: Callable[[Any], _T]) -> None:
        self.__doc__ = make.__doc__
        self._make = make
        self._name = make.__name__

    def __get__(self, session: "Session", _: type) -> _T:
        with session.lock:
            if self._name not in session.__dict__:
                session.__dict__[self._name] = self._make(session)
            value: _T = session.__dict__[self._name]
            return value


class Session:
    """A library with its settings and places; everything else is opened on first use.

    May be used from several threads. *lock* is held only while something is opened.
    """

    def __init__(self, library: Library, settings: Settings, places: Places) -> None:
        self.library = library
        self.settings = settings
        self.places = places
        self.lock = threading.RLock()
        self._local = threading.local()
        self._names_stamp: Stamp = None

    @OpenedOnce
    def names(self) -> "NamesAuthority":
        """The names authority of the library."""
        self._names_stamp = _stamp(self.library.names)
        return _load_names(self.library.names)

    @OpenedOnce
    def caches(self) -> Caches:
        """The disposable caches. Raises: CacheError."""
        return Caches(self.places.cache, self.library.root, lambda: self.names, self.library.language)

    @OpenedOnce
    def state(self) -> ReadingState:
        """Read and starred marks, and positions."""
        own = self.own_folder("state")
        folder, *others = [own] if self.library.in_place else self._places_of(self.library.state)
        locks = self.places.state / "locks"
        return ReadingState(folder, self.settings.machine_name, locks, self._text_key, others)

    @OpenedOnce
    def notes(self) -> "NoteStore":
        """All annotations, in the library, or if that is read-only, in the user's data folder."""
        from reader.notes.store import NoteStore

        folder, *others = self._places_of(self.library.notes)
        cache, history = self.caches.folder / "notes.json", self.places.state / "history" / self.caches.folder.name
        return NoteStore(folder, self.places.state / "locks", cache, self._text_sha256, history, others)

    @OpenedOnce
    def corrections(self) -> "Corrections":
        """The user's corrections of records."""
        from reader.library.corrections import Corrections

        folder, *others = self._places_of(self.library.corrections)
        return Corrections(folder, self.places.state / "locks", others)

    @OpenedOnce
    def drafts(self) -> "DraftJournal":
        """The drafts of notes on this machine, which survive a crash, in the first place that is writable."""
        from reader.notes.journal import DraftJournal

        places = self.places.state, self.places.data
        own = (place / "drafts" / self.caches.folder.name for place in places)
        # The folder of the caches always exists, at worst in memory.
        return DraftJournal(*own, self.caches.folder / "drafts")

    @OpenedOnce
    def note_places(self) -> "PlaceCache":
        """The last known places of notes."""
        from reader.notebook.places import PlaceCache

        return PlaceCache(self.caches.folder / "places.json")

    @OpenedOnce
    def place_marks(self) -> "PlaceMarks":
        """The user's marks in this library."""
        from reader.room.place_marks import PlaceMarks

        return PlaceMarks(self.places.state / "marks" / f"{self.caches.folder.name}.txt")

    @OpenedOnce
    def reading_log(self) -> "ReadingLog":
        """What was read of this library on this machine, when and how long."""
        from reader.room.reading_log import ReadingLog

        return ReadingLog(self.places.state / "reading" / f"{self.caches.folder.name}.txt")

    @OpenedOnce
    def query_history(self) -> QueryHistory:
        """The user's history of queries in this library."""
        return QueryHistory(self.places.state / "queries" / f"{self.caches.folder.name}.txt")

    @property
    def last_view(self) -> Path:
        """The file of this library's last view on this machine."""
        return self.places.state / "views" / f"{self.caches.folder.name}.yaml"

    @property
    def catalog(self) -> Catalog:
        """This thread's catalog of all articles."""
        return self.caches.catalog

    @property
    def shelf(self) -> "Shelf":
        """This thread's access to the texts of articles."""
        from reader.room.shelf import Shelf

        shelf: Shelf | None = getattr(self._local, "shelf", None)
        if shelf is None:
            shelf = self._local.shelf = Shelf(self.library, self.caches)
        return shelf

    def own_folder(self, name: str = "") -> Path:
        """Return a folder in the user's data for what this library cannot hold itself."""
        return self._own.path / name

    def follow_library(self) -> None:
        """Take over this library's folders in the user's data, if it was moved or renamed."""
        self._own.follow()
        if "state" in self.__dict__:
            self.state.refresh()

    @property
    def _own(self) -> OwnFolder:
        return OwnFolder(self.places.data / "in-place", self.caches.folder.name, self.library.root.resolve())

    def reload_names(self) -> bool:
        """Read `names.yaml` again if it was read before; return whether it has changed."""
        stamp = _stamp(self.library.names)
        if "names" not in self.__dict__ or stamp == self._names_stamp:
            return False
        names = _load_names(self.library.names)
        with self.lock:
            before, self.__dict__["names"], self._names_stamp = self.names, names, stamp
        if before == names:
            return False
        if self.caches.has_related:
            self.caches.related.spell_with(names)
        return True

    def clear_unfinished(self) -> int:
        """Keep what killed saves of notes left, as far as seen, as drafts; return how many there are."""
        if "notes" not in self.__dict__ or not self.notes.has_unfinished:
            return 0
        return self.notes.clear_unfinished(self.drafts)

    def close(self) -> None:
        """Close what was opened."""
        if "notes" in self.__dict__:
            # Without the cache, the notes are read from their files again.
            with contextlib.suppress(ReaderError, OSError):
                self.notes.save_cache()
        if "state" in self.__dict__ and "caches" in self.__dict__:
            self._own.note()
        if "drafts" in self.__dict__:
            self.drafts.close()
        if "caches" in self.__dict__:
            self.caches.close()

    def _text_sha256(self, article_id: str) -> str:
        # A note or a star is saved even if the catalog fails; the id leads to its article.
        with contextlib.suppress(ReaderError):
            return self.catalog.identities.text_sha256(article_id)
        return ""

    def _text_key(self, article_id: str) -> str:
        return short_key(self._text_sha256(article_id))

    def _places_of(self, folder: Path) -> list[Path]:
        """Return the place where the files of *folder* are written, and then further places with such files.

        While the library is read-only the first is in the user's data. Files of all places count.
        """
        own = self.own_folder(folder.name)
        # Not pathlib's: it raises if the library cannot be entered.
        nearest = folder if os.path.exists(folder) else self.library.root  # noqa: PTH110 - as above
        first, other = (folder, own) if os.access(nearest, os.W_OK) else (own, folder)
        return [first, other] if os.path.isdir(other) else [first]  # noqa: PTH112 - as above


def _load_names(path: Path) -> "NamesAuthority":
    # Imported late: the first screen needs no names.
    from reader.library.names import load_names

    return load_names(path)


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
