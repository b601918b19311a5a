"""Styled words wrapped into lines of a width. Computed without Textual."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, chop_cells

# A space that does not break is part of a word.
_TOKEN = re.compile(r"[^\S\u00a0]+|[\S\u00a0]+")


class Part(NamedTuple):
    """Some text and the name of its look."""

    text: str
    look: str


def wrapped(parts: Iterable[Part], width: int, most: int) -> list[list[Part]]:
    """Return *parts* on at most *most* lines of *width* cells, broken at white space; the last ends in … if cut."""
    lines: list[list[Part]] = [[]]
    used = 0
    for text, look in _fitting(parts, max(1, width)):
        if text == "\n":
            lines.append([])
            used = 0
            continue
        size = cell_len(text)
        if used + size > width:
            lines.append([])
            used = 0
        if text == " " and not used:
            continue
        lines[-1].append(Part(text, look))
        used += size
        if len(lines) > most:
            break
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    return _cut(lines, width, most)


def _fitting(parts: Iterable[Part], width: int) -> Iterator[tuple[str, str]]:
    """Yield words, newlines and the space between them; a word wider than a line in pieces."""
    for text, look in parts:
        for token in _TOKEN.findall(text):
            if token.isspace() and "\u00a0" not in token:
                breaks = token.count("\n")
                yield from ((("\n", look),) * breaks if breaks else ((" ", look),))
            elif len(token) <= width // 2 or cell_len(token) <= width:
                yield token, look
            else:
                yield from ((piece, look) for piece in chop_cells(token, width))


def _cut(lines: list[list[Part]], width: int, most: int) -> list[list[Part]]:
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and sum(cell_len(part.text) for part in last) > width - 1:
        last.pop()
    look = last[-1].look if last else ""
    return [*lines[: most - 1], [*last, Part("…", look)]]


def text_of(lines: Sequence[Sequence[Part]]) -> str:
    """Return the bare text of wrapped lines."""
    return "\n".join("".join(part.text for part in each).rstrip() for each in lines)
