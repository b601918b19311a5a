"""The disposable caches of one library: catalog, search index and evidence, in the user's cache folder.

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

from reader.library.catalog import Catalog
from reader.library.catalog_errors import CatalogSuspect
from reader.library.errors import ReaderError
from reader.library.locks import BusyError, locked
from reader.library.names import NamesAuthority
from reader.library.private_folder import FolderNotOurs, make_private

if TYPE_CHECKING:
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
        self, cache: Path, root: Path, names: Callable[[], NamesAuthority], language: str | None = None
    ) -> None:
        key = hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:16]
        self.folder = cache / "libraries" / key
        self._names = names
        self._language = language
        self._local = threading.local()
        self._index: SearchIndex | None = None
        self._related: RelatedStore | None = None
        self._lock = threading.Lock()
        for folder in (cache, cache / "libraries", self.folder):
            _make_private(folder)

    @property
    def catalog(self) -> Catalog:
        """This thread's catalog; a broken one is deleted and rebuilt."""
        found: Catalog | None = getattr(self._local, "catalog", None)
        if found is None:
            try:
                found = Catalog(self.folder)
            except CatalogSuspect:
                for path in self.folder.glob("catalog.sqlite*"):
                    path.unlink(missing_ok=True)
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
                _make_private(folder)
                self._index = SearchIndex.open(folder, self._names(), self._language)
            return self._index

    @property
    def related(self) -> "RelatedStore":
        """The store of evidence, one for all threads. Raises: StoreSuspect."""
        from reader.related.store import RelatedStore

        with self._lock:
            if self._related is None:
                folder = self.folder / "related"
                _make_private(folder)
                self._related = RelatedStore.open(folder, self._names())
            return self._related

    @property
    def has_related(self) -> bool:
        """Whether the store of evidence is open."""
        return self._related is not None

    def drop(self, part: str) -> None:
        """Delete the cache called *part* (`search` or `related`), so that it is rebuilt."""
        with self._lock:
            if part == "search":
                _close(self._index)
                self._index = None
            else:
                _close(self._related)
                self._related = None
        shutil.rmtree(self.folder / part, ignore_errors=True)

    def forget(self) -> None:
        """Delete all caches. Raises: Busy if another process is writing them."""
        with self.locked():
            self.drop("search")
            self.drop("related")
            catalog = self.catalog
            catalog.close()
            self._local = threading.local()
            for path in self.folder.glob("catalog.sqlite*"):
                path.unlink(missing_ok=True)

    @contextlib.contextmanager
    def locked(self, patience: float = 0.0) -> Iterator[None]:
        """Be the only process that changes these caches. Raises: Busy after *patience* seconds, CacheError."""
        with contextlib.ExitStack() as held:
            try:
                held.enter_context(locked(self.folder, "refresh", patience))
            except BusyError as error:
                raise Busy("Another window is updating the index of this library.") from error
            except OSError as error:
                raise CacheError(f"The cache folder {self.folder} cannot be written: {error.strerror}.") from error
            yield

    @property
    def is_run_wanted(self) -> bool:
        """Whether another run was asked for since the last one began."""
        return self._wish.exists()

    def want_run(self) -> None:
        """Ask the running process to look once more when it is done: it may have missed what is new."""
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
        catalog: Catalog | None = getattr(self._local, "catalog", None)
        if catalog is not None:
            catalog.close()
        self._local = threading.local()


def _close(cache: "SearchIndex | RelatedStore | None") -> None:
    if cache is not None:
        cache.close()


def _make_private(folder: Path) -> None:
    try:
        make_private(folder)
    except FolderNotOurs as error:
        raise CacheError(f"The cache folder {folder.name} belongs to somebody else.") from error
    except OSError as error:
        raise CacheError(f"The cache folder cannot be created: {error.strerror}.") from error
