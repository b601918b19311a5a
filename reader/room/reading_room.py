"""The reading room itself: one library, opened. An object may be used from several threads."""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reader.library.errors import ReaderError
from reader.library.folder import open_library
from reader.room.exchange import ExchangeRoom
from reader.room.references import RelatedRoom
from reader.room.refresh import Progress, Refresh, Refreshed
from reader.room.search import SearchRoom
from reader.room.settings import Places, Settings, load_settings, user_places

if TYPE_CHECKING:
    from reader.ingest.addition import Added


class ReadingRoom(SearchRoom, ExchangeRoom, RelatedRoom):
    """One library, opened. Make it with `ReadingRoom.open`; use it as a context manager."""

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
            # A cache that cannot be saved is read from the notes again.
            with contextlib.suppress(ReaderError, OSError):
                self.notes.save_cache()
        if "drafts" in self.__dict__:
            self.drafts.close()
        if "caches" in self.__dict__:
            self.caches.close()

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
        self,
        progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
        *,
        verify: bool = False,
    ) -> Refreshed:
        """Bring catalog, index and evidence up to date with the files. Raises: Busy.

        A cache that turns out to be broken is thrown away and built again, once; with *verify* that is looked for
        before anything needs it (some forty milliseconds for ten thousand articles).
        """
        from reader.related.store import StoreSuspect
        from reader.search.index import IndexSuspect

        self.look_at_names()
        for part in ("search", "related", None):
            try:
                return Refresh(self.library, self.caches, self.notes, self.notes_folder, progress, cancelled).run(
                    verify=verify
                )
            except (IndexSuspect, StoreSuspect) as error:
                if part is None:
                    raise
                progress(Progress("reading", 0, 0, str(error)))
                self._begin_again("search" if isinstance(error, IndexSuspect) else "related")
        raise AssertionError  # pragma: no cover - the loop returns or raises

    def forget_caches(self) -> None:
        """Throw away what can be made again: the next `index()` reads every file."""
        self.caches.forget()

    def _begin_again(self, part: str) -> None:
        self.caches.drop(part)
        with self.catalog.writing():
            self.catalog.forget_indexed()


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

    here = Path(__file__).parents[1]
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
