"""Why an article was found, and why none was."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from reader.tui.asking import Answer, Asker
from reader.tui.reading.searching import Searching
from reader.view.explanation import explanation_page

if TYPE_CHECKING:
    from reader.library.catalog import CatalogEntry
    from reader.search.index import EmptyCause, Explanation


@dataclass(frozen=True, slots=True)
class Explained:
    """Why *query* finds an article (None: there was none to ask about), and what keeps it from finding more."""

    query: str
    entry: "CatalogEntry | None"
    explanation: "Explanation | None"
    empty_causes: "tuple[EmptyCause, ...]"


class Explaining(Searching):
    """The part of the reading screen that explains a search."""

    @dataclass
    class Told(Message):
        """Why a query finds what it finds is known."""

        answer: Answer

    def start_explaining(self, crash: Callable[[BaseException], None]) -> None:
        """Make what explains off the event loop."""
        self.explainer = Asker("explain", self._explain, lambda answer: self.post(self.Told(answer)), crash)

    def do_explain(self) -> None:
        """Explain the selected or open hit; with none, which word emptied the search."""
        if not self.query_text:
            self.say("There is no search to explain.")
            return
        article = self.article.id if self.where == "article" and self.article else self.list_view.selected_id
        self.explainer.ask((self.query_text, article))

    def _explain(self, question: tuple[str, str | None], is_late: Callable[[], bool]) -> Iterator[Explained]:
        query, article = question
        explanation = self.room.searcher.explain(query, article) if article else None
        empty_causes: tuple[EmptyCause, ...] = ()
        if not is_late() and (explanation is None or explanation.missing):
            empty_causes = self.room.searcher.why_empty(query)
        yield Explained(query, self.room.catalog.entry(article) if article else None, explanation, empty_causes)

    def on_explaining_told(self, event: "Explaining.Told") -> None:
        """Show the explanation, unless another search is on by now."""
        from reader.tui.dialogs.explanation import ExplanationDialog

        event.stop()
        if not self.explainer.is_newest(event.answer):
            return
        if event.answer.error is not None:
            self.say(str(event.answer.error), is_warning=True)
            return
        told: Explained = event.answer.value
        if told.query != self.query_text:
            return
        page = explanation_page(told.query, told.entry, told.explanation, told.empty_causes)
        proposals = tuple(proposal for each in told.empty_causes for proposal in each.proposals)
        self.app.push_screen(ExplanationDialog(page, proposals), self._try_proposal)

    def _try_proposal(self, query: str | None) -> None:
        if query:
            self.put_query(query)
            self.show_pane("list")
