"""Every way in which a date is read from a page.

A date is read or it is not: an impossible one (February 30), an ambiguous one (05/12/2016) and one without a year give
nothing. What is read is an ISO date, as precise as what was said.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reader.ingest.months import DAYS, MONTH_BY_NAME
from reader.library.dates import iso
from reader.text.digits import fold_digits

_MARKS = str.maketrans("\u00a0\u202f،", "  ,")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")

_NAME = r"([^\W\d_]{3,12}(?: (?:الأول|الثاني))?)\.?"
_Y = r"((?:1[5-9]|20)\d\d)(?!\d)"
_MONTH_DAY_YEAR = re.compile(rf"(?<!\w){_NAME} {{0,3}}(\d{{1,2}})(?:st|nd|rd|th)?\.?,? {{1,3}}{_Y}", re.IGNORECASE)
_DAY_MONTH_YEAR = re.compile(
    rf"(?<![\w.:/])(\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?(?: {{1,3}}|-|/)(?:de |of )?{_NAME}"
    rf"(?:,? {{1,3}}|-|/)(?:de |of |del )?{_Y}",
    re.IGNORECASE,
)
_YEAR_MONTH_DAY = re.compile(rf"(?<!\w){_Y},? {{1,3}}{_NAME} {{1,3}}(\d{{1,2}})(?!\w)", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"(?<!\w){_NAME},? {{1,3}}(?:de |of )?{_Y}", re.IGNORECASE)
_ISO_DATE = re.compile(rf"(?<![\w.:/-]){_Y}([-/.])(\d{{1,2}})\2(\d{{1,2}})(?![\d/-])")
_NUMERIC = re.compile(rf"(?<![\w.:/-])(\d{{1,2}})([-/.])(\d{{1,2}})\2{_Y}(?![/-])")
_CHINESE = re.compile(r"((?:1[5-9]|20)\d\d) ?年 ?(\d{1,2}) ?月 ?(?:(\d{1,2}) ?日)?")
_UNIX = re.compile(rf"(?<!\w){_NAME} {{1,2}}(\d{{1,2}}) (\d\d:\d\d:\d\d) (?:[A-Z]{{2,4}} )?{_Y}")

_TIME = re.compile(
    r"(?:T|,? {0,2}(?:at |um |à |a las |alle |в |saat |الساعة |[-–—|@•·] ?|\()? {0,2})"
    r"(\d{1,2})[:h.](\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?!\d)"
    r"(?: {0,2}(?:([ap])\.?m\b\.?))?(?: ?(Z|UTC|GMT)(?!\w))?(?: ?([+-]\d{2}:?\d{2})(?!\d))?",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(
    r"[/_-]((?:19|20)\d\d)(?:([/_-])(1[0-2]|0?[1-9])(?:\2(3[01]|[12]\d|0?[1-9]))?|(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9]))"
    r"(?=[/_.?#-]|\Z)"
)
_BETWEEN = re.compile(r"[\w'’]+")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date that stands at *start* to *end* of a text (code points, half-open)."""

    start: int
    end: int
    iso: str


def read_date(text: str) -> str | None:
    """Return the ISO date that *text* is, with nothing beside it but the name of the day; None if it is none."""
    found = find_dates(text)
    if len(found) != 1:
        return None
    rest = text[: found[0].start] + " " + text[found[0].end :]
    return found[0].iso if all(word.casefold() in DAYS for word in _BETWEEN.findall(rest)) else None


def find_dates(text: str, *, day_first: bool = False) -> list[FoundDate]:
    """Return all dates in *text*, in order, none overlapping another.

    With *day_first* (the text is in a language that has no other way) 05.12.2016 and 05/12/2016 are days in December.
    """
    text = fold_digits(text).translate(_MARKS)
    if not _YEAR.search(text):
        return []
    found: list[FoundDate] = []
    for pattern, read in _FORMS:
        for match in pattern.finditer(text):
            parts = read(match) or (_day_first(match) if day_first and pattern is _NUMERIC else None)
            if parts and not any(match.start() < other.end and other.start < match.end() for other in found[-64:]):
                found.append(_dated(text, match, parts))
    # An impossible date stands for nothing, not even for its month.
    return sorted((date for date in found if date.iso), key=lambda date: date.start)


def date_of_address(url: str) -> str | None:
    """Return the date in the path of an address, as in `/2016/12/15/`; None if there is none."""
    path = "/" + url.partition("://")[2].partition("/")[2][:2_000]
    for match in _IN_ADDRESS.finditer(path):
        year, mark, month, day, joined_month, joined_day = match.groups()
        # 2016-12 alone may be part of any name; a folder of that name is a month.
        if mark == "/" or day or joined_day:
            parts = (year, month or joined_month, day or joined_day)
            return iso("-".join(part.zfill(2) for part in parts if part))
    return None


_Parts = tuple[str, str | None, str | None, str | None]


def _named(year: int, month: int, day: int | None, time: int | None = None) -> Callable[[re.Match[str]], _Parts | None]:
    """Return what takes year, month, day and time from those groups of a match in which the month is a name."""

    def parts(match: re.Match[str]) -> _Parts | None:
        number = MONTH_BY_NAME.get(match.group(month).casefold())
        if number is None:
            return None
        return match.group(year), str(number), match.group(day) if day else None, match.group(time) if time else None

    return parts


def _numeric(match: re.Match[str]) -> _Parts | None:
    first, _, second, year = match.groups()
    # In English both orders are written, with every mark: only a number over twelve tells which one it is.
    if int(first) > 12 or first == second:
        return year, second, first, None
    return (year, first, second, None) if int(second) > 12 else None


def _day_first(match: re.Match[str]) -> _Parts:
    return match.group(4), match.group(3), match.group(1), None


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Parts | None]], ...] = (
    (_UNIX, _named(4, 1, 2, 3)),
    (_MONTH_DAY_YEAR, _named(3, 1, 2)),
    (_DAY_MONTH_YEAR, _named(3, 2, 1)),
    (_YEAR_MONTH_DAY, _named(1, 2, 3)),
    (_ISO_DATE, lambda match: (match.group(1), match.group(3), match.group(4), None)),
    (_NUMERIC, _numeric),
    (_CHINESE, lambda match: (match.group(1), match.group(2), match.group(3), None)),
    (_MONTH_YEAR, _named(2, 1, None)),
)


def _dated(text: str, match: re.Match[str], parts: _Parts) -> FoundDate:
    year, month, day, time = parts
    date = iso("-".join(part.zfill(2) for part in (year, month, day) if part))
    if date is None or time:
        return FoundDate(match.start(), match.end(), (date and iso(f"{date}T{time}")) or date or "")
    clock = _TIME.match(text, match.end()) if day else None
    moment = iso(f"{date}T{_clock(clock)}") if clock else None
    if clock is None or moment is None:
        return FoundDate(match.start(), match.end(), date)
    return FoundDate(match.start(), clock.end(), moment)


def _clock(time: re.Match[str]) -> str:
    hour, minute, second, half, zone, offset = time.groups()
    number = int(hour)
    if half:
        number = number % 12 + (12 if half in "pP" else 0) if 1 <= number <= 12 else 99
    return f"{number:02}:{minute}:{second or '00'}{offset or ('Z' if zone else '')}"


def spans_left(text: str, dates: list[FoundDate]) -> Iterator[str]:
    """Yield the pieces of *text* beside its *dates*."""
    position = 0
    for date in dates:
        yield text[position : date.start]
        position = date.end
    yield text[position:]
