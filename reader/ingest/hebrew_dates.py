"""Dates of the Hebrew calendar, of the years 5700 to 5799: `כ״ה בכסלו תשע״ז` is 25 December 2016.

The arithmetic is that of Reingold and Dershowitz, Calendrical Calculations, chapter 8. A day is the one whose daylight
is meant; it began in the evening before.
"""

import re
from collections.abc import Iterator
from datetime import date

from reader.ingest.dates import HEBREW_YEAR

# From Tishri on, a bar between spellings; the Adar of a common year is the second one.
_MONTHS = (
    "תשרי", "מרחשוון|מרחשון|חשוון|חשון", "כסלו|כסליו", "טבת", "שבט", "אדר א|אדר ראשון", "אדר ב|אדר שני|אדר", "ניסן",
    "אייר", "סיוון|סיון", "תמוז", "מנחם אב|אב", "אלול",
)  # fmt: skip
_MONTH_BY_NAME = {name: number for number, names in enumerate(_MONTHS) for name in names.split("|")}
_FIRST_ADAR, _LAST_ADAR, _ADAR = 5, 6, "אדר"
_LENGTHS = (30, 29, 30, 29, 30, 30, 29, 30, 29, 30, 29, 30, 29)
_HESHVAN, _KISLEV = 1, 2
_NAMES = "|".join(sorted(_MONTH_BY_NAME, key=len, reverse=True))
# `ט״ו בכסלו תשע״ז`.
_DATE = re.compile(
    rf"(?<!\w)([א-טיכל][׳']|[טיכ][\"״][א-ט]) (?:ב|ל)?({_NAMES})[׳']?,? "
    rf"(?:ה[׳']?)?({HEBREW_YEAR}[א-ת]{{0,2}}[\"״][א-ת])(?!\w)"
)
_VALUES = dict(zip("אבגדהוזחטיכלמנסעפצקרשת", (*range(1, 10), *range(10, 100, 10), *range(100, 500, 100)), strict=True))
_THOUSANDS, _FIRST, _LAST = 5_000, 5_700, 5_799
# The day before the first one of the year 1, counted as `date.toordinal` does.
_EPOCH = -1_373_427


def hebrew_dates(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and ISO date of the Hebrew dates in *text*; "" where it is no date of its calendar."""
    for match in _DATE.finditer(text) if HEBREW_YEAR in text else ():
        day, month, year = match.groups()
        yield match.start(), match.end(), _iso(_THOUSANDS + _value(year), month, _value(day))


def _iso(year: int, name: str, day: int) -> str:
    lengths = _lengths(year)
    meant = [_MONTH_BY_NAME[name]]
    if name == _ADAR and lengths[_FIRST_ADAR]:
        # It has two; which one is meant, only their numbers tell.
        meant = [_FIRST_ADAR, _LAST_ADAR]
    is_there = _FIRST <= year <= _LAST and all(1 <= day <= lengths[month] for month in meant)
    found = [date.fromordinal(_new_year(year) + sum(lengths[:month]) + day - 1).isoformat() for month in meant]
    return (found[0] if len(found) == 1 else found[0][:4]) if is_there else ""


def _lengths(year: int) -> list[int]:
    """Return how many days each month of a year has, none the first Adar of a common one."""
    days = _new_year(year + 1) - _new_year(year)
    lengths = list(_LENGTHS)
    lengths[_FIRST_ADAR] *= (7 * year + 1) % 19 < 7
    lengths[_HESHVAN] += days % 10 == 5
    lengths[_KISLEV] -= days % 10 == 3
    return lengths


def _new_year(year: int) -> int:
    """Return the ordinal of the first day of a year."""
    last, this, following = (_elapsed(each) for each in (year - 1, year, year + 1))
    put_off = 2 if following - this == 356 else 1 if this - last == 382 else 0
    return _EPOCH + this + put_off


def _elapsed(year: int) -> int:
    """Return the days from the epoch to the mean new moon of a year, put off where it would fall on a wrong weekday."""
    months = (235 * year - 234) // 19
    days = 29 * months + (12_084 + 13_753 * months) // 25_920
    return days + ((3 * (days + 1)) % 7 < 3)


def _value(numeral: str) -> int:
    return sum(_VALUES.get(letter, 0) for letter in numeral)
