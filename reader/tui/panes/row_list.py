"""The base of the lists whose rows have a fixed number of lines: selecting, moving, clicking, drawing."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.strip import Strip

from reader.tui.panes.line_view import LineView, strip_of
from reader.view.cells import folded
from reader.view.moves import step_of

_MOST_DRAWN = 400


class RowList(LineView):
    """A window on rows, one of which is selected; a subclass knows the rows."""

    EMPTY_LOOK: ClassVar[str] = ""

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self.selected = 0
        self.empty_text: Sequence[str] = ()
        self._drawn: dict[tuple[int, int], list[Strip]] = {}

    # What a subclass provides

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError  # pragma: no cover - every list counts

    @property
    def row_height(self) -> int:
        """How many lines a row takes."""
        raise NotImplementedError  # pragma: no cover - every list has one

    @property
    def lines(self) -> int:
        """How many lines all rows take, with the lines between them."""
        raise NotImplementedError  # pragma: no cover - every list counts

    def place_of(self, number: int) -> tuple[int | None, int]:
        """Return the row of line *number* and which of its lines it is; between rows, None."""
        raise NotImplementedError  # pragma: no cover - every list tells

    def lines_of(self, index: int) -> tuple[int, int]:
        """Return the first and the last line to show with row *index*."""
        raise NotImplementedError  # pragma: no cover - every list tells

    def draw_row(self, index: int, width: int) -> list[Strip]:
        """Return the lines of row *index*."""
        raise NotImplementedError  # pragma: no cover - every list draws

    def draw_between(self, number: int, width: int) -> Strip:
        """Return line *number*, which stands between rows."""
        raise NotImplementedError  # pragma: no cover - a list with something between its rows draws it

    def tell_selected(self) -> None:
        """Report that another row is selected."""
        raise NotImplementedError  # pragma: no cover - every list tells

    def choose(self) -> None:
        """Open the selected row."""
        raise NotImplementedError  # pragma: no cover - every list tells

    # What is shown

    def show_rows(self, select: int, empty_text: Sequence[str]) -> None:
        """Show other rows, with row *select* selected; *empty_text* stands in an empty list."""
        self.empty_text = empty_text
        self.selected = max(0, min(select, self.row_count - 1))
        self.redraw()
        self.resized_to(self.line_count())
        self._scroll_to_selected()

    def say_empty(self, text: Sequence[str]) -> None:
        """Change the text of the empty list."""
        self.empty_text = text
        if not self.row_count:
            self.redraw()
            self.resized_to(self.line_count())

    def redraw(self) -> None:
        """Draw again: a mark of some row changed."""
        self._drawn.clear()
        self.refresh()

    def select(self, index: int) -> None:
        """Select row *index*, or the nearest there is."""
        index = max(0, min(index, self.row_count - 1))
        if index == self.selected or not self.row_count:
            return
        before, self.selected = self.selected, index
        self.redraw_row(before)
        self.redraw_row(index)
        self._scroll_to_selected()
        self.tell_selected()

    def move(self, how: str) -> None:
        """Move the selection: `down up top bottom half-down half-up page-down page-up`."""
        step = step_of(how, self.page // self.row_height, self.row_count)
        self.select(self.selected + step)

    def rows_in_window(self) -> Sequence[tuple[int, int]]:
        """Return the rows that begin in the window, each with its first line."""
        last = min(self.first_line + self.page, self.lines) if self.row_count else 0
        placed = ((self.place_of(line), line) for line in range(self.first_line, last))
        return [(index, line) for (index, part), line in placed if index is not None and part == 0]

    # Drawing

    def line_count(self) -> int:
        """Return how many lines there are to scroll through."""
        return self.lines if self.row_count else len(self._empty_lines()) + 2

    def draw(self, number: int, width: int) -> Strip:
        """Draw one line of a row, or one between rows."""
        if not self.row_count:
            return self._empty_line(number, width)
        index, part = self.place_of(number)
        if index is None:
            return self.draw_between(number, width)
        key = (index, width)
        if key not in self._drawn:
            if len(self._drawn) > _MOST_DRAWN:
                self._drawn.clear()
            self._drawn[key] = self.draw_row(index, width)
        lines = self._drawn[key]
        return lines[part] if part < len(lines) else Strip.blank(width, self.look())

    def _empty_lines(self) -> list[str]:
        room = max(8, self.scrollable_content_region.width - 3)
        return [row for text in self.empty_text for row in (_wrapped(text, room) if text else [""])]

    def _empty_line(self, number: int, width: int) -> Strip:
        lines = self._empty_lines()
        text = lines[number - 1] if 0 < number <= len(lines) else ""
        style = self.look(self.EMPTY_LOOK)
        return strip_of([("  ", style), (text, style)], width, self.look())

    def redraw_row(self, index: int) -> None:
        """Draw a row again."""
        for key in [key for key in self._drawn if key[0] == index]:
            del self._drawn[key]
        first, last = self.lines_of(index)
        self.refresh_lines(first, last - first + 1)

    def forget_lines(self) -> None:
        """Forget how all rows were drawn."""
        self._drawn.clear()

    def _scroll_to_selected(self) -> None:
        if self.row_count:
            self.show_lines(*self.lines_of(self.selected))

    # Events

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.redraw()
        self.resized_to(self.line_count())
        self.call_after_refresh(self._scroll_to_selected)

    def on_focus(self) -> None:
        """Show on the selected row whether the list is focused."""
        if self.row_count:
            self.redraw_row(self.selected)

    on_blur = on_focus

    def on_click(self, event: events.Click) -> None:
        """Select the row under the mouse; a second click opens it."""
        number = self.place_under(event)[0]
        index = self.place_of(number)[0] if self.row_count and 0 <= number < self.lines else None
        if index is None:
            return
        if index == self.selected or event.chain > 1:
            self.choose()
        self.select(index)


def _wrapped(text: str, room: int) -> list[str]:
    indent = " " * (len(text) - len(text.lstrip()))
    return [indent + row for row in folded(text.strip(), room - len(indent), 4) if row]
