"""Cross-references: asked for off the event loop, shown with their evidence, followed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from textual.message import Message

from reader.tui.asking import Answer, Asker
from reader.tui.drawing.marks import Mark
from reader.tui.panes.crossrefs import CrossrefsPane, Reference
from reader.tui.screens.room_screen import RoomScreen

ANNOUNCE_AFTER = 0.25


class Referring(RoomScreen):
    """The part of the reading screen that cross-references."""

    @dataclass
    class Related(Message):
        """The cross-references of an article are known."""

        answer: Answer

    def start_referring(self, crash: Callable[[BaseException], None]) -> None:
        """Make what looks for cross-references off the event loop."""
        self.referrer = Asker("related", self._relate, lambda answer: self.post(self.Related(answer)), crash)

    def refer_to(self, article_id: str) -> None:
        """Ask for the cross-references of an article."""
        asked = self.referrer.ask(article_id)
        # What is known in a moment need not be announced: that would draw the pane twice.
        self.set_timer(ANNOUNCE_AFTER, lambda: self._announce(asked))

    def _announce(self, asked: int) -> None:
        if self.referrer.is_waiting(asked):
            self.crossrefs.show((), "Looking for what bears on it …")

    def _relate(self, article_id: str, is_late: Callable[[], bool]) -> Iterator[list[Reference]]:
        found = []
        for crossref in self.room.related(article_id):
            if is_late():
                return
            entry = self.room.catalog.entry(crossref.id)
            if entry is not None:
                found.append(Reference(crossref, entry))
        yield found

    def on_referring_related(self, event: "Referring.Related") -> None:
        """Show the cross-references, unless another article is open by now."""
        event.stop()
        if self.referrer.is_newest(event.answer):
            if event.answer.error is not None:
                self.crossrefs.show((), str(event.answer.error))
            else:
                self.crossrefs.show(event.answer.value)

    def on_crossrefs_pane_highlighted(self, event: CrossrefsPane.Highlighted) -> None:
        """Mark the evidence in the open article."""
        event.stop()
        spans = [span for each in event.reference.telling for span in each.here]
        self.mark_evidence(spans)
        if spans:
            self.article_view.go_to(*min(spans))

    def on_crossrefs_pane_chosen(self, event: CrossrefsPane.Chosen) -> None:
        """Open the other article where it holds the evidence."""
        event.stop()
        article_id = event.reference.crossref.id
        spans = [span for each in event.reference.telling for span in each.there]
        if self.open_article(article_id, spans[0] if spans else None):
            self.mark_evidence(spans)
            self.change_reading(article_id, read=True)
            self.show_pane("article")

    def mark_evidence(self, spans: Iterable[tuple[int, int]]) -> None:
        """Mark the passages of the open article that a cross-reference rests on; none takes the marks away."""
        self.article_view.mark("evidence", [Mark(start, end, "article--evidence") for start, end in spans])
