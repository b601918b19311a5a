"""The answers of a search, computed in a thread: the list first, then facets and the rest."""

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.library.errors import Cancelled
from reader.tui.asker import rest
from reader.tui.part import IsLate
from reader.view.list_model import Snippet

if TYPE_CHECKING:
    from reader.library.article import Article
    from reader.room import ReadingRoom
    from reader.search.index import EmptyCause, Facets, Results

MOST_HITS = 500
# As many as a tall window shows: these come with the list, so that it is drawn once.
FIRST_SNIPPETS = 8
SNIPPETS_AT_ONCE = 12
# Answers that can wait are delayed so much, to leave the processor to the next key.
REST = 0.12
# To find the words in a text of this many characters takes the processor from the list that is being drawn.
LONG_TEXT = 30_000
DRAWN_IN = 0.04


class SearchQuestion(NamedTuple):
    """A search: *query* in the order *sort*; the article *keep_id* is selected afterwards.

    An empty query asks only for the facets of the library, if *with_facets*.
    """

    query: str
    sort: str
    keep_id: str | None = None
    open_article: "Article | None" = None
    with_facets: bool = True


class HitList(NamedTuple):
    """The hits: rows of the catalog, *strict* of them with all the words; *dates* if they are sorted by them."""

    results: "Results"
    numbers: Sequence[int]
    seconds: float
    strict: int
    snippets: dict[str, Snippet]
    is_suspect: bool = False
    dates: Sequence[str] = ()


class MoreSnippets(NamedTuple):
    """Snippets of further hits."""

    snippet_by_id: Mapping[str, Snippet]


class ArticleHits(NamedTuple):
    """Where the open article has the words of the query."""

    article_id: str
    spans: Sequence[tuple[int, int]]


class HitFacets(NamedTuple):
    """The facets of the hits; *months* ignore the query's date, which is *chosen*."""

    facets: "Facets"
    months: Mapping[str, int]
    chosen: str = ""


class EmptySearch(NamedTuple):
    """The parts of a query that left it without a hit."""

    causes: "Sequence[EmptyCause]"


SearchAnswer = HitList | MoreSnippets | ArticleHits | HitFacets | EmptySearch


class SearchWorker:
    """Answers questions of the search box from the room; used in one thread."""

    def __init__(self, room: "ReadingRoom") -> None:
        self._room = room

    def respond(self, question: SearchQuestion, is_late: IsLate) -> Iterator[SearchAnswer]:
        """Yield the answers, the most urgent first."""
        if not question.query:
            yield from self._library_facets(question, is_late)
            return
        hits = self._hits(question, is_late)
        yield hits
        query = question.query
        if question.open_article is not None and not hits.results.problem:
            if len(question.open_article.text) > LONG_TEXT:
                rest(DRAWN_IN, is_late)
            spans = self._room.searcher.text_hits(question.open_article, query, is_typing=True, is_enough=is_late)
            yield ArticleHits(question.open_article.id, spans)
        rest(REST, is_late)
        ids = [hit.id for hit in hits.results.hits]
        if not hits.is_suspect and not is_late():
            yield from self._facets(query, is_late)
            if not hits.results.total and not hits.results.problem:
                yield EmptySearch(self._room.searcher.why_empty(query))
        for start in range(FIRST_SNIPPETS, len(ids), SNIPPETS_AT_ONCE):
            yield MoreSnippets(self._snippets(ids[start : start + SNIPPETS_AT_ONCE], query, is_late))

    def _library_facets(self, question: SearchQuestion, is_late: IsLate) -> Iterator[HitFacets]:
        """Open the index, and yield the facets of the library if they are asked for."""
        self._room.searcher.warm()
        if question.with_facets:
            facets = self._room.searcher.facets("", is_late)
            yield HitFacets(facets, {each.value: each.count for each in facets.month})

    def _hits(self, question: SearchQuestion, is_late: IsLate) -> HitList:
        room = self._room
        begun = time.perf_counter()
        # A suspect index is rebuilt beside the app; until then the articles themselves are searched.
        results, is_suspect = room.searcher.hits_or_scan(
            question.query, limit=MOST_HITS, sort=question.sort, cancelled=is_late, is_typing=True
        )
        seconds = time.perf_counter() - begun
        ids = [hit.id for hit in results.hits]
        numbers = room.catalog.rows_of(ids)
        strict = len(room.catalog.rows_of(ids[: results.strict_total]))
        first = self._snippets(ids[:FIRST_SNIPPETS], question.query, is_late)
        headings = room.catalog.headings_of(ids) if question.sort == "date" else {}
        dates = [headings[each][2] for each in ids if each in headings]
        return HitList(results, numbers, seconds, strict, first, is_suspect, dates)

    def _snippets(self, ids: Sequence[str], query: str, is_late: IsLate) -> dict[str, Snippet]:
        try:
            found = self._room.searcher.snippets(ids, query, is_typing=True, cancelled=is_late)
        except Cancelled:
            return {}
        return {key: Snippet(each.text, each.marks, each.title_marks) for key, each in found.items()}

    def _facets(self, query: str, is_late: IsLate) -> Iterator[HitFacets]:
        from reader.search.chips import drop_dates
        from reader.search.errors import SearchTooLong

        undated, chosen = drop_dates(query)
        try:
            facets = self._room.searcher.facets(query, is_late)
            months = facets if undated == query else self._room.searcher.facets(undated, is_late)
        except SearchTooLong:
            # The list is shown; its facets would come too late.
            return
        yield HitFacets(facets, {each.value: each.count for each in months.month}, chosen)
