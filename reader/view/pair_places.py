"""Where two texts stand on a screen: beside each other, or where it is narrow one above the other.

Computed without Textual, once for each size.
"""

from typing import NamedTuple

from reader.view.pairing import LEFT, RIGHT

# From this width on two columns fit beside each other; a bar is left of each, a sign between them.
BESIDE = 100
BAR = 2
GUTTER = 3


class PairPlaces(NamedTuple):
    """The measures of a window.

    *column* is how wide a column of text is, *head* how many lines stand above it, *page* how many rows are shown of
    each text, *left* the margin before the first column.
    """

    column: int
    is_stacked: bool
    head: int
    page: int
    left: int

    def row_line(self, y: int) -> tuple[int, int]:
        """Return which text has line *y* of the window, and the line of its head or, after that, of its page.

        Beside each other, both have it; below the second page the text is beyond RIGHT.
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
    """Return how wide each column of text is on a screen of *width* cells, and whether they are stacked.

    Each has a bar two cells wide at its left; between columns beside each other there are three cells for the sign.
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
