"""The index of a library: the only door to whoosh. Entries go in, answers come out."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from threading import Lock
from time import monotonic

from reader.errors import ReaderError
from reader.library.names import NamesAuthority
from reader.search.choices import Scope
from reader.search.entry import IndexEntry, fingerprint
from reader.search.generation import IndexFolder, Manifest
from reader.search.nodes import Query
from reader.search.ordering import SORTS
from reader.search.parser import parse
from reader.search.plan import Plan, Planner
from reader.search.results import Hit, Results
from reader.search.searcher import Searcher
from reader.search.snapshot import Snapshot, open_snapshot
from reader.search.spellings import Spellings
from reader.search.stems import DEFAULT_LANGUAGE, LANGUAGES, language_of
from reader.search.suspicion import IndexBusy, IndexSuspect
from reader.search.watch import PATIENCE, SearchCancelled, SearchTooLong, Watch, never
from reader.search.writer import batches, write

__all__ = ["Hit", "IndexBusy", "IndexEntry", "IndexSuspect", "Results", "SearchCancelled", "SearchIndex"]

_RETRIES = 5


def _no_progress(_: int) -> None:
    """Tell nobody."""


class SearchIndex:
    """The search index of one library, in its cache folder.

    Safe for several threads (one query runs at a time) and several processes (one writes). Opening creates
    nothing; an index that is not there yet is an empty one.
    """

    def __init__(self, folder: Path, names: NamesAuthority, language: str | None = None) -> None:
        self._folder = IndexFolder(folder)
        self._spellings = Spellings.of(names)
        self._language = language_of(language)
        self._searcher = Searcher(Snapshot())
        self._lock = Lock()
        self.patience = PATIENCE
        self.clock: Callable[[], float] = monotonic

    @classmethod
    def open(cls, folder: Path, names: NamesAuthority, language: str | None = None) -> "SearchIndex":
        """Open the index in *folder*; *language* is that of articles that tell none.

        Raises: IndexSuspect if what is there cannot be trusted; then `rebuild`.
        """
        index = cls(folder, names, language)
        with index._lock:  # noqa: SLF001 - its own
            index._refresh()  # noqa: SLF001 - its own
        return index

    @classmethod
    def rebuild(cls, folder: Path, names: NamesAuthority, language: str | None = None) -> "SearchIndex":
        """Throw away the index in *folder* and return an empty one, to be updated with every article.

        Raises: IndexBusy, and ReaderError where the folder cannot be written.
        """
        index = cls(folder, names, language)
        with index._writing():  # noqa: SLF001 - its own
            index._folder.discard()  # noqa: SLF001 - its own
        return index
