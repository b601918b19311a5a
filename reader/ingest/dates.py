"""Every way in which a date is read from a page.

A date is read or it is not: an impossible one (February 30), an ambiguous one (05/12/2016) and one without a year give
nothing. What is read is an ISO date, as precise as what was said.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reader.library.dates import iso
from reader.text.digits import fold_digits
from reader.text.languages import DAY_FIRST
from reader.text.months import month_of
from reader.text.scripts import MARKS

_MARKS = str.maketrans("\u00a0\u202f،", "  ,")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")

# In Devanagari a vowel is a mark on its consonant; Arabic has months of two words.
_NAME = rf"((?:[^\W\d_]|[{MARKS}]){{2,16}}(?: (?:الأول|الثاني))?)[.॰']?"
_Y = r"((?:1[5-9]|20)\d\d)(?!\d)"
# "Year", as Slavic languages write it behind one.
_OF_YEAR = r"(?: ?(?:года|году|року|roku|г\.|р\.|r\.)(?!\w))?"
_MONTH_DAY_YEAR = re.compile(rf"(?<!\w){_NAME} {{0,3}}(\d{{1,2}})(?:st|nd|rd|th)?\.?,? {{1,3}}{_Y}", re.IGNORECASE)
_DAY_MONTH_YEAR = re.compile(
    rf"(?<![\w.:/])(\d{{1,2}})(?:st|nd|rd|th|er|r|º|\.)?(?: {{1,3}}|-|/)(?:de |of |d['’])?{_NAME}"
    rf"(?:,? {{1,3}}|-|/)(?:de |of |del )?{_Y}{_OF_YEAR}",
    re.IGNORECASE,
)
_YEAR_MONTH_DAY = re.compile(rf"(?<!\w){_Y}[.,]? {{1,3}}{_NAME} {{1,3}}(\d{{1,2}})(?!\w)", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"(?<!\w){_NAME},? {{1,3}}(?:de |of )?{_Y}{_OF_YEAR}", re.IGNORECASE)
_ISO_DATE = re.compile(rf"(?<![\w.:/-]){_Y}(?:-(\d{{1,2}})-|/(\d{{1,2}})/|\.(\d{{1,2}})\.)(\d{{1,2}})(?![\d/-])")
_NUMERIC = re.compile(rf"(?<![\w.:/-])(\d{{1,2}})([-/.])(\d{{1,2}})\2{_Y}(?![/-])")
_EAST_ASIAN = re.compile(r"((?:1[5-9]|20)\d\d) ?[年년] ?(\d{1,2}) ?[月월] ?(?:(\d{1,2}) ?[日일])?")
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


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date that stands at *start* to *end* of a text (code points, half-open)."""

    start: int
    end: int
    iso: str


def find_dates(text: str, language: str | None = None) -> list[FoundDate]:
    """Return all dates in *text*, in order, none overlapping another.

    *language* (a two-letter code, if it is known) tells whose names of months may stand there, and whether 05.12.2016
    and 05/12/2016 have the day first.
    """
    text = fold_digits(text).translate(_MARKS)
    if not _YEAR.search(text):
        return []
    found: list[FoundDate] = []
    for pattern, read in _FORMS:
        for match in pattern.finditer(text):
            parts = read(match, language)
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
_Form = Callable[[re.Match[str], str | None], _Parts | None]


def _named(year: int, month: int, day: int | None, time: int | None = None) -> _Form:
    """Return what takes year, month, day and time from those groups of a match in which the month is a name."""

    def parts(match: re.Match[str], language: str | None) -> _Parts | None:
        number = month_of(match.group(month), language, beside_day=day is not None)
        if number is None:
            return None
        return match.group(year), str(number), match.group(day) if day else None, match.group(time) if time else None

    return parts


def _numeric(match: re.Match[str], language: str | None) -> _Parts | None:
    first, _, second, year = match.groups()
    # In English both orders are written, with every mark: only a number over twelve tells which one it is.
    if int(second) > 12:
        return year, first, second, None
    return (year, second, first, None) if int(first) > 12 or first == second or language in DAY_FIRST else None


def _figures(match: re.Match[str], _: str | None) -> _Parts:
    year, *month, day = match.groups()
    return year, next(filter(None, month)), day, None


_FORMS: tuple[tuple[re.Pattern[str], _Form], ...] = (
    (_UNIX, _named(4, 1, 2, 3)),
    (_MONTH_DAY_YEAR, _named(3, 1, 2)),
    (_DAY_MONTH_YEAR, _named(3, 2, 1)),
    (_YEAR_MONTH_DAY, _named(1, 2, 3)),
    (_ISO_DATE, _figures),
    (_NUMERIC, _numeric),
    (_EAST_ASIAN, _figures),
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
