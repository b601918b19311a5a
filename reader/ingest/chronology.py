"""The days of a chronology or a diary: lines that are only a date, each above what happened on it."""

from collections.abc import Sequence

from reader.ingest.lines import PageLine

_LEAST_DAYS = 3
# Of headings two are enough: nobody writes the date of publication as a subheading twice.
_LEAST_HEADINGS = 2


def find_days(lines: Sequence[PageLine]) -> frozenset[int]:
    """Return the lines that head the days; none where the dates are those of a page, of comments or of a list.

    There every date has its own headline or name above it. Here prose stands above all but the first, and below each.
    """
    days = [at for at, line in enumerate(lines[:-1]) if _is_date(line) and _tells(lines[at + 1])]
    following = [at for at in days[1:] if _tells(lines[at - 1])]
    if not following:
        return frozenset()
    found = [*_first_of(lines, days, following[0]), *following]
    least = _LEAST_HEADINGS if all(lines[at].level for at in found) else _LEAST_DAYS
    distinct = {lines[at].key for at in found}
    return frozenset(found) if len(found) >= least and len(distinct) == len(found) else frozenset()


def _first_of(lines: Sequence[PageLine], days: Sequence[int], second: int) -> Sequence[int]:
    """Return the first day, if there is one: a date below the headline may be that of the page and look otherwise."""
    before = days[: days.index(second)][-1:]
    return [at for at in before if lines[at].level == lines[second].level]


def _tells(line: PageLine) -> bool:
    """Whether a line tells something: a paragraph, a sentence or an item of a list."""
    return line.is_prose or line.is_finished or line.is_item


def _is_date(line: PageLine) -> bool:
    """Whether a line is a day and nothing else: who signs a comment gives the hour too."""
    dates = line.dates
    if len(dates) != 1 or "T" in dates[0].iso:
        return False
    rest = line.seen[: dates[0].start] + line.seen[dates[0].end :]
    return sum(map(str.isalnum, rest)) <= len("Wednesday")
