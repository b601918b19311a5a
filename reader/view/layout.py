"""An article as lines of a width, and the one map between places on screen and offsets in the plain text.

Computed without Textual, once for each width.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from reader.library.plain_text import Block, PlainText
from reader.view.bidi import ordered
from reader.view.image_lines import ImageLines
from reader.view.line_breaks import WordBreaks, wrap
from reader.view.lines import USUAL, Line, PageText, Typesetting
from reader.view.shown_text import is_footnote_label, task_state
from reader.view.table_layout import TableDrawing

MAX_LINES = 400_000

_QUOTE_INDENT = 2
_LIST_INDENT = 4
_CODE_INDENT = 1
_FIRST_INDENT = 2
_QUOTE_BAR = "▎ "
_BULLETS = "•◦▪"
_RULES = {1: "━", 2: "─"}
_FLOWING = frozenset({"paragraph", "item"})
_IN_CODE = WordBreaks()


class ArticleLayout:
    """The lines of *plain* at *width* columns, with an empty line between paragraphs.

    *tables* maps the blocks of tables that the reader has switched to their other layout to the first column shown;
    *pictures* maps an image's number to the height of its picture.
    """

    def __init__(
        self,
        plain: PlainText,
        width: int,
        typesetting: Typesetting = USUAL,
        tables: Mapping[int, int] = MappingProxyType({}),
        pictures: Mapping[int, int] | None = None,
    ) -> None:
        self.plain = plain
        self.width = max(8, width)
        self.typesetting = typesetting
        self.tables = tables
        self.pictures = pictures or {}
        self.page = PageText(plain, orders=typesetting.orders)
        self._maker = PageLines(self.page, self.width, typesetting, tables, self.pictures)
        self.lines: list[Line] = []
        self.is_cut = False
        self._lay_out()
        self._starts = [line.start for line in self.lines]

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self.lines)

    def is_of(
        self, width: int, typesetting: Typesetting, tables: Mapping[int, int], pictures: Mapping[int, int]
    ) -> bool:
        """Tell whether the lines were made for these values."""
        made = (self.width, self.typesetting, self.tables, self.pictures)
        return made == (max(8, width), typesetting, tables, pictures)

    def line_at(self, offset: int) -> int:
        """Return the number of the line that holds *offset*, or of the last line before it."""
        number = max(0, bisect_right(self._starts, offset) - 1)
        # A line without text holds no offset.
        while number > 0 and self.lines[number].start == self.lines[number].end:
            number -= 1
        return self._row_at(number, offset) if self.lines and self.lines[number].cells else number

    def _row_at(self, last: int, offset: int) -> int:
        """Return the line of a table's row that holds *offset*: a folded row takes several lines, up to *last*."""
        number = last
        while number >= 0 and self.lines[number].cells and self.lines[number].block == self.lines[last].block:
            if any(cell.start <= offset < cell.end for cell in self.lines[number].cells):
                return number
            if self.plain.text.find("\n", self.lines[number].start, self.lines[last].start) >= 0:
                break
            number -= 1
        return last

    def place_of(self, offset: int) -> tuple[int, int]:
        """Return row and column (cells, from the left edge of the measure) of *offset*."""
        row = self.line_at(offset)
        if not self.lines:
            return 0, 0
        return row, self.page.column_of(self.lines[row], offset)

    def offset_at(self, row: int, column: int) -> int:
        """Return the offset drawn at *row* and *column*, or the nearest one on that line."""
        if not self.lines:
            return 0
        return self.page.offset_in(self.lines[min(max(row, 0), len(self.lines) - 1)], column)

    def text_from(self, row: int) -> tuple[int, int]:
        """Return the offset of the first text from *row* on, and how many lines below *row* it is drawn."""
        for number in range(max(row, 0), len(self.lines)):
            if self.lines[number].end > self.lines[number].start:
                return self.lines[number].start, number - row
        return len(self.plain.text), 0

    def row_text(self, row: int) -> str:
        """Return a line as drawn, with bullets, bars and rules, and without white space at its end."""
        return self.page.row(self.lines[row]).rstrip()

    def table(self, number: int) -> TableDrawing:
        """Return how the table that is block *number* is drawn."""
        return self._maker.table(number)

    def _lay_out(self) -> None:
        for line in self._maker.all():
            self.lines.append(line)
            if len(self.lines) >= MAX_LINES:
                self.is_cut = True
                return


