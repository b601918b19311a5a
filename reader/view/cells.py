"""How many cells text takes on a terminal, and text cut, folded and wrapped to a width. Computed without Textual.

Widths come from wcwidth's tables, combined as Rich does, which draws the text; a test holds that the two agree.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

# Characters of one cell each: such text is measured by its length.
NARROW = re.compile(
    "[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0557\u05d0-\u05ea\u060c\u061b\u061f-\u064a\u0660-\u066f\u0671-\u06d3"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u2319\u2500-\u25fc\u2605\u2606\u2713\u2715\u270e]*\\Z"
)
# Characters on whose width terminals differ: scripts of India and its neighbors, joined emoji.
DISPUTED = re.compile(
    "[\u0900-\u0dff\u0e33\u0eb3\u0f00-\u109f\u1700-\u17ff\u1900-\u1cff\ua800-\ua8df\ua980-\uaaff\uabc0-\uabff"
    "\u200d\ufe0f\U00011000-\U00011fff\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]"
)
# A no-break space is part of a word, and so are the dot between two facts and French signs, which begin no line.
_TOKEN = re.compile(r"[^\S\u00a0]+|[\S\u00a0]+(?: [·:;?!»](?!\S))?")
_SPACE = re.compile(r" (?!·(?: |\Z))")
_BETWEEN = frozenset(" \n")
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]{1,64})\]")
_SMALL = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_JOINER, _EMOJI = "\u200d", "\ufe0f"
_MOST_KNOWN = 20_000


class _Widths(dict[str, int]):
    """The width of each single character, computed once."""

    def __missing__(self, character: str) -> int:
        # Imported only when needed: Western letters never are.
        from wcwidth import wcwidth

        if len(self) >= _MOST_KNOWN:
            self.clear()
        is_half_flag = "\U0001f1e6" <= character <= "\U0001f1ff"
        is_skin_tone = "\U0001f3fb" <= character <= "\U0001f3ff"
        width = 1 if is_half_flag else 0 if is_skin_tone else max(0, wcwidth(character))
        self[character] = width
        return width


_WIDTHS = _Widths()


@lru_cache(maxsize=512)
def _is_widened(character: str) -> bool:
    """Whether a variation selector turns a character of one cell into an emoji of two."""
    from wcwidth import wcswidth

    return wcswidth(character) == 1 and wcswidth(character + _EMOJI) == 2


def advances(text: str) -> list[int]:
    """Return how many cells each character of *text* adds: 0 if it is drawn with the one before it."""
    if NARROW.match(text):
        return [1] * len(text)
    widths = list(map(_WIDTHS.__getitem__, text))
    if _JOINER in text or _EMOJI in text:
        _join(text, widths)
    return widths


def _join(text: str, widths: list[int]) -> None:
    base = -1
    is_joined = False
    for at, character in enumerate(text):
        if is_joined:
            widths[at] = 0
            is_joined = False
        elif character == _JOINER:
            is_joined = True
        elif character == _EMOJI:
            if base >= 0 and _is_widened(text[base]):
                widths[base] += 1
            base = -1
        elif widths[at]:
            base = at


def most_advances(text: str) -> list[int]:
    """Return how many cells each character adds where a terminal makes most of it; marks add to the one before them."""
    found = advances(text)
    if DISPUTED.search(text):
        base = -1
        for at, character in enumerate(text):
            if found[at]:
                base = at
            elif base >= 0:
                found[base] += 1 if unicodedata.category(character) == "Mc" else _WIDTHS[character]
    return found


def most_cells(text: str) -> int:
    """Return how many cells *text* takes where a terminal makes most of it."""
    return sum(most_advances(text)) if DISPUTED.search(text) else cell_width(text)


def cell_width(text: str) -> int:
    """Return how many cells *text* takes on one line."""
    return len(text) if NARROW.match(text) else sum(advances(text))


def with_small_marks(text: str) -> str:
    """Return a piece of an article with the marks of its footnotes as the page draws them: `¹` for `[^1]`, else `*`."""
    if "[^" not in text:
        return text
    return _FOOTNOTE.sub(lambda mark: mark[1].translate(_SMALL) if mark[1].isdecimal() else "*", text)


def cut(text: str, width: int) -> str:
    """Return as much of the beginning of *text* as fits into *width* cells."""
    if NARROW.match(text, 0, width):
        return text[: max(0, width)]
    # Marks take no cells, but cleaned text has only a few on each character.
    text = text[: 10 * max(0, width) + 64]
    used = 0
    for at, advance in enumerate(most_advances(text)):
        used += advance
        if used > width:
            return text[:at]
    return text


@lru_cache(maxsize=4096)
def fitted(text: str, width: int) -> str:
    """Return *text* cut to *width* cells, with … where something was cut."""
    if most_cells(text) <= width:
        return text
    return cut(text, width - 1).rstrip() + "…" if width > 0 else ""


def fitted_parts(text: str, width: int, joint: str = " · ") -> str:
    """Return *text* without its last parts but one, as many as needed for it to fit: the last says how to leave."""
    parts = text.split(joint)
    while len(parts) > 1 and cell_width(joint.join(parts)) > width:
        del parts[-2]
    return fitted(joint.join(parts), width)


def fitted_list(text: str, width: int) -> str:
    """Return a list of examples (`one, two …`) without its last ones, as many as needed for it to fit."""
    parts = text.removesuffix(" …").split(", ")
    while len(parts) > 1 and cell_width(", ".join(parts)) + 2 > width:
        parts.pop()
    shown = ", ".join(parts)
    return fitted(text if cell_width(text) <= width else f"{shown} …", width)


def hung(text: str, width: int, indent: int, most: int = 4) -> str:
    """Return *text* wrapped to *width* cells on at most *most* lines, all but the first indented by *indent*."""
    lines = wrapped([StyledText(text, "")], max(1, width - indent), most)
    return text_of(lines).replace("\n", "\n" + " " * indent)


def folded(text: str, width: int, lines: int) -> list[str]:
    """Return *text* on at most *lines* lines of *width* cells, broken at spaces, the last one cut."""
    found: list[str] = []
    words = _SPACE.split(text)
    while words and len(found) < lines - 1:
        row = words.pop(0)
        while words and most_cells(row) + 1 + most_cells(words[0]) <= width:
            row += " " + words.pop(0)
        found.append(fitted(row, width))
    if words:
        found.append(fitted(" ".join(words), width))
    return found + [""] * (lines - len(found))


class StyledText(NamedTuple):
    """Some text and the name of its look."""

    text: str
    look: str


def wrapped(parts: Iterable[StyledText], width: int, most: int) -> list[list[StyledText]]:
    """Return *parts* on at most *most* lines of *width* cells, broken at white space; the last ends in … if cut."""
    lines: list[list[StyledText]] = [[]]
    used = 0
    for words in _together(parts, max(1, width)):
        if words[0].text == "\n":
            lines.append([])
            used = 0
            continue
        size = sum(most_cells(each.text) for each in words)
        if used + size > width:
            lines.append([])
            used = 0
        if words[0].text == " " and not used:
            continue
        lines[-1].extend(words)
        used += size
        if len(lines) > most:
            break
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    return _capped(lines, width, most)


def _together(parts: Iterable[StyledText], width: int) -> Iterator[list[StyledText]]:
    """Yield what stays on one line: a word in two looks, or with the sign after it; but never more than a line."""
    words: list[StyledText] = []
    used = 0
    for text, look in _words(parts, width):
        size = most_cells(text)
        if words and (text in _BETWEEN or used + size > width):
            yield words
            words, used = [], 0
        if text in _BETWEEN:
            yield [StyledText(text, look)]
        else:
            words.append(StyledText(text, look))
            used += size
    if words:
        yield words


def _words(parts: Iterable[StyledText], width: int) -> Iterator[tuple[str, str]]:
    """Yield words, newlines and the space between them; a word wider than a line in pieces."""
    for text, look in parts:
        for token in _TOKEN.findall(with_small_marks(text)):
            if token.isspace() and "\u00a0" not in token:
                breaks = token.count("\n")
                yield from ((("\n", look),) * breaks if breaks else ((" ", look),))
            elif len(token) <= width // 2 or most_cells(token) <= width:
                yield token, look
            else:
                yield from ((piece, look) for piece in _chopped(token, width))


def _chopped(text: str, width: int) -> Iterator[str]:
    start = used = 0
    for at, advance in enumerate(most_advances(text)):
        if used + advance > width and at > start:
            yield text[start:at]
            start, used = at, 0
        used += advance
    yield text[start:]


def _capped(lines: list[list[StyledText]], width: int, most: int) -> list[list[StyledText]]:
    if len(lines) <= most:
        return lines
    # The last line may be empty, or too narrow for more than the sign, which takes the look nearest to it.
    look = next(part.look for line in (*reversed(lines[:most]), *lines[most:]) for part in reversed(line))
    last = lines[most - 1]
    while last and sum(cell_width(part.text) for part in last) > width - 1:
        last.pop()
    return [*lines[: most - 1], [*last, StyledText("…", last[-1].look if last else look)]]


def text_of(lines: Sequence[Sequence[StyledText]]) -> str:
    """Return the bare text of wrapped lines."""
    return "\n".join("".join(part.text for part in each).rstrip() for each in lines)
