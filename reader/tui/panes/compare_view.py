"""The view of two articles side by side: two texts that scroll together, with the caret in one of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from reader.tui.panes.fact import Fact
from reader.tui.panes.pair_view import PairView
from reader.view.caret import Caret
from reader.view.lines import Line
from reader.view.moves import step_of
from reader.view.pairing import LEFT, RIGHT, SIDES
from reader.view.side_by_side import SideBySide, StopNote
from reader.view.span_marks import span_marks

if TYPE_CHECKING:
    from reader.view.side_by_side import Stop


class CompareView(PairView):
    """Shows two articles in rows, moves in them, and reports the caret."""

    @dataclass
    class CaretMoved(Message):
        """The caret has moved, or is in the other text."""

        side: int
        offset: int

    @dataclass
    class Unfolded(Fact):
        """A left-out part was clicked."""

    def __init__(self, measure: int = 72, **options: str) -> None:
        super().__init__(measure, **options)
        self._dragging = False

    # What is shown

    def show(self, laid: SideBySide, heads: tuple[tuple[str, str], tuple[str, str]]) -> None:
        """Show two texts; *heads* are the title and the facts of each."""
        self._heads = heads
        self.carets = (Caret(laid.plains[LEFT]), Caret(laid.plains[RIGHT]))
        for side in SIDES:
            self.carets[side].offset = self.carets[side].word()[0]
            self.mark(side, "spans", span_marks(laid.plains[side]))
        self.lay(laid)
        # The caret begins at the top, in the text that begins there.
        self.side = LEFT if self.rows.nearest(LEFT, 0) == 0 or self.rows.nearest(RIGHT, 0) != 0 else RIGHT

    def lay(self, laid: SideBySide) -> None:
        """Show the same texts in another width, with the same text at the top."""
        anchor = self._anchor()
        self._laid = laid
        self._take_rows()
        self._return_to(anchor)

    def fold(self, *, only_different: bool) -> None:
        """Show only what differs, or everything; the caret stays in place on screen if possible."""
        if self._laid is None:
            return
        above = self.caret_row - self.first_line
        self.only_different = only_different
        self._take_rows()
        if isinstance(self._cell(self.caret_row), StopNote):
            self._leave_told(1)
        self.scroll_to_line(self.caret_row - max(0, min(above, self.page - 1)))

    # Moving

    def move(self, how: str) -> None:
        """Scroll both texts: `down up top bottom half-down half-up page-down page-up`; the caret stays visible."""
        step = step_of(how, self.page - 2, len(self.rows))
        line = self._cell(self.caret_row)
        if self.caret.anchor is not None and how in {"down", "up"} and isinstance(line, Line):
            row = self.rows.step(self.side, self.caret_row, step)
            column = self.pages[self.side].column_of(line, self.caret.offset)
            self._place_caret(self._offset_in(row, column))
            self._show_caret()
            return
        self.scroll_to_line(self.first_line + step)
        if how in {"top", "bottom"}:
            end = self.rows.nearest(self.side, 0 if how == "top" else len(self.rows))
            self._place_caret(self.rows.offset_at(self.side, end) if end is not None else 0)
        self._keep_caret_in_window()

    def move_caret(self, unit: str, step: int) -> None:
        """Move the caret by a `word`, `sentence` or `paragraph`, past what is left out."""
        self._place_caret(self.caret.move(unit, step))
        if isinstance(self._cell(self.caret_row), StopNote):
            self._leave_told(step)
        self._show_caret()

    def change_side(self) -> None:
        """Move the caret to the other text, as near to the same row as possible."""
        other = RIGHT - self.side
        row = self.rows.nearest(other, max(self.first_line, min(self.caret_row, self.first_line + self.page - 1)))
        if row is None:
            return
        self.caret.anchor = None
        self.side = other
        stands = self.rows.row_of(other, self.caret.offset)
        if not self.first_line <= stands < self.first_line + self.page or stands != row:
            self.caret.offset = self.rows.offset_at(other, row)
        self._show_caret()
        self._tell_caret()

    def go_to(self, side: int, offset: int) -> None:
        """Put the caret at a place of one of the texts, a quarter down the window if that was outside."""
        if side != self.side:
            self.caret.anchor = None
            self.side = side
        self.caret.offset = offset
        row = self.caret_row
        if not self.first_line <= row < self.first_line + self.page:
            self.scroll_to_line(row - self.page // 4)
        self._tell_caret()

    def stop_from(self, step: int) -> "tuple[int, Stop] | None":
        """Return the next or previous block from the caret's row, with its number; None at the end."""
        stops = self.rows.stops
        here = self.caret_row
        numbers = range(len(stops)) if step > 0 else range(len(stops) - 1, -1, -1)
        for number in numbers:
            if (stops[number].row - here) * step > 0:
                return number, stops[number]
        return None

    def toggle_selection(self) -> None:
        """Begin a selection at the caret, or end it."""
        self.caret.toggle_selection()
        self.refresh()

    def select_unit(self, unit: str) -> None:
        """Select the `word`, `sentence` or `paragraph` under the caret."""
        spans = {"word": self.caret.word, "sentence": self.caret.sentence, "paragraph": self.caret.paragraph}
        start, end = spans[unit]()
        if start < end:
            self._place_caret(self.caret.select(start, end))
            self._show_caret()

    def end_selection(self) -> bool:
        """End the selection; return whether there was one."""
        was, self.caret.anchor = self.caret.anchor is not None, None
        self.refresh()
        return was

    def _offset_in(self, row: int, column: int) -> int:
        cell = self._cell(row)
        if isinstance(cell, Line):
            return self.pages[self.side].offset_in(cell, column)
        return cell.start if cell is not None else self.caret.offset

    def _leave_told(self, step: int) -> None:
        """Move the caret out of a left-out stretch, to the next visible line, or the last."""
        row = self.rows.step(self.side, self.caret_row, step)
        while isinstance(self._cell(row), StopNote):
            further = self.rows.step(self.side, row, step)
            if further == row:
                break
            row = further
        self._place_caret(self.rows.offset_at(self.side, row))

    def _place_caret(self, offset: int) -> None:
        if offset != self.caret.offset:
            self.caret.offset = offset
            self._tell_caret()
        self.refresh()

    def _tell_caret(self) -> None:
        self.post_message(self.CaretMoved(self.side, self.caret.offset))
        self.refresh()

    def _show_caret(self) -> None:
        self.show_lines(self.caret_row, self.caret_row, margin=min(3, self.page // 4))

    def _keep_caret_in_window(self) -> None:
        top, row = self.first_line, self.caret_row
        if not top <= row < top + self.page:
            near = self.rows.nearest(self.side, top if row < top else top + self.page - 1)
            if near is not None and top <= near < top + self.page:
                self._place_caret(self.rows.offset_at(self.side, near))

    def _anchor(self) -> tuple[int, int, bool]:
        """Return the text at the top of the window, to put it there again."""
        for row in range(self.first_line, len(self.rows)):
            for side in (self.side, RIGHT - self.side):
                cell = self.rows.rows[row].cell(side)
                if cell is not None and cell.end > cell.start:
                    return side, cell.start, self.first_line > 0
        return self.side, 0, False

    def _return_to(self, anchor: tuple[int, int, bool]) -> None:
        side, offset, is_within = anchor
        self.scroll_to_line(self.rows.row_of(side, offset) if is_within else 0)

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret under the mouse; dragging from here selects."""
        side, row, column = self._under(event)
        cell = self.rows.rows[row].cell(side) if row < len(self.rows) else None
        if isinstance(cell, StopNote) and cell.start < cell.end:
            self.post_message(self.Unfolded())
        if not isinstance(cell, Line):
            return
        self.carets[side].anchor = None
        self.side = side
        self._place_caret(self.pages[side].offset_in(cell, column))
        self._tell_caret()
        self._dragging = True
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the selection to the mouse, within the text in which it began."""
        if not self._dragging:
            return
        side, row, column = self._under(event)
        cell = self.rows.rows[row].cell(side) if row < len(self.rows) else None
        if side == self.side and isinstance(cell, Line):
            offset = self.pages[self.side].offset_in(cell, column)
            if self.caret.anchor is None and offset != self.caret.offset:
                self.caret.anchor = self.caret.offset
            self._place_caret(offset)

    def on_mouse_up(self) -> None:
        """End the dragging."""
        self._dragging = False
        self.release_mouse()

    def _under(self, event: events.MouseEvent) -> tuple[int, int, int]:
        """Return the text, row and column under the mouse; for a head, a row beyond all."""
        side, line, column = self.places.text_at(event.x - self.gutter.left, event.y - self.gutter.top)
        return min(side, RIGHT), self.first_line + line if 0 <= line < self.page else len(self.rows), column
