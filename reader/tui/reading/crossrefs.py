"""Cross-references: found off the event loop, shown with their evidence, followed."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.library.errors import ReaderError
from reader.related.errors import StoreSuspect
from reader.room.references import Reference
from reader.tui.panes.article_view import ArticleView
from reader.tui.panes.crossrefs import NOTHING, CrossrefsPane
from reader.tui.part import IsLate, Part
from reader.tui.questions import ANNOUNCE_AFTER
from reader.tui.reading.article import ArticlePart
from reader.tui.reading.host import ReadingHost, Span
from reader.tui.reading.updates import UpdatePart
from reader.view.marks import Mark
from reader.view.reference_rows import LABELS, CopyRow, counts

if TYPE_CHECKING:
    from reader.library.catalog import CatalogEntry
    from reader.related.copy_difference import Difference
    from reader.related.evidence import Evidence
    from reader.view.page_layout import Page

SHOWN = 40
GATHERING = "Evidence is still being gathered."
_POINTS = "Rare things score more points. {explain-evidence} explains, {confirm} confirms, {dismiss} dismisses."


class CrossrefAnswer(NamedTuple):
    """The cross-references of an article; *is_complete* tells whether all evidence has been gathered."""

    references: tuple[Reference, ...]
    is_complete: bool


class CopiesQuestion(NamedTuple):
    """A question: what the copies of an article add and leave out."""

    article_id: str
    copies: tuple[str, ...]


class CrossrefPart(Part):
    """Shows the cross-references of the open article, and where their evidence stands in it."""

    def __init__(
        self,
        host: ReadingHost,
        pane: CrossrefsPane,
        article_view: ArticleView,
        article: ArticlePart,
        updates: UpdatePart,
    ) -> None:
        self._host = host
        self.pane = pane
        self._article_view = article_view
        self._article = article
        self._updates = updates
        # The selected row in each article, to return to it.
        self._rested_by_article: dict[str, str] = {}
        self._stepped = -1
        self._has_wandered = False
        # Whether the evidence could not be trusted when it was last asked for.
        self._is_suspect = False
        self._asker = host.asker("related", self._find, self._show, self._show_error)
        self._copies_asker = host.asker("copies", self._differences, self._show_copies)
        self.commands = {
            "next-evidence": partial(self._step_by, 1),
            "previous-evidence": partial(self._step_by, -1),
            "explain-evidence": self.explain,
            "filter-references": self.choose_kind,
            "copies": self.toggle_copies,
        }
        self.heard = {CrossrefsPane.Highlighted: self._highlighted, CrossrefsPane.Chosen: self._follow}

    def start(self) -> None:
        """Begin with an empty pane."""
        self.pane.show((), "")

    def ask_for(self, article_id: str) -> None:
        """Ask for the cross-references of an article."""
        number = self._asker.ask(article_id)
        # What is known in a moment is not announced: that would draw the pane twice.
        self._host.set_timer(ANNOUNCE_AFTER, partial(self._announce, number, article_id))

    def _announce(self, number: int, article_id: str) -> None:
        # Rows of the same article stay while they are asked for again: the next key may mean one of them.
        if self._asker.is_waiting(number) and article_id != self.pane.origin_id:
            self.pane.show((), "Looking for related articles …")

    def _find(self, article_id: str, is_late: IsLate) -> Iterator[CrossrefAnswer]:
        references = self._host.room.references
        # Evidence shows names as `names.yaml` spells them now.
        self._host.room.session.reload_names()
        if not is_late():
            yield CrossrefAnswer(references.of(article_id, SHOWN), references.is_complete)

    def _show(self, article_id: str, answer: CrossrefAnswer) -> None:
        self._is_suspect = False
        origin = self._host.room.catalog.entry(article_id)
        is_known = answer.is_complete or not self._updates.is_running
        empty_text = NOTHING if is_known else GATHERING
        rested = self._rested_by_article.get(article_id, "")
        self.pane.show(answer.references, empty_text, origin=origin, select_id=rested)
        if self._host.where == "crossrefs" and self.pane.selected is not None:
            self._show_evidence(self.pane.selected, go=False)

    def _show_error(self, _: str, error: ReaderError) -> None:
        self.pane.show((), str(error))
        if isinstance(error, StoreSuspect) and not self._is_suspect:
            self._is_suspect = True
            # A whole look at the library rebuilds them.
            self._host.library_changed()

    def show_judged(self, article_id: str, references: Sequence[Reference]) -> None:
        """Show a judgment of cross-references at once, and ask for them again."""
        self.pane.show(references, origin=self._host.room.catalog.entry(article_id))
        self._rested_by_article[article_id] = self.pane.selected_id
        self.ask_for(article_id)

    # The evidence in the open article

    def _highlighted(self, event: CrossrefsPane.Highlighted) -> None:
        """Mark the evidence in the open article."""
        article = self._host.article
        if article is None or article.id != self.pane.origin_id:
            # The rows are still those of the previous article.
            return
        if not event.is_moved:
            self._has_wandered = False
        self._rested_by_article[article.id] = self.pane.selected_id
        self._show_evidence(event.reference, go=event.is_moved)

    def _show_evidence(self, reference: Reference, *, go: bool) -> None:
        self._stepped = -1
        self.mark_evidence(span for _, span in _evidence_places(reference))
        if go:
            self._step(reference, 1)

    def mark_evidence(self, spans: Iterable[Span]) -> None:
        """Mark passages of evidence in the open article; without any, remove the marks."""
        self._article_view.mark("current", [])
        self._article_view.mark("evidence", [Mark(start, end, "article--evidence") for start, end in spans])

    def _step(self, reference: Reference, step: int) -> None:
        places = _evidence_places(reference)
        if not places:
            return
        if not self._has_wandered:
            # The trail leads back to the place where the user was reading.
            self._article.leave_place()
            self._has_wandered = True
        self._stepped = (max(self._stepped, 0 if step < 0 else -1) + step) % len(places)
        evidence, span = places[self._stepped]
        self._article_view.mark("current", [Mark(*span, "article--current")])
        self._article_view.go_to(*span)
        self._host.say(f"place {self._stepped + 1} of {len(places)} · {evidence.text}")

    def _step_by(self, step: int) -> None:
        reference = self.chosen()
        if reference is not None:
            self._step(reference, step)
            if not _evidence_places(reference):
                self._host.say("This evidence is not found at any place in the text.")

    def chosen(self) -> Reference | None:
        """Return the selected cross-reference; say so if there is none."""
        if self.pane.selected is None:
            self._host.say("No cross-reference is selected.")
        return self.pane.selected

    # Following

    def _follow(self, event: CrossrefsPane.Chosen) -> None:
        """Open the other article where it holds the evidence."""
        reference, article_id = event.reference, event.article_id
        if self._host.article is not None:
            self._rested_by_article[self._host.article.id] = article_id
        is_copy = article_id != reference.crossref.id
        spans = [] if is_copy else [span for each in reference.ranked for span in each.there]
        if self._host.room.catalog.entry(article_id) is None:
            self._host.say("This article is gone. Your judgment is kept.", is_warning=True)
            return
        landing = self._landing(reference) if spans else None
        self._host.read_article(article_id, landing, lambda: self.mark_evidence(spans))

    def _landing(self, reference: Reference) -> Span:
        """Return the place in the other article of the evidence stepped to, else of the best."""
        places = _evidence_places(reference)
        stepped = [places[self._stepped][0]] if 0 <= self._stepped < len(places) else []
        return next(each.there[0] for each in (*stepped, *reference.ranked) if each.there)

    def leave(self) -> None:
        """Show all kinds again; if they are shown, go back to the article."""
        if self._host.where == "crossrefs" and self.pane.shown:
            self.pane.show_kind("")
        else:
            self.mark_evidence(())
            self._host.show_pane("article")

    # Looking closer

    def explain(self) -> None:
        """Explain the score of a cross-reference."""
        from reader.related.evidence import explain_score
        from reader.tui.dialogs.dialog import TextDialog

        reference = self.chosen()
        if reference is None:
            return
        crossref = reference.crossref
        reasons = "\n".join(explain_score(crossref)) if crossref.evidence else "Your own judgment is the only reason."
        hint = self._host.keymap.fill(_POINTS)
        body: Page = [(reference.title, "bold"), "\n\n", reasons, "\n\n", (hint, "$quiet")]
        self._host.open_dialog(TextDialog("Why it is related to the open article", body), lambda _: None)

    def choose_kind(self) -> None:
        """Show only one kind of evidence, or all again."""
        from reader.tui.dialogs.list_dialog import Chooser

        answers = [
            (kind, f"{LABELS[kind] if kind else 'All kinds'} · {number}")
            for kind, number in counts(self.pane.references).items()
        ]

        def show(kind: str | None) -> None:
            if kind is not None:
                self.pane.show_kind(kind)

        self._host.open_dialog(Chooser("Cross-references", answers, self.pane.shown), show)

    # Copies

    def toggle_copies(self) -> None:
        """List the copies of an article with what each adds and leaves out, or hide them."""
        reference = self.chosen()
        if reference is None:
            return
        crossref = reference.crossref
        if not crossref.copies:
            self._host.say("This article has no copies here.")
        elif self.pane.is_open(crossref.id) or isinstance(self.pane.selected_row, CopyRow):
            self.pane.show_copies(crossref.id, None)
        else:
            self._host.ask(self._copies_asker, CopiesQuestion(crossref.id, crossref.copies), "Comparing the copies …")

    def _differences(
        self, question: CopiesQuestion, is_late: IsLate
    ) -> "Iterator[list[tuple[CatalogEntry, Difference]]]":
        yield list(self._host.room.references.differences(*question, is_late))

    def _show_copies(self, question: CopiesQuestion, copies: "list[tuple[CatalogEntry, Difference]]") -> None:
        """List the copies, if the article is still listed."""
        if any(each.crossref.id == question.article_id for each in self.pane.references):
            self.pane.show_copies(question.article_id, copies)
            self._host.say(
                self._host.keymap.fill("What each copy adds and leaves out. Press {copies} to hide the copies.")
            )


def _evidence_places(reference: Reference) -> list[tuple["Evidence", Span]]:
    """Return the places of a cross-reference's evidence in the open article, the best first, each once."""
    places: dict[Span, Evidence] = {}
    for each in reference.ranked:
        for span in each.here:
            places.setdefault(span, each)
    return [(each, span) for span, each in places.items()]
