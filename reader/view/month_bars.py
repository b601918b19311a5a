"""The strip of months, which narrows a list: one bar for one or more months. Computed without Textual."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from reader.text.months import MONTHS

_BARS = "▁▂▃▄▅▆▇█"
_MONTHS = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))(?:\.\.(\d{4}-(?:0[1-9]|1[0-2])))?\Z", re.ASCII)


class MonthBar(NamedTuple):
    """The months from *first* to *last* (`2016-12`), drawn as one bar, and how many articles they have."""

    first: str
    last: str
    articles: int


class Strip(NamedTuple):
    """Bars in order of time; those from *start* to *end* (inclusive) are chosen, none if *start* is None."""

    bars: tuple[MonthBar, ...] = ()
    start: int | None = None
    end: int = 0

    @property
    def drawn(self) -> str:
        """One character for each bar, by its count; a space for a bar without articles."""
        highest = max((bar.articles for bar in self.bars), default=0)
        return "".join(
            " " if not bar.articles else _BARS[(bar.articles * len(_BARS) - 1) // highest] for bar in self.bars
        )

    @property
    def span(self) -> tuple[int, int] | None:
        """The first and the last chosen bar."""
        return None if self.start is None else (min(self.start, self.end), max(self.start, self.end))

    @property
    def query(self) -> str:
        """The query of the chosen months: `date:2016-11..2016-12`; empty if none is chosen."""
        if self.span is None:
            return ""
        first, last = self.bars[self.span[0]].first, self.bars[self.span[1]].last
        return f"date:{first}" if first == last else f"date:{first}..{last}"

    @property
    def told(self) -> str:
        """The chosen months and how many articles they have: `Nov 2016 – Dec 2016: 12`."""
        if self.span is None:
            return ""
        chosen = self.bars[self.span[0] : self.span[1] + 1]
        first, last = month_name(chosen[0].first), month_name(chosen[-1].last)
        return f"{first if first == last else f'{first} – {last}'}: {sum(bar.articles for bar in chosen):,}"

    def moved(self, step: int, *, widening: bool = False) -> "Strip":
        """Choose the next bar with articles in the direction of *step*; *widening* keeps the bars chosen before.

        With none chosen, choose the newest.
        """
        if not self.bars:
            return self
        if self.start is None:
            newest = max((at for at, bar in enumerate(self.bars) if bar.articles), default=len(self.bars) - 1)
            return self._replace(start=newest, end=newest)
        at = self.end + step
        while 0 <= at < len(self.bars) and not self.bars[at].articles:
            at += step
        if not 0 <= at < len(self.bars):
            return self
        return self._replace(start=self.start if widening else at, end=at)

    def at(self, number: int) -> "Strip":
        """Choose the bar of that number."""
        return self._replace(start=number, end=number) if 0 <= number < len(self.bars) else self


def strip_of_months(counts: Mapping[str, int], width: int, chosen: str = "") -> Strip:
    """Return the strip of *counts* by month on at most *width* cells, with the months of a query's date *chosen*.

    A value of `date:` that is not a month or a span of months chooses none; articles with only a year are left out.
    """
    months = spanned({month: count for month, count in counts.items() if len(month) == 7})
    bars = folded(months, width)
    match = _MONTHS.match(chosen)
    if not match or not bars:
        return Strip(bars)
    first, last = match.group(1), match.group(2) or match.group(1)
    held = [at for at, bar in enumerate(bars) if bar.last >= first and bar.first <= last]
    return Strip(bars, held[0], held[-1]) if held else Strip(bars)


def spanned(counts: Mapping[str, int]) -> tuple[MonthBar, ...]:
    """Return the counts of all months from the first to the last."""
    if not counts:
        return ()
    first, last = _number(min(counts)), _number(max(counts))
    names = (_month(number) for number in range(first, last + 1))
    return tuple(MonthBar(name, name, counts.get(name, 0)) for name in names)


def folded(months: tuple[MonthBar, ...], width: int) -> tuple[MonthBar, ...]:
    """Join neighboring months until at most *width* bars are left."""
    if width <= 0:
        return ()
    step = -(-len(months) // width)
    if step <= 1:
        return months
    groups = [months[start : start + step] for start in range(0, len(months), step)]
    return tuple(MonthBar(group[0].first, group[-1].last, sum(each.articles for each in group)) for group in groups)


def month_name(month: str) -> str:
    """Return `2016-12` as `Dec 2016`."""
    year, _, number = month.partition("-")
    return f"{MONTHS[int(number) - 1][:3]} {year}"


def _number(month: str) -> int:
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number) - 1


def _month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
