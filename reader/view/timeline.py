"""Articles by the day on which they were published, with events by their day. Computed without Textual."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.library.catalog import CatalogEntry
from reader.text.plurals import count
from reader.view.bars import Bar, bar, bars_svg
from reader.view.cells import with_small_marks
from reader.view.phrases import day

if TYPE_CHECKING:
    from reader.related.day_events import DayEvent

_MOST_NAMES = 3
_BAR = 12


class TimelineDay(NamedTuple):
    """A day, or a month or year if no more is known; empty for no date.

    *entries* were published then, *names* are in their titles, and *events* are what articles say happened then.
    """

    day: str
    entries: tuple[CatalogEntry, ...]
    names: tuple[str, ...] = ()
    events: "tuple[DayEvent, ...]" = ()

    @property
    def told(self) -> str:
        """How many articles and events there are, and the names."""
        articles = [count(len(self.entries), "article")] if self.entries else []
        events = [count(len(self.events), "event")] if self.events else []
        return " · ".join([*articles, *events, *self.names])


def timeline(
    entries: Iterable[CatalogEntry], heading_by_spelling: Mapping[str, str], events: "Iterable[DayEvent]" = ()
) -> list[TimelineDay]:
    """Return the days in order, articles without a date last; names in the most titles come first."""
    by_day: dict[str, list[CatalogEntry]] = {}
    for each in entries:
        by_day.setdefault((each.record.published or "")[:10], []).append(each)
    events_by_day: dict[str, list[DayEvent]] = {}
    for event in events:
        events_by_day.setdefault(event.day, []).append(event)
    find = _finder(heading_by_spelling)
    return [
        TimelineDay(
            when,
            tuple(found := by_day.get(when, [])),
            _names(found, find, heading_by_spelling),
            tuple(events_by_day.get(when, ())),
        )
        for when in sorted(by_day.keys() | events_by_day.keys(), key=lambda each: (not each, each))
    ]


def event_line(event: "DayEvent") -> str:
    """Return an event as a line: its words, and how many other articles have them."""
    return with_small_marks(event.words) + (f" ({count(event.copies, 'copy', 'copies')})" if event.copies else "")


def told_of_days(days: Sequence[TimelineDay]) -> str:
    """Return the counts of a timeline."""
    sizes = (sum(len(each.entries) for each in days), sum(len(each.events) for each in days), len(days))
    return " · ".join(count(size, name) for size, name in zip(sizes, ("article", "event", "day"), strict=True))


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
