"""The days of a chronology or a diary: lines that are only a date, each above what happened on it."""

from collections.abc import Sequence

from reader.ingest.lines import PageLine, words_in
from reader.ingest.record_words import DATE_LABELS

_LEAST_DAYS = 3
# What is told of an article itself, in a list too.
_STEPS = DATE_LABELS | {"received", "accepted"}
# Of headings two are enough: nobody writes the date of publication as a subheading twice. Far down, one is.
_LEAST_HEADINGS = 2
_FAR = 3
_WORDS_OF_DAY = 12


def find_days(lines: Sequence[PageLine]) -> frozenset[int]:
    """Return the lines that head the days; none where the dates are those of a page, of comments or of a list.

    There every date has its own headline or name above it. Here prose stands above all but the first, and below each.
    """
    days = [at for at, line in enumerate(lines[:-1]) if is_day(line) and _tells(lines[at + 1])]
    following = [at for at in days if _tells(lines[at - 1]) and (at != days[0] or _is_far(lines, at))]
    if not following:
        return frozenset()
    found = {lines[at].key: at for at in _in_order(lines, [*_first_of(lines, days, following[0]), *following])}
    return frozenset(found.values()) if found and len(found) >= _least(lines, [*found.values()]) else frozenset()


def _in_order(lines: Sequence[PageLine], days: Sequence[int]) -> Sequence[int]:
    """Return the *days* that follow one another in time, forward or backward: all, or all but the first; else none."""
    for order in (days, days[1:]):
        dates = [lines[at].dates[0].iso for at in order]
        if dates in (sorted(dates), sorted(dates, reverse=True)):
            return order
    return ()


def _least(lines: Sequence[PageLine], found: Sequence[int]) -> int:
    """Return how many of such dates are days, and not the date of the page or its parts."""
    if not all(lines[at].level for at in found):
        return _LEAST_DAYS
    return 1 if _is_far(lines, found[0]) else _LEAST_HEADINGS


def _is_far(lines: Sequence[PageLine], at: int) -> bool:
    return sum(line.is_prose for line in lines[:at]) >= _FAR


def _first_of(lines: Sequence[PageLine], days: Sequence[int], second: int) -> Sequence[int]:
    """Return the first day, if there is one: a date below the headline may be that of the page and look otherwise."""
    before = days[: days.index(second)][-1:]
    return [at for at in before if lines[at].level == lines[second].level]


def _tells(line: PageLine) -> bool:
    """Whether a line tells something: a paragraph, a sentence or an item of a list."""
    return line.is_prose or line.is_finished or line.is_item


def is_day(line: PageLine) -> bool:
    """Whether a line is a day and nothing else: who signs a comment gives the hour too."""
    # Longer ones are not looked through for dates.
    dates = line.dates if line.word_count <= _WORDS_OF_DAY else []
    if len(dates) != 1 or "T" in dates[0].iso:
        return False
    rest = line.seen[: dates[0].start] + line.seen[dates[0].end :]
    if not _STEPS.isdisjoint(words_in(rest.casefold())):
        return False
    return sum(map(str.isalnum, rest)) <= len("Wednesday")
