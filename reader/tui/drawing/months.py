"""The strip of months: how many articles each month has, as bars. Computed without Textual."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_BARS = "▁▂▃▄▅▆▇█"
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class MonthCount(NamedTuple):
    """A month (`2016-12`) and how many articles it has."""

    month: str
    articles: int


def count_months(dates: Iterable[str]) -> list[MonthCount]:
    """Count ISO dates by month; a bare year counts nowhere."""
    return spanned(Counter(date[:7] for date in dates if len(date) >= 7))


def spanned(counts: Mapping[str, int]) -> list[MonthCount]:
    """Return counts by month from the first month to the last, with none left out."""
    if not counts:
        return []
    first, last = _number(min(counts)), _number(max(counts))
    return [MonthCount(_month(number), counts.get(_month(number), 0)) for number in range(first, last + 1)]


def folded(months: list[MonthCount], width: int) -> list[MonthCount]:
    """Join neighboring months until at most *width* are left; each joined one has its first month's name."""
    if width <= 0 or len(months) <= width:
        return months
    step = -(-len(months) // width)
    return [
        MonthCount(months[start].month, sum(each.articles for each in months[start : start + step]))
        for start in range(0, len(months), step)
    ]


def bars(months: list[MonthCount]) -> str:
    """Return one character a month, its height by count; a month with no article is a space."""
    highest = max((each.articles for each in months), default=0)
    return "".join(" " if not each.articles else _BARS[(each.articles * len(_BARS) - 1) // highest] for each in months)


def month_name(month: str) -> str:
    """Return `2016-12` as `Dec 2016`."""
    year, _, number = month.partition("-")
    return f"{_NAMES[int(number) - 1]} {year}"


def _number(month: str) -> int:
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number) - 1


def _month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
