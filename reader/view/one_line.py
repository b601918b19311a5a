"""Single lines that may be written from right to left: a title, a row of a list, a line of a snippet."""

from collections.abc import Iterable

from reader.view.arabic_forms import HIDDEN, shaped
from reader.view.bidi import RIGHT_TO_LEFT, is_right_to_left, ordered_parts
from reader.view.cells import StyledText, cell_width


def one_line(parts: Iterable[StyledText], width: int, *, orders: bool = True) -> list[StyledText]:
    """Return the parts of one line as its letters stand, each with its look; a right-to-left line stands at the right.

    Without *orders* a terminal that orders by itself gets the letters as they are read.
    """
    known = list(parts)
    text = "".join(each.text for each in known)
    if not RIGHT_TO_LEFT.search(text):
        return known
    from_right, first = is_right_to_left(text), known[0].look
    if orders:
        known = ordered_parts(_shaped(known, text), from_right=from_right)
        known = [StyledText(each.text.replace(HIDDEN, ""), each.look) for each in known]
    room = width - sum(cell_width(each.text) for each in known)
    return [StyledText(" " * room, first), *known] if from_right and room > 0 else known


def _shaped(parts: Iterable[StyledText], text: str) -> list[StyledText]:
    """Return the parts with the forms that their letters have in the whole line."""
    forms, at, found = shaped(text), 0, []
    for each in parts:
        found.append(StyledText(forms[at : at + len(each.text)], each.look))
        at += len(each.text)
    return found
