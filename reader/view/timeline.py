"""Articles along the days on which they were published, with the names in their titles. Computed without Textual."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reader.library.catalog import CatalogEntry
from reader.view.bars import Bar, bar, bars_svg
from reader.view.phrases import count, day

_MOST_NAMES = 3
_BAR = 12


class TimelineDay(NamedTuple):
    """A day, or a month or year where no more is said (empty for none): its articles, and names in their titles."""

    day: str
    entries: tuple[CatalogEntry, ...]
    names: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """How many articles there are, and the names."""
        return " · ".join([count(len(self.entries), "article"), *self.names])


def timeline(entries: Iterable[CatalogEntry], heading_by_spelling: Mapping[str, str]) -> list[TimelineDay]:
    """Return the days, the earliest first and articles without a date last; the names in most titles come first."""
    by_day: dict[str, list[CatalogEntry]] = {}
    for each in entries:
        by_day.setdefault((each.record.published or "")[:10], []).append(each)
    find = _finder(heading_by_spelling)
    return [
        TimelineDay(when, tuple(found), _names(found, find, heading_by_spelling))
        for when, found in sorted(by_day.items(), key=lambda each: (not each[0], each[0]))
    ]


def _finder(heading_by_spelling: Mapping[str, str]) -> re.Pattern[str] | None:
    spellings = sorted(heading_by_spelling, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, spellings))})\b") if spellings else None


def _names(
    entries: Sequence[CatalogEntry], find: re.Pattern[str] | None, heading_by_spelling: Mapping[str, str]
) -> tuple[str, ...]:
    counted: dict[str, int] = {}
    for each in entries if find else ():
        for heading in {heading_by_spelling[word] for word in (find.findall(each.title.casefold()) if find else ())}:
            counted[heading] = counted.get(heading, 0) + 1
    return tuple(sorted(counted, key=lambda name: (-counted[name], name))[:_MOST_NAMES])


def day_line(each: TimelineDay, most: int) -> str:
    """Return a day as a line with a bar, where the fullest day has *most* articles."""
    return f"{day(each.day or None):<12} {bar(len(each.entries) / max(1, most), _BAR):<{_BAR}} {each.told}"


def timeline_svg(title: str, days: Sequence[TimelineDay]) -> str:
    """Return the days as a drawing."""
    return bars_svg(title, [Bar(day(each.day or None), len(each.entries), each.told) for each in days])
