"""Search a library, find the words in a text, and keep saved searches."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import thread_time
from typing import TYPE_CHECKING

from reader.library.article import Article
from reader.library.catalog import CatalogEntry
from reader.library.errors import Cancelled, never
from reader.library.folder import SETTINGS
from reader.library.query_history import QueryHistory
from reader.library.safe_text import line
from reader.library.searches import SearchesError, load_searches, save_searches, search_name
from reader.room.entries import index_entry
from reader.room.notebook import LibraryNotebook
from reader.room.search_scope import SearchScope
from reader.room.session import Session
from reader.text.plurals import count

if TYPE_CHECKING:
    from reader.search.index import EmptyCause, Explanation, Facets, IndexEntry, Passage, Results

# Seconds for the snippet of one article; of a longer one, only the part read by then is searched.
SNIPPET_SECONDS = 0.05
# Seconds for all snippets of a page of hits; after that only the beginning of each article is searched.
ALL_SNIPPETS_SECONDS = 0.3

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A hit with the best passage of its article; *marks* are spans of *snippet*, *title_marks* of the title."""

    entry: CatalogEntry
    score: float
    snippet: str
    marks: Marks
    missing: tuple[str, ...] = ()
    title_marks: Marks = ()


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The answer of the index (*results*), and the *hits* as shown."""

    results: "Results"
    hits: tuple[SearchHit, ...]


@dataclass(frozen=True, slots=True)
class HitSnippet:
    """The snippet of a hit; *marks* are spans of *text*, *title_marks* of the title."""

    entry: CatalogEntry
    text: str
    marks: Marks
    title_marks: Marks


class LibrarySearch:
    """Searches the library and shows where the words are."""

    def __init__(self, session: Session, notebook: LibraryNotebook) -> None:
        self._session = session
        self._notebook = notebook

    def search(
        self, query: str, *, limit: int = 50, sort: str = "relevance", cancelled: Callable[[], bool] = never
    ) -> SearchAnswer:
        """Search the library. `results.problem` says what is wrong with a query that cannot be run.

        Raises: IndexSuspect, Cancelled.
        """
        results = self.hits(query, limit=limit, sort=sort, cancelled=cancelled)
        shown = self.snippets([hit.id for hit in results.hits], query, cancelled=cancelled)
        found = [(hit, shown[hit.id]) for hit in results.hits if hit.id in shown]
        hits = (
            SearchHit(each.entry, hit.score, each.text, each.marks, hit.missing, each.title_marks)
            for hit, each in found
        )
        return SearchAnswer(results, tuple(hits))

    def hits(
        self,
        query: str,
        *,
        limit: int = 50,
        sort: str = "relevance",
        cancelled: Callable[[], bool] = never,
        is_typing: bool = False,
    ) -> "Results":
        """Return the hits of a query without snippets. Raises: IndexSuspect.

        With *is_typing*, the last word also matches longer ones.
        """
        from reader.search.errors import IndexSuspect

        index = self._session.caches.index
        if not index.count and self._session.catalog.indexed_count():
            # The index of another version of reader is not opened, and nothing would be found.
            raise IndexSuspect("it was made by another version of reader")
        found = index.search(
            query, limit=limit, scope=self._scope(query, cancelled), sort=sort, cancelled=cancelled, is_typing=is_typing
        )
        return replace(found, lines=(*found.lines, *self._unread_line(query)))

    def _unread_line(self, query: str) -> Iterator[str]:
        """Yield a sentence if the query asks who says what, and not all articles have been read for that."""
        if "said:" in query or "speaker:" in query:
            unread = len(self._session.catalog) - self._session.caches.related.count()
            if unread > 0:
                yield f"{count(unread, 'article has', 'articles have')} not been read for statements yet."

    def hits_or_scan(
        self,
        query: str,
        *,
        limit: int = 50,
        sort: str = "relevance",
        cancelled: Callable[[], bool] = never,
        is_typing: bool = False,
    ) -> "tuple[Results, bool]":
        """Return the hits of the index, or while it is damaged or missing, of the articles themselves.

        Also return whether the index must be built.
        """
        from reader.search.errors import IndexSuspect

        try:
            if self._session.caches.index.count or not len(self._session.catalog):
                return self.hits(query, limit=limit, sort=sort, cancelled=cancelled, is_typing=is_typing), False
        except IndexSuspect:
            pass
        return self.scan(query, limit=limit, cancelled=cancelled), True

    def scan(self, query: str, *, limit: int = 50, cancelled: Callable[[], bool] = never) -> "Results":
        """Search the articles themselves for up to a second, while the index cannot be used."""
        from reader.search.errors import Watch
        from reader.search.scan import SCAN_SECONDS, scan

        watch = Watch(cancelled, SCAN_SECONDS)
        scope = self._scope(query, cancelled)
        return scan(self._index_entries(), query, self._session.names, limit=limit, scope=scope, watch=watch)

    def _index_entries(self) -> Iterator["IndexEntry"]:
        for listed in self._session.catalog.entries():
            entry = self._session.catalog.entry(listed.id)
            if entry is not None:
                text = self._session.shelf.article_of(entry).text
                yield index_entry(entry, text, self._session.notes.of(entry.id), self._session.library.language)

    def warm(self) -> None:
        """Open the search index before the first search. Raises: IndexSuspect."""
        _ = self._session.caches.index

    def facets(self, query: str, cancelled: Callable[[], bool] = never) -> "Facets":
        """Count a query's articles by site, month, tag, name, speaker and language; an empty query finds all.

        Raises: IndexSuspect, Cancelled, SearchTooLong.
        """
        from reader.related.errors import StoreSuspect

        scope = self._scope(query, cancelled)
        try:
            speakers = self._session.caches.related.speakers
            return self._session.caches.index.facets(query, scope=scope, cancelled=cancelled, speakers=speakers)
        except StoreSuspect:
            # The next question for cross-references reports it; the other facets are not affected.
            return self._session.caches.index.facets(query, scope=scope, cancelled=cancelled)

    def explain(self, query: str, article_id: str, cancelled: Callable[[], bool] = never) -> "Explanation | None":
        """Return why a query finds an article, None if it does not.

        Raises: IndexSuspect, Cancelled, SearchTooLong.
        """
        return self._session.caches.index.explain(
            query, article_id, scope=self._scope(query, cancelled), cancelled=cancelled
        )

    def why_empty(self, query: str, cancelled: Callable[[], bool] = never) -> tuple["EmptyCause", ...]:
        """Return the parts of a query that leave it without a full hit, the most to blame first.

        Raises: IndexSuspect, Cancelled, SearchTooLong.
        """
        return self._session.caches.index.why_empty(query, scope=self._scope(query, cancelled), cancelled=cancelled)

    def _scope(self, query: str, cancelled: Callable[[], bool]) -> SearchScope:
        return SearchScope(self._session, self._notebook, query, cancelled)

    # Where the words are

    def snippets(
        self, ids: Sequence[str], query: str, *, is_typing: bool = False, cancelled: Callable[[], bool] = never
    ) -> dict[str, HitSnippet]:
        """Return by id the best passage for *query* of each article, or if it has none, of a note on it.

        Raises: Cancelled.
        """
        catalog = self._session.catalog
        entries = catalog.entries_of(ids)
        kept = self._passages(sorted(catalog.indexed_of(ids)), query, is_typing, cancelled)
        until = thread_time() + ALL_SNIPPETS_SECONDS
        found: dict[str, HitSnippet] = {}
        for each, entry in entries.items():
            if cancelled():
                raise Cancelled
            passage = kept.get(each)
            text, marks = (
                (passage.text, passage.marks) if passage else self._read_passage(each, query, is_typing, until)
            )
            if not marks:
                text, marks = self._noted_snippet(entry, query, is_typing) or (text, marks)
            is_titled = passage is None or passage.may_be_titled
            title_marks = self.title_hits(entry, query, is_typing=is_typing) if is_titled else ()
            found[each] = HitSnippet(entry, text, marks, title_marks)
        return found

    def _passages(
        self, ids: Sequence[str], query: str, is_typing: bool, cancelled: Callable[[], bool]
    ) -> "dict[str, Passage]":
        from reader.search.errors import IndexSuspect

        try:
            return self._session.caches.index.passages(query, ids, is_typing=is_typing, cancelled=cancelled)
        except IndexSuspect:
            # The next search reports it; these snippets are read from the files.
            return {}

    def _read_passage(self, article_id: str, query: str, is_typing: bool, until: float) -> tuple[str, Marks]:
        """Return the best passage of an article whose indexed text is not current: its file is read.

        After *until*, by the thread's clock, only the beginning is searched.
        """
        from reader.search.snippet import snippet

        entry = self._session.catalog.entry(article_id)
        if entry is None:
            return "", ()
        article = self._session.shelf.article_of(entry)
        until = min(until, thread_time() + SNIPPET_SECONDS)
        hits = self.text_hits(article, query, is_typing=is_typing, is_enough=lambda: thread_time() > until)
        text, marks = snippet(article.text, hits)
        return text, tuple(marks)

    def _noted_snippet(self, entry: CatalogEntry, query: str, is_typing: bool) -> tuple[str, Marks] | None:
        from reader.search.snippet import snippet

        for note in self._session.notes.of(entry.id):
            texts = (("note", "✎ ", note.body), ("quote", "❝ ", note.quote.exact if note.quote else ""))
            for field, sign, text in texts:
                hits = self._spans(text, entry.record.language, query, field, is_typing)
                if hits:
                    best, marks = snippet(text, hits)
                    return sign + best, tuple((start + len(sign), end + len(sign)) for start, end in marks)
        return None

    def text_hits(
        self, article: Article, query: str, *, is_typing: bool = False, is_enough: Callable[[], bool] = never
    ) -> list[tuple[int, int]]:
        """Return the spans of an article's text that the words of *query* match, in order.

        *is_enough* is asked every few thousand words; once it is true, those found so far are returned.
        """
        from reader.search.hits import finder_of
        from reader.text.languages import language_code

        language = language_code(article.record.language or self._session.library.language)
        finder = finder_of(query, self._session.names, is_typing=is_typing)
        return finder.spans(article.text, language, "text", is_enough)

    def title_hits(self, entry: CatalogEntry, query: str, *, is_typing: bool = False) -> Marks:
        """Return the spans of an article's title that the words of *query* match, in order."""
        return tuple(self._spans(entry.title, entry.record.language, query, "title", is_typing))

    def _spans(self, text: str, language: str | None, query: str, field: str, is_typing: bool) -> list[tuple[int, int]]:
        from reader.search.hits import find_hits

        language = language or self._session.library.language
        return find_hits(text, query, self._session.names, language=language, field=field, is_typing=is_typing)


