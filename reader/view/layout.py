"""An article as lines of a width, and the one map between places on screen and offsets in the plain text.

Computed without Textual, once for each width.
"""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from reader.library.plain_text import Block, PlainText
from reader.view.cells import NARROW, advances, cell_width

MAX_LINES = 400_000

_QUOTE_INDENT = 2
_LIST_INDENT = 4


class Line(NamedTuple):
    """One line on screen: `text[start:end]` drawn *indent* columns in, with *lead* (a bullet) in the indent.

    A line between blocks has *start* == *end*, the end of the block before it; *block* is the index of its block.
    """

    start: int
    end: int
    indent: int
    block: int
    lead: str = ""


class ArticleLayout:
    """The lines of *plain* at *width* columns, headings and paragraphs parted by an empty line."""

    def __init__(self, plain: PlainText, width: int) -> None:
        self.plain = plain
        self.width = max(8, width)
        self.lines: list[Line] = []
        self.is_cut = False
        self._lay_out()
        self._starts = [line.start for line in self.lines]

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self.lines)

    def line_at(self, offset: int) -> int:
        """Return the number of the line that holds *offset*; the last one before it where it is between lines."""
        number = bisect_right(self._starts, offset) - 1
        # An empty line starts where the text before it ends, which is no place of its own.
        while number > 0 and self.lines[number].start == self.lines[number].end and self._starts[number] == offset:
            number -= 1
        return max(0, number)

    def place_of(self, offset: int) -> tuple[int, int]:
        """Return row and column (cells, from the left edge of the measure) of *offset*."""
        row = self.line_at(offset)
        if not self.lines:
            return 0, 0
        return row, column_of(self.plain.text, self.lines[row], offset)

    def offset_at(self, row: int, column: int) -> int:
        """Return the offset drawn at *row* and *column*, the nearest one on that line where nothing is drawn."""
        if not self.lines:
            return 0
        return offset_in(self.plain.text, self.lines[min(max(row, 0), len(self.lines) - 1)], column)

    def _lay_out(self) -> None:
        for line in lines_of(self.plain, self.width):
            self.lines.append(line)
            if len(self.lines) >= MAX_LINES:
                self.is_cut = True
                return


def column_of(text: str, line: Line, offset: int) -> int:
    """Return the column (cells, from the left edge of the measure) at which *offset* is drawn on its line."""
    before = text[line.start : min(max(offset, line.start), line.end)]
    return line.indent + cell_width(before)


def offset_in(text: str, line: Line, column: int) -> int:
    """Return the offset drawn at *column* of a line, the nearest one where nothing is drawn."""
    left = column - line.indent
    if left <= 0:
        return line.start
    drawn = text[line.start : line.end]
    if NARROW.match(drawn):
        return min(line.end, line.start + left)
    used = 0
    for number, advance in enumerate(advances(drawn)):
        used += advance
        if used > left:
            return line.start + number
    return line.end


def indent_of(block: Block, width: int) -> int:
    """Return how many of *width* columns a block stands in from the left."""
    return min(block.quote * _QUOTE_INDENT + block.depth * _LIST_INDENT, width // 2)


def lines_of(plain: PlainText, width: int, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """Yield the lines of `text[start:end]`, headings and paragraphs parted by an empty line."""
    text = plain.text
    stop = len(text) + 1 if end is None else end
    previous: Block | None = None
    for number in range(plain.block_at(start), len(plain.blocks)):
        if plain.blocks[number].start >= stop:
            return
        block = _clipped(text, plain.blocks[number], start, stop)
        if block is None:
            continue
        if previous is not None and not (previous.kind == block.kind == "item"):
            yield Line(previous.end, previous.end, 0, number - 1)
        indent = indent_of(block, width)
        lead = block.marker.rjust(_LIST_INDENT - 1) + " " if block.marker else ""
        for first, last in _wrapped(text, block, width - indent):
            yield Line(first, last, indent, number, lead)
            lead = ""
        previous = block


def _clipped(text: str, block: Block, start: int, stop: int) -> Block | None:
    """Return the part of a block that lies between two offsets, without white space where it was cut."""
    if block.start >= start and block.end <= stop:
        return block
    first, last = max(block.start, start), min(block.end, stop)
    while first < last and first > block.start and text[first].isspace():
        first += 1
    while last > first and last < block.end and text[last - 1].isspace():
        last -= 1
    if first >= last:
        return None
    return block._replace(start=first, end=last, marker=block.marker if first == block.start else "")


def _wrapped(text: str, block: Block, width: int) -> Iterator[tuple[int, int]]:
    start = block.start
    keeps_space = block.kind in {"code", "table"}
    while True:
        end = text.find("\n", start, block.end)
        end = block.end if end < 0 else end
        yield from wrap(text, start, end, width, keeps_space=keeps_space)
        if end >= block.end:
            return
        start = end + 1


def wrap(text: str, start: int, end: int, width: int, *, keeps_space: bool = False) -> Iterator[tuple[int, int]]:
    """Yield the spans of `text[start:end]`, which has no line break, on lines of *width* cells; one even if empty."""
    if not NARROW.match(text, start, end):
        yield from _wrapped_wide(text, start, end, width, keeps_space=keeps_space)
    elif end - start <= width:
        yield start, end
    else:
        yield from _wrapped_narrow(text, start, end, width, keeps_space=keeps_space)


def _wrapped_narrow(text: str, start: int, end: int, width: int, *, keeps_space: bool) -> Iterator[tuple[int, int]]:
    while end - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        if cut <= start:
            cut = start + width
        yield start, cut
        start = cut
        while not keeps_space and start < end and text[start] == " ":
            start += 1
    if start < end:
        yield start, end


def _past_spaces(text: str, start: int, end: int) -> int:
    while start < end and text[start] == " ":
        start += 1
    return start


def _wrapped_wide(text: str, start: int, end: int, width: int, *, keeps_space: bool) -> Iterator[tuple[int, int]]:
    first, widths = start, advances(text[start:end])
    used = 0
    space = position = start
    is_after_wide = False
    while position < end:
        character, cells = text[position], widths[position - first]
        # A line may be broken at a space and after any wide character, with the marks and joined parts that it has.
        if character == " " or (cells and is_after_wide):
            space = position
        if used + cells > width and position > start:
            # A space may hang over the edge; it is not drawn there.
            cut = space if space > start and character != " " else position
            yield start, cut
            start = cut if keeps_space else _past_spaces(text, cut, end)
            # What stands between the cut and here goes on to the next line, measured again.
            position = space = start
            used = 0
            is_after_wide = False
            continue
        is_after_wide = cells == 2 if cells else is_after_wide
        used += cells
        position += 1
    if start < end:
        yield start, end
