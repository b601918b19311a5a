"""The index of a library: the only door to whoosh. Entries go in, answers come out."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from pathlib import Path
from threading import Lock
from time import thread_time

from reader.library.errors import never
from reader.library.faults import Apart, unguarded
from reader.library.names import NamesAuthority
from reader.library.text_store import TextStore
from reader.search.choices import Scope
from reader.search.columnar.postings import tell_nobody
from reader.search.document import IndexEntry
from reader.search.errors import (
    PATIENCE,
    IndexBusy,
    IndexSuspect,
    SearchTooLong,
    SuspectGuard,
    Watch,
)
from reader.search.evaluation import Evaluation
from reader.search.explanation import (
    MOST_PROPOSALS,
    EmptyCause,
    Explanation,
    explain_hit,
    find_empty_causes,
    near_words,
)
from reader.search.facets import Facets, SpeakerSource
from reader.search.generation import IndexFolder
from reader.search.hits import finder_of
from reader.search.parser import parse
from reader.search.passages import Passage, passages
from reader.search.plan import Plan, Planner
from reader.search.query import SORTS, Query
from reader.search.searcher import Hit, Results, Searcher
from reader.search.snapshot import Snapshot, open_snapshot
from reader.search.spellings import Spellings
from reader.search.upkeep import IndexContents, IndexUnwritable, MergeProgress, Upkeep, staying_in_merge
from reader.text.folding import fold
from reader.text.languages import language_code

__all__ = [
    "EmptyCause",
    "Explanation",
    "Facets",
    "Hit",
    "IndexBusy",
    "IndexEntry",
    "IndexSuspect",
    "IndexUnwritable",
    "Passage",
    "Results",
    "SearchIndex",
    "SearchTooLong",
]

_ATTEMPTS = 5
# Seconds of this thread after which only the beginnings of long articles are looked through for passages.
PASSAGES_PATIENCE = 0.3


def _tell_nobody(_: int) -> None:
    """Ignore the progress."""


class SearchIndex:
    """The search index of one library, in its cache folder.

    For several threads (one query runs at a time) and several processes (one writes). Opening creates nothing; an
    index that is not there yet is an empty one.
    """

    def __init__(
        self, folder: Path, names: NamesAuthority, language: str | None = None, texts: TextStore | None = None
    ) -> None:
        self._folder = IndexFolder(folder)
        self._texts = texts or TextStore(self._folder.root)
        self._names = names
        self._spellings = Spellings.of(names)
        self._language = language_code(language)
        self._upkeep = Upkeep(self._folder, self._texts, self._spellings, self._language)
        self._searcher = Searcher(Snapshot(self._texts))
        self._lock = Lock()
        self.patience = PATIENCE

    @classmethod
    def open(
        cls, folder: Path, names: NamesAuthority, language: str | None = None, texts: TextStore | None = None
    ) -> "SearchIndex":
        """Open the index in *folder*; *language* is that of articles that tell none.

        It keeps the texts in *texts*, which may be shared, else beside its own files.
        Raises: IndexSuspect if what is there cannot be trusted; then delete the folder and open it again.
        """
        index = cls(folder, names, language, texts)
        index.refresh()
        return index

    def close(self) -> None:
        """Close the files; a search opens them again."""
        with self._lock:
            self._searcher.snapshot.close()
            self._searcher = Searcher(Snapshot(self._texts))
            self._texts.close()

    def refresh(self) -> None:
        """Load what was written since, by this or another process. Raises: IndexSuspect."""
        with self._lock:
            self._refresh()

    @property
    def count(self) -> int:
        """The number of articles in the index."""
        return self._searcher.snapshot.count

    @property
    def is_stale(self) -> bool:
        """Whether articles were indexed with other names or another language; then all have to be updated."""
        manifest = self._searcher.snapshot.manifest
        return bool(self.count) and (manifest.names_digest, manifest.language) != self._upkeep.stamp

    def verify(self) -> None:
        """Read the whole index and compare it with what was written.

        Some forty milliseconds at ten thousand articles. Raises: IndexSuspect.
        """
        with self._lock:
            self._refresh()
            generation = self._searcher.snapshot.generation
            if generation is not None:
                with SuspectGuard():
                    self._folder.verify(generation)

    def fingerprints(self) -> dict[str, str]:
        """Return the fingerprint by id of every article in the index, to tell what has changed since."""
        with self._lock:
            self._refresh()
            snapshot = self._searcher.snapshot
            return {name: snapshot.print_of(number) for name, number in snapshot.number_by_id.items()}

    def text_keys(self) -> set[int]:
        """Return the keys of the texts that passages are cut from. Raises: IndexSuspect."""
        with self._lock:
            self._refresh()
            return self._searcher.snapshot.text_keys()

    def fingerprint(self, entry: IndexEntry) -> str:
        """Return the fingerprint that *entry* has once it is indexed."""
        return self._upkeep.fingerprint(entry)

    def update(
        self,
        entries: Iterable[IndexEntry],
        gone: Iterable[str] = (),
        progress: Callable[[int], None] = _tell_nobody,
        apart: Apart = unguarded,
    ) -> None:
        """Add or replace *entries* and take out the articles whose ids are *gone*.

        What is unchanged is passed over. Batch by batch is searchable as soon as it is written. *progress* is called
        with the number of entries done; what it raises ends the update, and what was written by then stays. *apart*
        guards the work on each entry; one that it lets fail is left out.
        Raises: IndexBusy, IndexSuspect, IndexUnwritable.
        """
        with self._upkeep.writing():
            self._upkeep.update(entries, frozenset(gone), progress, self._indexed, apart)
        self.refresh()

    def merge(self, progress: MergeProgress = tell_nobody) -> None:
        """Make few segments of all, where many articles are in others than the largest: a word is looked up in each.

        *progress* is called with the parts of the work that are done, and their number; what it raises ends the merge.
        Raises: IndexBusy, IndexSuspect, IndexUnwritable.
        """
        with self._lock:
            self._refresh()
            counts = sorted((segment.count for segment in self._searcher.snapshot.segments), reverse=True)
        if staying_in_merge(counts) < len(counts):
            with self._upkeep.writing():
                self._upkeep.merge(self._indexed(()), progress)
            self.refresh()

    def search(
        self,
        query: str,
        *,
        limit: int = 50,
        scope: Scope | None = None,
        sort: str = "relevance",
        cancelled: Callable[[], bool] = never,
        is_typing: bool = False,
    ) -> Results:
        """Answer *query*; *scope* tells the ids of each state (`unread`), speaker (`speaker:X`) and what is said.

        *sort* is one of SORTS. With *is_typing* the last word, if no space follows, also finds what it may become.
        A query that cannot be searched is answered with a problem.
        Raises: Cancelled once *cancelled*, IndexSuspect.
        """
        asked = _asked(query)
        if sort not in SORTS:
            return Results(asked.text, problem=f"There is no sort order “{sort}”. Use one of: {', '.join(SORTS)}.")
        if asked.problem:
            return Results(asked.text, problem=asked.problem, proposal=asked.proposal)
        watch = Watch(cancelled, self.patience)
        # Asked for only where it is needed: counting what is unread takes the caller a while.
        unread = scope.get("unread", frozenset()) if scope is not None and sort == "unread" else frozenset()
        try:
            with self._lock:
                plan = self._plan(asked, scope, watch, is_typing=is_typing and not query[-1:].isspace())
                return self._searcher.results(asked, plan, limit, sort, watch, unread)
        except SearchTooLong as error:
            return Results(asked.text, problem=str(error))

    def passages(
        self, query: str, ids: Collection[str], *, is_typing: bool = False, cancelled: Callable[[], bool] = never
    ) -> dict[str, Passage]:
        """Return by id the passage of each article that answers *query* best, as its text was when it was indexed.

        Raises: Cancelled, IndexSuspect.
        """
        finder = finder_of(query, self._names, is_typing=is_typing)
        watch = Watch(cancelled, PASSAGES_PATIENCE, thread_time)
        with self._lock:
            self._refresh()
            return passages(ids, finder, self._searcher.snapshot, self._language, watch)

    def facets(
        self,
        query: str,
        *,
        scope: Scope | None = None,
        cancelled: Callable[[], bool] = never,
        speakers: SpeakerSource | None = None,
    ) -> Facets:
        """Return how the articles that *query* finds divide, those with only some of the words among them.

        Empty for a query with a problem. Raises: Cancelled, SearchTooLong, IndexSuspect.
        """
        asked = _asked(query)
        if asked.problem:
            return Facets()
        watch = Watch(cancelled, self.patience)
        with self._lock:
            plan = self._plan(asked, scope, watch)
            found = self._searcher.unscored(plan, watch)
            return self._searcher.facet_counter.facets(found.articles, watch, speakers)

    def explain(
        self, query: str, article: str, *, scope: Scope | None = None, cancelled: Callable[[], bool] = never
    ) -> Explanation | None:
        """Return why *query* finds *article* (an id), `None` if it does not.

        Raises: Cancelled, SearchTooLong, IndexSuspect.
        """
        asked = _asked(query)
        if asked.problem:
            return None
        watch = Watch(cancelled, self.patience)
        with self._lock:
            plan = self._plan(asked, scope, watch)
            found = self._searcher.find(plan, watch)
            number = self._searcher.snapshot.number_of(article)
            return explain_hit(number, found) if number is not None and number in found.scores else None

    def why_empty(
        self, query: str, *, scope: Scope | None = None, cancelled: Callable[[], bool] = never
    ) -> tuple[EmptyCause, ...]:
        """Return the parts of *query* that leave it without an article that has all, the one to blame first.

        Each with the words of this library that are near it. Raises: Cancelled, SearchTooLong, IndexSuspect.
        """
        asked = _asked(query)
        if asked.problem or asked.node is None:
            return ()
        watch = Watch(cancelled, self.patience)
        with self._lock:
            plan = self._plan(asked, scope, watch)
            return find_empty_causes(asked, plan, Evaluation(self._searcher.cache, watch), watch)

    def nearest(self, word: str) -> tuple[tuple[str, int], ...]:
        """Return the words of this library nearest to *word*, with the number of articles that each is in."""
        watch = Watch(never, self.patience)
        with self._lock:
            self._refresh()
            return tuple(near_words(fold(word), self._searcher.snapshot, watch)[:MOST_PROPOSALS])

    def _plan(self, asked: Query, scope: Scope | None, watch: Watch, *, is_typing: bool = False) -> Plan:
        """Open the current generation and plan a search of it: only then ask for `_searcher`, which may be another."""
        self._refresh()
        searcher = self._searcher
        languages = searcher.languages(self._language)
        planner = Planner(searcher.snapshot, languages, self._spellings, scope or {}, watch)
        return planner.plan(asked, is_typing=is_typing)

    def _indexed(self, ids: Collection[str]) -> IndexContents:
        with self._lock:
            self._refresh()
            snapshot = self._searcher.snapshot
            found = {name: snapshot.number_of(name) for name in ids}
            numbers = {name: number for name, number in found.items() if number is not None}
            prints = {name: snapshot.print_of(number) for name, number in numbers.items()}
            stamp = (snapshot.manifest.names_digest, snapshot.manifest.language)
            return IndexContents(snapshot.generation, snapshot.count, numbers, prints, stamp)

    def _refresh(self, attempts: int = _ATTEMPTS) -> None:
        """Open the current generation; one that was swept away while it was opened is looked for again."""
        snapshot = self._searcher.snapshot
        generation = self._folder.current()
        if generation == snapshot.generation:
            return
        if generation is None:
            snapshot.close()
            self._searcher = Searcher(Snapshot(self._texts))
            return
        try:
            manifest = self._folder.manifest(generation)
            self._searcher = Searcher(open_snapshot(generation, manifest, snapshot))
        except (IndexSuspect, FileNotFoundError) as error:
            if attempts > 1 and self._folder.current() != generation:
                self._refresh(attempts - 1)
                return
            raise error if isinstance(error, IndexSuspect) else IndexSuspect("a file of it is missing") from error


def _asked(query: str) -> Query:
    return parse(query, date.today())  # noqa: DTZ011 - the reader's own day is what "today" means
