"""Comparing: which two articles, asked for off the event loop, and what is done when one comes back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from reader.tui.asking import Answer, Asker
from reader.tui.reading.room_screen import RoomScreen

if TYPE_CHECKING:
    from reader.room.references import ArticlePair
    from reader.tui.compare.screen import CompareScreen
    from reader.view.side_by_side import SideBySide

_TEACH = "Select another article in the list, or a cross-reference, and press {compare} to compare."


class PairAsked(NamedTuple):
    """Two articles are to be compared, in columns so wide; *known* is their comparison where only those are new."""

    a_id: str
    b_id: str
    column: int
    is_stacked: bool
    known: "ArticlePair | None" = None


class PairFound(NamedTuple):
    """Two articles compared and laid out."""

    compared: "ArticlePair"
    laid: "SideBySide"


class Left(NamedTuple):
    """How comparing ended: whether notes were made, and the place to go on reading, if any."""

    has_noted: bool
    article_id: str | None = None
    span: tuple[int, int] | None = None


class Comparing(RoomScreen):
    """The part of the reading screen that leads to two articles side by side."""

    _remembered: str | None = None
    _comparing: "CompareScreen | None" = None

    @dataclass
    class Found(Message):
        """Two articles are compared."""

        answer: Answer

    def notes_changed(self, select_id: str | None = None) -> None:
        """Show what was noted elsewhere."""
        raise NotImplementedError  # pragma: no cover - Annotating does

    def start_comparing(self, crash: Callable[[BaseException], None]) -> None:
        """Make what compares off the event loop."""
        self.comparer = Asker("compare", self._compare, lambda answer: self.post(self.Found(answer)), crash)

    def _compare(self, asked: PairAsked, is_late: Callable[[], bool]) -> Iterator[PairFound]:
        from reader.view.side_by_side import laid_out

        compared = asked.known or self.room.references.compare(asked.a_id, asked.b_id)
        if is_late():
            return
        laid = laid_out(compared, asked.column, is_stacked=asked.is_stacked)
        # What is laid out once is kept; drawing then only looks at it.
        for only_different in (False, True):
            laid.rows(only_different=only_different)
        yield PairFound(compared, laid)

    def on_comparing_found(self, event: "Comparing.Found") -> None:
        """Show two articles, unless nobody waits for them any more."""
        event.stop()
        if self._comparing is not None and self.comparer.is_newest(event.answer):
            if event.answer.error is not None:
                self._comparing.tell(str(event.answer.error))
            else:
                self._comparing.show(*event.answer.value)

    def do_compare(self) -> None:
        """Compare the open article with the selected one, or the one before on the trail."""
        here = self.article.id if self.article else None
        if self.where == "crossrefs":
            reference = self.crossrefs.selected
            if here is None or reference is None:
                self.say(self.keymap.fill(_TEACH))
            else:
                is_version = any(each.kind == "version" for each in reference.crossref.evidence)
                # A copy of it may be selected, beside which the article is put.
                self.compare(here, self.crossrefs.selected_id, only_different=is_version)
        elif self.where == "list":
            self._compare_from_list(self.list_view.selected_id)
        else:
            before = self.trail.before
            self._compare_with(here, self._remembered or (before.article_id if before else None))

    def _compare_from_list(self, selected: str | None) -> None:
        """Compare with what was remembered, else with what is open beside the list."""
        if selected is None:
            return
        other = self._remembered or (self.article.id if self.article else None)
        if other is not None and other != selected:
            self.compare(other, selected)
        elif self._remembered == selected:
            self._remembered = None
            self.say("This article is not to be compared any more.")
        else:
            self._remembered = selected
            self.say(self.keymap.fill("Select another article and press {compare} to compare; here again to cancel."))

    def _compare_with(self, here: str | None, other: str | None) -> None:
        if here is None or other is None:
            self.say(self.keymap.fill(_TEACH))
        elif other == here:
            self.say(self.keymap.fill(f"This is the same article. {_TEACH}"))
        else:
            self.compare(here, other)

    def compare(self, a_id: str, b_id: str, *, only_different: bool = False) -> None:
        """Show two articles side by side; the reading screen stays as it is behind them."""
        from reader.tui.compare.screen import CompareScreen

        self._remembered = None
        self.say("")

        def ask(column: int, is_stacked: bool, known: "ArticlePair | None") -> None:
            self.comparer.ask(PairAsked(a_id, b_id, column, is_stacked, known))

        self._comparing = CompareScreen(self.room, self.keymap, ask)
        self._comparing.only_different = only_different
        self.app.push_screen(self._comparing, self._back_from_comparing)

    def _back_from_comparing(self, left: Left | None) -> None:
        """Take up what was noted, and go to the place that was chosen."""
        self.comparer.forget()
        self._comparing = None
        if left is None:
            return
        if left.has_noted:
            self.notes_changed()
        if left.article_id is not None and self.open_article(left.article_id, left.span):
            self.change_reading(left.article_id, read=True)
            self.show_pane("article")
