"""Dates of the Nepali and the Bengali calendar, whose years begin in April.

How long their months are is found anew for each year, and Bangladesh and India do not agree: a date gives the Gregorian
month where all the days that may be meant are in one, else the year, else nothing.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

_NEPALI = (
    "वैशाख|बैशाख|बैसाख", "जेठ|ज्येष्ठ|जेष्ठ", "असार|आषाढ|अषाढ", "साउन|श्रावण", "भदौ|भाद्र", "असोज|आश्विन", "कात्तिक|कार्तिक|कातिक",
    "मंसिर|मङ्सिर|मार्ग", "पुस|पुष|पौष", "माघ", "फागुन|फाल्गुन", "चैत|चैत्र",
)  # fmt: skip
_BENGALI = "বৈশাখ জ্যৈষ্ঠ আষাঢ়|আষাঢ় শ্রাবণ ভাদ্র আশ্বিন কার্তিক অগ্রহায়ণ|অগ্রহায়ণ পৌষ মাঘ ফাল্গুন চৈত্র".split()
# The month and day on which each month begins, two days earlier or later.
_STARTS = (
    (4, 14),
    (5, 15),
    (6, 15),
    (7, 16),
    (8, 17),
    (9, 17),
    (10, 18),
    (11, 16),
    (12, 16),
    (1, 14),
    (2, 13),
    (3, 14),
)
_MAY_BE_OFF = range(-2, 3)
_FIRST_OF_NEXT_YEAR = 9
_LONGEST_MONTH = 32
# The years of each calendar less those of ours, until January.
_NEPALI_YEARS, _BENGALI_YEARS = 57, -593
_OF_SCRIPT = re.compile("[\u0900-\u09ff]")
_NEPALI_NAME, _BENGALI_NAME = ("|".join(names) for names in (_NEPALI, _BENGALI))
_NEPALI_DAY_FIRST = re.compile(rf"(?<![\w.])(\d{{1,2}}) ?(?:गते )?({_NEPALI_NAME}),? (20\d\d)(?!\d)")
_NEPALI_YEAR_FIRST = re.compile(rf"(?<!\w)(20\d\d) (?:साल )?({_NEPALI_NAME}) (\d{{1,2}})(?!\d)(?: ?गते)?")
# Figures are of our calendar where they can be.
_NEPALI_FIGURES = re.compile(r"(?<![\w/.-])(20[5-9]\d)([/.-])(\d{1,2})\2(\d{1,2})(?![\d/.-])")
_BENGALI_DATE = re.compile(rf"(?<![\w.])(\d{{1,2}})(?:লা|রা|ঠা|ই|শে)? ({_BENGALI_NAME}),? (1[34]\d\d)(?!\d)(?: বঙ্গাব্দ)?")


def south_asian_dates(text: str, language: str | None) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and ISO date of the dates in *text*, in ASCII digits; "" for what is no date of its calendar.

    Those of Nepal are read in Nepali alone: Hindi gives the same names to the months of the moon.
    """
    if language == "ne":
        yield from _nepali(text)
    if not _OF_SCRIPT.search(text):
        return
    for match in _BENGALI_DATE.finditer(text):
        day, name, year = match.groups()
        yield match.start(), match.end(), _gregorian(int(year) - _BENGALI_YEARS, _number(name, _BENGALI), int(day))


def _nepali(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _NEPALI_DAY_FIRST.finditer(text):
        day, name, year = match.groups()
        yield match.start(), match.end(), _gregorian(int(year) - _NEPALI_YEARS, _number(name, _NEPALI), int(day))
    for match in _NEPALI_YEAR_FIRST.finditer(text):
        year, name, day = match.groups()
        yield match.start(), match.end(), _gregorian(int(year) - _NEPALI_YEARS, _number(name, _NEPALI), int(day))
    for match in _NEPALI_FIGURES.finditer(text):
        year, _, month, day = match.groups()
        yield match.start(), match.end(), _gregorian(int(year) - _NEPALI_YEARS, int(month), int(day))


def _number(name: str, names: tuple[str, ...] | list[str]) -> int:
    return next(number for number, each in enumerate(names, 1) if name in each.split("|"))


def _gregorian(year: int, month: int, day: int) -> str:
    if not 1 <= month <= len(_STARTS) or not 1 <= day <= _LONGEST_MONTH:
        return ""
    start = date(year + (month > _FIRST_OF_NEXT_YEAR), *_STARTS[month - 1])
    days = [(start + timedelta(day - 1 + off)).isoformat() for off in _MAY_BE_OFF]
    return next((each for each in (days[0][:7], days[0][:4]) if days[-1].startswith(each)), "")
