"""The base of the lists whose rows take as many lines as they need: selecting, moving, clicking, drawing."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.strip import Strip

from reader.tui.panes.line_view import LineView, strip_of
from reader.view.cells import StyledText, wrapped
from reader.view.moves import step_of

Lines = Sequence[Sequence[StyledText]]


class BlockList(LineView):
    """A window on rows with an empty line below each, one of which is selected; a subclass knows the rows."""

    EMPTY_LOOK: ClassVar[str] = "notes--quiet"

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self.index = 0
        self._empty_text = ""
        self._empty_lines: Lines = ()
        self._shown: list[Lines] = []
        self._tops: list[int] = [0]
        self._drawn: dict[int, Strip] = {}

    # What a subclass provides

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError  # pragma: no cover - every list counts

    def row_lines(self, index: int, width: int) -> Lines:
        """Return the lines of a row in a width."""
        raise NotImplementedError  # pragma: no cover - every list draws

    def is_heading(self, index: int) -> bool:  # noqa: ARG002 - most lists have rows only
        """Tell whether a row is a heading, which cannot be selected."""
        return False

    def tell_selected(self) -> None:
        """Report that another row is selected."""
        raise NotImplementedError  # pragma: no cover - every list tells

    def choose(self) -> None:
        """Open the selected row."""
        raise NotImplementedError  # pragma: no cover - every list tells

    # What is shown

    def show_rows(self, select: int, empty_text: str) -> None:
        """Show other rows, with row *select* or one near it selected; *empty_text* stands in an empty list."""
        self._empty_text = empty_text
        self.index = self._nearest(select)
        self.lay_out()
        self._scroll_to_selected()

    def select(self, index: int) -> None:
        """Select a row, or one near it, and report it."""
        index = self._nearest(index)
        if index != self.index and self.row_count:
            self.select_silently(index)
            self.tell_selected()

    def select_silently(self, index: int) -> None:
        """Select a row without reporting it."""
        before, self.index = self.index, index
        self.redraw_rows((before, index))
        self._scroll_to_selected()

    def move(self, how: str) -> None:
        """Move the selection: `down up top bottom half-down half-up page-down page-up`."""
        if self.row_count:
            rows = max(1, self.page * self.row_count // max(1, self._tops[-1]))
            step = step_of(how, rows, self.row_count)
            index = max(0, min(self.index + step, self.row_count - 1))
            self.select(self._nearest(index, 1 if step > 0 else -1))

    def rows_in_window(self) -> Sequence[tuple[int, int]]:
        """Return the rows that begin in the window, each with its first line."""
        window = range(self.first_line, self.first_line + self.page)
        tops = enumerate(self._tops[: self.row_count])
        return [(index, top) for index, top in tops if top in window and not self.is_heading(index)]

    def _nearest(self, index: int, step: int = 1) -> int:
        """Return the row nearest to *index* that can be selected, first in the direction of *step*."""
        index = max(0, min(index, self.row_count - 1))
        after, before = [*range(index, self.row_count)], [*range(min(index, self.row_count - 1), -1, -1)]
        order = after + before if step > 0 else before + after
        return next((at for at in order if not self.is_heading(at)), 0)

    # Lines

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width - 2

    def lay_out(self) -> None:
        """Make the lines of all rows; with no width there are none."""
        empty = StyledText(self._empty_text, self.EMPTY_LOOK)
        self._empty_lines = wrapped([empty], max(8, self._width + 1), 12)
        self._shown = [self.row_lines(index, self._width) for index in range(self.row_count if self._width > 0 else 0)]
        self._take_lines()

    def redraw_rows(self, indexes: Iterable[int]) -> None:
        """Make the lines of some rows again."""
        for index in {index for index in indexes if index < len(self._shown)}:
            self._shown[index] = self.row_lines(index, self._width)
        self._take_lines()

    def _take_lines(self) -> None:
        heights = (len(rows) + (not self.is_heading(index)) for index, rows in enumerate(self._shown))
        self._tops = [0, *accumulate(heights)]
        self._drawn.clear()
        self.resized_to(self.line_count())
        self.refresh()

    def line_count(self) -> int:
        """Return how many lines all rows take."""
        return self._tops[-1] or len(self._empty_lines) + 1

    def draw(self, number: int, width: int) -> Strip:
        """Draw one line of a row."""
        strip = self._drawn.get(number)
        if strip is None or strip.cell_length != width:
            strip = self._drawn[number] = self._line(number, width)
        return strip

    def _line(self, number: int, width: int) -> Strip:
        if not self._shown:
            rows = self._empty_lines
            parts = rows[number] if number < len(rows) else []
            return strip_of([(each.text, self.look(each.look)) for each in parts], width, self.look())
        index = self.index_at(number)
        rows = self._shown[index] if index < len(self._shown) else []
        row = rows[number - self._tops[index]] if number - self._tops[index] < len(rows) else []
        is_selected = index == self.index and number - self._tops[index] < len(rows)
        ground = ("notes--selected", "notes--focused") if self.has_focus else ("notes--selected",)
        under = ground if is_selected else ()
        bar = ("▌" if is_selected and self.has_focus else " ", self.look(*under, "notes--bar"))
        drawn = [(part.text, self.look(*under, part.look)) for part in row]
        return strip_of([bar, *drawn], width, self.look(*under))

    def index_at(self, number: int) -> int:
        """Return the row of a line."""
        return max(0, bisect_right(self._tops, number) - 1)

    def _scroll_to_selected(self) -> None:
        if self.index + 1 < len(self._tops):
            # Of a row taller than the window the beginning is shown, with the heading above.
            above = self.index > 0 and self.is_heading(self.index - 1)
            first, last = self._tops[self.index - above], self._tops[self.index + 1] - 1
            self.show_lines(first, min(last, first + self.page - 1))

    # Events

    def on_resize(self) -> None:
        """Wrap again for the new width."""
        self.lay_out()
        self.call_after_refresh(self._scroll_to_selected)

    def forget_lines(self) -> None:
        """Forget the drawn lines."""
        self._drawn.clear()

    def on_focus(self) -> None:
        """Show on the selected row whether the pane is focused."""
        self._drawn.clear()
        if self.index < self.row_count and self.index + 1 < len(self._tops):
            self.refresh_lines(self._tops[self.index], self._tops[self.index + 1] - self._tops[self.index])

    on_blur = on_focus

    def on_click(self, event: events.Click) -> None:
        """Select the row under the mouse; a second click opens it."""
        index = self.index_at(self.place_under(event)[0])
        if index >= self.row_count or self.is_heading(index):
            return
        if index == self.index or event.chain > 1:
            self.choose()
        else:
            self.select(index)
