"""An article as it stands in the window: what is said above it, its text in lines, and a line of air below.

Computed without Textual. Lines are counted from the top of all of it, columns from the left edge of the measure.
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

# Letters up to which a text is wrapped in less time than a person notices.
_AT_ONCE = 100_000


class Sheet:
    """An article in lines that fit, and how they are made: its typesetting, and the tables that were turned round."""

    def __init__(self, width: int, typesetting: Typesetting = USUAL) -> None:
        self.typesetting = typesetting
        self.layout = ArticleLayout(PlainText(""), width)
        self.header: list[tuple[str, str]] = []
        self.told: Sequence[HeaderLine] = ()
        # The tables that are laid out otherwise than fits, and the column that a wide one is shown from.
        self._tables: Mapping[int, int] = {}

    def take(self, page: ArticlePage) -> None:
        """Take another article, in the lines that it comes in."""
        self.layout, self.told = page.layout, page.told
        self.typesetting, self._tables = page.layout.typesetting, page.layout.tables

    def fit(
        self, width: int, pictures: Mapping[int, int], known: ArticleLayout | None = None
    ) -> Callable[[], ArticleLayout] | None:
        """Put the text in lines of *width*, with *pictures* as many rows high; those *known* are taken if they fit.

        Where wrapping would hold up the keys, the lines stay as they are: what makes the right ones is returned.
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

    def turn_table(self, offset: int) -> bool:
        """Have the table at *offset* laid out row by row, or again in columns; tell whether there is one."""
        plain = self.layout.plain
        number = plain.block_at(offset)
        if not plain.blocks or plain.blocks[number].kind != "table":
            return False
        if number in self._tables:
            self._tables = {each: first for each, first in self._tables.items() if each != number}
        else:
            self._tables = {**self._tables, number: self.layout.table(number).first_showing(offset, 0)}
        return True

    def show_cell(self, offset: int) -> bool:
        """Have a wide table show the column of *offset*; tell whether its lines are others then."""
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
        """Return a line of the text; None of what is above and below it."""
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
        """Return the offset drawn there, or the nearest one."""
        return self.layout.offset_at(number - len(self.header), column)

    def start_of(self, number: int) -> int:
        """Return the offset at which the text of a line begins; what is above the text has that of the first."""
        return self.layout.lines[row].start if (row := max(0, number - len(self.header))) < len(self.layout) else 0

    def line_near(self, offset: int, first: int, last: int) -> int:
        """Return the line of *offset* if it is one of these, else the nearest of them that is a line of the text."""
        line, above = self.line_of(offset), len(self.header)
        nearest = first if line < first else last if line > last else line
        return min(above + len(self.layout) - 1, max(above, nearest))
