"""When and where what a sentence tells happened."""

import re
from datetime import date, timedelta

from reader.related.statements.row import TokenRow
from reader.related.statements.tokens import DETERMINER, TIME
from reader.text.months import month_of

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_NEAR_DAYS = {"today": 0, "tonight": 0, "yesterday": 1}
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_PLACE_BEFORE = frozenset("in at near outside around inside across".split())
_LONGEST_PLACE = 4


def day_in(row: TokenRow, first: int, last: int, published: date | None) -> str:
    """Return the day that tokens from *first* to *last* name, as an ISO date; empty if none.

    A weekday is the last one before an article came out, a date without a year in that article's year.
    """
    for at in range(max(0, first), min(len(row), last + 1)):
        if not row.flags[at] & TIME:
            continue
        word = row.words[at]
        if word in _WEEKDAYS and published is not None:
            return _before(published, (published.weekday() - _WEEKDAYS.index(word)) % 7)
        if word in _NEAR_DAYS and published is not None:
            return _before(published, _NEAR_DAYS[word])
        if row.is_capitalized(at) and (found := _date(row, at, published)):
            return found
    return ""


def _before(published: date, days: int) -> str:
    return (published - timedelta(days=days)).isoformat()


def _date(row: TokenRow, at: int, published: date | None) -> str:
    month = month_of(row.words[at].rstrip("."), beside_day=True)
    if month is None:
        return ""
    number = next((row.word(place) for place in (at + 1, at - 1) if row.word(place).isdecimal()), "")
    if not number or not 0 < int(number) < 32:
        return ""
    year = next((int(row.word(place)) for place in (at + 2, at + 3, at + 1) if _YEAR.match(row.word(place))), None)
    if year is None:
        year = published.year - (month > published.month + 1) if published else None
    try:
        return date(year, month, int(number)).isoformat() if year else ""
    except ValueError:
        return ""


def place_in(row: TokenRow, first: int, last: int, near: int) -> str:
    """Return the place that stands nearest to the token *near*: the name after "in", "at", "near"."""
    found: list[tuple[int, str]] = []
    for at in range(max(0, first), min(len(row) - 1, last)):
        if row.words[at] not in _PLACE_BEFORE:
            continue
        start = at + 1 + row.has(at + 1, DETERMINER)
        if start < len(row) and row.is_capitalized(start) and not row.has(start, TIME):
            end = start
            while end + 1 < len(row) and end - start < _LONGEST_PLACE and row.is_capitalized(end + 1):
                end += 1
            found.append((abs(at - near), " ".join(row.text[row.starts[start] : row.ends[end]].split())))
    return min(found)[1] if found else ""
