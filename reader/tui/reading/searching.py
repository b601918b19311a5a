"""The box and the list: what is asked is answered off the event loop, and the newest question wins."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.message import Message
from textual.timer import Timer

from reader.tui.asking import Answer, Asker, rest
from reader.tui.panes.article_list import ArticleList
from reader.tui.panes.line_box import LineBox
from reader.tui.panes.search_bar import SearchBar
from reader.tui.reading.room_screen import RoomScreen
from reader.view.explanation import emptied_lines, nothing_found
from reader.view.list_model import Divider, ListModel, Snippet, unread_first
from reader.view.phrases import count

if TYPE_CHECKING:
    from reader.library.article import Article
    from reader.search.index import EmptyCause, Facets, Results

MOST_HITS = 500
# As many as a tall window shows: they come with the list, so that it is drawn once.
FIRST_SNIPPETS = 8
SNIPPETS_AT_ONCE = 12
# What is not needed at once waits so long, so that the next key of a word finds the processor free.
REST = 0.12
PREVIEW_AFTER = 0.15
PLACEHOLDERS = {
    "search": 'words, "a phrase", author:name, date:2016-12 …',
    "find": "in this article",
    "save": "a name for this search",
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the index: *query* in the order *sort*; an empty one only how the library divides."""

    query: str
    sort: str
    keep_id: str | None = None
    open_article: "Article | None" = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought: rows of the catalog, *strict* of them with all the words."""

    results: "Results"
    numbers: Sequence[int]
    seconds: float
    strict: int
    snippets: dict[str, Snippet]
    is_suspect: bool = False


@dataclass(frozen=True, slots=True)
class Snippets:
    """More snippets for the rows found."""

    by_id: dict[str, Snippet] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ArticleHits:
    """Where the open article has the words of the query."""

    article_id: str
    spans: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Divided:
    """How what was found divides; *months* as if no date had narrowed it, *chosen* what the date is."""

    facets: "Facets"
    months: Mapping[str, int]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Emptied:
    """What left a query without a hit."""

    empty_causes: "Sequence[EmptyCause]"


class Searching(RoomScreen):
    """The part of the reading screen that looks for articles."""

    @dataclass
    class Answered(Message):
        """A search brought something."""

        answer: Answer

    query_text = ""
    order = "date"
    hit_order = "relevance"
    mode = "search"
    proposal: str | None = None
    _is_suspect = False
    _told = ""
    _preview: Timer | None = None

    def start_searching(self, crash: Callable[[BaseException], None]) -> None:
        """Make what searches off the event loop."""
        self.order = self.room.settings.order
        self.searcher = Asker("search", self._respond, lambda answer: self.post(self.Answered(answer)), crash)

    # The list

    def show_list(self, select_id: str | None = None) -> None:
        """Show all articles in the chosen order."""
        numbers = self.room.catalog.rows("date" if self.order == "unread" else self.order)
        if self.order == "unread":
            ids = dict(self.room.catalog.ids_by_row())
            numbers = unread_first(numbers, ids.__getitem__, self.room.state.ids(read=True))
        self._show_rows(ListModel(numbers, self.room.catalog.entry_at, self.room.state.of, self.note_counts), select_id)
        self.search_bar.show_count(count(len(numbers), "article"))
        self.call_after_refresh(self._show_library_months)

    def _show_library_months(self) -> None:
        if not self.query_text:
            self.show_narrowing(self.room.catalog.months())
            if self.is_drawer_open:
                self.searcher.ask(Question("", self.hit_order))

    def _show_rows(self, model: ListModel, select_id: str | None) -> None:
        row = self.room.catalog.rows_of([select_id]) if select_id else ()
        found = model.index_of(row[0]) if row else None
        empty = nothing_found(self.keymap) if self.query_text else _NO_ARTICLES
        self.list_view.show(model, found or 0, empty)
        if self.list_view.border_title != self.room.library.title:
            self.list_view.border_title = self.room.library.title
        self.show_place()

    def on_article_list_highlighted(self, event: ArticleList.Highlighted) -> None:
        """Show the article that the selection rests on, once it rests."""
        event.stop()
        if self._preview is not None:
            self._preview.stop()
        self._preview = self.set_timer(PREVIEW_AFTER, lambda: self.show_preview(event.article_id))

    def show_preview(self, article_id: str) -> None:
        """Show an article beside the list, if it is still the selected one and there is room."""
        still = self.list_view.selected_id == article_id and self.where == "list"
        if still and not self.has_class("-narrow") and (self.article is None or self.article.id != article_id):
            self.open_article(article_id, keep_trail=False)

    def go_to_list(self) -> None:
        """Give the list the keys, with its selected article beside it."""
        self.show_pane("list")
        if self.list_view.selected_id is not None:
            self.show_preview(self.list_view.selected_id)

    def on_article_list_chosen(self, event: ArticleList.Chosen) -> None:
        """Open the article to read it."""
        event.stop()
        if self.open_article(event.article_id):
            self.change_reading(event.article_id, read=True)
            self.show_pane("article")
            self.go_to_first_hit()

    # The box

    def do_search(self) -> None:
        """Give the search box the keys."""
        self.ask_in_box("search", self.query_text)
        if not self.query_text:
            # The engine is imported while the first letter is being thought of.
            self.searcher.ask(Question("", self.hit_order))

    def ask_in_box(self, mode: str, text: str) -> None:
        """Give the box the keys, for what *mode* says."""
        self.mode = mode
        self.is_zen = False
        self.show_pane(self.in_use)
        self.search_bar.ask(mode, PLACEHOLDERS[mode], text)

    def on_search_bar_asked(self, event: SearchBar.Asked) -> None:
        """Follow the text of the box."""
        event.stop()
        if self.mode == "find":
            self.find(event.text)
        elif self.mode == "search":
            self.search_for(event.text.strip())

    def search_for(self, text: str, keep_id: str | None = None) -> None:
        """Show what a query finds, the article *keep_id* selected if it is there; of an empty one, everything."""
        self.query_text = text
        self.proposal = None
        if text:
            self._ask(text, keep_id)
        else:
            self.searcher.forget()
            self.show_list(keep_id or (self.article.id if self.article else None))
            self.mark_hits()

    def put_query(self, text: str, keep_id: str | None = None) -> None:
        """Search for a query that was not typed: put it into the box too."""
        if self.mode != "search":
            self.mode = "search"
        self.search_bar.show_label("search", PLACEHOLDERS["search"])
        self.search_bar.put(text)
        self.search_for(text.strip(), keep_id)

    def ask_again(self) -> None:
        """Search again, for the library changed: with the same article selected."""
        if self.query_text:
            self._ask(self.query_text, self.list_view.selected_id)

    def _ask(self, query: str, keep_id: str | None) -> None:
        self.searcher.ask(Question(query, self.hit_order, keep_id, self.article))

    def on_line_box_pressed(self, event: LineBox.Pressed) -> None:
        """Do what a key in the box means, in the mode that it is in."""
        event.stop()
        self.box_pressed(event.meaning)

    def clear_search(self) -> bool:
        """Give up the query; tell whether there was one."""
        had_any = bool(self.query_text)
        if had_any:
            self.put_query("")
        return had_any

    # Searching, in a thread

    def _respond(self, question: Question, is_late: Callable[[], bool]) -> Iterator[object]:
        if not question.query:
            self.room.searcher.warm()
            if self.is_drawer_open:
                facets = self.room.searcher.facets("", is_late)
                yield Divided(facets, {each.value: each.count for each in facets.month})
            return
        found = self._found(question, is_late)
        yield found
        query = question.query
        if question.open_article is not None and not found.results.problem:
            spans = self.room.searcher.text_hits(question.open_article, query, is_typing=True)
            yield ArticleHits(question.open_article.id, spans)
        rest(REST, is_late)
        ids = [hit.id for hit in found.results.hits]
        if not found.is_suspect and not is_late():
            yield from self._divided(query, is_late)
            if not found.results.total and not found.results.problem:
                yield Emptied(self.room.searcher.why_empty(query))
        for start in range(FIRST_SNIPPETS, len(ids), SNIPPETS_AT_ONCE):
            yield Snippets(self._snippets(ids[start : start + SNIPPETS_AT_ONCE], query, is_late))

    def _found(self, question: Question, is_late: Callable[[], bool]) -> Found:
        from reader.search.errors import IndexSuspect

        begun = time.perf_counter()
        is_suspect = False
        try:
            results = self.room.searcher.hits(
                question.query, limit=MOST_HITS, sort=question.sort, cancelled=is_late, is_typing=True
            )
        except IndexSuspect:
            # It is built anew beside the app; until then the articles themselves are looked through.
            results = self.room.searcher.scan(question.query, limit=MOST_HITS, cancelled=is_late)
            is_suspect = True
        seconds = time.perf_counter() - begun
        ids = [hit.id for hit in results.hits]
        numbers = self.room.catalog.rows_of(ids)
        strict = len(self.room.catalog.rows_of(ids[: results.strict_total]))
        first = self._snippets(ids[:FIRST_SNIPPETS], question.query, is_late)
        return Found(results, numbers, seconds, strict, first, is_suspect)

    def _snippets(self, ids: Sequence[str], query: str, is_late: Callable[[], bool]) -> dict[str, Snippet]:
        found: dict[str, Snippet] = {}
        for each in ids:
            entry = None if is_late() else self.room.catalog.entry(each)
            if entry is not None:
                text, marks = self.room.searcher.snippet(entry, query, is_typing=True)
                found[each] = Snippet(text, marks, self.room.searcher.title_hits(entry, query, is_typing=True))
        return found

    def _divided(self, query: str, is_late: Callable[[], bool]) -> Iterator[Divided]:
        from reader.search.chips import drop_dates
        from reader.search.errors import SearchTooLong

        undated, chosen = drop_dates(query)
        try:
            facets = self.room.searcher.facets(query, is_late)
            months = facets if undated == query else self.room.searcher.facets(undated, is_late)
        except SearchTooLong:
            # The list is there; how it divides would come too late.
            return
        yield Divided(facets, {each.value: each.count for each in months.month}, chosen)

    def on_searching_answered(self, event: "Searching.Answered") -> None:
        """Show what a search brought, unless something newer was asked meanwhile."""
        event.stop()
        answer = event.answer
        if not self.searcher.is_newest(answer):
            return
        value = answer.value
        if answer.error is not None:
            self.search_bar.show_count("not searched", is_error=True)
            self.say(str(answer.error), is_warning=True)
        elif isinstance(value, Found):
            self._show_found(value, answer.question.keep_id)
        elif isinstance(value, Snippets) and self.list_view.model.snippets is not None:
            self.list_view.model.snippets.update(value.by_id)  # type: ignore[attr-defined]  # ours is a dict
            self.list_view.redraw_rows(value.by_id)
        elif isinstance(value, ArticleHits):
            self.show_query_hits(value.article_id, value.spans)
        elif isinstance(value, Divided):
            self.show_narrowing(value.months, value.chosen)
            self.show_facets(value.facets)
        elif isinstance(value, Emptied):
            self.list_view.say_empty(emptied_lines(value.empty_causes, self.keymap))

    def _show_found(self, found: Found, keep_id: str | None) -> None:
        results = found.results
        self.proposal = results.proposal
        if results.problem:
            self.search_bar.show_count("cannot be searched", is_error=True)
            self.say(
                results.problem + (self.search_bar.box.hint(" {complete} takes it.") if results.proposal else ""),
                is_warning=True,
            )
            return
        divider = Divider(found.strict, results.relaxing) if found.strict < len(found.numbers) else None
        catalog, reading_of = self.room.catalog, self.room.state.of
        self._show_rows(
            ListModel(found.numbers, catalog.entry_at, reading_of, self.note_counts, found.snippets, divider), keep_id
        )
        self.search_bar.show_count(f"{count(results.total, 'article')} · {found.seconds * 1000:.0f} ms")
        lines = [line for line in results.lines if line != results.relaxing]
        if results.total and not results.strict_total:
            lines.append(self.keymap.fill("No article has all the words. Press {explain} to see what is near."))
        told = " · ".join(lines)
        # Asked again because a note was made, a search leaves standing what was said of the note.
        if told or keep_id is None or self.status.said == self._told:
            self.say(told)
        self._told = told
        self.show_chips()
        if found.is_suspect and not self._is_suspect:
            self.library_changed()
        self._is_suspect = found.is_suspect


_NO_ARTICLES = ("This library holds no article yet.", "", "Add some with", "  reader add FILE…")