def indent_of(block: Block, width: int) -> int:
    """Return by how many of *width* columns a block is indented."""
    marker = max(0, len(block.marker) + 1 - _LIST_INDENT)
    code = _CODE_INDENT if block.kind == "code" else 0
    return min(block.quote * _QUOTE_INDENT + block.depth * _LIST_INDENT + marker + code, width // 2)


class PageLines:
    """Makes the lines of a text for a width."""

    def __init__(
        self,
        page: PageText,
        width: int,
        typesetting: Typesetting = USUAL,
        tables: Mapping[int, int] = MappingProxyType({}),
        pictures: Mapping[int, int] | None = None,
    ) -> None:
        self._page = page
        self._width = width
        self._set = typesetting
        flowing = WordBreaks(typesetting.hyphens, typesetting.phrases)
        self._breaks = dict.fromkeys(_FLOWING, flowing) | {"heading": flowing._replace(hyphens=None)}
        self._tables = tables
        self._images = ImageLines(page, width, pictures or {})
        self._known_table: TableDrawing | None = None
        self._meanings = {span.start for span in page.plain.spans if span.kind == "definition"}
        self._notes = {
            span.start for span in page.plain.spans if span.kind == "footnote" and is_footnote_label(page.plain, span)
        }

    def all(self) -> Iterator[Line]:
        """Yield all lines."""
        return self.between(0, len(self._page.plain.text) + 1)

    def between(self, start: int, stop: int) -> Iterator[Line]:
        """Yield the lines of `text[start:stop]`, with the gaps between its blocks."""
        plain = self._page.plain
        previous: Block | None = None
        for number in range(plain.block_at(start), len(plain.blocks)):
            if plain.blocks[number].start >= stop:
                return
            block = _clipped(plain.text, plain.blocks[number], start, stop)
            if block is None:
                continue
            if previous is not None:
                yield from self._gap(previous, block, number)
            yield from self._images.alone(number, block)
            yield from self._lines(number, block, is_first=previous is None)
            previous = block
        if previous is not None and previous.end == len(plain.text):
            yield from self._images.last()

    def _gap(self, previous: Block, block: Block, number: int) -> Iterator[Line]:
        """Yield the lines between two blocks."""
        is_list = previous.kind == block.kind == "item" and not _is_other_list(previous, block)
        flow = {previous.kind, block.kind} <= _FLOWING and previous.quote == block.quote
        count = 0 if is_list else self._set.gap if flow else max(1, self._set.gap)
        if block.kind == "heading" and block.level <= 2 and previous.kind != "heading":
            count += 1
        bars = _QUOTE_BAR * min(previous.quote, block.quote)
        empty = Line(previous.end, previous.end, 0, number - 1, bars.rstrip())
        for _ in range(count):
            yield empty
        if block.start in self._notes and previous.start not in self._notes:
            yield empty._replace(lead="─" * min(12, self._width))

    def _lines(self, number: int, block: Block, *, is_first: bool) -> Iterator[Line]:
        if block.kind == "table":
            yield from self._images.in_table(number, block)
            yield from self.table(number).lines((block.start, block.end), self._tables.get(number))
            return
        if block.kind == "rule":
            middle = (self._width - (block.end - block.start)) // 2
            yield Line(block.start, block.end, max(2 * block.quote, middle), number, _QUOTE_BAR * block.quote)
            return
        yield from self._images.above(number, block)
        lines = self._block_lines(number, block, is_first=is_first)
        yield from self._airy(lines) if self._set.is_airy and block.kind in _FLOWING else lines
        yield from self._images.below(number, block)
        rule = _RULES.get(block.level) if block.kind == "heading" else None
        if rule:
            indent = indent_of(block, self._width)
            yield Line(block.end, block.end, 0, number, _QUOTE_BAR * block.quote + rule * (self._width - indent))

    def table(self, number: int) -> TableDrawing:
        """Return the drawing of the table that is block *number*."""
        # Comparing asks for a table piece by piece.
        if self._known_table is None or self._known_table.number != number:
            block = self._page.plain.blocks[number]
            indent = indent_of(block, self._width)
            self._known_table = TableDrawing(self._page, number, self._width - indent, _QUOTE_BAR * block.quote, indent)
        return self._known_table

    def _airy(self, lines: Iterator[Line]) -> Iterator[Line]:
        last: Line | None = None
        for line in lines:
            if last is not None:
                bars = last.lead[: len(last.lead) - len(last.lead.lstrip(_QUOTE_BAR))]
                yield Line(last.end, last.end, 0, last.block, bars.rstrip())
            yield line
            last = line

    def _block_lines(self, number: int, block: Block, *, is_first: bool) -> Iterator[Line]:
        """Yield the lines of a block: the first with its bullet or number, right-to-left ones aligned right."""
        page = self._page
        indent = indent_of(block, self._width)
        hanging = self._hanging(number, block, is_first=is_first)
        from_right = page.is_right_to_left(number)
        is_task = bool(block.marker and task_state(page.plain.text, block.start))
        marker = "" if is_task else self._marker(block)
        bars = _QUOTE_BAR * block.quote
        is_set = from_right or self._set.is_justified or self._set.hyphens is not None
        start = block.start
        while True:
            end = page.shown.find("\n", start, block.end)
            end = block.end if end < 0 else end
            stands_in = indent + (_LIST_INDENT if start in self._meanings else 0)
            for first, last in self._wrapped(block, start, end, min(stands_in, self._width // 2 + 4), hanging):
                left = stands_in + hanging
                if marker or is_set:
                    yield self._placed(block, Line(first, last, left, number), marker, from_right=from_right)
                else:
                    yield Line(first, last, left, number, bars)
                marker, hanging = "", 0
            if end >= block.end:
                return
            start = end + 1
            hanging = 0

    def _hanging(self, number: int, block: Block, *, is_first: bool) -> int:
        """Return how far the first line of a block is indented beyond the others."""
        if block.kind == "item" and block.marker and task_state(self._page.plain.text, block.start):
            return -_LIST_INDENT
        is_book = self._set.gap == 0 and block.kind == "paragraph" and not block.depth and not is_first
        return _FIRST_INDENT if is_book and block.start == self._page.plain.blocks[number].start else 0

    def _wrapped(self, block: Block, start: int, end: int, indent: int, hanging: int) -> Iterator[tuple[int, int]]:
        shown, width = self._page.shown, self._width - indent
        is_code, breaks = block.kind == "code", self._breaks.get(block.kind, _IN_CODE)
        if not hanging:
            yield from wrap(shown, start, end, width, keeps_space=is_code, breaks=breaks)
            return
        first = next(wrap(shown, start, end, width - hanging, breaks=breaks))
        yield first
        rest = first[1]
        while rest < end and shown[rest] == " ":
            rest += 1
        if rest < end:
            yield from wrap(shown, rest, end, width, breaks=breaks)

    def _marker(self, block: Block) -> str:
        if block.marker == "•":
            return _BULLETS[min(max(block.depth, 1), len(_BULLETS)) - 1]
        return block.marker

    def _placed(self, block: Block, line: Line, marker: str, *, from_right: bool) -> Line:
        """Return a line with its ornament; right-to-left lines and their ornaments are aligned right."""
        start, end, indent = line.start, line.end, line.indent
        tail = self._tail(block, start, end)
        used = spread = 0
        if from_right or self._set.is_justified:
            used = self._page.width(start, end) + len(tail)
            spread = self._spread(block, start, end, self._width - indent - used)
        bars = _QUOTE_BAR * block.quote
        if not from_right:
            lead = bars + (marker + " ").rjust(max(0, indent - len(bars))) if marker else bars
            return line._replace(lead=lead, tail=tail, spread=spread)
        left = max(0, self._width - indent - used - spread)
        placed = f" {ordered(marker, from_right=True)}" if marker else ""
        edge = placed.ljust(max(0, indent - len(bars)))
        lead = (" " * (self._width - indent) + edge + bars[::-1]).rstrip()
        return line._replace(indent=left, lead=lead, tail=tail, spread=spread)

    def _tail(self, block: Block, start: int, end: int) -> str:
        """Return the hyphen for a line that ends within a hyphenated word."""
        text = self._page.plain.text
        is_parted = self._set.hyphens is not None and block.kind in _FLOWING and start < end < block.end
        return "-" if is_parted and text[end - 1].isalpha() and text[end].isalpha() and text[end].isascii() else ""

    def _spread(self, block: Block, start: int, end: int, room: int) -> int:
        """Return the cells to spread over a line: none on a paragraph's last line, or where gaps would show."""
        if not self._set.is_justified or block.kind not in _FLOWING or end >= block.end or room <= 0:
            return 0
        shown = self._page.shown
        words = shown.count(" ", start, end)
        return room if shown[end] != "\n" and words and room <= 2 * words else 0


def _is_other_list(previous: Block, block: Block) -> bool:
    """Whether bullets follow numbers, or numbers bullets, and not one within the other."""
    return previous.depth == block.depth == 1 and (previous.marker == "•") != (block.marker == "•")


def _clipped(text: str, block: Block, start: int, stop: int) -> Block | None:
    """Return the part of a block between two offsets, without white space where it was cut."""
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
