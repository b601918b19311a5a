"""A line on screen, and the map between its cells and the offsets of the plain text.

Computed without Textual. The order on screen may differ from the order of reading: in the cells of a table, and in
right-to-left text. What is drawn between them is ornament, which has no offset.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from reader.library.plain_text import PlainText
from reader.text.scripts import RIGHT_TO_LEFT
from reader.view.arabic_forms import HIDDEN
from reader.view.bidi import is_right_to_left, reversed_letters, visual_runs
from reader.view.cells import NARROW, advances, cell_width
from reader.view.line_breaks import Hyphens, Phrases
from reader.view.shown_text import shown_text

_MOST_KNOWN = 400


class Typesetting(NamedTuple):
    """How lines are set, whatever their width.

    *gap* is the number of empty lines between paragraphs; with none, first lines are indented. *is_airy* puts an empty
    line below every line. *hyphens* divide words, *phrases* say where to break text in scripts without spaces.
    With *orders* we, and not the terminal, order and shape right-to-left letters.
    """

    gap: int = 1
    is_airy: bool = False
    is_justified: bool = False
    hyphens: Hyphens | None = None
    orders: bool = True
    phrases: Phrases | None = None


USUAL = Typesetting()


class LinePiece(NamedTuple):
    """A piece of a line: `text[start:end]` from *column* on; where *is_reversed*, from right to left."""

    start: int
    end: int
    column: int
    is_reversed: bool = False


class Line(NamedTuple):
    """One line on screen: `text[start:end]` drawn *indent* columns in, over the *lead* (a bullet, a bar, a rule).

    A line without text has *start* == *end*, the end of the text before it; *block* is the index of its block.
    *tail* is drawn after the text (a hyphen); *spread* is how many cells of space are added between its words. A row of
    a table has its pieces in *cells*, in order. *picture* is the number of an image and the row of its picture drawn
    here; below the last row stands its caption.
    """

    start: int
    end: int
    indent: int
    block: int
    lead: str = ""
    tail: str = ""
    spread: int = 0
    cells: tuple[LinePiece, ...] = ()
    picture: tuple[int, int] | None = None


class PageText:
    """A plain text, what is drawn of it, and where each offset stands on a line."""

    def __init__(self, plain: PlainText, *, orders: bool = True) -> None:
        self.plain = plain
        self.orders = orders
        self._parts: dict[Line, Sequence[LinePiece]] = {}
        self._directions: dict[int, bool] = {}

    @cached_property
    def shown(self) -> str:
        """What is drawn in place of each character of the text."""
        return shown_text(self.plain, is_shaped=self.orders and self.has_right_to_left)

    @cached_property
    def has_right_to_left(self) -> bool:
        """Whether any letter of the text is written from right to left."""
        return RIGHT_TO_LEFT.search(self.plain.text) is not None

    def is_right_to_left(self, number: int) -> bool:
        """Whether the block of that number begins with a right-to-left letter."""
        if not self.has_right_to_left:
            return False
        known = self._directions.get(number)
        if known is None:
            block = self.plain.blocks[number]
            known = block.kind != "code" and is_right_to_left(self.plain.text, block.start, block.end)
            self._directions[number] = known
        return known

    def width(self, start: int, end: int) -> int:
        """Return how many cells `text[start:end]` takes."""
        return cell_width(self.shown[start:end])

    def parts(self, line: Line) -> Sequence[LinePiece]:
        """Return the pieces of a line from left to right."""
        if not line.cells and not line.spread and not (self.has_right_to_left and self.orders):
            return (LinePiece(line.start, line.end, line.indent),)
        known = self._parts.get(line)
        if known is None:
            if len(self._parts) >= _MOST_KNOWN:
                self._parts.clear()
            known = self._parts[line] = tuple(self._pieces(line))
        return known

    def drawn(self, start: int, end: int, *, is_reversed: bool = False) -> str:
        """Return a piece of a line as drawn from left to right."""
        text = self.shown[start:end]
        if is_reversed:
            text = reversed_letters(text)
        return text.replace(HIDDEN, "") if HIDDEN in text else text

    def row(self, line: Line) -> str:
        """Return a whole line as drawn, with its ornaments."""
        row = ""
        column = 0
        for part in self.parts(line):
            row += line.lead[column : part.column].ljust(part.column - column)
            row += self.drawn(part.start, part.end, is_reversed=part.is_reversed)
            column = part.column + self.width(part.start, part.end)
        return row + line.tail + line.lead[column:] if line.end > line.start else line.lead

    def column_of(self, line: Line, offset: int) -> int:
        """Return the column (cells, from the left edge of the measure) at which *offset* is drawn on its line."""
        offset = min(max(offset, line.start), line.end)
        best: LinePiece | None = None
        for part in self.parts(line):
            if part.start <= offset < part.end:
                return self._column_in(part, offset)
            if part.start <= offset and (best is None or part.end > best.end):
                best = part
        if best is None:
            return line.indent
        return best.column if best.is_reversed else best.column + self.width(best.start, min(offset, best.end))

    def _column_in(self, part: LinePiece, offset: int) -> int:
        if not part.is_reversed:
            return part.column + self.width(part.start, offset)
        # In a reversed piece a letter begins where the text after it ends.
        after = offset + 1
        widths = advances(self.shown[offset : part.end])
        while after < part.end and not widths[after - offset]:
            after += 1
        return part.column + sum(widths[after - offset :])

    def offset_in(self, line: Line, column: int) -> int:
        """Return the offset drawn at *column* of a line, or the nearest one."""
        parts = self.parts(line)
        if not parts:
            return line.start
        best = parts[0]
        for part in parts:
            if part.column <= column:
                best = part
        return self._offset_at(best, column - best.column)

    def _offset_at(self, part: LinePiece, left: int) -> int:
        drawn = self.shown[part.start : part.end]
        if part.is_reversed:
            left = cell_width(drawn) - 1 - left
        if left <= 0:
            return part.start
        if NARROW.match(drawn):
            return min(part.end, part.start + left)
        used = 0
        for number, advance in enumerate(advances(drawn)):
            used += advance
            if used > left:
                return part.start + number
        return part.end

    def _pieces(self, line: Line) -> list[LinePiece]:
        if line.cells:
            return [
                piece for cell in line.cells for piece in self._in_order(cell, from_right=self._cell_direction(cell))
            ]
        whole = LinePiece(line.start, line.end, line.indent)
        if line.start == line.end:
            return [whole]
        pieces = self._in_order(whole, from_right=self.is_right_to_left(line.block))
        return self._spread(pieces, line.spread) if line.spread else pieces

    def _cell_direction(self, cell: LinePiece) -> bool:
        return self.has_right_to_left and is_right_to_left(self.plain.text, cell.start, cell.end)

    def _in_order(self, whole: LinePiece, *, from_right: bool) -> list[LinePiece]:
        text = self.plain.text[whole.start : whole.end]
        if not self.orders or not self.has_right_to_left or not (from_right or RIGHT_TO_LEFT.search(text)):
            return [whole]
        pieces = []
        column = whole.column
        for run in visual_runs(text, from_right=from_right):
            piece = LinePiece(whole.start + run.start, whole.start + run.end, column, run.is_reversed)
            pieces.append(piece)
            column += self.width(piece.start, piece.end)
        return pieces

    def _spread(self, pieces: list[LinePiece], cells: int) -> list[LinePiece]:
        """Spread *cells* between the words: every piece but the first moves right."""
        words = [word for piece in pieces for word in self._words(piece)]
        gaps = len(words) - 1
        if gaps < 1:
            return pieces
        return [word._replace(column=word.column + cells * number // gaps) for number, word in enumerate(words)]

    def _words(self, piece: LinePiece) -> list[LinePiece]:
        """Cut a piece after every space, from left to right."""
        found: list[LinePiece] = []
        start = piece.start
        while start < piece.end:
            space = self.plain.text.find(" ", start, piece.end - 1)
            end = piece.end if space < 0 else space + 1
            found.append(piece._replace(start=start, end=end))
            start = end
        if piece.is_reversed:
            found.reverse()
        column = piece.column
        for number, word in enumerate(found):
            found[number] = word._replace(column=column)
            column += self.width(word.start, word.end)
        return found
