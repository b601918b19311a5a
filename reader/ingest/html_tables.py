"""The cells of an HTML table under their columns."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# No cell spans more; in a larger table none spans more than its own place, and rows are not filled up.
_WIDEST = 1_000
_MOST_PLACES = 200_000


def cells_of(table: "HtmlElement") -> list[list["HtmlElement"]]:
    """Return the cells of each row of a table, without those of tables in it."""
    rows = (row for row in table.iter("tr") if next(row.iterancestors("table")) is table)
    return [[cell for cell in row if cell.tag in {"td", "th"}] for row in rows]


def grid_of(rows: Sequence[Sequence["HtmlElement"]], text_of: Callable[["HtmlElement"], str]) -> list[list[str]]:
    """Return the texts of the cells as rows of one length; a cell that spans several has its text in the first."""
    spans = _span if sum(_span(cell, "colspan") for row in rows for cell in row) < _MOST_PLACES else _one
    grid: list[list[str]] = []
    # For how many rows more a column is taken by a cell from above.
    taken: dict[int, int] = {}
    for row in rows:
        texts: list[str] = []
        below: dict[int, int] = {}
        for cell in row:
            while taken.get(len(texts), 0):
                texts.append("")
            first, width = len(texts), spans(cell, "colspan")
            texts += [text_of(cell), *[""] * (width - 1)]
            below |= dict.fromkeys(range(first, first + width), spans(cell, "rowspan") - 1)
        grid.append(texts)
        taken = {column: left - 1 for column, left in taken.items() if left > 1} | {
            column: left for column, left in below.items() if left
        }
    width = min(max(map(len, grid), default=0), max(1, _MOST_PLACES // max(1, len(grid))))
    return [[*texts, *[""] * (width - len(texts))] for texts in grid]


def _one(_cell: "HtmlElement", _name: str) -> int:
    return 1


def _span(cell: "HtmlElement", name: str) -> int:
    said = (cell.get(name) or "").strip()
    return min(max(1, int(said)), _WIDEST) if said.isascii() and said.isdecimal() and len(said) < 6 else 1
