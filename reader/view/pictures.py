"""Pictures as rows of cells. Computed without Textual."""

from typing import NamedTuple

# Two colors: of the upper and the lower half of a cell, as `#rrggbb`.
Cell = tuple[str, str]


class Picture(NamedTuple):
    """A picture in half blocks, row by row."""

    rows: tuple[tuple[Cell, ...], ...]
