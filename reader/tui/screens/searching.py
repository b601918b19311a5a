"""The list and what narrows it: search, filter, order; and finding in the open article."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.message import Message
from textual.timer import Timer

from reader.tui.asking import Answer, Asker
from reader.tui.drawing.list_model import ListModel, Snippet, unread_first
from reader.tui.drawing.marks import Mark
from reader.tui.drawing.months import count_months, spanned
from reader.tui.drawing.phrases import count
from reader.tui.panes.article_list import ArticleList
from reader.tui.panes.search_bar import SearchBar
from reader.tui.screens.room_screen import RoomScreen

if TYPE_CHECKING:
    from reader.search.index import Results

ORDERS = ("date", "oldest", "title", "site", "length", "saved", "unread")
HIT_ORDERS = ("relevance", "date", "title", "site", "length", "unread")
MOST_HITS = 500
SNIPPETS_AT_ONCE = 12
PREVIEW_AFTER = 0.15
_PLACEHOLDERS = {
    "search": 'words, "a phrase", author:name, date:2016-12 …',
    "find": "in this article",
    "filter": "part of a title, site or author",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought: rows of the catalog, and the first snippets."""

    results: "Results"
    numbers: Sequence[int]
    seconds: float
    dates: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Snippets:
    """More snippets for the rows found."""

    by_id: dict[str, Snippet] = field(default_factory=dict)


