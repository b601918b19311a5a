"""The event that an article reports: its dossier and its ledger."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.library.catalog import CatalogEntry
    from reader.related.evidence import Quote
    from reader.related.ledger import LedgerRow
    from reader.tui.dialogs.event import DossierChoice


class EventQuestion(NamedTuple):
    """A question: the articles on the same event as this one, and with *is_ledger* their figures."""

    article_id: str
    is_ledger: bool


class EventAnswer(NamedTuple):
    """The articles on an event, and their figures if asked for."""

    articles: "tuple[CatalogEntry, ...]"
    figures: "tuple[LedgerRow, ...]"


class EventPart(Part):
    """Shows the articles on one event and their figures; *mark_evidence* marks passages of the open article."""

    def __init__(self, host: ReadingHost, mark_evidence: "Callable[[Iterable[Span]], None]") -> None:
        self._host = host
        self._mark_evidence = mark_evidence
        self._asker = host.asker("event", self._gather, self._show)
        self.commands = {"dossier": partial(self.ask, is_ledger=False), "ledger": partial(self.ask, is_ledger=True)}

    def ask(self, *, is_ledger: bool) -> None:
        """Ask for the articles on the event of the open or selected article, or for their figures."""
        article_id = self._host.subject
        if article_id is not None:
            self._host.ask(self._asker, EventQuestion(article_id, is_ledger), "Looking for articles on this event …")

    def _gather(self, question: EventQuestion, is_late: IsLate) -> Iterator[EventAnswer]:
        room = self._host.room
        articles = room.references.event(question.article_id)
        if not is_late():
            yield EventAnswer(
                articles, room.references.ledger([each.id for each in articles]) if question.is_ledger else ()
            )

    def _show(self, question: EventQuestion, answer: EventAnswer) -> None:
        """Show the answer, unless a dialog was opened meanwhile."""
        if not self._host.is_on_top:
            return
        if question.is_ledger:
            self._show_ledger(question.article_id, answer)
        elif len(answer.articles) < 2:
            self._host.say("No other article here reports this event.")
        else:
            from reader.tui.dialogs.event import Dossier

            dossier = Dossier(answer.articles, question.article_id)
            self._host.open_dialog(dossier, partial(self._leave_dossier, question))

    def _leave_dossier(self, question: EventQuestion, wanted: "DossierChoice | None") -> None:
        if wanted is None:
            return
        if wanted.article_id:
            self._host.read_article(wanted.article_id)
        else:
            self._asker.ask(EventQuestion(question.article_id, is_ledger=True))

    def _show_ledger(self, article_id: str, answer: EventAnswer) -> None:
        if not answer.figures:
            self._host.say("Articles on this event give no figures.")
            return
        from reader.tui.dialogs.event import Ledger

        ledger = Ledger(answer.figures, len(answer.articles), self._quoted, article_id)
        self._host.open_dialog(ledger, self._leave_ledger)

    def _quoted(self, row: "LedgerRow", length: int) -> "Quote":
        return self._host.room.references.quoted(row.article, ((row.start, row.end),), length)

    def _leave_ledger(self, row: "LedgerRow | None") -> None:
        if row is not None:
            span = (row.start, row.end)
            self._host.read_article(row.article, span, lambda: self._mark_evidence([span]))
