"""The part of the reading room that searches."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.library.article import Article
from reader.library.catalog import CatalogEntry
from reader.notes_room import NotesRoom

if TYPE_CHECKING:
    from reader.search.index import Results


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


class SearchRoom(NotesRoom):
    """Searches the library and shows where the words are."""

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


class _Scope(Mapping[str, frozenset[str]]):
    """The ids that `is:` filters by, counted only if a query asks."""

    def __init__(self, room: NotesRoom) -> None:
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
