"""Two articles laid out in rows, side by side or stacked, and the measures of their window.

Computed without Textual, once for each size.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from reader.library.plain_text import Block, PlainText
from reader.text.plurals import count
from reader.view.layout import PageLines
from reader.view.lines import USUAL, Line, PageText, Typesetting
from reader.view.pairing import LEFT, RIGHT, SIDES, Pairing, Piece, Stretch, span_of

if TYPE_CHECKING:
    from reader.related.comparison import Comparison, PassagePair
    from reader.room.references import ArticlePair

# From this width on two columns fit side by side; each has a bar at its left, and between them is a sign.
BESIDE = 100
BAR = 2
GUTTER = 3


class PairPlaces(NamedTuple):
    """The measures of a window.

    *column* is the width of a column of text, *head* the number of lines above it, *page* the number of rows shown of
    each text, *left* the margin before the first column.
    """

    column: int
    is_stacked: bool
    head: int
    page: int
    left: int

    def row_line(self, y: int) -> tuple[int, int]:
        """Return the text on line *y* of the window, and the line within its head or, after that, its page.

        Side by side, the line belongs to both; below the second page the text is beyond RIGHT.
        """
        return divmod(y, self.head + self.page) if self.is_stacked else (LEFT, y)

    def text_at(self, x: int, y: int) -> tuple[int, int, int]:
        """Return the text, the line on its page (below 0: its head) and the column of its text at a cell."""
        half, line = self.row_line(y)
        column = x - self.left - BAR
        if not self.is_stacked and column >= self.column + GUTTER // 2:
            return RIGHT, line - self.head, column - self.column - GUTTER - BAR
        return half, line - self.head, column


def columns_for(width: int, measure: int) -> tuple[int, bool]:
    """Return the width of each column of text on a screen of *width* cells, and whether they are stacked.

    Each has a bar two cells wide at its left; between columns side by side there are three cells for the sign.
    """
    if width < BESIDE:
        return max(8, min(measure, width - 6)), True
    return max(8, min(measure, (width - 2 * BAR - GUTTER - 2) // 2)), False


def places_for(screen: int, width: int, height: int, measure: int) -> PairPlaces:
    """Return the measures of a window of *width* and *height* cells on a screen of *screen* columns."""
    column, is_stacked = columns_for(screen, measure)
    head = 2 if is_stacked else 3
    page = (height - 2 * head) // 2 if is_stacked else height - head
    used = column + BAR if is_stacked else 2 * (column + BAR) + GUTTER
    return PairPlaces(column, is_stacked, head, max(1, page), max(1 if is_stacked else 0, (width - used) // 2))


MAX_ROWS = 400_000
# The sign between the columns: the same words, some changed, only the same sense, moved.
BESIDE_EACH, ONE_ABOVE = ("on the left", "on the right"), ("in the upper text", "in the lower text")
ALIKE, CHANGED, REWORDED, MOVED = "=", "≈", "~", "⇅"


class StopNote(NamedTuple):
    """Words of our own in place of a line: they replace `text[start:end]`, or announce what follows."""

    words: str
    start: int
    end: int


Cell = Line | StopNote | None


class RowPair(NamedTuple):
    """One row: the two lines side by side, and the sign between them."""

    left: Cell
    right: Cell
    sign: str = ""

    def cell(self, side: int) -> Cell:
        """Return the line of one side."""
        return self.right if side == RIGHT else self.left


class Stop(NamedTuple):
    """A block to step to: its first row, where it begins in each text (None: nowhere), and what it is."""

    row: int
    offsets: tuple[int | None, int | None]
    told: str


@dataclass
class Rows:
    """The rows shown, and the map between them and the offsets of both texts."""

    rows: list[RowPair] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    is_cut: bool = False
    _starts: tuple[list[int], list[int]] = field(default_factory=lambda: ([], []))
    _numbers: tuple[list[int], list[int]] = field(default_factory=lambda: ([], []))

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def add(self, row: RowPair) -> None:
        """Add a row at the end."""
        for side in SIDES:
            cell = row.cell(side)
            if isinstance(cell, Line | StopNote) and cell.start < cell.end:
                self._starts[side].append(cell.start)
                self._numbers[side].append(len(self.rows))
        self.rows.append(row)

    def row_of(self, side: int, offset: int) -> int:
        """Return the row that holds *offset* of a text, or the text before it."""
        place = bisect_right(self._starts[side], offset) - 1
        return self._numbers[side][max(0, place)] if self._numbers[side] else 0

    def nearest(self, side: int, row: int) -> int | None:
        """Return the nearest row that has a line of that text, preferring the next one."""
        numbers = self._numbers[side]
        if not numbers:
            return None
        place = bisect_right(numbers, row - 1)
        if place == len(numbers):
            return numbers[-1]
        is_before_nearer = place and row - numbers[place - 1] < numbers[place] - row
        return numbers[place - 1] if is_before_nearer else numbers[place]

    def step(self, side: int, row: int, step: int) -> int:
        """Return the next or previous (-1) row that has text of that side; *row* if there is none."""
        numbers = self._numbers[side]
        place = bisect_right(numbers, row) if step > 0 else bisect_left(numbers, row) - 1
        return numbers[place] if 0 <= place < len(numbers) else row

    def offset_at(self, side: int, row: int) -> int:
        """Return the first offset of a text on a row that has some of it."""
        cell = self.rows[row].cell(side)
        return cell.start if cell is not None else 0


class SideBySide:
    """Two plain texts side by side, in columns *width* cells wide; *places* are the names of the two."""

    def __init__(
        self,
        plains: tuple[PlainText, PlainText],
        comparison: "Comparison",
        width: int,
        places: tuple[str, str] = BESIDE_EACH,
        typesetting: Typesetting = USUAL,
    ) -> None:
        self.plains = plains
        self.comparison = comparison
        self.width = max(8, width)
        self.places = places
        left, right = (PageText(plain, orders=typesetting.orders) for plain in plains)
        self.pages = left, right
        self._lines = tuple(PageLines(page, self.width, typesetting) for page in self.pages)
        self.stretches = Pairing(plains, comparison, self.width).stretches
        self._rows: dict[bool, Rows] = {}

    def rows(self, *, only_different: bool = False) -> Rows:
        """Return all rows, or only what differs; both are made once."""
        if only_different not in self._rows:
            self._rows[only_different] = self._made(only_different=only_different)
        return self._rows[only_different]

    def _made(self, *, only_different: bool) -> Rows:
        found = Rows()
        shown: Stretch | None = None
        place = 0
        while place < len(self.stretches):
            stretch = self.stretches[place]
            end = self._alike_until(place) if only_different else place
            if len(found) and self._is_fresh(stretch):
                found.add(RowPair(None, None))
            if end > place:
                self._leave_out(found, self.stretches[place:end])
                shown, place = None, end
                continue
            self._add(found, place, shown, only_different=only_different)
            if len(found) >= MAX_ROWS:
                found.is_cut = True
                break
            shown, place = stretch, place + 1
        return found

    def _alike_until(self, place: int) -> int:
        while place < len(self.stretches) and self.stretches[place].is_alike:
            place += 1
        return place

    def _leave_out(self, found: Rows, stretches: Sequence[Stretch]) -> None:
        first, last = stretches[0].pieces, stretches[-1].pieces
        spans = [(first[side][0].start, last[side][-1].end) for side in SIDES]
        left, right = (StopNote(f"… {self._words(side, *spans[side])} alike …", *spans[side]) for side in SIDES)
        found.add(RowPair(left, right, ALIKE))

    def _words(self, side: int, start: int, end: int) -> str:
        return count(len(self.plains[side].text[start:end].split()), "word")

    def _add(self, found: Rows, place: int, shown: Stretch | None, *, only_different: bool) -> None:
        """Add a stretch with its stops."""
        stretch = self.stretches[place]
        first = len(found)
        for row in islice(self._rows_of(stretch, only_different=only_different), max(0, MAX_ROWS - len(found))):
            found.add(row)
        if stretch.passage is None:
            found.stops += sorted((*self._apart(found, stretch), *self._moved(found, stretch)), key=_row_of)
        elif shown is None or shown.passage != stretch.passage:
            passage = self.comparison.passages[stretch.passage]
            (left,), (right,) = stretch.pieces
            offsets = max(passage.here[0], left.start), max(passage.there[0], right.start)
            found.stops.append(Stop(first, offsets, self._passage_told(stretch.passage)))

    def _apart(self, found: Rows, stretch: Stretch) -> Iterator[Stop]:
        """Yield the stop at what only one text has, if any."""
        plain = [[piece for piece in pieces if piece.moved is None] for pieces in stretch.pieces]
        left, right = (pieces[0].start if pieces else None for pieces in plain)
        told = [
            f"only {self.places[side]} {count(self._count(side, plain[side]), 'word')}" for side in SIDES if plain[side]
        ]
        if told:
            row = min(found.row_of(side, plain[side][0].start) for side in SIDES if plain[side])
            yield Stop(row, (left, right), ", ".join(told))

    def _count(self, side: int, pieces: Sequence[Piece]) -> int:
        return sum(len(self.plains[side].text[piece.start : piece.end].split()) for piece in pieces)

    def _passage_told(self, number: int) -> str:
        passage = self.comparison.passages[number]
        kind = "reworded" if passage.is_reworded else "shared passage"
        changed = f", {count(len(passage.changes), 'change')}" if passage.changes else ""
        return f"{kind} {number + 1} of {len(self.comparison.passages)}: {count(passage.words, 'word')} alike{changed}"

    def _moved(self, found: Rows, stretch: Stretch) -> Iterator[Stop]:
        """Yield the stops at the passages that have moved here."""
        for side in SIDES:
            for piece in stretch.pieces[side]:
                if piece.moved is not None:
                    start = span_of(self.comparison.passages[piece.moved], side)[0]
                    offsets = (start, None) if side == LEFT else (None, start)
                    row = found.row_of(side, start)
                    yield Stop(row, offsets, "moved " + self._passage_told(piece.moved))

    # Lines

    def _rows_of(self, stretch: Stretch, *, only_different: bool) -> Iterator[RowPair]:
        columns = [list(self._column(stretch, side, only_different=only_different)) for side in SIDES]
        sign = self._sign(stretch)
        for left, right in zip_longest(*columns):
            yield RowPair(left, right, sign)

    def _sign(self, stretch: Stretch) -> str:
        if stretch.passage is None:
            return ""
        if self.comparison.passages[stretch.passage].is_reworded:
            return REWORDED
        return ALIKE if stretch.is_alike else CHANGED

    def _column(self, stretch: Stretch, side: int, *, only_different: bool) -> Iterator[Cell]:
        plain = self.plains[side]
        for place, piece in enumerate(stretch.pieces[side]):
            if place and _begins_block(plain, piece.start):
                yield None
            if piece.moved is not None:
                passage = self.comparison.passages[piece.moved]
                if only_different and not passage.changes and span_of(passage, side) == (piece.start, piece.end):
                    words = self._words(side, piece.start, piece.end)
                    yield StopNote(
                        f"{MOVED} … {words} alike, moved{self._where(passage, side)} …", piece.start, piece.end
                    )
                    continue
                yield StopNote(f"{MOVED} moved{self._where(passage, side)}", piece.start, piece.start)
            yield from self._lines[side].between(piece.start, piece.end)

    def _where(self, passage: "PassagePair", side: int) -> str:
        """Say where a moved passage stands in the other text."""
        shares = [span_of(passage, each)[0] / max(1, len(self.plains[each].text)) for each in (side, RIGHT - side)]
        return f": {'further down' if shares[1] > shares[0] else 'further up'} {self.places[RIGHT - side]}"

    def _is_fresh(self, stretch: Stretch) -> bool:
        """Whether a stretch begins with a new paragraph, so that an empty row belongs before it."""
        firsts = [(self.plains[side], pieces[0]) for side, pieces in enumerate(stretch.pieces) if pieces]
        # The beginning of one text does not divide the middle of the other.
        fresh = [_begins_block(plain, piece.start) for plain, piece in firsts if piece.start > plain.blocks[0].start]
        return any(fresh) and not all(_is_item_after_item(plain, piece) for plain, piece in firsts)


def laid_out(compared: "ArticlePair", column: int, *, is_stacked: bool, typesetting: Typesetting = USUAL) -> SideBySide:
    """Lay two articles out in columns, or stacked."""
    plains = (compared.a.plain, compared.b.plain)
    return SideBySide(plains, compared.comparison, column, ONE_ABOVE if is_stacked else BESIDE_EACH, typesetting)


def _row_of(stop: Stop) -> int:
    return stop.row


def _begins_block(plain: PlainText, offset: int) -> bool:
    """Whether no text of the same block stands before *offset*."""
    block = _block(plain, offset)
    return block is not None and block.start >= offset


def _block(plain: PlainText, offset: int) -> Block | None:
    while offset < len(plain.text) and plain.text[offset].isspace():
        offset += 1
    return plain.blocks[plain.block_at(offset)] if plain.blocks else None


def _is_item_after_item(plain: PlainText, piece: Piece) -> bool:
    block = _block(plain, piece.start)
    before = plain.blocks[max(0, plain.block_at(block.start) - 1)] if block else None
    return block is not None and before is not None and block.kind == before.kind == "item"
