"""Pictures as rows of cells. Computed without Textual."""

from collections.abc import Sequence
from typing import NamedTuple

from reader.library.plain_text import PlainText

# Two colors: of the upper and the lower half of a cell, as `#rrggbb`.
Cell = tuple[str, str]


class Picture(NamedTuple):
    """A picture in half blocks, row by row."""

    rows: tuple[tuple[Cell, ...], ...]

    @property
    def width(self) -> int:
        """How many cells a row has."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def height(self) -> int:
        """How many rows it has."""
        return len(self.rows)

    def within(self, width: int) -> "Picture":
        """Return the picture scaled down to at most *width* cells."""
        if self.width <= width:
            return self
        columns = [column * self.width // width for column in range(width)]
        count = max(1, len(self.rows) * width // self.width)
        rows = [self.rows[row * len(self.rows) // count] for row in range(count)]
        return Picture(tuple(tuple(row[column] for column in columns) for row in rows))


class PlacedPicture(NamedTuple):
    """A picture that the terminal draws itself: its *number* there, and its size in cells."""

    number: int
    width: int
    height: int

    def within(self, width: int) -> "PlacedPicture":
        """Return the picture cut at *width* cells, until one of the right size is made."""
        return self._replace(width=min(self.width, width))


def picture_of(width: int, dots: bytes, ground: str) -> Picture:
    """Return the picture of *dots*, three bytes each, in lines of *width*; below a last odd line is the *ground*."""
    colors = [f"#{dots[at : at + 3].hex()}" for at in range(0, len(dots), 3)]
    lines = [colors[at : at + width] for at in range(0, len(colors), width)]
    if len(lines) % 2:
        lines.append([ground] * width)
    pairs = zip(lines[::2], lines[1::2], strict=True)
    return Picture(tuple(tuple(zip(upper, lower, strict=True)) for upper, lower in pairs))


def nearest_images(plain: PlainText, offset: int, most: int) -> Sequence[int]:
    """Return the numbers of the images nearest to *offset*, those below it preferred."""

    def distance(number: int) -> int:
        block = plain.images[number].block
        at = plain.blocks[block].start if block < len(plain.blocks) else len(plain.text)
        # One page up counts as much as three pages down: people read on.
        return at - offset if at >= offset else 3 * (offset - at)

    return sorted(range(len(plain.images)), key=distance)[:most]
