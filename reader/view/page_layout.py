"""A page to read as lines of a width, however long it is. Computed without Textual, once for each width."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reader.view.line_breaks import wrap
from reader.view.marks import LookRun, Mark, MarkLayer, runs

Piece = tuple[str, str] | str
Page = list[Piece]
# What a row of two columns begins with; its further lines stand below the second column.
_FIRST_COLUMN = re.compile(r" *\S(?:.{0,30}?\S)?? {2,}(?=\S)")
# The indent of the second column where it stands below the first.
_BELOW = 4


class PageRow(NamedTuple):
    """`text[start:end]` of a page, drawn *indent* columns in."""

    start: int
    end: int
    indent: int = 0


def page_text(page: Sequence[Piece]) -> str:
    """Return the text of a page."""
    return "".join(each if isinstance(each, str) else each[0] for each in page)


class PageLayout:
    """The lines of a page at *width* columns; a row of two columns wraps within its second one."""

    def __init__(self, page: Sequence[Piece], width: int) -> None:
        self.text = page_text(page).rstrip("\n")
        self._marks = MarkLayer(_marks(page))
        self.lines: list[PageRow] = []
        width = max(8, width)
        start = 0
        for row in self.text.split("\n"):
            self._lay_out(row, start, width)
            start += len(row) + 1

    def _lay_out(self, row: str, start: int, width: int) -> None:
        end = start + len(row)
        first = next(wrap(self.text, start, end, width), (start, end))
        self.lines.append(PageRow(*first))
        if first[1] >= end:
            return
        column = _FIRST_COLUMN.match(row)
        indent = column.end() if column else 0
        if column and indent > width // 2:
            # Too narrow for two columns: the second one stands below the first.
            first, indent = (start, start + len(column[0].rstrip())), _BELOW
            self.lines[-1:] = [PageRow(*each) for each in wrap(self.text, *first, width)]
        rest = first[1] + len(self.text[first[1] : end]) - len(self.text[first[1] : end].lstrip(" "))
        self.lines += [PageRow(*each, indent) for each in wrap(self.text, rest, end, width - indent)]

    def runs(self, line: PageRow) -> list[LookRun]:
        """Return the parts of a line, each of one look."""
        return runs(line.start, line.end, [self._marks.touching(line.start, line.end)])


def _marks(page: Sequence[Piece]) -> list[Mark]:
    marks = []
    start = 0
    for each in page:
        text, look = (each, "") if isinstance(each, str) else each
        if look and text:
            marks.append(Mark(start, start + len(text), look))
        start += len(text)
    return marks
