"""Dates of the Persian and the Islamic calendar.

A Persian date names one Gregorian day. An Islamic one does not: months begin when the moon was seen, or by a country's
tables. It gives the Gregorian month where all the days that may be meant are in one, else the year, else nothing.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from reader.text.folding import fold

_PERSIAN = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
# The names of an Islamic month, of one or two words; a bar parts its spellings.
_ISLAMIC = (
    "محرم", "صفر", "ربيع الأول|ربيع الاول", "ربيع الآخر|ربيع الثاني", "جمادى الأولى|جمادى الاولى|جمادى الأول",
    "جمادى الآخرة|جمادى الثانية|جمادى الثاني|جمادى الاخرة", "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة|ذي القعدة",
    "ذو الحجة|ذي الحجة",
)  # fmt: skip
_PERSIAN_YEAR = r"(1[34]\d\d)(?!\d)(?: ?ه\.? ?ش\.?)?"
_ISLAMIC_YEAR = r"(1[34]\d\d)(?!\d)(?: ?(?:هـ|ه)(?![^\W\d_]))?"
_PERSIAN_NAMED = re.compile(rf"(?<!\w)(\d{{1,2}}) ({'|'.join(_PERSIAN)})(?: ماه)?,? {_PERSIAN_YEAR}")
_PERSIAN_FIGURES = re.compile(r"(?<![\d/.-])(1[34]\d\d)/(\d{1,2})/(\d{1,2})(?![\d/])")
_ISLAMIC_NAMED = re.compile(rf"(?<!\w)(\d{{1,2}})(?: من)? ({'|'.join(_ISLAMIC)}),? {_ISLAMIC_YEAR}")
_ISLAMIC_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(1[34]\d\d) ?(?:هـ|ه)(?![^\W\d_])")
_DAYS = (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30)
_PERSIAN_MONTH = {fold(name): number for number, name in enumerate(_PERSIAN, 1)}
_ISLAMIC_MONTH = {fold(name): number for number, names in enumerate(_ISLAMIC, 1) for name in names.split("|")}
# Nowruz of the year 1300, and the years from one to the next in the 33-year cycle by which leap years fall.
_EPOCH = date(1921, 3, 21)
_FIRST_YEAR = 1300
_LEAP = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
# The first day of the Islamic year 1 by the arithmetic calendar, counted as `date.toordinal` does.
_ISLAMIC_EPOCH = 227_015
# How many days the calendar of Umm al-Qura is away from the arithmetic one (hijridate 2.3.0, all days of 1390 to 1450).
_MAY_BE_OFF = range(-2, 2)


def other_dates(text: str, language: str | None) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and ISO date of the dates of other calendars; "" where it is no date of its calendar.

    Figures alone are Persian only in a text in Persian.
    """
    for match in _PERSIAN_NAMED.finditer(text):
        day, month, year = match.groups()
        yield match.start(), match.end(), _persian(int(year), _PERSIAN_MONTH[fold(month)], int(day))
    for match in _ISLAMIC_NAMED.finditer(text):
        day, month, year = match.groups()
        yield match.start(), match.end(), _islamic(int(year), _ISLAMIC_MONTH[fold(month)], int(day))
    for match in _ISLAMIC_FIGURES.finditer(text):
        day, _, month, year = match.groups()
        yield match.start(), match.end(), _islamic(int(year), int(month), int(day))
    if language == "fa":
        for match in _PERSIAN_FIGURES.finditer(text):
            year, month, day = map(int, match.groups())
            yield match.start(), match.end(), _persian(year, month, day)


def _persian(year: int, month: int, day: int) -> str:
    is_leap = year % 33 in _LEAP
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS[month - 1] - (month == 12 and not is_leap):
        return ""
    years = range(_FIRST_YEAR, year)
    days = 365 * len(years) + sum(each % 33 in _LEAP for each in years)
    return (_EPOCH + timedelta(days + sum(_DAYS[: month - 1]) + day - 1)).isoformat()


def _islamic(year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12 or not 1 <= day <= 30:
        return ""
    days = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    middle = _ISLAMIC_EPOCH - 1 + days
    days_meant = [date.fromordinal(middle + off).isoformat() for off in _MAY_BE_OFF]
    return next((each for each in (days_meant[0][:7], days_meant[0][:4]) if days_meant[-1].startswith(each)), "")
