"""A table in columns that fit the measure; if they do not fit, row by row as lists, or only some columns.

Computed without Textual. In the plain text each row is a line, its cells separated by ` | `.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate, zip_longest
from typing import NamedTuple

from reader.view.bidi import is_right_to_left
from reader.view.cells import fitted
from reader.view.line_breaks import wrap
from reader.view.lines import Line, LinePiece, PageText

# The separator of cells in the plain text, and on screen.
_BAR = " | "
_BETWEEN = " │ "
_CROSS = "─┼─"
# A column of words is at least as wide as its longest word, up to this.
_WIDE_WORD = 16
# In a table that scrolls sideways columns are at most this wide if possible.
_WIDE_COLUMN = 14
_LONGEST_FIGURE = 60
_NO_FIGURE = frozenset({"", "-", "–", "—", "…", "?", "n/a", "N/A", "·", "*"})
_Cell = tuple[int, int]


class _Table(NamedTuple):
    """The cells of a table by row, the header first, as spans of the text."""

    rows: list[list[_Cell]]
    columns: int


def header_end(page: PageText, number: int) -> int:
    """Return the offset at which the header of a table ends."""
    block = page.plain.blocks[number]
    end = page.plain.text.find("\n", block.start, block.end)
    return block.end if end < 0 else end


class _Columns(NamedTuple):
    """Which columns are shown, the width and start of each, in the order of the text.

    *lead* is drawn between them, *rules* between rows by kind; *told* says how many columns are hidden.
    """

    shown: list[int]
    widths: list[int]
    lefts: list[int]
    lead: str
    rules: dict[str, str]
    told: str


class TableDrawing:
    """The table that is block *number* of a page, *width* cells wide, *indent* columns in with *bars* before it."""

    def __init__(self, page: PageText, number: int, width: int, bars: str = "", indent: int = 0) -> None:
        self.number = number
        self._page = page
        self._block = page.plain.blocks[number]
        self._width = max(4, width)
        self._indent = indent
        self._bars = bars.ljust(indent)
        self._table = _table_of(page, number)
        self._naturals, self._leasts = self._sizes()
        self._columns_by_first: dict[int, _Columns] = {}

    def lines(self, clip: tuple[int, int], first: int | None = None) -> Iterator[Line]:
        """Yield the lines of the part within *clip*: in columns if they fit, else row by row.

        With *first* the other layout: if they do not fit, as many columns as do, from that one on.
        """
        is_other = first is not None
        return self.unfolded(clip) if self.fits is is_other else self.in_columns(clip, first or 0)

    @property
    def fits(self) -> bool:
        """Whether all columns fit side by side without breaking a word."""
        return sum(self._leasts) <= self._room

    @property
    def _room(self) -> int:
        return self._width - len(_BETWEEN) * (self._table.columns - 1)

    def _sizes(self) -> tuple[list[int], list[int]]:
        """Return the natural and the least width of each column."""
        naturals, leasts = [1] * self._table.columns, [1] * self._table.columns
        for row in self._table.rows:
            for column, cell in enumerate(row):
                width = self._page.width(*cell)
                if width > leasts[column]:
                    naturals[column] = max(naturals[column], width)
                    leasts[column] = max(leasts[column], min(width, self._longest_word(cell)))
        return naturals, leasts

    def _longest_word(self, cell: _Cell) -> int:
        words = self._page.shown[slice(*cell)].split(" ")
        return min(_WIDE_WORD, max(map(len, words), default=1))

    # In columns

    def in_columns(self, clip: tuple[int, int], first: int = 0) -> Iterator[Line]:
        """Yield the rows with their cells side by side, a rule below the header."""
        columns = self._columns_from(first)
        is_ruled = any(self._is_folded(row, columns) for row in self._table.rows)
        if columns.told and clip[0] <= self._block.start:
            yield Line(self._block.start, self._block.start, 0, self.number, columns.told)
        end = -1
        for number, row in enumerate(self._table.rows):
            lines = self._lines_of(row, columns, clip)
            if lines and end >= 0 and (number == 1 or is_ruled):
                yield Line(end, end, 0, self.number, columns.rules["─" if number == 1 else "╌"])
            yield from lines
            end = max(end, *(line.end for line in lines), -1)

    def _lines_of(self, row: Sequence[_Cell], columns: _Columns, clip: tuple[int, int]) -> list[Line]:
        """Return the lines of a row; a row with nothing in these columns keeps one line."""
        if not any(_is_in(cell, clip) for cell in row):
            return []
        empty = Line(row[-1][1], row[-1][1], 0, self.number, columns.lead)
        return list(self._row(row, columns, clip)) or [empty]

    def first_showing(self, offset: int, first: int) -> int:
        """Return the first column to show of a wide table so that the column of *offset* is visible."""
        column = self._column_of(offset)
        first = min(first, column) if column not in self._columns_from(first).shown else first
        while column not in self._columns_from(first).shown and first < column:
            first += 1
        return first

    def _column_of(self, offset: int) -> int:
        rows = self._table.rows
        row = rows[max(0, bisect_right(rows, offset, key=lambda each: each[0][0]) - 1)]
        return max(0, bisect_right(row, offset, key=lambda cell: cell[0]) - 1)

    def _columns_from(self, first: int) -> _Columns:
        if first not in self._columns_by_first:
            if self.fits:
                shown, widths = list(range(self._table.columns)), self._widths()
            else:
                shown, widths = self._window(first)
            self._columns_by_first[first] = self._placed_columns(shown, widths)
        return self._columns_by_first[first]

    def _window(self, first: int) -> tuple[list[int], list[int]]:
        """Return the columns shown of a wide table, and their widths; a narrow first column always stays."""
        sizes = [
            min(natural, max(least, _WIDE_COLUMN), self._width)
            for natural, least in zip(self._naturals, self._leasts, strict=True)
        ]
        fixed = [0] if sizes[0] <= self._width // 3 else []
        left = self._width - sum(sizes[at] + len(_BETWEEN) for at in fixed)
        start = end = min(max(first, len(fixed)), len(sizes) - 1)
        while end < len(sizes) and sizes[end] <= left:
            left -= sizes[end] + len(_BETWEEN)
            end += 1
        if end == start:
            # Not even one fits beside the first, so it is wrapped.
            sizes[end], left, end = max(1, left), 0, end + 1
        while end == len(sizes) and start > len(fixed) and sizes[start - 1] <= left:
            start -= 1
            left -= sizes[start] + len(_BETWEEN)
        shown = [*fixed, *range(start, end)]
        left += len(_BETWEEN)
        for at in shown:
            more = max(0, min(left, self._naturals[at] - sizes[at]))
            sizes[at] += more
            left -= more
        return shown, [sizes[at] for at in shown]

    def _placed_columns(self, shown: list[int], widths: list[int]) -> _Columns:
        """Place the columns from left to right, or from right to left in a right-to-left table."""
        placed = widths[::-1] if self._is_from_right else widths
        used = sum(widths) + len(_BETWEEN) * (len(widths) - 1)
        edge = " " * max(0, self._width - used) if self._is_from_right else ""
        steps = (width + len(_BETWEEN) for width in placed[:-1])
        lefts = list(accumulate(steps, initial=self._indent + len(edge)))
        lead = self._bars + edge + _BETWEEN.join(" " * width for width in placed)
        rules = {
            sign: self._bars + edge + _CROSS.replace("─", sign).join(sign * width for width in placed) for sign in "─╌"
        }
        told = self._bars + edge + self._told(shown, used) if len(shown) < self._table.columns else ""
        return _Columns(shown, widths, lefts[::-1] if self._is_from_right else lefts, lead, rules, told)

    def _told(self, shown: list[int], width: int) -> str:
        """Say how many columns are hidden on either side."""
        after = self._table.columns - 1 - shown[-1]
        before = self._table.columns - len(shown) - after
        left, right = (after, before) if self._is_from_right else (before, after)
        told_left, told_right = f"◂ {left} more" if left else "", f"{right} more ▸" if right else ""
        return told_left + told_right.rjust(width - len(told_left))

    @property
    def _is_from_right(self) -> bool:
        return self._page.is_right_to_left(self.number)

    def _is_folded(self, row: Sequence[_Cell], columns: _Columns) -> bool:
        cells = ((row[at], width) for at, width in zip(columns.shown, columns.widths, strict=True) if at < len(row))
        return any(self._page.width(*cell) > width for cell, width in cells)

    def _widths(self) -> list[int]:
        """Return widths that fit: natural widths up to a common limit, which fills the measure."""
        naturals, leasts, room = self._naturals, self._leasts, self._room
        if sum(naturals) <= room:
            return naturals
        low, high = 1, max(naturals)
        while low < high:
            middle = (low + high + 1) // 2
            if sum(_between(least, middle, natural) for least, natural in zip(leasts, naturals, strict=True)) <= room:
                low = middle
            else:
                high = middle - 1
        widths = [_between(least, low, natural) for least, natural in zip(leasts, naturals, strict=True)]
        for at, natural in enumerate(naturals):
            widths[at] += max(0, min(natural - widths[at], room - sum(widths)))
        return widths

    def _row(self, row: Sequence[_Cell], columns: _Columns, clip: tuple[int, int]) -> Iterator[Line]:
        shown = [(at, column) for at, column in enumerate(columns.shown) if column < len(row)]
        folded = [self._folded(row[column], columns.widths[at]) for at, column in shown]
        for pieces in zip_longest(*folded):
            cells = tuple(
                self._placed(piece, row[column], column, columns.lefts[at], columns.widths[at])
                for (at, column), piece in zip(shown, pieces, strict=True)
                if piece is not None and _is_in(piece, clip)
            )
            if cells:
                start, end = min(cell.start for cell in cells), max(cell.end for cell in cells)
                cells = cells[::-1] if self._is_from_right else cells
                yield Line(start, end, cells[0].column, self.number, columns.lead, cells=cells)

    def _folded(self, cell: _Cell, width: int) -> list[_Cell]:
        return [piece for piece in wrap(self._page.shown, *cell, width) if piece[0] < piece[1]]

    def _placed(self, piece: _Cell, cell: _Cell, column: int, left: int, width: int) -> LinePiece:
        room = width - self._page.width(*piece)
        side = self._alignments[column]
        if side == "-":
            text = self._page.plain.text
            is_right = self._page.has_right_to_left and is_right_to_left(text, *cell)
            side = "r" if is_right else "l"
        return LinePiece(*piece, left + {"l": 0, "r": room, "c": room // 2}[side])

    @cached_property
    def _alignments(self) -> list[str]:
        """Return the alignment of each column: as the table says, else figures to the right."""
        said = self._block.info.ljust(self._table.columns, "-")
        return [
            mark if mark != "-" or not self._is_of_figures(column) else "r"
            for column, mark in enumerate(said[: self._table.columns])
        ]

    def _is_of_figures(self, column: int) -> bool:
        text = self._page.plain.text
        cells = [text[slice(*row[column])] for row in self._table.rows[1:] if column < len(row)]
        told = [cell for cell in cells if cell not in _NO_FIGURE]
        figures = [cell for cell in told if len(cell) <= _LONGEST_FIGURE and _figure().match(cell)]
        return bool(told) and len(figures) >= 0.8 * len(told)

    # Row by row

    def unfolded(self, clip: tuple[int, int]) -> Iterator[Line]:
        """Yield each row as a list of its cells, with the names of their columns before them."""
        header, *rows = self._table.rows
        first, last = max(header[0][0], clip[0]), min(header[-1][1], clip[1])
        end = -1
        for piece in wrap(self._page.shown, first, last, self._width) if first < last else ():
            yield Line(*piece, self._indent, self.number, self._bars)
            end = piece[1]
        for number, row in enumerate(rows):
            cells = [(at, cell) for at, cell in enumerate(row) if cell[0] < cell[1] and _is_in(cell, clip)]
            if cells and end >= 0:
                yield Line(end, end, 0, self.number, self._bars + ("─" if number == 0 else "╌") * self._width)
            for at, cell in cells:
                yield from self._named(at, cell)
                end = cell[1]

    @cached_property
    def _name_width(self) -> int:
        widest = max(1, min(max(4, self._width // 3), self._width - 6))
        return min(max(map(self._fitted_width, self._table.rows[0]), default=0), widest)

    def _named(self, column: int, cell: _Cell) -> Iterator[Line]:
        """Yield the lines of a cell, the name of its column before the first."""
        page, header = self._page, self._table.rows[0]
        name = fitted(page.drawn(*header[column]), self._name_width) if column < len(header) else ""
        left = self._indent + self._name_width + 2
        is_right = page.has_right_to_left and is_right_to_left(page.plain.text, *cell)
        lead = self._bars + name
        for piece in wrap(page.shown, *cell, max(2, self._width - self._name_width - 2)):
            place = max(left, self._indent + self._width - page.width(*piece)) if is_right else left
            yield Line(*piece, place, self.number, lead, cells=(LinePiece(*piece, place),))
            lead = self._bars

    def _fitted_width(self, cell: _Cell) -> int:
        return self._page.width(*cell)


@cache
def _figure() -> re.Pattern[str]:
    """Return the pattern of a figure; compiling it would delay the first screen."""
    return re.compile(
        r"[\s(]*[~≈<>≤≥+\-–−±]?\s*[$€£¥₽₪]?\s*\d[\d\s.,'’:/]*"
        r"(?:[%‰°]|[kKmMbB]n?|[$€£¥₽₪]|million|billion)?[\s)*†‡]*\Z"
    )


def _is_in(cell: _Cell, clip: tuple[int, int]) -> bool:
    return cell[0] < clip[1] and cell[1] > clip[0]


def _between(low: int, value: int, high: int) -> int:
    return min(high, max(low, value))


def _table_of(page: PageText, number: int) -> _Table:
    """Return the spans of the cells: each row has as many as the header, the last one takes the rest."""
    text, block = page.plain.text, page.plain.blocks[number]
    rows: list[list[_Cell]] = []
    start = block.start
    columns = 0
    while start <= block.end:
        end = text.find("\n", start, block.end)
        end = block.end if end < 0 else end
        cells = list(_cells(text, start, end, columns))
        columns = columns or len(cells)
        rows.append(cells)
        start = end + 1
    return _Table(rows, max(map(len, rows), default=1))


def _cells(text: str, start: int, end: int, most: int) -> Iterator[_Cell]:
    count = 1
    while not most or count < most:
        bar = text.find(_BAR, start, end)
        if bar < 0:
            break
        yield _trimmed(text, start, bar)
        start = bar + len(_BAR)
        count += 1
    yield _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> _Cell:
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return start, end
