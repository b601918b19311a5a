"""Cross-references: asked for off the event loop, shown with their evidence, followed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from reader.tui.asking import Answer, Asker
from reader.tui.panes.crossrefs import CrossrefsPane, Reference
from reader.tui.reading.room_screen import RoomScreen
from reader.view.marks import Mark
from reader.view.reference_rows import LABELS, CopyRow, counts

if TYPE_CHECKING:
    from reader.library.catalog import CatalogEntry
    from reader.related.comparison import Difference
    from reader.related.evidence import Evidence
    from reader.view.pages import Page

ANNOUNCE_AFTER = 0.25
SHOWN = 40


@dataclass(frozen=True, slots=True)
class CopiesAsked:
    """A question: what the copies of an article add and leave out."""

    article_id: str
    copies: tuple[str, ...]


class Referring(RoomScreen):
    """The part of the reading screen that cross-references."""

    @dataclass
    class Related(Message):
        """The cross-references of an article are known."""

        answer: Answer

    @dataclass
    class Unfolded(Message):
        """The copies of an article are known."""

        answer: Answer

    # Where the pane rested in each article, so that one comes back to the same row.
    _rested: dict[str, str]
    _stepped = -1
    _has_wandered = False

    def start_referring(self, crash: Callable[[BaseException], None]) -> None:
        """Make what looks for cross-references off the event loop."""
        self._rested = {}
        self.referrer = Asker("related", self._relate, lambda answer: self.post(self.Related(answer)), crash)
        self.unfolder = Asker("copies", self._unfold, lambda answer: self.post(self.Unfolded(answer)), crash)

    def stop_referring(self) -> None:
        """End the threads."""
        self.referrer.stop()
        self.unfolder.stop()

    def refer_to(self, article_id: str) -> None:
        """Ask for the cross-references of an article."""
        asked = self.referrer.ask(article_id)
        # What is known in a moment need not be announced: that would draw the pane twice.
        self.set_timer(ANNOUNCE_AFTER, lambda: self._announce(asked))

    def _announce(self, asked: int) -> None:
        if self.referrer.is_waiting(asked):
            self.crossrefs.show((), "Looking for what bears on it …")

    def _relate(self, article_id: str, is_late: Callable[[], bool]) -> Iterator[tuple[Reference, ...]]:
        if not is_late():
            yield self.room.references.of(article_id, SHOWN)

    def on_referring_related(self, event: "Referring.Related") -> None:
        """Show the cross-references, unless another article is open by now."""
        event.stop()
        article_id = event.answer.question
        if not self.referrer.is_newest(event.answer):
            return
        if event.answer.error is not None:
            self.crossrefs.show((), str(event.answer.error))
            return
        origin = self.room.catalog.entry(article_id)
        self.crossrefs.show(event.answer.value, origin=origin, select_id=self._rested.get(article_id, ""))
        if self.where == "crossrefs" and self.crossrefs.selected is not None:
            self._show_evidence(self.crossrefs.selected, go=False)

    # The evidence in the open article

    def on_crossrefs_pane_highlighted(self, event: CrossrefsPane.Highlighted) -> None:
        """Mark the evidence in the open article."""
        event.stop()
        if self.article is None or self.article.id != self.crossrefs.origin_id:
            # The rows are still those of the article before.
            return
        if not event.is_moved:
            self._has_wandered = False
        self._rested[self.article.id] = self.crossrefs.selected_id
        self._show_evidence(event.reference, go=event.is_moved)

    def _show_evidence(self, reference: Reference, *, go: bool) -> None:
        self._stepped = -1
        self.mark_evidence(span for _, span in self._evidence_places(reference))
        if go:
            self._step_evidence(reference, 1)

    @staticmethod
    def _evidence_places(reference: Reference) -> list[tuple["Evidence", tuple[int, int]]]:
        """Return where a cross-reference's evidence stands in the open article, the most telling first, each once."""
        places: dict[tuple[int, int], Evidence] = {}
        for each in reference.ranked:
            for span in each.here:
                places.setdefault(span, each)
        return [(each, span) for span, each in places.items()]

    def _step_evidence(self, reference: Reference, step: int) -> None:
        places = self._evidence_places(reference)
        if not places:
            return
        if not self._has_wandered and self.here is not None:
            # Ctrl+O leads back to where one was reading.
            self.trail.leave(self.here)
            self._has_wandered = True
        self._stepped = (max(self._stepped, 0 if step < 0 else -1) + step) % len(places)
        evidence, span = places[self._stepped]
        self.article_view.mark("current", [Mark(*span, "article--current")])
        self.article_view.go_to(*span)
        self.say(f"{self._stepped + 1} of {len(places)} · {evidence.text}")

    def do_next_evidence(self) -> None:
        """Go to the next place of the evidence in the open article."""
        self._step_by(1)

    def do_previous_evidence(self) -> None:
        """Go to the place of the evidence before."""
        self._step_by(-1)

    def _step_by(self, step: int) -> None:
        reference = self._chosen_reference()
        if reference is not None:
            self._step_evidence(reference, step)
            if not self._evidence_places(reference):
                self.say("This evidence has no place in the text.")

    def _chosen_reference(self) -> Reference | None:
        if self.crossrefs.selected is None:
            self.say("No cross-reference is selected.")
        return self.crossrefs.selected

    def mark_evidence(self, spans: Iterable[tuple[int, int]]) -> None:
        """Mark the passages of the open article that a cross-reference rests on; none takes the marks away."""
        self.article_view.mark("current", [])
        self.article_view.mark("evidence", [Mark(start, end, "article--evidence") for start, end in spans])

    # Following

    def on_crossrefs_pane_chosen(self, event: CrossrefsPane.Chosen) -> None:
        """Open the other article where it holds the evidence."""
        event.stop()
        reference, article_id = event.reference, event.article_id
        if self.article is not None:
            self._rested[self.article.id] = article_id
        is_copy = article_id != reference.crossref.id
        spans = [] if is_copy else [span for each in reference.ranked for span in each.there]
        if self.room.catalog.entry(article_id) is None:
            self.say("The article is gone; what you said of it is kept.", is_warning=True)
        elif self.open_article(article_id, self._landing(reference) if spans else None):
            self.mark_evidence(spans)
            self.change_reading(article_id, read=True)
            self.show_pane("article")

    def _landing(self, reference: Reference) -> tuple[int, int]:
        """Return where the other article holds the evidence that was stepped to, else the most telling."""
        places = self._evidence_places(reference)
        stepped = [places[self._stepped][0]] if 0 <= self._stepped < len(places) else []
        return next(each.there[0] for each in (*stepped, *reference.ranked) if each.there)

    # Looking closer

    def do_explain_evidence(self) -> None:
        """Show where the score of a cross-reference comes from."""
        from reader.related.evidence import explain_score
        from reader.tui.dialogs.dialog import TextDialog

        reference = self._chosen_reference()
        if reference is not None:
            told = (
                "\n".join(explain_score(reference.crossref))
                if reference.crossref.evidence
                else "Nothing but your word."
            )
            hint = self.keymap.fill(_POINTS_TOLD)
            body: Page = [(reference.title, "bold"), "\n\n", told, "\n\n", (hint, "$quiet")]
            self.app.push_screen(TextDialog("Why it bears on the open article", body))

    def do_filter_references(self) -> None:
        """Show one kind of evidence alone, or all again."""
        from reader.tui.dialogs.dialog import Chooser

        answers = [
            (kind, f"{LABELS[kind] if kind else 'All kinds'} · {number}")
            for kind, number in counts(self.crossrefs.references).items()
        ]
        self.app.push_screen(Chooser("Cross-references", answers, self.crossrefs.shown), self._show_kind)

    def _show_kind(self, kind: str | None) -> None:
        if kind is not None:
            self.crossrefs.show_kind(kind)

    def leave_evidence(self) -> None:
        """Show all kinds again, or where they are shown, go back to the article."""
        if self.where == "crossrefs" and self.crossrefs.shown:
            self.crossrefs.show_kind("")
        else:
            self.mark_evidence(())
            self.show_pane("article")

    def do_copies(self) -> None:
        """List the copies of an article with what each adds and leaves out, or no more."""
        reference = self._chosen_reference()
        if reference is None:
            return
        crossref = reference.crossref
        if not crossref.copies:
            self.say("It has no copies here.")
        elif self.crossrefs.is_open(crossref.id) or isinstance(self.crossrefs.selected_row, CopyRow):
            self.crossrefs.show_copies(crossref.id, None)
        else:
            self.say("Laying the copies beside it …")
            self.unfolder.ask(CopiesAsked(crossref.id, crossref.copies))

    def _unfold(
        self, asked: CopiesAsked, is_late: Callable[[], bool]
    ) -> "Iterator[list[tuple[CatalogEntry, Difference]]]":
        yield list(self.room.references.differences(asked.article_id, asked.copies, is_late))

    def on_referring_unfolded(self, event: "Referring.Unfolded") -> None:
        """List the copies, if the article is listed still."""
        event.stop()
        answer = event.answer
        if not self.unfolder.is_newest(answer):
            return
        if answer.error is not None:
            self.say(str(answer.error), is_warning=True)
        elif any(each.crossref.id == answer.question.article_id for each in self.crossrefs.references):
            self.crossrefs.show_copies(answer.question.article_id, answer.value)
            self.say(self.keymap.fill("What each copy adds and leaves out. Press {copies} to fold them up."))


_POINTS_TOLD = "Rare things score more points. {explain-evidence} explains, {confirm} confirms, {dismiss} dismisses."
