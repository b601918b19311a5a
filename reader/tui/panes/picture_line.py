"""A row of a picture, in half blocks or drawn by the terminal, or the caption below it."""

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from rich.style import Style

from reader.tui.letter_order import Pieces
from reader.tui.panes.text_line import Look
from reader.view.lines import Line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.view.pictures import Cell, Picture, PlacedPicture

_HALF = "▀"


def picture_line(line: Line, pictures: "Mapping[int, Picture | PlacedPicture]", look: Look) -> Pieces:
    """Return the pieces of a line of an image; nothing for a picture that is gone."""
    image, row = line.picture or (-1, 0)
    bars = (line.lead[: line.indent], look("article--marker"))
    picture = pictures.get(image)
    if picture is not None and row < picture.height:
        return [bars, *_row(picture, row, look)]
    return [bars, (line.lead[line.indent :], look("article--image"))]


def _row(picture: "Picture | PlacedPicture", row: int, look: Look) -> Pieces:
    # Imported only for an article with pictures.
    from reader.tui.kitty_pictures import placed_cell
    from reader.view.pictures import PlacedPicture

    if not isinstance(picture, PlacedPicture):
        return [(_HALF * len(list(same)), _style(cell)) for cell, same in groupby(picture.rows[row])]
    # Each cell is a piece of its own, so that cutting a line never separates a cell from its marks.
    cells = (placed_cell(picture.number, row, column) for column in range(picture.width))
    return [(text, look() + Style(color=color)) for text, color in cells]


@lru_cache(maxsize=20_000)
def _style(cell: "Cell") -> Style:
    upper, lower = cell
    return Style(color=upper, bgcolor=lower)
