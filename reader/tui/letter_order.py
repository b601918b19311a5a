"""The order of right-to-left letters in rows, titles and messages; articles have their own.

Textual draws letters in reading order, and most terminals show them as they come. Its text becomes lines in `Content`,
so they are ordered there; a box keeps its letters as they are typed.
"""

from collections.abc import Iterable
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip

from reader.text.scripts import RIGHT_TO_LEFT
from reader.view.cells import StyledText

Pieces = list[tuple[str, Style]]

_strips = Content.render_strips
_segments = Content.render_segments
# Whether we, and not the terminal, order letters.
_ours = [True]


def install() -> None:
    """Order letters from now on; calling it twice does no harm."""
    Content.render_strips = _ordered_strips  # type: ignore[method-assign, assignment]  # where text becomes lines
    Content.render_segments = _ordered_segments  # type: ignore[method-assign, assignment]  # where titles of panes do


def take_order(right_to_left: str) -> None:
    """Order letters or leave it to the terminal, by the setting of that name."""
    _ours[0] = right_to_left == "reader"


def is_ours() -> bool:
    """Tell whether we order letters."""
    return _ours[0]


def in_order(pieces: Pieces, width: int = 0) -> Pieces:
    """Return the pieces of one line in visual order; a right-to-left line is aligned right in *width* cells."""
    if not any(RIGHT_TO_LEFT.search(text) for text, _ in pieces):
        return pieces
    from reader.view.one_line import one_line

    parts = [StyledText(text, str(number)) for number, (text, _) in enumerate(pieces)]
    return [(part.text, pieces[int(part.look)][1]) for part in one_line(parts, width, orders=_ours[0])]


def placed(parts: Iterable[StyledText], width: int) -> list[StyledText]:
    """Return the parts of one line in visual order in *width* cells, each with the name of its look."""
    known = list(parts)
    if not any(RIGHT_TO_LEFT.search(each.text) for each in known):
        return known
    from reader.view.one_line import one_line

    return one_line(known, width, orders=_ours[0])


def _ordered_strips(content: Content, width: int, *rest: Any) -> list[Strip]:
    strips = _strips(content, width, *rest)
    if not RIGHT_TO_LEFT.search(content.plain):
        return strips
    # Two letters may be drawn as one; the missing cells are blank.
    return [Strip(_in_order(strip, width)).extend_cell_length(strip.cell_length) for strip in strips]


def _ordered_segments(content: Content, *style: Any, **options: Any) -> list[Segment]:
    segments = _segments(content, *style, **options)
    return _in_order(segments) if RIGHT_TO_LEFT.search(content.plain) else segments


def _in_order(segments: Iterable[Segment], width: int = 0) -> list[Segment]:
    pieces = [(segment.text, segment.style or Style.null()) for segment in segments]
    return [Segment(text, style) for text, style in in_order(pieces, width)]
