"""Moments as other programs write them: a number since 1970 or 1601 in one of four units, or a text."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from reader.ingest.dates import find_dates
from reader.library.dates import iso
from reader.library.safe_text import line

_NUMBER = re.compile(r"-?\d{1,20}(?:\.\d{1,9})?\Z")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)\Z")
# `2016-12-15 21:02:10.5 UTC`, `2016-12-15T21:02+0300 [Europe/Moscow]`.
_LOOSE_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?)\s*(?:UTC|GMT)?\s*([+-]\d\d:?\d\d|Z)?(?:\s\[.*)?\Z"
)
# What reads the headers of mails passes over the half of the day, and an offset behind the name of a zone.
_NOT_OF_MAIL = re.compile(r"\d ?[ap]\.?m\b|\b(?:GMT|UTC)[+-]\d", re.IGNORECASE)
_EIGHT_DIGITS = re.compile(r"((?:1[89]|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\Z")
# How libraries mark a date that is not sure, or only about right: `1916?`, `1916~`.
_UNSURE = re.compile(r"\d ?[?~%]\Z")
_LONGEST = 80
# Seconds have ten digits from 2001 to 2286; the three larger units never reach into each other in our times.
_MILLISECONDS, _MICROSECONDS, _SINCE_1601 = 10**11, 10**14, 5 * 10**15
_1601_TO_1970 = 11_644_473_600
# Before this nobody saved a page.
FIRST_PAGES = 1990
# Before this nothing was published that has a date of its own.
FIRST_PRINT = 1400


@dataclass(frozen=True, slots=True)
class Moment:
    """An ISO date, None where there is none; *doubt* says what stood there that is no date to be trusted."""

    date: str | None = None
    doubt: str | None = None


NEVER = Moment()


def moment(value: object, earliest: int = FIRST_PAGES, language: str | None = None) -> Moment:
    """Return the moment that *value* tells, a number or a text.

    What says "never" (empty, zero, the year 1) is none. What is not understood, lies before the year *earliest* or in
    the future is none either, with the doubt in words. *language* is that of a date written out.
    """
    if isinstance(value, bool) or value is None:
        return NEVER
    text = line(str(value)[:_LONGEST])
    if not text or text.startswith("0001-01-01") or not text.strip("0.-"):
        return NEVER
    if _UNSURE.search(text):
        return Moment(None, f"the date {text} is doubtful and was left out")
    date = _of_number(text) or _of_text(text, language)
    if date is None:
        return Moment(None, f"“{text}” could not be read as a date")
    if int(date[:4]) < earliest or date[:19] > _tomorrow():
        return Moment(None, f"the date {date[:10]} is doubtful and was left out")
    return Moment(date)


def _of_number(text: str) -> str | None:
    """Return the moment that a number tells, or the day in eight digits, which as seconds are of days before 1974."""
    day = _EIGHT_DIGITS.match(text)
    if day:
        return iso("-".join(day.groups()))
    if not _NUMBER.match(text) or len(text) == len("2016"):
        return None
    number = seconds = float(text)
    if number >= _SINCE_1601:
        seconds = number / 1_000_000 - _1601_TO_1970
    elif number >= _MICROSECONDS:
        seconds = number / 1_000_000
    elif number >= _MILLISECONDS:
        seconds = number / 1_000
    try:
        return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return None


def _of_text(text: str, language: str | None) -> str | None:
    compact = _COMPACT.match(text)
    if compact:
        year, month, day, hour, minute, second, zone = compact.groups()
        return iso(f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone}")
    loose = _LOOSE_ISO.match(text)
    return iso(text) or (iso("".join(filter(None, loose.groups()))) if loose else None) or _written(text, language)


def _written(text: str, language: str | None) -> str | None:
    """Return the date of a mail header, or the only one that is written out."""
    if not _NOT_OF_MAIL.search(text):
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            return iso(parsedate_to_datetime(text).isoformat())
    found = {each.iso for each in find_dates(text, language)}
    return found.pop() if len(found) == 1 else None


def _tomorrow() -> str:
    return (datetime.now(UTC) + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M:%S")
