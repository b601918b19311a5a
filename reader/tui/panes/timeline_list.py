"""The timeline as rows: articles and events under their days, drawn when they are visible."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.strip import Strip

from reader.library.catalog import CatalogEntry
from reader.tui.letter_order import in_order
from reader.tui.panes.line_view import strip_of
from reader.tui.panes.row_list import RowList
from reader.view.cells import cell_width, fitted
from reader.view.timeline import TimelineDay, day_line, event_line

if TYPE_CHECKING:
    from reader.related.day_events import DayEvent

# Cells in which a site is still recognizable.
_LEAST = 8


class TimelineList(RowList):
    """A window on the days; an article or an event is selected."""

    EMPTY_LOOK: ClassVar[str] = "list--empty"

    @dataclass
    class Highlighted(Message):
        """Another row is selected."""

        row: "CatalogEntry | DayEvent"

    @dataclass
    class Chosen(Message):
        """A row was opened."""

        row: "CatalogEntry | DayEvent"

    def __init__(self, days: Sequence[TimelineDay], **options: str) -> None:
        super().__init__(**options)
        self._days = days
        self.rows: list[CatalogEntry | DayEvent] = []
        # The row of each line; None for the heading of a day.
        self._row_by_line: list[int | None] = []
        self._line_by_row: list[int] = []
        self._day_by_line: dict[int, TimelineDay] = {}
        for each in days:
            self._day_by_line[len(self._row_by_line)] = each
            self._row_by_line.append(None)
            rows: list[CatalogEntry | DayEvent] = [*each.entries, *each.events]
            self._line_by_row += range(len(self._row_by_line), len(self._row_by_line) + len(rows))
            self._row_by_line += range(len(self.rows), len(self.rows) + len(rows))
            self.rows += rows
        self._most = max((len(each.entries) for each in days), default=0)

    @property
    def selected_row(self) -> "CatalogEntry | DayEvent | None":
        """The selected article or event."""
        return self.rows[self.selected] if self.rows else None

    def tell_selected(self) -> None:
        """Report the selection."""
        self.post_message(self.Highlighted(self.rows[self.selected]))

    def choose(self) -> None:
        """Open what is selected."""
        if self.selected_row is not None:
            self.post_message(self.Chosen(self.selected_row))

    # Where the rows are

    @property
    def row_count(self) -> int:
        """How many articles and events there are."""
        return len(self.rows)

    @property
    def row_height(self) -> int:
        """One line."""
        return 1

    @property
    def lines(self) -> int:
        """How many lines all rows and days take."""
        return len(self._row_by_line)

    def place_of(self, number: int) -> tuple[int | None, int]:
        """Return the row of a line; for the heading of a day, None."""
        return self._row_by_line[number], 0

    def lines_of(self, index: int) -> tuple[int, int]:
        """Return the line of a row, with the heading above the first row of a day."""
        line = self._line_by_row[index]
        return (line - 1 if line - 1 in self._day_by_line else line), line

    # Drawing

    def draw_between(self, number: int, width: int) -> Strip:
        """Draw the heading of a day."""
        heading = fitted(day_line(self._day_by_line[number], self._most), width - 1)
        return strip_of([(f" {heading}", self.look("notebook--heading"))], width, self.look())

    def draw_row(self, index: int, width: int) -> list[Strip]:
        """Draw an article, or an event in italics."""
        row = self.rows[index]
        ground = ("list--selected", "list--focused") if self.has_focus else ("list--selected",)
        under = ground if index == self.selected else ()
        bar = ("▌" if index == self.selected else " ", self.look(*under, "list--bar"))
        if isinstance(row, CatalogEntry):
            text, look, facts = row.title, "list--title", f"  {row.record.site or ''}"
        else:
            text, look, facts = event_line(row), "list--snippet", ""
        room = width - 4
        shown = fitted(text, room)
        left = room - cell_width(shown)
        rest = fitted(facts, left) if left > _LEAST else ""
        drawn = in_order([(shown, self.look(*under, look)), (rest, self.look(*under, "list--facts"))], room)
        return [strip_of([bar, ("   ", self.look(*under)), *drawn], width, self.look(*under))]
