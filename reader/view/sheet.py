"""An article in its window: the lines above it, its text in lines, and an empty line below.

Computed without Textual. Lines are counted from the very top, columns from the left edge of the measure.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.library.plain_text import PlainText
from reader.view.article_page import ArticlePage, header_rows
from reader.view.layout import ArticleLayout
from reader.view.lines import USUAL, Line, Typesetting

if TYPE_CHECKING:
    from reader.view.article import HeaderLine

# Up to so many letters, wrapping a text takes no noticeable time.
_AT_ONCE = 100_000


class Sheet:
    """An article in lines that fit, with its typesetting and the tables switched to their other layout."""

    def __init__(self, width: int, typesetting: Typesetting = USUAL) -> None:
        self.typesetting = typesetting
        self.layout = ArticleLayout(PlainText(""), width)
        self.header: list[tuple[str, str]] = []
        self.told: Sequence[HeaderLine] = ()
        # The blocks of tables switched to their other layout, with the first column shown of a wide one.
        self._tables: Mapping[int, int] = {}

    def take(self, page: ArticlePage) -> None:
        """Show another article, in the lines that it comes with."""
        self.layout, self.told = page.layout, page.told
        self.typesetting, self._tables = page.layout.typesetting, page.layout.tables

    def fit(
        self, width: int, pictures: Mapping[int, int], known: ArticleLayout | None = None
    ) -> Callable[[], ArticleLayout] | None:
        """Wrap the text to *width*, with *pictures* of these heights; the lines *known* are taken if they fit.

        If wrapping would hold up the keys, the lines stay, and a function that makes the right ones is returned.
        """
        known = known or self.layout
        later = None
        if not known.is_of(width, self.typesetting, self._tables, pictures):
            lay_out = partial(ArticleLayout, known.plain, width, self.typesetting, self._tables, pictures)
            if len(known.plain.text) > _AT_ONCE:
                later = lay_out
            else:
                known = lay_out()
        self.layout = known
        self.header = header_rows(self.told, known)
        return later

    def table_near(self, offset: int, first: int, last: int) -> int | None:
        """Return *offset* if it is in a table, else where the first table in these lines begins; None if none."""
        blocks = self.layout.plain.blocks
        if blocks and blocks[self.layout.plain.block_at(offset)].kind == "table":
            return offset
        start, end = self.start_of(first), self.start_of(last)
        tables = (each for each in blocks if each.kind == "table" and each.start <= end and start < each.end)
        return next((max(each.start, start) for each in tables), None)

    def turn_table(self, offset: int) -> None:
        """Lay the table at *offset* out row by row, or in columns again."""
        number = self.layout.plain.block_at(offset)
        if number in self._tables:
            self._tables = {each: first for each, first in self._tables.items() if each != number}
        else:
            self._tables = {**self._tables, number: self.layout.table(number).first_showing(offset, 0)}

    def show_cell(self, offset: int) -> bool:
        """Let a wide table show the column of *offset*; return whether its lines have changed."""
        number = self.layout.plain.block_at(offset) if self._tables else -1
        if number not in self._tables or self.layout.table(number).fits:
            return False
        first = self.layout.table(number).first_showing(offset, self._tables[number])
        if first == self._tables[number]:
            return False
        self._tables = {**self._tables, number: first}
        return True

    # Lines and places

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self.header) + len(self.layout) + 1

    def text_line(self, number: int) -> Line | None:
        """Return a line of the text; None for a line above or below it."""
        row = number - len(self.header)
        return self.layout.lines[row] if 0 <= row < len(self.layout) else None

    def line_of(self, offset: int) -> int:
        """Return the number of the line that holds *offset*."""
        return len(self.header) + self.layout.line_at(offset)

    def place_of(self, offset: int) -> tuple[int, int]:
        """Return the line and the column at which *offset* is drawn."""
        row, column = self.layout.place_of(offset)
        return len(self.header) + row, column

    def offset_at(self, number: int, column: int) -> int:
        """Return the offset drawn at a line and column, or the nearest one."""
        return self.layout.offset_at(number - len(self.header), column)

    def start_of(self, number: int) -> int:
        """Return the offset at which the text of a line begins; lines above the text have that of the first."""
        return self.layout.lines[row].start if (row := max(0, number - len(self.header))) < len(self.layout) else 0

    def line_near(self, offset: int, first: int, last: int) -> int:
        """Return the line of *offset* if it is among these, else the nearest of them that is a line of the text."""
        line, above = self.line_of(offset), len(self.header)
        nearest = first if line < first else last if line > last else line
        return min(above + len(self.layout) - 1, max(above, nearest))
