"""Numbers that count nothing: days, hours and ordinals. Who says them is told all the same."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.related.statements.statement import Span
from reader.text.months import MONTHS

DAY, TIME, ORDINAL = "day", "time", "ordinal"
# The units of claims that give no quantity.
UNCOUNTED = frozenset((DAY, TIME, ORDINAL))

# What stands before a number is looked at after its first digit: so all of a text is searched in a fifth of the time.
_NUMBER = re.compile(r"\d(?<![\w.,-]\d)(?:[\d,.]*\d)?")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\Z")
_MONTH = "|".join(rf"{name}|{name[:4]}\.?|{name[:3]}\.?" for name in MONTHS)
_BEFORE_DAY = re.compile(rf"(?:\b(?:{_MONTH})\s+|\d/)\Z")
_AFTER_DAY = re.compile(rf"(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\b|/\d")
_AFTER_TIME = re.compile(r"(?::\d\d)?\s*[ap]\.?m\b|:\d\d")
_AFTER_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b(?:[ -][\w’']+)?")
# Letters before a number in which a month stands.
_LONGEST_MONTH = 12


class OtherNumber(NamedTuple):
    """A number `text[start:end]` of a *kind* that is none of a quantity; *words* are it and what it belongs to."""

    start: int
    end: int
    kind: str
    words: str


def other_numbers(text: str, taken: Sequence[Span]) -> Iterator[OtherNumber]:
    """Yield the numbers of a text that count nothing: no years, and none of those *taken*, spans in order."""
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        before = bisect_left(taken, (end, 0))
        if _YEAR.match(match.group()) or (before and taken[before - 1][1] > start):
            continue
        if found := _told(text, start, end):
            yield found


def _told(text: str, start: int, end: int) -> OtherNumber | None:
    before = _BEFORE_DAY.search(text, max(0, start - _LONGEST_MONTH), start)
    after = _AFTER_DAY.match(text, end)
    if before or after:
        first, last = before.start() if before else start, after.end() if after else end
        return OtherNumber(start, end, DAY, _line(text[first:last]))
    for pattern, kind in ((_AFTER_TIME, TIME), (_AFTER_ORDINAL, ORDINAL)):
        if found := pattern.match(text, end):
            return OtherNumber(start, end, kind, _line(text[start : found.end()]))
    return None


def _line(text: str) -> str:
    return " ".join(text.split())
