"""Facts of an article in few words, as the list, the header and the command line show them."""

import os
from pathlib import Path

from reader.library.catalog import CatalogEntry
from reader.library.dates import day_of
from reader.text.months import MONTHS

WORDS_A_MINUTE = 230
_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()


def day(iso_date: str | None) -> str:
    """Return a date as `17 Dec 2016`, `Dec 2016` or `2016`; `no date` for None."""
    if not iso_date:
        return "no date"
    year, *rest = iso_date[:10].split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1][:3]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def day_in_month(iso_date: str | None) -> str:
    """Return a date for a row under the heading of its month: `Sat 17`; empty if the day is unknown."""
    found = day_of(iso_date) if iso_date and len(iso_date) >= 10 else None
    return f"{_DAYS[found.weekday()]} {found.day}" if found else ""


def month_name(month: str) -> str:
    """Return a month (`2016-12`) as `December 2016`, a year as it is; `No date` for the empty text."""
    year, _, number = month.partition("-")
    return f"{MONTHS[int(number) - 1]} {year}" if number else year or "No date"


def minutes(words: int) -> str:
    """Return how long *words* take to read, as `4 min`."""
    return f"{max(1, round(words / WORDS_A_MINUTE))} min"


def short_path(path: Path) -> str:
    """Return a path with `~` in place of the user's own folder."""
    home = os.path.expanduser("~")  # noqa: PTH111 - pathlib raises where there is none
    return f"~{os.sep}{path.relative_to(home)}" if home != "~" and path.is_relative_to(home) else str(path)


def facts(entry: CatalogEntry) -> str:
    """Return site, date and reading time on one line."""
    return " · ".join(part for part in (entry.record.site or "", when(entry)) if part)


def when(entry: CatalogEntry) -> str:
    """Return date and reading time; for a link without its page, that."""
    return " · ".join(part for part in (day(entry.record.published), size(entry)) if part)


def size(entry: CatalogEntry) -> str:
    """Return the reading time, or `link only`."""
    return minutes(entry.words) if entry.words else "link only" if entry.record.is_link else ""
