"""A line of an article in its colors: the ornament, and the pieces of text with their marks."""

from collections.abc import Callable, Sequence

from rich.style import Style

from reader.tui.letter_order import Pieces
from reader.view.cells import cell_width
from reader.view.lines import Line, LinePiece, PageText
from reader.view.marks import Mark, runs
from reader.view.span_marks import block_looks
from reader.view.table_layout import header_end

_RULES = " │─┼╌━"
Look = Callable[..., Style]


def text_line(page: PageText, line: Line, layers: Sequence[Sequence[Mark]], look: Look, width: int) -> Pieces:
    """Return the pieces of a line from left to right, with the marks of *layers*, the later ones on top.

    *look* returns the style of names; *width* is that of the measure, which a block of code fills.
    """
    block = page.plain.blocks[line.block]
    is_head = block.kind == "table" and line.start < header_end(page, line.block)
    base = block_looks(block, is_head=is_head)
    # Ornaments with words, such as the names of columns or the number of hidden ones, must be legible.
    is_rule = (line.start == line.end or line.cells) and not line.lead.strip(_RULES)
    ornament = look("article--rule" if is_rule and not block.quote else "article--marker")
    ground = look(*base) if block.kind == "code" else look()
    if line.start == line.end:
        return [(line.lead, ornament)]
    drawing = _LineDrawing(page, line, layers, look, base)
    for part in page.parts(line):
        drawing.add(part, ornament)
    drawing.close(ornament)
    if block.kind == "code":
        # Its background fills the measure.
        bars = 2 * block.quote
        drawing.pieces[0:0] = [(line.lead[:bars], ornament), (" " * (line.indent - bars), ground)]
        drawing.pieces.append((" " * max(0, width - drawing.column), ground))
    return drawing.pieces


class _LineDrawing:
    def __init__(
        self, page: PageText, line: Line, layers: Sequence[Sequence[Mark]], look: Look, base: Sequence[str]
    ) -> None:
        self._page = page
        self._line = line
        self._layers = layers
        self._look = look
        self._base = base
        self.pieces: Pieces = []
        self.column = 0

    def add(self, part: LinePiece, ornament: Style) -> None:
        """Draw a piece, and the *ornament* before it; the space between words has their look."""
        page, line = self._page, self._line
        if part.column > self.column and page.plain.blocks[line.block].kind != "code":
            gap = line.lead[self.column : part.column].ljust(part.column - self.column)
            is_between_words = self._line.spread and self.column > line.indent
            self.pieces.append((gap, self.pieces[-1][1] if is_between_words else ornament))
        marked = runs(part.start, part.end, self._layers)
        for run in reversed(marked) if part.is_reversed else marked:
            text = page.drawn(run.start, run.end, is_reversed=part.is_reversed)
            self.pieces.append((text, self._look(*self._base, *run.looks)))
        self.column = part.column + page.width(part.start, part.end)

    def close(self, ornament: Style) -> None:
        """Draw what follows the text."""
        line = self._line
        if line.tail:
            self.pieces.append((line.tail, self.pieces[-1][1] if self.pieces else ornament))
            self.column += cell_width(line.tail)
        self.pieces.append((line.lead[self.column :], ornament))
