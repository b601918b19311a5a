"""The names of months and days in many languages."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from reader.text.folding import fold

MONTHS = tuple("January February March April May June July August September October November December".split())

# Those of Thai, which writes them on at once: by their first letters, which no two share, and in short.
_THAI = "มกรา กุมภา มีนา เมษา พฤษภา มิถุนา กรกฎา สิงหา กันยา ตุลา พฤศจิกา ธันวา".split()
_THAI_SHORT = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split()
THAI_MONTH = rf"(?:(?:{'|'.join(_THAI)})(?:คม|พันธ์|ยน)|{'|'.join(map(re.escape, _THAI_SHORT))})"

_FILE = Path(__file__).with_name("months.txt")


def thai_month(name: str) -> int:
    """Return the month (1 to 12) of a name that THAI_MONTH matches."""
    if name in _THAI_SHORT:
        return _THAI_SHORT.index(name) + 1
    return next(month for month, start in enumerate(_THAI, 1) if name.startswith(start))


def month_of(name: str, language: str | None = None, *, beside_day: bool = True) -> int | None:
    """Return the month (1 to 12) named by *name* in a text in *language* (a two-letter code), or None.

    Short names are words of other languages (`set`, `ago`, `des`): but for the English ones they count only in their
    own language, or an unknown one, and only *beside_day*, a number that can be a day. Beside one the full names of
    other languages count too. A name that two languages give to different months (`listopad`) needs a known language.
    """
    key = fold(name)
    own, english, others = _calendar(language), _calendar("en"), _all_languages()
    found = own.full.get(key) or (own.short.get(key) if beside_day else None)
    found = found or english.full.get(key) or english.short.get(key)
    if found or (language is not None and not beside_day):
        return found
    return others.full.get(key) or (others.short.get(key) if language is None and beside_day else None)


def is_day_name(word: str, language: str | None = None) -> bool:
    """Whether *word* is a day of the week: a full name in any language, or a short one in *language* or English."""
    key = fold(word)
    known = (_calendar(language).days, _calendar("en").days, _all_languages().days)
    return any(key in days for days in known)


class _Calendar(NamedTuple):
    """The folded names of one language, or of all."""

    full: dict[str, int]
    short: dict[str, int]
    days: frozenset[str]
    full_days: frozenset[str]


_NONE = _Calendar({}, {}, frozenset(), frozenset())


def _calendar(language: str | None) -> _Calendar:
    return _calendars().get(language or "", _NONE)


@cache
def _calendars() -> dict[str, _Calendar]:
    from reader.text.stop_words import stop_words

    found = {}
    for line in _FILE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            language, _, names = line.partition(": ")
            full, short, full_days, short_days = names.split("|")
            # “Pro” is for, before it is December.
            common = stop_words(language)
            days = frozenset(map(fold, full_days.split()))
            short_by_name = {name: month for name, month in _months(short).items() if name not in common}
            found[language] = _Calendar(_months(full), short_by_name, days | set(map(fold, short_days.split())), days)
    return found


def _months(names: str) -> dict[str, int]:
    months = enumerate(names.split(","), 1)
    return {fold(name.replace("+", " ")): month for month, forms in months for name in forms.split()}


@cache
def _all_languages() -> _Calendar:
    """Return the names on which all languages agree, without short ones that are stop words of any."""
    calendars = _calendars().values()
    from reader.text.stop_words import frequent_words, stop_words

    common = frozenset[str]().union(*map(stop_words, frequent_words()))
    full = _agreed([calendar.full for calendar in calendars])
    short = _agreed([calendar.short for calendar in calendars])
    short = {name: month for name, month in short.items() if name not in common and full.get(name, month) == month}
    return _Calendar(full, short, frozenset[str]().union(*(calendar.full_days for calendar in calendars)), frozenset())


def _agreed(tables: list[dict[str, int]]) -> dict[str, int]:
    months_by_name: dict[str, set[int]] = {}
    for table in tables:
        for name, month in table.items():
            months_by_name.setdefault(name, set()).add(month)
    return {name: months.pop() for name, months in months_by_name.items() if len(months) == 1}
