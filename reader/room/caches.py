"""The disposable caches of one library: catalog, texts, search index and evidence, in the user's cache folder.

They are never inside the library: a search index holds pickles, and a shared folder must not be able to run code.
"""

import contextlib
import hashlib
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.catalog import CATALOG_FILE, Catalog
from reader.library.catalog_errors import CatalogSuspect
from reader.library.errors import CacheUnwritable, ReaderError
from reader.library.locks import BusyError, locked
from reader.library.private_folder import FolderNotOurs, check_room, make_private
from reader.library.sqlite_file import empty_file
from reader.library.text_store import TextStore

if TYPE_CHECKING:
    from reader.library.names import NamesAuthority
    from reader.related.store import RelatedStore
    from reader.search.index import SearchIndex


class CacheError(ReaderError):
    """The cache folder cannot be used safely."""


class Busy(ReaderError):
    """Another process is bringing the caches up to date."""


class Caches:
    """Opens the caches of the library at *root*, each when it is first asked for.

    SQLite connections belong to a thread, so every thread gets its own.
    """

    def __init__(
        self, cache: Path, root: Path, names: "Callable[[], NamesAuthority]", language: str | None = None
    ) -> None:
        key = hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:16]
        # What is wrong with the place of the caches, in a sentence; empty where nothing is.
        self.problem = ""
        try:
            self.folder = _place(cache, key)
        except OSError as error:
            self.folder = _spare_place(key, error)
            self.problem = (
                f"The cache folder cannot be written ({error.strerror}): until it can, the index is in {self.folder}."
            )
        # Shared by index and evidence; what each has lost comes back when it is built anew.
        self.texts = TextStore(self.folder)
        self._names = names
        self._language = language
        self._local = threading.local()
        self._index: SearchIndex | None = None
        self._related: RelatedStore | None = None
        self._lock = threading.Lock()

    @property
    def is_new(self) -> bool:
        """Whether the library was never read."""
        return not (self.folder / CATALOG_FILE).exists()

    @property
    def catalog(self) -> Catalog:
        """This thread's catalog; a broken one is deleted and rebuilt."""
        found: Catalog | None = getattr(self._local, "catalog", None)
        if found is None:
            try:
                found = Catalog(self.folder)
            except CatalogSuspect:
                self._empty_catalog()
                found = Catalog(self.folder)
            self._local.catalog = found
        return found

    @property
    def index(self) -> "SearchIndex":
        """The search index, one for all threads. Raises: IndexSuspect."""
        from reader.search.index import SearchIndex

        with self._lock:
            if self._index is None:
                folder = self.folder / "search"
                _make(folder)
                self._index = SearchIndex.open(folder, self._names(), self._language, self.texts)
            return self._index

    @property
    def related(self) -> "RelatedStore":
        """The store of evidence, one for all threads. Raises: StoreSuspect."""
        from reader.related.store import RelatedStore

        with self._lock:
            if self._related is None:
                folder = self.folder / "related"
                _make(folder)
                self._related = RelatedStore.open(folder, self._names(), self.texts)
            return self._related

    @property
    def has_related(self) -> bool:
        """Whether the store of evidence is open."""
        return self._related is not None

    def drop(self, part: str) -> None:
        """Delete the cache called *part* (`catalog`, `search` or `related`), so that it is rebuilt."""
        if part == "catalog":
            # The others are told again what there is; what they hold already is passed over.
            self._empty_catalog()
            return
        with self._lock:
            if part == "search":
                _close(self._index)
                self._index = None
            else:
                _close(self._related)
                self._related = None
        shutil.rmtree(self.folder / part, ignore_errors=True)
        with self.catalog.writing():
            self.catalog.forget_indexed()

    def _empty_catalog(self) -> None:
        """Empty the catalog's file where it is, so that whoever has it open sees that; else make another one."""
        found: Catalog | None = getattr(self._local, "catalog", None)
        if found is not None:
            self._local.catalog = None
            found.close()
        if not empty_file(self.folder / CATALOG_FILE):
            for path in self.folder.glob(f"{CATALOG_FILE}*"):
                path.unlink(missing_ok=True)

    def forget(self) -> None:
        """Delete all caches. Raises: Busy if another process is writing them."""
        with self.locked():
            for part in ("search", "related", "catalog"):
                self.drop(part)
            self.texts.empty()

    @contextlib.contextmanager
    def locked(self, patience: float = 0.0) -> Iterator[None]:
        """Be the only process that changes these caches. Raises: Busy after *patience* seconds, CacheUnwritable."""
        with contextlib.ExitStack() as held:
            try:
                held.enter_context(locked(self.folder, "refresh", patience))
            except BusyError as error:
                raise Busy("Another window is updating the index of this library.") from error
            except OSError as error:
                raise _unwritable(error) from error
            yield

    @property
    def is_run_wanted(self) -> bool:
        """Whether another run was asked for since the last one began."""
        return self._wish.exists()

    def want_run(self) -> None:
        """Ask the running process to look once more when it is done: it may have missed what is new."""
        # Where that cannot be noted, the next run finds it.
        with contextlib.suppress(OSError):
            self._wish.touch(mode=0o600)

    def begin_run(self) -> None:
        """Mark all runs asked for until now as begun; call it only while holding the lock."""
        self._wish.unlink(missing_ok=True)

    @property
    def _wish(self) -> Path:
        return self.folder / "wanted"

    def close(self) -> None:
        """Close everything opened by this thread or for all threads."""
        _close(self._index)
        _close(self._related)
        self._index = self._related = None
        self.texts.close()
        catalog: Catalog | None = getattr(self._local, "catalog", None)
        if catalog is not None:
            catalog.close()
        self._local = threading.local()


def _close(cache: "SearchIndex | RelatedStore | None") -> None:
    if cache is not None:
        cache.close()


def _place(cache: Path, key: str) -> Path:
    """Return the folder of a library's caches in *cache*, made and tried. Raises: CacheError, OSError if it is full."""
    folder = cache / "libraries" / key
    for each in (cache, cache / "libraries", folder):
        _make_private(each)
    check_room(folder)
    return folder


def _spare_place(key: str, reason: OSError) -> Path:
    """Return a folder for the caches where those of the user cannot be: another disk, often memory."""
    place = Path(os.environ.get("XDG_RUNTIME_DIR") or os.environ.get("TMPDIR") or "/tmp")  # noqa: S108 - its owner is checked
    try:
        return _place(place / f"reading-room-{os.geteuid()}", key)
    except OSError as error:
        raise CacheError(f"The cache folder cannot be written: {reason.strerror}.") from error


def _make(folder: Path) -> None:
    """Make a folder of one cache. Raises: CacheError, CacheUnwritable."""
    try:
        _make_private(folder)
    except OSError as error:
        raise _unwritable(error) from error


def _unwritable(error: OSError) -> CacheUnwritable:
    return CacheUnwritable(f"The cache folder cannot be written: {error.strerror}.")


def _make_private(folder: Path) -> None:
    try:
        make_private(folder)
    except FolderNotOurs as error:
        raise CacheError(f"The cache folder {folder.name} belongs to somebody else.") from error
