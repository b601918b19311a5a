"""Spans of days as a query writes them: `2016-12`, `2016-12-01..2016-12-15`, `<2w`, `today`."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from reader.library.errors import ReaderError
from reader.text.digits import fold_digits


class PeriodError(ReaderError):
    """No such date; *proposal* is the nearest that there is."""

    def __init__(self, sentence: str, proposal: str | None = None) -> None:
        super().__init__(sentence)
        self.proposal = proposal


@dataclass(frozen=True, slots=True)
class Period:
    """Days from *first* to *last*, both included, as proleptic ordinals; `None` is open.

    *unfinished*: more has to be typed before this is what the reader means.
    """

    first: int | None = None
    last: int | None = None
    unfinished: bool = False


# A month or a day of which nothing, or its first zero, was typed.
_BEGUN = frozenset(("", "0"))
_DATE = re.compile(r"(\d{4})(?:[-/](\d{0,2})(?:[-/](\d{0,2}))?)?(?:T.*)?\Z", re.ASCII)
_AGE = re.compile(r"(\d{1,4})([dwmy]?)\Z", re.ASCII)
_HALF_YEAR = re.compile(r"\d{0,3}\Z", re.ASCII)


def parse_period(text: str, today: date) -> Period:
    """Read what stands after `date:`; relative ages count back from *today*.

    Raises: PeriodError for a date that does not exist.
    """
    text = fold_digits(text)
    if ".." in text:
        return _range(text, today)
    comparison = re.match(r"[<>]=?", text)
    if comparison:
        return _compared(comparison.group(), text[comparison.end() :], today)
    return _day_or_more(text, today)


def _range(text: str, today: date) -> Period:
    start, _, end = text.partition("..")
    end = end.strip(".")
    try:
        first = _day_or_more(start, today) if start else Period()
    except PeriodError as error:
        raise PeriodError(str(error), error.proposal and f"{error.proposal}..{end}") from error
    try:
        last = _day_or_more(end, today) if end else Period()
    except PeriodError as error:
        raise PeriodError(str(error), error.proposal and f"{start}..{error.proposal}") from error
    if first.first is not None and last.last is not None and first.first > last.last:
        raise PeriodError(f"“{text[:40]}” ends before it begins", f"{end}..{start}")
    return Period(first.first, last.last, unfinished=first.unfinished or last.unfinished)


def _compared(sign: str, text: str, today: date) -> Period:
    age = _AGE.match(text)
    if age and (age.group(2) or len(text) < 4):
        if not age.group(2):
            return Period(unfinished=True)
        then = _before(today, int(age.group(1)), age.group(2)).toordinal()
        return Period(first=then) if sign[0] == "<" else Period(last=then if sign == ">=" else then - 1)
    day = _day_or_more(text, today)
    if day.first is None or day.last is None:
        return Period(unfinished=True)
    edges = {
        "<": Period(last=day.first - 1),
        "<=": Period(last=day.last),
        ">": Period(first=day.last + 1),
        ">=": Period(first=day.first),
    }
    return edges[sign]


def _before(today: date, count: int, unit: str) -> date:
    if unit in "dw":
        return today - timedelta(days=count * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1)
    year, month = max(1, months // 12), months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _day_or_more(text: str, today: date) -> Period:
    word = text.casefold()
    if word in {"today", "yesterday"}:
        day = (today - timedelta(days=word == "yesterday")).toordinal()
        return Period(day, day)
    if word and ("today".startswith(word) or "yesterday".startswith(word)):
        return Period(unfinished=True)
    if _HALF_YEAR.match(text):
        return Period(unfinished=True)
    match = _DATE.match(text)
    if match:
        return period_of(*match.groups())
    if re.match(r"[0-9]{5,}", text):
        raise PeriodError(f"“{text[:20]}” is not a date: a year has four digits", text[:4])
    raise PeriodError(f"“{text[:20]}” is not a date: write 2016, 2016-12, 2016-12-15, <2w or today")


def period_of(year: str, month: str | None, day: str | None) -> Period:
    """Return the days of a date as precise as it is told; an empty month or day is one still being typed.

    Raises: PeriodError.
    """
    if int(year) == 0:
        raise PeriodError("There is no year 0000", "0001")
    unfinished = not {month, day}.isdisjoint(_BEGUN)
    if month is None or month in _BEGUN:
        return Period(date(int(year), 1, 1).toordinal(), date(int(year), 12, 31).toordinal(), unfinished)
    if not 1 <= int(month) <= 12:
        raise PeriodError(f"There is no month {month}", f"{year}-{'01' if int(month) == 0 else '12'}")
    first, days = date(int(year), int(month), 1).toordinal(), monthrange(int(year), int(month))[1]
    if day is None or day in _BEGUN:
        return Period(first, first + days - 1, unfinished)
    if not 1 <= int(day) <= days:
        nearest = "01" if int(day) == 0 else str(days)
        raise PeriodError(f"{year}-{month} has no day {day}", f"{year}-{month}-{nearest}")
    return Period(first + int(day) - 1, first + int(day) - 1)


@lru_cache(maxsize=4096)
def pack_date(text: str | None) -> int:
    """Pack an ISO date as precise as it is: four times its first day, plus 1 for a year, 2 a month, 3 a day; 0 none."""
    parts = (text or "").partition("T")[0].split("-")
    if len(parts[0]) != 4 or not all(part.isascii() and part.isdigit() for part in parts):
        return 0
    try:
        period = period_of(parts[0], *[*parts[1:3], None, None][:2])
    except PeriodError:
        return 0
    return (period.first or 0) * 4 + min(len(parts), 3)


def unpack_date(packed: int) -> tuple[int, int]:
    """Return the first and the last day of a date that `pack_date` packed."""
    first, precision = divmod(packed, 4)
    if precision == 3:
        return first, first
    day = date.fromordinal(first)
    if precision == 1:
        return first, date(day.year, 12, 31).toordinal()
    return first, first + monthrange(day.year, day.month)[1] - 1
