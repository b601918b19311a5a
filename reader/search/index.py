"""The index of a library: the only door to whoosh. Entries go in, answers come out."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from threading import Lock

from reader.library.names import NamesAuthority
from reader.search.choices import Scope
from reader.search.entry import IndexEntry
from reader.search.generation import IndexFolder
from reader.search.ordering import SORTS
from reader.search.parser import parse
from reader.search.plan import Planner
from reader.search.results import Hit, Results
from reader.search.searcher import Searcher
from reader.search.snapshot import Snapshot, open_snapshot
from reader.search.spellings import Spellings
from reader.search.stems import language_of
from reader.search.suspicion import IndexBusy, IndexSuspect
from reader.search.upkeep import Indexed, IndexUnwritable, Upkeep
from reader.search.watch import PATIENCE, SearchCancelled, SearchTooLong, Watch, never

__all__ = [
    "Hit",
    "IndexBusy",
    "IndexEntry",
    "IndexSuspect",
    "IndexUnwritable",
    "Results",
    "SearchCancelled",
    "SearchIndex",
]

_RETRIES = 5


def _tell_nobody(_: int) -> None:
    """Take a progress that nobody asked for."""


class SearchIndex:
    """The search index of one library, in its cache folder.

    For several threads (one query runs at a time) and several processes (one writes). Opening creates nothing; an
    index that is not there yet is an empty one.
    """

    def __init__(self, folder: Path, names: NamesAuthority, language: str | None = None) -> None:
        self._folder = IndexFolder(folder)
        self._spellings = Spellings.of(names)
        self._language = language_of(language)
        self._upkeep = Upkeep(self._folder, self._spellings, self._language)
        self._searcher = Searcher(Snapshot())
        self._lock = Lock()
        self.patience = PATIENCE

    @classmethod
    def open(cls, folder: Path, names: NamesAuthority, language: str | None = None) -> "SearchIndex":
        """Open the index in *folder*; *language* is that of articles that tell none.

        Raises: IndexSuspect if what is there cannot be trusted; then `rebuild`.
        """
        index = cls(folder, names, language)
        index.refresh()
        return index

    @classmethod
    def rebuild(cls, folder: Path, names: NamesAuthority, language: str | None = None) -> "SearchIndex":
        """Throw away the index in *folder* and return an empty one, to be updated with every article.

        Raises: IndexBusy, IndexUnwritable.
        """
        index = cls(folder, names, language)
        with index._upkeep.writing():  # noqa: SLF001 - its own
            index._folder.discard()  # noqa: SLF001 - its own
        return index

    def close(self) -> None:
        """Close the files; a search opens them again."""
        with self._lock:
            self._searcher.snapshot.close()
            self._searcher = Searcher(Snapshot())

    def refresh(self) -> None:
        """Take up what was written since, here or by another process. Raises: IndexSuspect."""
        with self._lock:
            self._refresh()

    @property
    def count(self) -> int:
        """The number of articles in the index."""
        return self._searcher.snapshot.count

    @property
    def is_stale(self) -> bool:
        """Whether articles were indexed with other names or another language: update all of them."""
        manifest = self._searcher.snapshot.manifest
        return bool(self.count) and (manifest.names_digest, manifest.language) != self._upkeep.stamp

    def fingerprints(self) -> dict[str, str]:
        """Return the fingerprint by id of every article in the index, to tell what has changed since."""
        return self._indexed().print_by_id

    def fingerprint(self, entry: IndexEntry) -> str:
        """Return the fingerprint that *entry* has once it is indexed."""
        return self._upkeep.fingerprint(entry)

    def update(
        self, entries: Iterable[IndexEntry], gone: Iterable[str] = (), progress: Callable[[int], None] = _tell_nobody
    ) -> None:
        """Add or replace *entries* and take out the articles whose ids are *gone*.

        What is unchanged is passed over. Batch by batch is searchable as soon as it is written. *progress* is called
        with the number of entries done; what it raises ends the update, and what was written by then stays.
        Raises: IndexBusy, IndexSuspect, IndexUnwritable.
        """
        with self._upkeep.writing():
            self._upkeep.update(entries, frozenset(gone), progress, self._indexed)
        self.refresh()

    def search(
        self,
        query: str,
        *,
        limit: int = 50,
        scope: Scope | None = None,
        sort: str = "relevance",
        cancelled: Callable[[], bool] = never,
    ) -> Results:
        """Answer *query*; *scope* tells the ids of each state (`unread read starred orphaned`).

        *sort* is one of SORTS. A query that cannot be searched is answered with a problem.
        Raises: SearchCancelled once *cancelled*, IndexSuspect.
        """
        asked = parse(query, date.today())  # noqa: DTZ011 - the reader's own day is what "today" means
        if sort not in SORTS:
            return Results(asked.text, problem=f"There is no order “{sort}”; there are {', '.join(SORTS)}.")
        if asked.problem:
            return Results(asked.text, problem=asked.problem, proposal=asked.proposal)
        watch = Watch(cancelled, self.patience)
        try:
            with self._lock:
                self._refresh()
                plan = self._planner(scope or {}, watch).plan(asked)
                unread = (scope or {}).get("unread", frozenset())
                return self._searcher.results(asked, plan, limit, sort, watch, unread)
        except SearchTooLong as error:
            return Results(asked.text, problem=str(error))

    def _planner(self, scope: Scope, watch: Watch) -> Planner:
        searcher = self._searcher
        return Planner(searcher.snapshot, searcher.languages(self._language), self._spellings, scope, watch)

    def _indexed(self) -> Indexed:
        with self._lock:
            self._refresh()
            snapshot = self._searcher.snapshot
            prints = snapshot.texts("prints")
            manifest = snapshot.manifest
            return Indexed(
                snapshot.generation,
                snapshot.number_by_id,
                {name: prints[number].decode("ascii", "replace") for name, number in snapshot.number_by_id.items()},
                (manifest.names_digest, manifest.language),
            )

    def _refresh(self) -> None:
        """Open the current generation; one that was swept away while it was opened is looked for again."""
        for attempt in range(_RETRIES):
            snapshot = self._searcher.snapshot
            generation = self._folder.current()
            if generation == snapshot.generation:
                return
            if generation is None:
                snapshot.close()
                self._searcher = Searcher(Snapshot())
                return
            try:
                manifest = self._folder.manifest(generation)
                self._searcher = Searcher(open_snapshot(generation, manifest, snapshot))
            except (IndexSuspect, FileNotFoundError) as error:
                if attempt == _RETRIES - 1 or self._folder.current() == generation:
                    raise (
                        error if isinstance(error, IndexSuspect) else IndexSuspect("a file of it is missing")
                    ) from error
            else:
                return
