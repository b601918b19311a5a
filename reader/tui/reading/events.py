"""The event that an article tells of: its dossier and its ledger, asked for off the event loop."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from reader.tui.asking import Answer, Asker
from reader.tui.reading.room_screen import RoomScreen

if TYPE_CHECKING:
    from reader.library.catalog import CatalogEntry
    from reader.related.evidence import Quote
    from reader.related.ledger import LedgerRow
    from reader.tui.dialogs.event import DossierChoice

ANNOUNCE_AFTER = 0.25


@dataclass(frozen=True, slots=True)
class EventAsked:
    """A question: which articles tell of the event of this one, and with *is_ledger*, which figures."""

    article_id: str
    is_ledger: bool


@dataclass(frozen=True, slots=True)
class Event:
    """The articles of an event, and the figures that they tell if those were asked for."""

    articles: "tuple[CatalogEntry, ...]"
    figures: "tuple[LedgerRow, ...]"


class Events(RoomScreen):
    """The part of the reading screen that shows what is told of one event."""

    @dataclass
    class Gathered(Message):
        """The articles of an event are known."""

        answer: Answer

    def start_gathering(self, crash: Callable[[BaseException], None]) -> None:
        """Make what looks for the articles of an event off the event loop."""
        self.gatherer = Asker("event", self._gather, lambda answer: self.post(self.Gathered(answer)), crash)

    def do_dossier(self) -> None:
        """Open the articles that tell of the same event."""
        self._ask_event(is_ledger=False)

    def do_ledger(self) -> None:
        """Open the figures told about the event."""
        self._ask_event(is_ledger=True)

    def _ask_event(self, *, is_ledger: bool) -> None:
        in_list = self.where == "list" or self.article is None
        article_id = self.list_view.selected_id if in_list else self.article and self.article.id
        if article_id:
            asked = self.gatherer.ask(EventAsked(article_id, is_ledger))
            self.set_timer(ANNOUNCE_AFTER, partial(self._announce_event, asked))

    def _announce_event(self, asked: int) -> None:
        if self.gatherer.is_waiting(asked):
            self.say("Looking for what tells of the same event …")

    def _gather(self, asked: EventAsked, is_late: Callable[[], bool]) -> Iterator[Event]:
        articles = self.room.references.event(asked.article_id)
        if not is_late():
            yield Event(
                articles, self.room.references.ledger([each.id for each in articles]) if asked.is_ledger else ()
            )

    def on_events_gathered(self, event: "Events.Gathered") -> None:
        """Show what was asked for, unless something else lies over the screen by now."""
        event.stop()
        answer = event.answer
        if not self.gatherer.is_newest(answer) or self.app.screen is not self:
            return
        if answer.error is not None:
            self.say(str(answer.error), is_warning=True)
            return
        asked, found = answer.question, answer.value
        if asked.is_ledger:
            self._show_ledger(asked.article_id, found)
        elif len(found.articles) < 2:
            self.say("No other article here tells of the same event.")
        else:
            from reader.tui.dialogs.event import Dossier

            self.app.push_screen(Dossier(found.articles, asked.article_id), partial(self._leave_dossier, asked))

    def _leave_dossier(self, asked: EventAsked, wanted: "DossierChoice | None") -> None:
        if wanted is None:
            return
        if not wanted.article_id:
            self.gatherer.ask(EventAsked(asked.article_id, is_ledger=True))
        elif self.open_article(wanted.article_id):
            self.change_reading(wanted.article_id, read=True)
            self.show_pane("article")

    def _show_ledger(self, article_id: str, found: Event) -> None:
        if not found.figures:
            self.say("Articles on this event give no figures.")
            return
        from reader.tui.dialogs.event import Ledger

        self.app.push_screen(Ledger(found.figures, len(found.articles), self._quoted, article_id), self._leave_ledger)

    def _quoted(self, row: "LedgerRow", length: int) -> "Quote":
        return self.room.references.quoted(row.article, ((row.start, row.end),), length)

    def _leave_ledger(self, row: "LedgerRow | None") -> None:
        if row is not None and self.open_article(row.article, (row.start, row.end)):
            self.mark_evidence([(row.start, row.end)])
            self.change_reading(row.article, read=True)
            self.show_pane("article")
