"""The ledger of an event: figures as rows, drawn when they are visible."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from reader.tui.letter_order import in_order
from reader.tui.panes.line_view import LineView, strip_of
from reader.view.cells import cell_width, fitted
from reader.view.ledger_rows import COLUMNS, GAP, cells, titles, widths
from reader.view.moves import step_of

if TYPE_CHECKING:
    from reader.related.ledger import LedgerRow


class LedgerTable(LineView):
    """A table of figures with one row selected; the column titles stay at the top."""

    @dataclass
    class Highlighted(Message):
        """Another figure is selected."""

        row: "LedgerRow"

    @dataclass
    class Chosen(Message):
        """A figure was opened."""

        row: "LedgerRow"

    @dataclass
    class ColumnChosen(Message):
        """The head of a column was clicked."""

        column: str

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self.rows: Sequence[LedgerRow] = ()
        self.selected = 0
        self._heads: tuple[str, ...] = ()
        self._widths: tuple[int, ...] = ()

    def show(self, rows: "Sequence[LedgerRow]", sorted_by: str, *, backwards: bool) -> None:
        """Show the rows of a ledger, with the first one selected."""
        self.rows = rows
        self._heads = titles(sorted_by, backwards=backwards)
        self.selected = 0
        self._measure()

    @property
    def selected_row(self) -> "LedgerRow | None":
        """The selected figure."""
        return self.rows[self.selected] if self.rows else None

    def move(self, how: str) -> None:
        """Move the selection: `down up top bottom half-down half-up page-down page-up`."""
        step = step_of(how, self.page - 1, len(self.rows))
        self.select(self.selected + step)

    def select(self, index: int) -> None:
        """Select row *index*, or the nearest there is."""
        if not self.rows:
            return
        self.selected = max(0, min(index, len(self.rows) - 1))
        self._show_selected()
        self.refresh()
        self.post_message(self.Highlighted(self.rows[self.selected]))

    def _show_selected(self) -> None:
        # The titles cover the window's first line; before the first layout there is no window.
        shown = self.page - 1
        if self.selected < self.first_line or shown < 1:
            self.scroll_to_line(self.selected if shown else 0)
        elif self.selected >= self.first_line + shown:
            self.scroll_to_line(self.selected - shown + 1)

    def choose(self) -> None:
        """Open the selected figure."""
        if self.selected_row is not None:
            self.post_message(self.Chosen(self.selected_row))

    # Drawing

    def _measure(self) -> None:
        width = self.scrollable_content_region.width
        if width > 0:
            self._widths = widths(self.rows, width - 1)
        self.resized_to(self.line_count())
        self._show_selected()
        self.refresh()

    def line_count(self) -> int:
        """Return the rows and the head."""
        return len(self.rows) + 1

    def forget_lines(self) -> None:
        """Nothing is kept."""

    def render_line(self, y: int) -> Strip:
        """Draw the titles above the scrolled rows."""
        width = self.scrollable_content_region.width
        if y == 0:
            parts = [(" ", self.look()), *self._cells(self._heads, [self.look("ledger--head")] * len(COLUMNS))]
            return strip_of(parts, width, self.look("ledger--head"))
        number = self.first_line + y - 1
        return self.draw(number, width) if number < len(self.rows) else Strip.blank(width, self.look())

    def draw(self, number: int, width: int) -> Strip:
        """Draw a row."""
        row = self.rows[number]
        ground = ["ledger--selected"] if number == self.selected else []
        before = self.rows[number - 1] if number > self.first_line else None
        told = cells(row, before)
        counted = self.look(*ground, "ledger--counted") if ground or not told[0].is_ditto else self.look("ledger--head")
        looks = [counted, self.look(*ground, "ledger--number"), *[self.look(*ground)] * 3]
        shown = ["·" if cell.is_ditto and not ground else cell.text for cell in told]
        return strip_of([(" ", self.look(*ground)), *self._cells(shown, looks)], width, self.look(*ground))

    def _cells(self, texts: Sequence[str], looks: Sequence[Style]) -> list[tuple[str, Style]]:
        parts = []
        for place, (text, look, width) in enumerate(zip(texts, looks, self._widths, strict=False)):
            if width:
                shown = in_order([(fitted(text, width), look)])
                room = " " * max(0, width - sum(cell_width(each) for each, _ in shown))
                parts += [(room, look), *shown] if place == 1 else [*shown, (room, look)]
                parts.append((" " * GAP, look))
        return parts

    def on_resize(self) -> None:
        """Fit the columns into the new width."""
        self._measure()

    def on_click(self, event: events.Click) -> None:
        """Select or open a row, or sort by a column."""
        column = event.x - self.gutter.left - 1
        row = event.y - self.gutter.top
        if row == 0:
            self._click_head(column)
        elif self.first_line + row - 1 < len(self.rows):
            place = self.first_line + row - 1
            if place == self.selected:
                self.choose()
            else:
                self.select(place)

    def _click_head(self, column: int) -> None:
        past = 0
        for name, width in zip(COLUMNS, self._widths, strict=True):
            past += width + GAP if width else 0
            if width and column < past:
                self.post_message(self.ColumnChosen(name))
                return
