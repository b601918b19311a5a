"""The order of right-to-left letters in all that is drawn but articles, which know their own: rows, titles, messages.

Textual draws letters in the order in which they are read, which most terminals show as they come. Its text becomes
lines in `Content`, so that is where they are ordered; a box that is typed into keeps its letters as they are typed.
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
# Whether we, and not the terminal, put letters in their order.
_ours = [True]


def install() -> None:
    """Put letters in order from now on; doing it twice is as doing it once."""
    Content.render_strips = _ordered_strips  # type: ignore[method-assign, assignment]  # where text becomes lines
    Content.render_segments = _ordered_segments  # type: ignore[method-assign, assignment]  # where titles of panes do


def take_order(right_to_left: str) -> None:
    """Order letters, or leave it to the terminal, as the setting of that name says."""
    _ours[0] = right_to_left == "reader"


def is_ours() -> bool:
    """Tell whether we put letters in order."""
    return _ours[0]


def in_order(pieces: Pieces, width: int = 0) -> Pieces:
    """Return the pieces of one line as its letters stand; one from right to left at the right of *width* cells."""
    if not any(RIGHT_TO_LEFT.search(text) for text, _ in pieces):
        return pieces
    from reader.view.one_line import one_line

    parts = [StyledText(text, str(number)) for number, (text, _) in enumerate(pieces)]
    return [(part.text, pieces[int(part.look)][1]) for part in one_line(parts, width, orders=_ours[0])]


def placed(parts: Iterable[StyledText], width: int) -> list[StyledText]:
    """Return the parts of one line, each with the name of its look, as its letters stand in *width* cells."""
    known = list(parts)
    if not any(RIGHT_TO_LEFT.search(each.text) for each in known):
        return known
    from reader.view.one_line import one_line

    return one_line(known, width, orders=_ours[0])


def _ordered_strips(content: Content, width: int, *rest: Any) -> list[Strip]:
    strips = _strips(content, width, *rest)
    if not RIGHT_TO_LEFT.search(content.plain):
        return strips
    # Two letters may be drawn as one: what is missing then is blank.
    return [Strip(_in_order(strip, width)).extend_cell_length(strip.cell_length) for strip in strips]


def _ordered_segments(content: Content, *style: Any, **options: Any) -> list[Segment]:
    segments = _segments(content, *style, **options)
    return _in_order(segments) if RIGHT_TO_LEFT.search(content.plain) else segments


def _in_order(segments: Iterable[Segment], width: int = 0) -> list[Segment]:
    pieces = [(segment.text, segment.style or Style.null()) for segment in segments]
    return [Segment(text, style) for text, style in in_order(pieces, width)]
