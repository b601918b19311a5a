"""Drawing two articles in rows: side by side, or stacked on a narrow screen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from reader.library.plain_text import PlainText
from reader.tui.letter_order import in_order
from reader.tui.panes.line_view import LineView, strip_of
from reader.tui.panes.text_line import text_line
from reader.view.caret import Caret
from reader.view.cells import cell_width, fitted
from reader.view.lines import Line, PageText
from reader.view.marks import Mark, MarkLayer
from reader.view.pairing import LEFT, RIGHT, SIDES
from reader.view.side_by_side import BAR, GUTTER, Cell, Rows, SideBySide, StopNote, places_for

LAYERS = ("spans", "shared", "annotations", "here", "changed", "figures", "writing")
_NO_TEXT = "This article has no text."


class PairView(LineView):
    """Draws the rows of two texts under their heads; the heads stay, the rows scroll."""

    # No links are followed here, and an underline marks changed words.
    LOOKS: ClassVar[Mapping[str, str]] = {**LineView.LOOKS, "article--link": "$secondary"}

    @dataclass
    class Resized(Message):
        """The width of the columns has changed: the texts must be laid out again."""

        column: int
        is_stacked: bool

    def __init__(self, measure: int = 72, **options: str) -> None:
        super().__init__(**options)
        self.measure = measure
        self.side = LEFT
        self.carets = (Caret(PlainText("")), Caret(PlainText("")))
        self.rows = Rows()
        self.empty_text = ""
        self.only_different = False
        self.places = places_for(0, 0, 0, measure)
        self._laid: SideBySide | None = None
        self._heads: tuple[tuple[str, str], tuple[str, str]] = (("", ""), ("", ""))
        self._layers = tuple({name: MarkLayer() for name in LAYERS} for _ in SIDES)
        self._drawn: dict[tuple[int, int], Strip] = {}

    def mark(self, side: int, layer: str, marks: Iterable[Mark]) -> None:
        """Replace the marks of one of LAYERS on one of the texts."""
        self._layers[side][layer] = MarkLayer(marks)
        self.redraw()

    def marks(self, side: int, layer: str) -> Sequence[Mark]:
        """Return the marks of one of LAYERS."""
        return self._layers[side][layer].marks

    @property
    def pages(self) -> tuple[PageText, PageText]:
        """The lines of both texts."""
        return self._laid.pages if self._laid is not None else (PageText(PlainText("")), PageText(PlainText("")))

    @property
    def caret(self) -> Caret:
        """The active caret."""
        return self.carets[self.side]

    @property
    def caret_row(self) -> int:
        """The row of the caret."""
        return self.rows.row_of(self.side, self.caret.offset)

    def redraw(self) -> None:
        """Draw everything again."""
        self._drawn.clear()
        self.refresh()

    def _cell(self, row: int) -> Cell:
        return self.rows.rows[row].cell(self.side) if row < len(self.rows) else None

    # Lines and places

    def line_count(self) -> int:
        """Return the number of rows, and an empty one below."""
        return len(self.rows) + 1

    @property
    def page(self) -> int:
        """How many rows the window shows of each text."""
        return self.places.page

    def _take_rows(self) -> None:
        if self._laid is not None:
            self.rows = self._laid.rows(only_different=self.only_different)
        # The rows scroll under the heads, so the lines of the window without rows count too.
        self.resized_to(self.line_count() + self.scrollable_content_region.height - self.page)
        self.redraw()

    def on_resize(self) -> None:
        """Ask for another layout if the width of the columns has changed."""
        region = self.scrollable_content_region
        before, self.places = self.places, places_for(self.size.width, region.width, region.height, self.measure)
        if self._laid is not None and before[:2] != self.places[:2]:
            self.post_message(self.Resized(self.places.column, self.places.is_stacked))
        self._take_rows()

    def forget_lines(self) -> None:
        """Forget the drawn lines."""
        self._drawn.clear()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw line *y* of the window: a fixed head, or a scrolled row."""
        width = self.scrollable_content_region.width
        if self._laid is None:
            text = self.empty_text if y == 2 else ""
            return strip_of([("  ", self.look()), (text, self.look("article--empty"))], width, self.look())
        half, line = self.places.row_line(y)
        if half > RIGHT:
            return Strip.blank(width, self.look())
        if line < self.places.head:
            return self._head_line(half, line, width)
        return self.draw_row(self.first_line + line - self.places.head, half, width)

    def draw_row(self, number: int, half: int, width: int) -> Strip:
        """Draw a row: both texts side by side, or if they are stacked the one of that half."""
        if number >= len(self.rows):
            return Strip.blank(width, self.look())
        if self._has_caret(number, half):
            return self._row(number, half, width)
        key = (number, half)
        strip = self._drawn.get(key)
        if strip is None or strip.cell_length != width:
            if len(self._drawn) > 1000:
                self._drawn.clear()
            strip = self._drawn[key] = self._row(number, half, width)
        return strip

    def _has_caret(self, number: int, half: int) -> bool:
        """Whether the caret's sentence or selection reaches into a row, which then is not kept."""
        caret = self.caret
        cell = self.rows.rows[number].cell(self.side)
        if cell is None or (self.places.is_stacked and half != self.side):
            return False
        spans = (caret.sentence(), caret.word(), caret.selection() or (0, 0))
        return any(start < cell.end and end > cell.start for start, end in spans)

    def _row(self, number: int, half: int, width: int) -> Strip:
        row = self.rows.rows[number]
        if self.places.is_stacked:
            sign = strip_of([(row.sign, self.look("compare--sign"))], self.places.left, self.look())
            return self._joined([sign, self._cell_strip(half, row.cell(half))], width)
        margin = Strip.blank(self.places.left, self.look())
        sign = strip_of([(f" {row.sign or ' '} ", self.look("compare--sign"))], GUTTER, self.look())
        return self._joined([margin, self._cell_strip(LEFT, row.left), sign, self._cell_strip(RIGHT, row.right)], width)

    def _joined(self, strips: list[Strip], width: int) -> Strip:
        return Strip.join(strips).adjust_cell_length(width, self.look())

    def _cell_strip(self, side: int, cell: Cell) -> Strip:
        width = self.places.column + BAR
        if cell is None:
            return Strip.blank(width, self.look())
        if isinstance(cell, StopNote):
            told = fitted(cell.words, self.places.column)
            return strip_of([("  ", self.look()), (told, self.look("compare--told"))], width, self.look())
        return strip_of(self._text_line(side, cell), width, self.look())

    def _text_line(self, side: int, line: Line) -> list[tuple[str, Style]]:
        caret = self.carets[side]
        start, end = caret.sentence() if side == self.side else (0, 0)
        is_current = line.start < end and line.end > start
        layers = [self._layers[side][name].touching(line.start, line.end) for name in LAYERS]
        if side == self.side:
            layers.append(self._own_marks())
        edge = ("▎ " if is_current else "  ", self.look("article--bar"))
        return [edge, *text_line(self.pages[side], line, layers, self.look, self.places.column)]

    def _own_marks(self) -> list[Mark]:
        selection = self.caret.selection()
        marks = [Mark(*selection, "article--selection")] if selection else []
        return [*marks, Mark(*self.caret.word(), "article--caret")]

    def _head_line(self, half: int, line: int, width: int) -> Strip:
        if self.places.is_stacked:
            return self._joined([Strip.blank(self.places.left, self.look()), self._head(half, line)], width)
        margin, gap = Strip.blank(self.places.left, self.look()), Strip.blank(GUTTER, self.look())
        return self._joined([margin, self._head(LEFT, line), gap, self._head(RIGHT, line)], width)

    def _head(self, side: int, line: int) -> Strip:
        """Draw a line of a head: the title, the facts (on a line with it where lines are dear), and a rule."""
        column, is_active = self.places.column, side == self.side
        title, facts = self._heads[side]
        if line == self.places.head - 1:
            rule = "─" * column if self.carets[side].plain.text else _NO_TEXT
            parts = [("  ", self.look()), (rule, self.look("article--bar" if is_active else "article--rule"))]
        elif line == 0:
            look = self.look("article--title" if is_active else "compare--aside")
            titled = in_order([(fitted(title, column), look)])
            parts = [("▎ " if is_active else "  ", self.look("article--bar")), *titled]
            if self.places.is_stacked:
                parts += [("  ", self.look()), *self._facts(facts, column - cell_width(title) - 2)]
        else:
            parts = [("  ", self.look()), *self._facts(facts, column)]
        return strip_of(parts, column + BAR, self.look())

    def _facts(self, facts: str, room: int) -> list[tuple[str, Style]]:
        return in_order([(fitted(facts, room), self.look("article--facts"))])