class Searching(RoomScreen):
    """The part of the reading screen that looks for articles."""

    @dataclass
    class Answered(Message):
        """A search brought something."""

        answer: Answer

    query_text = ""
    filter_text = ""
    order = "date"
    hit_order = "relevance"
    mode = "search"
    hits: tuple[tuple[int, int], ...] = ()
    hit = -1

    def start_searching(self, crash: Callable[[BaseException], None]) -> None:
        """Make what searches off the event loop."""
        self.order = self.room.settings.order
        self.searcher = Asker("search", self._respond, lambda answer: self.post(self.Answered(answer)), crash)

    # The list

    def show_list(self, select_id: str | None = None) -> None:
        """Show all articles, or those that the filter leaves, in the chosen order."""
        numbers = self.room.catalog.rows("date" if self.order == "unread" else self.order, self.filter_text)
        if self.order == "unread":
            ids = dict(self.room.catalog.ids_by_row())
            numbers = unread_first(numbers, ids.__getitem__, self.room.state.ids(read=True))
        self._show_rows(numbers, None, select_id)
        self.search_bar.show_count(count(len(numbers), "article"))
        self.call_after_refresh(self._show_months)

    def _show_months(self) -> None:
        if not self.query_text:
            self.search_bar.show_narrowing(self._chips(), spanned(self.room.catalog.months()))

    def _show_rows(self, numbers: Sequence[int], snippets: dict[str, Snippet] | None, select_id: str | None) -> None:
        model = ListModel(numbers, self.room.catalog.entry_at, self.room.state.of, self.note_counts, snippets)
        row = self.room.catalog.rows_of([select_id]) if select_id else ()
        found = model.index_of(row[0]) if row else None
        self.list_view.show(model, found or 0, self._empty_text())
        self.list_view.border_title = self.room.library.title

    def _empty_text(self) -> Sequence[str]:
        if self.query_text:
            return ("Nothing is found.", "", "Esc clears the search.")
        if self.filter_text:
            return ("No title, site or author has that.", "", "Esc clears the filter.")
        return ("This library holds no article yet.", "", "Add some with", "  reader add FILE…")

    def _chips(self) -> list[str]:
        order, usual = (self.hit_order, HIT_ORDERS[0]) if self.query_text else (self.order, ORDERS[0])
        chips = [] if order == usual else [f"by {order}"]
        return [*chips, *([f"filter: {self.filter_text}"] if self.filter_text else [])]

    def on_article_list_highlighted(self, event: ArticleList.Highlighted) -> None:
        """Show the article that the selection rests on, once it rests."""
        event.stop()
        if self._preview is not None:
            self._preview.stop()
        self._preview = self.set_timer(PREVIEW_AFTER, lambda: self._show_preview(event.article_id))

    _preview: Timer | None = None

    def _show_preview(self, article_id: str) -> None:
        still = self.list_view.selected_id == article_id and self.where == "list"
        if still and not self.has_class("-narrow") and (self.article is None or self.article.id != article_id):
            self.open_article(article_id, keep_trail=False)

    def on_article_list_chosen(self, event: ArticleList.Chosen) -> None:
        """Open the article to read it."""
        event.stop()
        if self.open_article(event.article_id):
            self.change_reading(event.article_id, read=True)
            self.show_pane("article")
            if self.hits:
                self.step_hit(1)

    def do_sort(self) -> None:
        """Take the next order: of the hits while there is a search, else of the list."""
        if self.query_text:
            self.hit_order = HIT_ORDERS[(HIT_ORDERS.index(self.hit_order) + 1) % len(HIT_ORDERS)]
            self.searcher.ask((self.query_text, self.hit_order))
        else:
            self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
            self.show_list(self.list_view.selected_id)
        self.say(f"Ordered by {self.hit_order if self.query_text else self.order}.")

    # The box

    def do_search(self) -> None:
        """Give the search box the keys."""
        self._ask("search", self.query_text)
        if not self.query_text:
            # The engine is imported while the first letter is being thought of.
            self.searcher.ask(("", self.hit_order))

    def do_find(self) -> None:
        """Give the box the keys for a search in the open article."""
        if self.article is not None:
            self._ask("find", "")

    def do_filter(self) -> None:
        """Give the box the keys for narrowing the list."""
        self._ask("filter", self.filter_text)

    def _ask(self, mode: str, text: str) -> None:
        self.mode = mode
        self.is_zen = False
        self.show_pane(self.in_use)
        self.search_bar.ask(mode, _PLACEHOLDERS[mode], text)

    def on_search_bar_asked(self, event: SearchBar.Asked) -> None:
        """Follow the text of the box."""
        event.stop()
        text = event.text.strip()
        if self.mode == "find":
            self._find(text)
        elif self.mode == "filter":
            self.filter_text = text
            self.query_text = ""
            self.show_list(self.list_view.selected_id)
        else:
            self._search(text)

    def _search(self, text: str) -> None:
        self.query_text = text
        self.filter_text = ""
        if text:
            self.searcher.ask((text, self.hit_order))
        else:
            self.searcher.forget()
            self.show_list(self.article.id if self.article else None)
            self.mark_hits()

    def on_search_bar_left(self, event: SearchBar.Left) -> None:
        """Go where the box's results are."""
        event.stop()
        if self.mode == "find":
            if event.clear:
                self.mark_hits()
            self.show_pane("article")
            return
        if event.clear:
            self.clear_search()
        self.show_pane("list")

    def clear_search(self) -> bool:
        """Give up query and filter; tell whether there were any."""
        had_any = bool(self.query_text or self.filter_text)
        if had_any:
            self.search_bar.ask("search", _PLACEHOLDERS["search"])
            self.mode = "search"
            self._search("")
        return had_any

    # Searching, in a thread

    def _respond(self, question: tuple[str, str], is_late: Callable[[], bool]) -> Iterator[Found | Snippets]:
        query, sort = question
        if not query:
            self.room.warm_search()
            return
        begun = time.perf_counter()
        results = self.room.hits(query, limit=MOST_HITS, sort=sort, cancelled=is_late, is_typing=True)
        ids = [hit.id for hit in results.hits]
        catalog = self.room.catalog
        numbers = catalog.rows_of(ids)
        dates = catalog.dates_of(ids)
        yield Found(results, numbers, time.perf_counter() - begun, dates)
        for start in range(0, len(ids), SNIPPETS_AT_ONCE):
            found: dict[str, Snippet] = {}
            for each in ids[start : start + SNIPPETS_AT_ONCE]:
                if is_late():
                    return
                entry = catalog.entry(each)
                if entry is not None:
                    found[each] = Snippet(*self.room.snippet(entry, query))
            yield Snippets(found)

    def on_searching_answered(self, event: "Searching.Answered") -> None:
        """Show what a search brought, unless something newer was asked meanwhile."""
        event.stop()
        answer = event.answer
        if not self.searcher.is_newest(answer):
            return
        if answer.error is not None:
            self.search_bar.show_count(str(answer.error), is_error=True)
        elif isinstance(answer.value, Found):
            self._show_found(answer.value)
        elif isinstance(answer.value, Snippets) and self.list_view.model.snippets is not None:
            self.list_view.model.snippets.update(answer.value.by_id)  # type: ignore[attr-defined]  # ours is a dict
            self.list_view.redraw()

    def _show_found(self, found: Found) -> None:
        results = found.results
        if results.problem:
            self.search_bar.show_count(results.problem, is_error=True)
            return
        self._show_rows(found.numbers, {}, None)
        told = f"{count(results.total, 'article')} · {found.seconds * 1000:.0f} ms"
        self.search_bar.show_count(told)
        self.say(" · ".join(results.lines))
        self.search_bar.show_narrowing(self._chips(), count_months(found.dates))
        self.mark_hits()

    # Hits in the open article

    def mark_hits(self) -> None:
        """Mark the hits of the query in the open article."""
        if self.article is None:
            return
        self._show_hits(self.room.text_hits(self.article, self.query_text) if self.query_text else [])

    def _find(self, text: str) -> None:
        if self.article is None:
            return
        # As in vim: a capital letter in the question makes it one of case.
        flags = re.NOFLAG if any(character.isupper() for character in text) else re.IGNORECASE
        found = re.finditer(re.escape(text), self.article.text, flags) if text else ()
        self._show_hits([match.span() for match in found])
        if self.hits:
            first = next((n for n, (start, _) in enumerate(self.hits) if start >= self.article_view.reading_offset), 0)
            self._go_to_hit(first)
        self.search_bar.show_count(count(len(self.hits), "place") if text else "")

    def _show_hits(self, spans: Sequence[tuple[int, int]]) -> None:
        self.hits = tuple(spans)
        self.hit = -1
        self.article_view.mark("hits", [Mark(start, end, "article--hit") for start, end in spans])
        self.article_view.mark("current", [])

    def step_hit(self, step: int) -> None:
        """Go to the next or previous hit, round the end."""
        if not self.hits:
            return
        if self.hit < 0 and step < 0:
            self.hit = 0
        self._go_to_hit((self.hit + step) % len(self.hits))

    def _go_to_hit(self, number: int) -> None:
        self.hit = number
        start, end = self.hits[number]
        self.article_view.mark("current", [Mark(start, end, "article--current")])
        self.article_view.go_to(start, end)
        self.say(f"hit {number + 1} of {len(self.hits)}")

    def do_next_hit(self) -> None:
        """Go to the next hit, or with no search to the next unread article."""
        self._step(1)

    def do_previous_hit(self) -> None:
        """Go to the previous hit, or with no search to the previous unread article."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if self.hits:
            self.step_hit(step)
            return
        if self.query_text:
            self.say("The open article has no hit of this search.")
            return
        index = self.list_view.model.unread_from(self.list_view.selected, step)
        if index is None:
            self.say("There is no unread article further on.")
            return
        self.list_view.select(index)
        self.list_view.choose()