class Searches:
    """The saved searches of this library, and the user's *history* of queries."""

    def __init__(self, session: Session, search: LibrarySearch) -> None:
        self._session = session
        self._search = search

    @property
    def history(self) -> QueryHistory:
        """The history of this user's queries in this library."""
        return self._session.query_history

    @property
    def path(self) -> Path:
        """The file of the saved searches: `library.yaml`, or one in the user's data if that is not writable."""
        library = self._session.library
        return self._session.own_folder() / "searches.yaml" if library.in_place else library.root / SETTINGS

    def saved(self) -> dict[str, str]:
        """Map the names of the saved searches to their queries. Raises: SearchesError."""
        return load_searches(self.path)

    def save(self, name: str, query: str) -> None:
        """Save a query under a name, replacing one with that name. Raises: SearchesError, WriteError."""
        name = search_name(name)
        if not query.strip():
            raise SearchesError("There is no search to save.")
        path = self.path
        path.parent.mkdir(parents=True, exist_ok=True)
        save_searches(path, load_searches(path) | {name: line(query).strip()})

    def delete(self, name: str) -> None:
        """Delete a saved search. Raises: SearchesError, WriteError."""
        searches = self.saved()
        if name not in searches:
            raise SearchesError(f"There is no saved search “{line(name)[:80]}”.")
        del searches[name]
        save_searches(self.path, searches)

    def count(self, query: str, cancelled: Callable[[], bool] = never) -> tuple[int, int]:
        """Return how many articles a query finds, and how many of them are unread. Raises: IndexSuspect."""
        totals = []
        for text in (query, f"is:unread {query}"):
            results = self._search.hits(text, limit=1, cancelled=cancelled)
            totals.append(results.strict_total or results.total)
        return totals[0], totals[1]
