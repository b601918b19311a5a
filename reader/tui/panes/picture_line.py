"""A row of a picture in half blocks, and what the image is called below it."""

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from rich.style import Style

from reader.tui.panes.text_line import Look, Pieces
from reader.view.lines import Line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.view.pictures import Cell, Picture

_HALF = "▀"


def picture_line(line: Line, pictures: "Mapping[int, Picture]", look: Look) -> Pieces:
    """Return the pieces of a line that belongs to an image; of a picture that is not there any more nothing."""
    image, row = line.picture or (-1, 0)
    bars = (line.lead[: line.indent], look("article--marker"))
    rows = pictures[image].rows if image in pictures else ()
    if row < len(rows):
        return [bars, *((_HALF * len(list(same)), _style(cell)) for cell, same in groupby(rows[row]))]
    return [bars, (line.lead[line.indent :], look("article--image"))]


@lru_cache(maxsize=20_000)
def _style(cell: "Cell") -> Style:
    upper, lower = cell
    return Style(color=upper, bgcolor=lower)
