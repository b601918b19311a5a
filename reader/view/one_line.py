"""Single lines that may be written from right to left: a title, facts about an article, a row of a list, a message.

Each fact of a line of facts is ordered by itself, as if isolated from the rest: a date keeps its day before its month
beside an Arabic name.
"""

import re
from collections.abc import Iterable, Iterator

from reader.text.scripts import RIGHT_TO_LEFT
from reader.view.arabic_forms import HIDDEN, shaped
from reader.view.bidi import has_direction, is_right_to_left, ordered_parts, parts_between
from reader.view.cells import StyledText, cell_width, wrapped

_LAST_DOT = " ·"
# The dot between the facts of a line, also at the end or beginning of a wrapped one.
_DOTS = re.compile(r"( · |\A· | ·\Z)")


def one_line(
    parts: Iterable[StyledText],
    width: int = 0,
    *,
    orders: bool = True,
    from_right: bool | None = None,
    are_facts: bool = False,
) -> list[StyledText]:
    """Return the parts of one line in visual order, each with its look; a right-to-left line is aligned right.

    Without *from_right* the first letter of the line decides its direction. Without *orders* the letters keep reading
    order, for a terminal that orders them itself. *are_facts* marks a line of facts that may have no dot.
    """
    known = list(parts)
    text = "".join(each.text for each in known)
    if not from_right and not RIGHT_TO_LEFT.search(text):
        return known
    if from_right is None:
        from_right = is_right_to_left(text)
    first = known[0].look if known else ""
    if orders:
        known = _ordered(_shaped(known, text), text, from_right=from_right, are_facts=are_facts)
        known = [StyledText(each.text.replace(HIDDEN, ""), each.look) for each in known]
    room = width - sum(cell_width(each.text) for each in known)
    return [StyledText(" " * room, first), *known] if from_right and room > 0 else known


def lines_of(
    parts: Iterable[StyledText], width: int, most: int, *, orders: bool = True, are_facts: bool = False
) -> list[list[StyledText]]:
    """Return *parts* wrapped on at most *most* lines, all in the direction of the first letter.

    Where a line ends between two facts, the dot is left out.
    """
    known = list(parts)
    rows = wrapped(known, width, most)
    if are_facts:
        rows = [*map(_without_last_dot, rows[:-1]), *rows[-1:]]
    text = "".join(each.text for each in known)
    if not RIGHT_TO_LEFT.search(text):
        return rows
    base = is_right_to_left(text)
    return [one_line(row, width, orders=orders, from_right=base, are_facts=are_facts) for row in rows]


def _without_last_dot(row: list[StyledText]) -> list[StyledText]:
    """Return a wrapped line without the dot, and the space around it, at its end."""
    kept = [*row]
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept and kept[-1].text.endswith(_LAST_DOT):
        kept[-1] = kept[-1]._replace(text=kept[-1].text.removesuffix(_LAST_DOT))
    return kept


def _ordered(parts: list[StyledText], text: str, *, from_right: bool, are_facts: bool) -> list[StyledText]:
    if not are_facts and not _DOTS.search(text):
        return ordered_parts(parts, from_right=from_right)
    facts = [ordered_parts(fact, from_right=_direction(fact, otherwise=from_right)) for fact in _facts(parts, text)]
    return [each for fact in (reversed(facts) if from_right else facts) for each in fact]


def _direction(fact: list[StyledText], *, otherwise: bool) -> bool:
    text = "".join(each.text for each in fact)
    return is_right_to_left(text) if has_direction(text) else otherwise


def _facts(parts: list[StyledText], text: str) -> Iterator[list[StyledText]]:
    """Yield the parts of each fact, and each dot between two."""
    at = 0
    for piece in _DOTS.split(text):
        yield list(parts_between(parts, at, at + len(piece)))
        at += len(piece)


def _shaped(parts: Iterable[StyledText], text: str) -> list[StyledText]:
    """Return the parts with the forms that their letters have in the whole line."""
    forms, at, found = shaped(text), 0, []
    for each in parts:
        found.append(StyledText(forms[at : at + len(each.text)], each.look))
        at += len(each.text)
    return found
