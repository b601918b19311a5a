"""Ranges of numbers: "thirty to forty thousand" begins with 30,000, and "20-30 boats" are two numbers."""

import re
from collections.abc import Sequence
from itertools import pairwise

from reader.related.number_scales import SCALES, YEARS

_LONGEST_GAP = 12
_TO = re.compile(r"\s*(?:to|or|bis|oder|à|ou|a|o|до|или|إلى|[-–—]|至|到)\s*[$€£¥₹]?\Z")
_AND = re.compile(r"\s*(?:and|und|et|y|и|و)\s*[$€£¥₹]?\Z")
_BETWEEN = re.compile(r"\b(?:between|zwischen|entre|между|بين) (?:[$€£¥₹])?\Z", re.IGNORECASE)
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
# "30 to 40,000" begins with 30,000, since its ends would lie too far apart; "300 to 4,000" does not.
_FAR = 100
_THOUSANDS = re.compile(r"[.,]000\Z")


_DASHED = re.compile(
    r"(?<![\w.,/:–-])(?P<low>\d{1,3}(?:,\d{3})+|\d{2,5})[-–](?P<high>\d{1,3}(?:,\d{3})+|\d{2,5})(?![\w/:–-]|[.,]\d)"
)
_LONGEST_NUMBER = 14
_MANY_DIGITS = 3


def dashed_range(text: str, start: int) -> tuple[int, int] | None:
    """Return the span of "2,000-3,000" whose one end begins at *start*; None of a score, two years, a telephone."""
    for found in _DASHED.finditer(text, max(0, start - _LONGEST_NUMBER), start + 2 * _LONGEST_NUMBER):
        if start in {found.start("low"), found.start("high")}:
            ends = found["low"], found["high"]
            low, high = (int(end.replace(",", "")) for end in ends)
            return found.span() if low < high and all(map(_may_be_end, ends)) else None
    return None


def _may_be_end(digits: str) -> bool:
    """Whether digits are a number as people write it: with commas or round, if they are many."""
    return not digits.isdecimal() or len(digits) < _MANY_DIGITS or (digits[-1] == "0" and int(digits) not in YEARS)


def range_scales(text: str, spans: Sequence[tuple[float, int, int]]) -> dict[int, float]:
    """Return what numbers are to be multiplied by, by where they start; *spans* are values with starts and ends."""
    return {
        one[1]: scale
        for one, other in pairwise(spans)
        if one[0] < other[0] and _is_range(text, one[1], one[2], other[1]) and (scale := _scale(text, one, other)) > 1
    }


def _is_range(text: str, first: int, start: int, end: int) -> bool:
    if not 0 < end - start <= _LONGEST_GAP:
        return False
    is_between = _AND.match(text, start, end) and _BETWEEN.search(text, max(0, first - _LONGEST_GAP), first)
    return bool(is_between or _TO.match(text, start, end))


def _scale(text: str, one: tuple[float, int, int], other: tuple[float, int, int]) -> float:
    written, following = text[one[1] : one[2]], text[other[1] : other[2]]
    word, own = _LAST_WORD.search(following.casefold()), _LAST_WORD.search(written.casefold())
    scale = SCALES.get(word.group(), 1.0) if word and not (own and own.group() in SCALES) else 1.0
    if _THOUSANDS.search(following) and written.isdecimal() and other[0] > _FAR * one[0]:
        scale = 1e3
    return scale if one[0] * scale < other[0] else 1.0
