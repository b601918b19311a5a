"""The strip of months under the search box: a bar a month, narrowed by arrow keys or the mouse."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.widgets import Static

from reader.tui.panes.fact import Fact
from reader.view.cells import cell_width
from reader.view.month_bars import Strip, month_name, strip_of_months

_LABELS = 24
_WIDEST_BAR = 3


class MonthStrip(Static, can_focus=True):
    """Draws the number of articles by month, and the chosen months."""

    @dataclass
    class Narrowed(Fact):
        """Months were chosen: *query* is their term, empty for all."""

        query: str

    @dataclass
    class Left(Fact):
        """The strip was left for the list."""

    def __init__(self, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # id and classes only
        self._shown: tuple[Mapping[str, int], str] = ({}, "")
        self._bars_at = 0
        self._bar_width = 1
        self.strip = Strip()

    def show(self, counts: Mapping[str, int], chosen: str = "") -> None:
        """Show *counts* by month, with the months of a query's date *chosen*."""
        self._shown = (counts, chosen)
        self._lay_out()

    def move(self, how: str) -> None:
        """Choose another month: `left right`, with `widen-` before it to keep those chosen; down goes to the list."""
        if how in {"down", "up"}:
            self.post_message(self.Left())
            return
        steps = {"left": -1, "right": 1, "widen-left": -1, "widen-right": 1}
        if how in steps:
            self._choose(self.strip.moved(steps[how], widening=how.startswith("widen")))

    def choose(self) -> None:
        """Go to the list."""
        self.post_message(self.Left())

    def _choose(self, strip: Strip) -> None:
        if strip.query != self.strip.query:
            self.strip = strip
            self._draw()
            self.post_message(self.Narrowed(strip.query))

    def _lay_out(self) -> None:
        counts, chosen = self._shown
        self.strip = strip_of_months(counts, self.size.width - _LABELS, chosen)
        self._draw()

    def _draw(self) -> None:
        bars, span = self.strip.bars, self.strip.span
        if not bars:
            self.update(Content(""), layout=False)
            return
        cells = self._bar_width = max(1, min(_WIDEST_BAR, (self.size.width - _LABELS) // len(bars)))
        width = len(bars) * cells
        left = f"{month_name(bars[0].first)} "
        right = f" {month_name(bars[-1].last)}" if len(bars) > 1 else ""
        told = self.strip.told
        if told and self.size.width > width + len(told) + len(right):
            left = f"{told} "
        used = cell_width(left) + width + cell_width(right)
        indent = max(0, self.size.width - used)
        self._bars_at = indent + cell_width(left)
        drawn = "".join(bar * cells for bar in self.strip.drawn)
        look = "bold $accent on $selected-focused" if self.has_focus else "bold $accent"
        first, last = (span[0] * cells, (span[1] + 1) * cells) if span else (0, 0)
        self.update(
            Content.assemble(
                " " * indent, (left, "$accent" if told else "$quiet"), (drawn[:first], "$quiet"),
                (drawn[first:last], look), (drawn[last:], "$quiet" if span else "$secondary"), (right, "$quiet"),
            ),
            layout=False,
        )  # fmt: skip

    def on_resize(self) -> None:
        """Draw for the new width."""
        self._lay_out()

    def on_focus(self) -> None:
        """Show the focus; with no month chosen yet, say how to choose one."""
        self._draw()

    def on_blur(self) -> None:
        """Show that the focus is gone."""
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Choose the month under the mouse; with Shift, up to it."""
        number = (event.x - self._bars_at) // self._bar_width
        if 0 <= number < len(self.strip.bars):
            strip = self.strip.at(number)
            if event.shift and self.strip.start is not None:
                strip = Strip(self.strip.bars, self.strip.start, number)
            self._choose(strip)
