"""Moving in two texts side by side: by blocks, by changes and figures, and from one to the other."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.tui.panes.compare_view import CompareView
from reader.tui.part import Host, Part
from reader.view.compare_words import Point
from reader.view.moves import CARET_MOVES, MOVES
from reader.view.pairing import RIGHT, span_of

if TYPE_CHECKING:
    from reader.related.comparison import Comparison

ONLY_DIFFERENT = "Showing only what differs. {only-different} shows everything."


class StepPart(Part):
    """Moves the caret; *points* are the changed words and compared figures of each text."""

    def __init__(self, host: Host, view: CompareView) -> None:
        self._host = host
        self._view = view
        self._comparison: Comparison | None = None
        self._points: Sequence[Sequence[Point]] = ([], [])
        self.commands = {
            **{each: partial(self._view.move, each) for each in MOVES},
            **{each: partial(self._view.move_caret, *how) for each, how in CARET_MOVES.items()},
            "next-block": partial(self._step_block, 1),
            "previous-block": partial(self._step_block, -1),
            "next-point": partial(self._step_point, 1),
            "previous-point": partial(self._step_point, -1),
            "only-different": self.toggle_only_different,
            "other-side": self._view.change_side,
            "counterpart": self.go_to_counterpart,
        }
        self.heard = {CompareView.Unfolded: lambda _: self.toggle_only_different()}

    def take(self, comparison: "Comparison", points: Sequence[Sequence[Point]]) -> None:
        """Take other texts to move in."""
        self._comparison = comparison
        self._points = points

    def _step_block(self, step: int) -> None:
        """Go to the next shared block, or to the next different one."""
        found = self._view.stop_from(step)
        if found is None:
            self._host.say("There is no next block." if step > 0 else "There is no previous block.")
            return
        stop = found[1]
        side = self._view.side if stop.offsets[self._view.side] is not None else RIGHT - self._view.side
        self._view.go_to(side, stop.offsets[side] or 0)
        self._host.say(stop.told)

    def _step_point(self, step: int) -> None:
        """Go to the next changed words, or to the next figure that the other article confirms or contradicts."""
        found = self._points[self._view.side]
        here = self._view.caret.offset
        further = [place for place, point in enumerate(found) if (point.offset - here) * step > 0]
        if not further:
            none = "The articles have no changed words and no figures to compare."
            self._host.say("There is no further change or figure." if found else none)
            return
        place = further[0] if step > 0 else further[-1]
        self._view.go_to(self._view.side, found[place].offset)
        self._host.say(f"{place + 1:,} of {len(found):,} · {found[place].told}")

    def toggle_only_different(self) -> None:
        """Show only what differs, or everything again."""
        self._view.fold(only_different=not self._view.only_different)
        told = ONLY_DIFFERENT if self._view.only_different else "Showing everything."
        self._host.say(self._host.keymap.fill(told))

    def go_to_counterpart(self) -> None:
        """Go to the same passage or figure in the other article."""
        start, end = self._view.caret.word()
        other = RIGHT - self._view.side
        point = next((each for each in self._points[self._view.side] if start <= each.offset < end), None)
        if point is not None:
            self._view.go_to(other, point.other)
            return
        for passage in self._comparison.passages if self._comparison else ():
            first, last = span_of(passage, self._view.side)
            if first <= start < last:
                self._view.go_to(other, span_of(passage, other)[0])
                return
        self._host.say("The passage under the caret is only in this article.")
