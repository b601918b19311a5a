"""Dates of the Persian, Islamic and Thai calendar, of Japanese eras, of the Republic of China, in Chinese numerals.

A Persian date names one Gregorian day. An Islamic one does not: months begin when the moon was seen, or by a country's
tables. It gives the Gregorian month where all the days that may be meant are in one, else the year, else nothing.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from reader.library.dates import iso
from reader.text.folding import fold
from reader.text.months import THAI_MONTH, thai_month

_PERSIAN = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
# The same months in Afghanistan, in Dari and in Pashto.
_AFGHAN = "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت".split()
_PASHTO = "وری غویی غبرګولی چنګاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب".split()
# The names of an Islamic month, of one or two words; a bar parts its spellings.
_ISLAMIC = (
    "محرم", "صفر", "ربيع الأول|ربيع الاول", "ربيع الآخر|ربيع الثاني", "جمادى الأولى|جمادى الاولى|جمادى الأول",
    "جمادى الآخرة|جمادى الثانية|جمادى الثاني|جمادى الاخرة", "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة|ذي القعدة",
    "ذو الحجة|ذي الحجة",
)  # fmt: skip
_PERSIAN_YEAR = r"(1[34]\d\d)(?!\d)(?: ?ه\.? ?ش\.?)?"
_ISLAMIC_YEAR = r"(1[34]\d\d)(?!\d)(?: ?(?:هـ|ه)(?![^\W\d_]))?"
_SOLAR = "|".join((*_PERSIAN, *_AFGHAN, *_PASHTO))
_PERSIAN_NAMED = re.compile(rf"(?<!\w)(\d{{1,2}})(?: د)? ({_SOLAR})(?:[ \u200c]?ماه)?,? {_PERSIAN_YEAR}")
_PERSIAN_MONTH_FIRST = re.compile(rf"(?<!\w)({'|'.join(_PERSIAN)}) (\d{{1,2}}),? {_PERSIAN_YEAR}")
_PERSIAN_FIGURES = re.compile(r"(?<![\d/.-])(1[34]\d\d)([/-])(\d{1,2})\2(\d{1,2})(?![\d/-])")
_ISLAMIC_NAMED = re.compile(rf"(?<!\w)(\d{{1,2}})(?: من)? ({'|'.join(_ISLAMIC)}),? {_ISLAMIC_YEAR}")
_ISLAMIC_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(1[34]\d\d) ?(?:هـ|ه)(?![^\W\d_])")
# The first year of an era, and the last one that there can be of it: those of Japan, and the Republic of China.
_ERAS = {
    "明治": (1868, 1912), "大正": (1912, 1926), "昭和": (1926, 1989), "平成": (1989, 2019), "令和": (2019, 2099),
    "民國": (1912, 2099), "民国": (1912, 2099),
}  # fmt: skip
_ERA_NAME = f"({'|'.join(_ERAS)}) ?"
_ERA = re.compile(rf"{_ERA_NAME}(元|\d{{1,3}}) ?年 ?(\d{{1,2}}) ?月 ?(\d{{1,2}}) ?[日號号]")
# `15 ธันวาคม พ.ศ. 2559`, `15 ธ.ค. 2559`.
_THAI_DATE = re.compile(rf"(?<!\d)(\d{{1,2}}) ?({THAI_MONTH}) ?(?:พ\.ศ\. ?)?(2[45]\d\d|[4-7]\d)(?!\d)")
_BEFORE_BUDDHA = 543
_VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2}) tháng (\d{1,2})(?:,| năm)? ((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_NUMERAL = "〇一二三四五六七八九"
# Circles and letters that stand for the zero in it.
_ZEROS = str.maketrans(dict.fromkeys("○◯零０0OＯo", "〇"))
_COUNT = r"[一二三四五六七八九]?百?〇?[一二三四五六七八九]?十?[一二三四五六七八九]?"
_NUMERALS = re.compile(
    rf"(?:([一二][〇一二三四五六七八九]{{3}})|{_ERA_NAME}(元|{_COUNT})) ?年 ?"
    r"(十?[一二三四五六七八九]|十)月 ?([一二三]?十?[一二三四五六七八九]|[二三]?十)[日號号]"
)
_DAYS = (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30)
_PERSIAN_MONTH = {fold(name): number for names in (_PERSIAN, _AFGHAN, _PASHTO) for number, name in enumerate(names, 1)}
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
    for match in _PERSIAN_MONTH_FIRST.finditer(text):
        month, day, year = match.groups()
        yield match.start(), match.end(), _persian(int(year), _PERSIAN_MONTH[fold(month)], int(day))
    for match in _ISLAMIC_NAMED.finditer(text):
        day, month, year = match.groups()
        yield match.start(), match.end(), _islamic(int(year), _ISLAMIC_MONTH[fold(month)], int(day))
    for match in _ISLAMIC_FIGURES.finditer(text):
        day, _, month, year = match.groups()
        yield match.start(), match.end(), _islamic(int(year), int(month), int(day))
    if language == "fa":
        for match in _PERSIAN_FIGURES.finditer(text):
            year, _, month, day = match.groups()
            yield match.start(), match.end(), _persian(int(year), int(month), int(day))


def east_asian_dates(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and ISO date of the dates of Japanese eras, of China, Thailand and Vietnam."""
    for match in _ERA.finditer(text):
        era, year, month, day = match.groups()
        yield match.start(), match.end(), _of_era(era, 1 if year == "元" else int(year), month, day)
    for match in _NUMERALS.finditer(text.translate(_ZEROS)):
        digits, era, year, month, day = match.groups()
        if digits:
            number = int("".join(str(_NUMERAL.index(digit)) for digit in digits))
            yield match.start(), match.end(), _day(number, _count(month), _count(day))
        else:
            counted = 1 if year == "元" else _count(year)
            yield match.start(), match.end(), _of_era(era, counted, _count(month), _count(day))
    yield from _southeast_asian_dates(text)


def _southeast_asian_dates(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _THAI_DATE.finditer(text):
        day, month, year = match.groups()
        yield (
            match.start(),
            match.end(),
            _day(int(year if len(year) > 2 else f"25{year}") - _BEFORE_BUDDHA, thai_month(month), day),
        )
    for match in _VIETNAMESE.finditer(text):
        day, month, year = match.groups()
        yield match.start(), match.end(), _day(int(year), month, day)


def _day(year: int, month: int | str, day: int | str) -> str:
    return iso(f"{year:04}-{month}-{day}") or ""


def _of_era(era: str, year: int, month: int | str, day: int | str) -> str:
    first, last = _ERAS[era]
    return _day(first + year - 1, month, day) if 1 <= year <= last - first + 1 else ""


def _count(numeral: str) -> int:
    """Return the number that a Chinese numeral below two hundred is."""
    above, hundred, numeral = numeral.rpartition("百")
    tens, ten, ones = numeral.lstrip("〇").rpartition("十")
    number = 100 * (_NUMERAL.index(above) if above else 1) if hundred else 0
    number += 10 * (_NUMERAL.index(tens) if tens else 1) if ten else 0
    return number + (_NUMERAL.index(ones) if ones else 0)


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
