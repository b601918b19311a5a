"""The search and the list: queries are answered off the event loop, and the newest wins."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from reader.library.errors import ReaderError
from reader.text.plurals import count
from reader.tui.panes.article_list import ArticleList
from reader.tui.panes.search_bar import EXAMPLES
from reader.tui.part import Part
from reader.tui.reading.box import Box
from reader.tui.reading.host import ReadingHost
from reader.tui.reading.layout import PaneLayout
from reader.tui.reading.search_worker import (
    ArticleHits,
    EmptySearch,
    HitFacets,
    HitList,
    MoreSnippets,
    SearchAnswer,
    SearchQuestion,
    SearchWorker,
)
from reader.tui.reading.updates import UpdatePart
from reader.view.commands import COMMAND_BY_ID
from reader.view.list_model import ListModel, Snippet, hit_dividers, month_headings, unread_first

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.room.settings import Settings

PREVIEW_AFTER = 0.15
_BY_DATE = {"date", "oldest"}
_NO_ARTICLES = (
    "This library has no articles yet.", "", "{add} adds a file or a folder that you saved; so does, outside,",
    "  reader add FILE…", "", "{libraries} opens the samples, to try things on.",
)  # fmt: skip


class SearchPart(Part):
    """The query in the box, and the list of its hits; without a query, of all articles.

    *note_count_by_article* is shown in the rows.
    """

    label = "search"
    placeholder = EXAMPLES
    key_labels: ClassVar[Mapping[str, str]] = {
        "next": "to the results", "previous": "earlier searches", "save": "save this search", "clear": "cancel"
    }  # fmt: skip

    def __init__(
        self,
        host: ReadingHost,
        box: Box,
        list_view: ArticleList,
        layout: PaneLayout,
        updates: UpdatePart,
        note_count_by_article: Mapping[str, int],
    ) -> None:
        self._host = host
        self._room = host.room
        self._box = box
        self._list_view = list_view
        self._note_counts = note_count_by_article
        self._layout = layout
        self._updates = updates
        self.query = ""
        self.proposal: str | None = None
        self.order = host.room.settings.order
        self.hit_order = "relevance"
        self._snippets: dict[str, Snippet] = {}
        self._is_suspect = False
        self._told = ""
        # Whether Enter was pressed before the hits of the typed query had come.
        self._opens_first = False
        self._preview: Timer | None = None
        self.asker = host.asker("search", SearchWorker(host.room).respond, self._show_answer, self._show_error)
        self.commands = {"search": self.begin}
        self.heard = {
            ArticleList.Highlighted: self._rest_on,
            ArticleList.Chosen: self._choose,
        }

    @property
    def listed_order(self) -> str:
        """The order of the list: of the hits if there is a query, else of all articles."""
        return self.hit_order if self.query else self.order

    @property
    def selected_id(self) -> str | None:
        """The id of the selected article in the list."""
        return self._list_view.selected_id

    # The list

    def show_list(self, select_id: str | None = None) -> None:
        """Show all articles in the chosen order."""
        catalog, state = self._room.catalog, self._room.state
        numbers = catalog.rows("date" if self.order == "unread" else self.order)
        if self.order == "unread":
            ids = dict(catalog.ids_by_row())
            numbers = unread_first(numbers, ids.__getitem__, state.ids(read=True))
        headings = month_headings(catalog.months_in_order(self.order)) if self.order in _BY_DATE else ()
        self._show_rows(ListModel(numbers, catalog.entry_at, state.of, self._note_counts, None, headings), select_id)
        so_far = " so far …" if self._updates.reading_progress else ""
        self._box.bar.show_count(f"{count(len(numbers), 'article')}{so_far}")
        self._host.call_after_refresh(self._host.all_listed)

    def _show_rows(self, model: ListModel, select_id: str | None) -> None:
        row = self._room.catalog.rows_of([select_id]) if select_id else ()
        index = model.index_of(row[0]) if row else None
        self._list_view.show(model, index or 0, self._empty_text())
        self._list_view.border_title = Content(self._room.library.title)
        self._host.show_place()

    def _empty_text(self) -> tuple[str, ...]:
        if self.query and self._updates.is_growing:
            return ("Nothing found so far: the library is still being read.",)
        if self.query:
            from reader.view.explanation import nothing_found

            return nothing_found(self._host.keymap)
        progress = self._updates.reading_progress
        return (progress,) if progress else tuple(map(self._host.keymap.fill, _NO_ARTICLES))

    def show_again(self, *, if_changed: bool = False) -> None:
        """Show the list of all articles again if there is no query; with *if_changed*, only if their number changed."""
        is_same = len(self._room.catalog) == len(self._list_view.model) > 0
        if not self.query and not (if_changed and is_same):
            self.show_list(self._list_view.selected_id)

    def _rest_on(self, event: ArticleList.Highlighted) -> None:
        """Show the selected article, once the selection rests."""
        if self._preview is not None:
            self._preview.stop()
        self._preview = self._host.set_timer(PREVIEW_AFTER, partial(self.show_preview, event.article_id))

    def show_preview(self, article_id: str | None) -> None:
        """Show an article beside the list, if it is still selected and there is room."""
        is_selected = article_id is not None and self._list_view.selected_id == article_id
        is_open = self._host.article is not None and self._host.article.id == article_id
        if article_id and is_selected and not is_open and self._host.where == "list" and self._host.has_preview:
            self._host.open_article(article_id, keep_trail=False)

    def _choose(self, event: ArticleList.Chosen) -> None:
        """Open the chosen article; if the hits of the typed query have not come yet, open the first once they have."""
        if self.query and self.asker.is_waiting(self.asker.asked):
            self._opens_first = True
        else:
            self._host.read_article(event.article_id, then=self._host.go_to_first_hit)

    def go_to_list(self) -> None:
        """Focus the list, with its selected article beside it."""
        self._host.show_pane("list")
        self.show_preview(self._list_view.selected_id)

    # The box

    def begin(self) -> None:
        """Focus the search box."""
        self._layout.end_zen()
        self._box.lend(self, self.query)
        if not self.query:
            # The engine is imported before the first letter is typed.
            self.ask_for_facets()

    def box_typed(self, text: str) -> None:
        """Search for what is typed; with room for one pane only, show the list."""
        self._layout.reveal("list")
        self.search_for(text.strip())

    def box_pressed(self, meaning: str) -> None:
        """Handle a key in the box."""
        if meaning in {"previous", "next"} and self._step_history(-1 if meaning == "previous" else 1):
            return
        if meaning in {"next", "enter"}:
            self._remember()
            self.go_to_list()
        elif meaning == "clear":
            self.clear()
            self._host.show_pane("list")
        elif meaning == "complete" and self.proposal:
            self.put_query(self.proposal)
        elif meaning == "save":
            self._host.run_command(COMMAND_BY_ID["save-search"])

    def _step_history(self, step: int) -> bool:
        found = self._room.searches.history.step(self._box.text, step)
        if found is not None:
            self.put_query(found)
        return found is not None

    def _remember(self) -> None:
        try:
            self._room.searches.history.add(self.query)
        except (ReaderError, OSError) as error:
            self._host.say(f"The search history could not be saved: {error}", is_warning=True)

    def take_box(self) -> None:
        """Put the query back into the box, which was lent."""
        self._box.give_back(self, self.query)

    def put_query(self, text: str, keep_id: str | None = None) -> None:
        """Search for a query that was not typed, and put it into the box."""
        self._box.give_back(self, text)
        self.search_for(text.strip(), keep_id)

    def search_for(self, text: str, keep_id: str | None = None) -> None:
        """Show the hits of a query, or all articles for none, with the article *keep_id* selected if listed."""
        self.query = text
        self.proposal = None
        self._opens_first = False
        if text:
            self._ask(keep_id)
        else:
            self.asker.forget()
            self.show_list(keep_id or (self._host.article.id if self._host.article else None))
            self._host.query_cleared()

    def take_order(self, order: str) -> None:
        """Change the order: of the hits if there is a query, else of all articles."""
        if self.query:
            self.hit_order = order
            self.search_for(self.query, self._list_view.selected_id)
        else:
            self.order = order
            self.show_list(self._list_view.selected_id)

    def take_settings(self, before: "Settings") -> None:
        """Apply a changed order."""
        if self._room.settings.order != before.order and not self.query:
            self.take_order(self._room.settings.order)

    def search_again(self) -> None:
        """Search again after the library changed, with the same article selected."""
        if self.query:
            self._ask(self._list_view.selected_id)

    def ask_for_facets(self) -> None:
        """Ask for the facets of the list."""
        if self.query:
            self._ask(self._list_view.selected_id)
        else:
            self.asker.ask(SearchQuestion("", self.hit_order, with_facets=self._layout.is_drawer_open))

    def _ask(self, keep_id: str | None) -> None:
        self.asker.ask(SearchQuestion(self.query, self.hit_order, keep_id, self._host.article))

    def clear(self) -> bool:
        """Clear the query; return whether there was one."""
        had_any = bool(self.query)
        if had_any:
            self.put_query("")
        return had_any

    # Answers

    def _show_error(self, _: SearchQuestion, error: ReaderError) -> None:
        self._box.bar.show_count("not searched", is_error=True)
        self._host.say(str(error), is_warning=True)

    def _show_answer(self, question: SearchQuestion, answer: SearchAnswer) -> None:
        if isinstance(answer, HitList):
            self._show_hits(answer, question.keep_id)
        elif isinstance(answer, MoreSnippets):
            self._snippets.update(answer.snippet_by_id)
            self._list_view.redraw_rows(answer.snippet_by_id)
        elif isinstance(answer, ArticleHits):
            self._host.hits_found(answer.article_id, answer.spans)
        elif isinstance(answer, HitFacets):
            self._host.facets_found(answer)
        elif isinstance(answer, EmptySearch) and not self._updates.is_growing:
            from reader.view.explanation import emptied_lines

            self._list_view.say_empty(emptied_lines(answer.causes, self._host.keymap))

    def _show_hits(self, found: HitList, keep_id: str | None) -> None:
        results = found.results
        self.proposal = results.proposal
        if results.problem:
            self._box.bar.show_count("cannot be searched", is_error=True)
            hint = self._box.bar.box.hint(" {complete} takes it.") if results.proposal else ""
            self._host.say(results.problem + hint, is_warning=True)
            return
        dividers = hit_dividers(len(found.numbers), found.strict, results.relaxing, found.dates)
        catalog, reading_of = self._room.catalog, self._room.state.of
        self._snippets = dict(found.snippets)
        model = ListModel(found.numbers, catalog.entry_at, reading_of, self._note_counts, self._snippets, dividers)
        self._show_rows(model, keep_id)
        so_far = " so far …" if self._updates.is_growing else f" · {found.seconds * 1000:.0f} ms"
        self._box.bar.show_count(f"{count(results.total, 'article')}{so_far}")
        self._tell(found, keep_id)
        self._host.hits_listed()
        if found.is_suspect and not self._is_suspect:
            self._host.library_changed()
        self._is_suspect = found.is_suspect
        if self._opens_first:
            self._opens_first = False
            self._list_view.choose()

    def _tell(self, found: HitList, keep_id: str | None) -> None:
        results = found.results
        lines = [line for line in results.lines if line != results.relaxing]
        if results.total and not results.strict_total:
            lines.append(
                self._host.keymap.fill("No article has all the words. Press {explain} to see what comes close.")
            )
        told = " · ".join(lines)
        # A search repeated after a note was made must not replace the message about the note.
        if told or keep_id is None or self._host.said == self._told:
            self._host.say(told)
        self._told = told
