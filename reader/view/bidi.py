"""The order in which letters stand on a line of right-to-left text: the Unicode bidirectional algorithm.

Cleaned texts have no embedding or override controls, so only the implicit part of UAX #9 is needed: the rules P2 and
P3, W1 to W7, N0 to N2, I1, I2, L1, L2 and L4. It computes levels, so that every offset keeps its place.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from unicodedata import bidirectional

from reader.text.scripts import RIGHT_TO_LEFT
from reader.view.cells import StyledText, advances

_LEFT, _RIGHT = 0, 1
_STRONG = {"L": _LEFT, "R": _RIGHT, "AL": _RIGHT}
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "BN"})
_PAIRS = {"(": ")", "[": "]", "{": "}", "༺": "༻", "༼": "༽", "〈": "〉", "《": "》", "「": "」", "【": "】", "（": "）"}
_CLOSERS = {close: open_ for open_, close in _PAIRS.items()}
_MIRRORED = str.maketrans(
    "()[]{}<>«»‹›≤≥≪≫⟨⟩⟪⟫〈〉《》「」『』【】（）［］｛｝＜＞",
    ")(][}{><»«›‹≥≤≫≪⟩⟨⟫⟪〉〈》《」「』『】【）（］［｝｛＞＜",
)
_MOST_OPEN = 63
_SEPARATORS = frozenset({"ES", "ET", "CS"})
# Separators within a figure.
_JOINED_BY = frozenset({("ES", "EN", "EN"), ("CS", "EN", "EN"), ("CS", "AN", "AN")})


class DirectionRun(NamedTuple):
    """A stretch of one direction, `text[start:end]`; where *is_reversed*, its letters stand from right to left."""

    start: int
    end: int
    is_reversed: bool


def is_right_to_left(text: str, start: int = 0, end: int | None = None) -> bool:
    """Tell whether a paragraph begins with a letter of a script that is written from right to left."""
    for character in text[start:end]:
        side = _STRONG.get(bidirectional(character))
        if side is not None:
            return side == _RIGHT
    return False


def has_direction(text: str) -> bool:
    """Tell whether any letter of *text* has a direction: figures and signs alone have none."""
    return any(bidirectional(character) in _STRONG for character in text)


def visual_runs(text: str, *, from_right: bool) -> list[DirectionRun]:
    """Return the stretches of one line from left to right."""
    levels = _levels(text, int(from_right))
    runs = [(level, len(list(group))) for level, group in groupby(levels)]
    placed: list[tuple[int, DirectionRun]] = []
    start = 0
    for level, length in runs:
        placed.append((level, DirectionRun(start, start + length, bool(level % 2))))
        start += length
    for depth in range(max(levels, default=0), 0, -1):
        placed = list(_reversed_from(placed, depth))
    return [run for _, run in placed]


def _reversed_from(placed: list[tuple[int, DirectionRun]], depth: int) -> Iterator[tuple[int, DirectionRun]]:
    for is_deep, group in groupby(placed, key=lambda each: each[0] >= depth):
        runs = list(group)
        yield from runs[::-1] if is_deep else runs


def reversed_letters(text: str) -> str:
    """Return the letters of a reversed stretch from left to right: brackets mirrored, marks after their letter."""
    clusters: list[str] = []
    for character, advance in zip(text, advances(text), strict=True):
        if advance or not clusters:
            clusters.append(character)
        else:
            clusters[-1] += character
    return "".join(each.translate(_MIRRORED) for each in reversed(clusters))


def ordered(text: str, *, from_right: bool | None = None) -> str:
    """Return one line in visual order; without *from_right* its first letter decides the direction."""
    if not from_right and not RIGHT_TO_LEFT.search(text):
        return text
    base = is_right_to_left(text) if from_right is None else from_right
    parts = (text[run.start : run.end] if not run.is_reversed else reversed_letters(text[run.start : run.end])
             for run in visual_runs(text, from_right=base))  # fmt: skip
    return "".join(parts)


def ordered_parts(parts: Iterable[StyledText], *, from_right: bool | None = None) -> list[StyledText]:
    """Return the parts of one line in visual order, each letter with its look."""
    known = list(parts)
    text = "".join(each.text for each in known)
    if not from_right and not RIGHT_TO_LEFT.search(text):
        return known
    base = is_right_to_left(text) if from_right is None else from_right
    found: list[StyledText] = []
    for run in visual_runs(text, from_right=base):
        inside = list(parts_between(known, run.start, run.end))
        if run.is_reversed:
            inside = [StyledText(reversed_letters(each.text), each.look) for each in reversed(inside)]
        found += inside
    return found


def parts_between(parts: list[StyledText], start: int, end: int) -> Iterator[StyledText]:
    """Yield the parts of `text[start:end]`, where *text* is that of all *parts*."""
    at = 0
    for text, look in parts:
        first, last = max(start - at, 0), min(end - at, len(text))
        if first < last:
            yield StyledText(text[first:last], look)
        at += len(text)


# The algorithm


@lru_cache(maxsize=512)
def _levels(text: str, base: int) -> tuple[int, ...]:
    classes = [bidirectional(character) or "L" for character in text]
    kinds = classes.copy()
    _weak(kinds, base)
    _brackets(text, kinds, base)
    _neutral(kinds, base)
    levels = [_implicit(kind, base) for kind in kinds]
    # L1: white space at the end of a line, and before a tab, has the direction of the paragraph.
    at_end = True
    for at in range(len(text) - 1, -1, -1):
        if classes[at] in {"S", "B"}:
            at_end = True
        elif classes[at] not in {"WS", "BN"}:
            at_end = False
        if at_end:
            levels[at] = base
    # A mark stays with the letter before it.
    for at, advance in enumerate(advances(text)):
        if at and not advance:
            levels[at] = levels[at - 1]
    return tuple(levels)


def _implicit(kind: str, base: int) -> int:
    if base == _RIGHT:
        return base + (kind in {"L", "EN", "AN"})
    return base + (1 if kind == "R" else 2 if kind in {"EN", "AN"} else 0)


def _weak(kinds: list[str], base: int) -> None:
    """Resolve marks, figures and their separators in place (W1 to W7)."""
    edge = "R" if base else "L"
    _figures(kinds, edge)
    _separators(kinds)
    strong = edge
    for at, kind in enumerate(kinds):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"


def _figures(kinds: list[str], edge: str) -> None:
    """Give marks the class of their base; figures after Arabic letters are Arabic ones (W1 to W3)."""
    before, strong = edge, edge
    for at, kind in enumerate(kinds):
        found = before if kind == "NSM" else kind
        if found in {"L", "R", "AL"}:
            strong = found
        elif found == "EN" and strong == "AL":
            found = "AN"
        before = kind if kind != "NSM" else before
        kinds[at] = found
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]


def _separators(kinds: list[str]) -> None:
    """Join figures across separators and terminators (W4 to W6)."""
    for at in range(1, len(kinds) - 1):
        if (kinds[at], kinds[at - 1], kinds[at + 1]) in _JOINED_BY:
            kinds[at] = kinds[at - 1]
    start = 0
    for kind, group in groupby(kinds.copy()):
        end = start + len(list(group))
        if kind == "ET" and "EN" in (*kinds[max(0, start - 1) : start], *kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)
        start = end
    kinds[:] = ["ON" if kind in _SEPARATORS else kind for kind in kinds]


def _brackets(text: str, kinds: list[str], base: int) -> None:
    """Give a pair of brackets the direction of what is inside them (N0)."""
    own = "R" if base else "L"
    for start, end in _bracket_pairs(text, kinds):
        inside = {_side(kind) for kind in kinds[start + 1 : end]} - {""}
        if own in inside:
            side = own
        elif inside:
            other = "L" if base else "R"
            before = next((_side(kind) for kind in reversed(kinds[:start]) if _side(kind)), own)
            side = other if before == other else own
        else:
            continue
        kinds[start] = kinds[end] = side


def _bracket_pairs(text: str, kinds: list[str]) -> list[tuple[int, int]]:
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, character in enumerate(text):
        if kinds[at] != "ON":
            continue
        if character in _PAIRS:
            if len(opened) >= _MOST_OPEN:
                break
            opened.append((character, at))
        elif character in _CLOSERS:
            number = next((n for n in range(len(opened) - 1, -1, -1) if opened[n][0] == _CLOSERS[character]), None)
            if number is not None:
                pairs.append((opened[number][1], at))
                del opened[number:]
    return sorted(pairs)


def _side(kind: str) -> str:
    return "R" if kind in {"R", "EN", "AN"} else "L" if kind == "L" else ""


def _neutral(kinds: list[str], base: int) -> None:
    """Give what has no direction that of its neighbors, or of the paragraph (N1 and N2)."""
    own = "R" if base else "L"
    start = 0
    for is_neutral, group in groupby(kinds.copy(), key=_NEUTRAL.__contains__):
        end = start + len(list(group))
        if is_neutral:
            before = _side(kinds[start - 1]) if start else own
            after = _side(kinds[end]) if end < len(kinds) else own
            kinds[start:end] = [before if before == after else own] * (end - start)
        start = end
