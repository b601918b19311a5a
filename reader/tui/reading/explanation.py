"""Explain why an article was found, or why none was."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost
from reader.tui.reading.search import SearchPart
from reader.view.explanation import explanation_page

if TYPE_CHECKING:
    from reader.library.catalog import CatalogEntry
    from reader.search.index import EmptyCause, Explanation


class HitQuestion(NamedTuple):
    """A question: why *query* finds an article, or without one, why it finds nothing."""

    query: str
    article_id: str | None


class HitExplanation(NamedTuple):
    """The answer: why the article is found (None without one), and why the search is empty."""

    entry: "CatalogEntry | None"
    explanation: "Explanation | None"
    causes: "tuple[EmptyCause, ...]"


class ExplanationPart(Part):
    """Explains the hits of a search."""

    def __init__(self, host: ReadingHost, search: SearchPart) -> None:
        self._host = host
        self._search = search
        self._asker = host.asker("explain", self._explain, self._show)
        self.commands = {"explain": self.explain}

    def explain(self) -> None:
        """Explain the selected or open hit; with none, which word emptied the search."""
        query = self._search.query
        if query:
            self._host.ask(self._asker, HitQuestion(query, self._host.subject), "Looking for the reason …")
        else:
            self._host.say("There is no search to explain.")

    def _explain(self, question: HitQuestion, is_late: IsLate) -> Iterator[HitExplanation]:
        query, article_id = question
        room = self._host.room
        explanation = room.searcher.explain(query, article_id) if article_id else None
        causes: tuple[EmptyCause, ...] = ()
        if not is_late() and (explanation is None or explanation.missing):
            causes = room.searcher.why_empty(query)
        yield HitExplanation(room.catalog.entry(article_id) if article_id else None, explanation, causes)

    def _show(self, question: HitQuestion, answer: HitExplanation) -> None:
        from reader.tui.dialogs.explanation import ExplanationDialog

        if question.query != self._search.query:
            # Another search has begun.
            return
        page = explanation_page(question.query, *answer)
        proposals = tuple(proposal for each in answer.causes for proposal in each.proposals)
        self._host.open_dialog(ExplanationDialog(page, proposals), self._try_proposal)

    def _try_proposal(self, query: str | None) -> None:
        if query:
            self._search.put_query(query)
            self._host.show_pane("list")
