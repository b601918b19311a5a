"""The rows of the list: which articles, in what order, with which marks. Computed without Textual."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, groupby
from typing import NamedTuple

from reader.library.catalog import CatalogEntry
from reader.library.state import Reading
from reader.view.cells import with_small_marks
from reader.view.phrases import day, day_in_month, month_name, size


class ArticleRow(NamedTuple):
    """One article in the list. *marks* are the hits in *snippet*, *title_marks* those in the title.

    *day* has a column of its own; it leaves out year and month where a heading gives them.
    """

    id: str
    title: str
    site: str
    day: str
    size: str
    is_read: bool = False
    is_starred: bool = False
    notes: int = 0
    snippet: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    problem: str = ""
    title_marks: tuple[tuple[int, int], ...] = ()


class Snippet(NamedTuple):
    """The passage that matches the query, and the hits in it and in the title."""

    text: str
    marks: tuple[tuple[int, int], ...]
    title_marks: tuple[tuple[int, int], ...] = ()

    def drawn(self) -> "Snippet":
        """Return it with the marks of footnotes small, and the hits where they then stand."""
        if "[^" not in self.text:
            return self
        ends = {edge: len(with_small_marks(self.text[:edge])) for mark in self.marks for edge in mark}
        marks = tuple((ends[start], ends[end]) for start, end in self.marks)
        return self._replace(text=with_small_marks(self.text), marks=marks)


_NO_SNIPPET = Snippet("", ())


@dataclass(frozen=True, slots=True)
class Divider:
    """A *text* on *height* lines between row *index* and the rows before it: a rule, or the heading of a month."""

    index: int
    text: str
    height: int = 4

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading of the rows under it."""
        return self.height == 1


class RowPlaces:
    """On which lines rows of one *height* stand, with the dividers between them."""

    def __init__(self, count: int, height: int, dividers: Sequence[Divider]) -> None:
        self.height = height
        self._dividers = dividers
        self._indexes = [each.index for each in dividers]
        # The lines that all dividers before each divider take.
        self._before = [0, *accumulate(each.height for each in dividers)]
        self._tops = [each.index * height + self._before[at] for at, each in enumerate(dividers)]
        self.lines = count * height + self._before[-1]

    def lines_of(self, index: int) -> tuple[int, int]:
        """Return the first and the last line of a row, with the divider above it, if any."""
        above = bisect_right(self._indexes, index)
        top = index * self.height + self._before[above]
        is_under = above and self._indexes[above - 1] == index
        return top - (self._dividers[above - 1].height if is_under else 0), top + self.height - 1

    def place_of(self, line: int) -> tuple[int | None, int]:
        """Return the row of a line and which of its lines it is; for a divider the row is None."""
        above = bisect_right(self._tops, line)
        if above and line < self._tops[above - 1] + self._dividers[above - 1].height:
            return None, line - self._tops[above - 1]
        return divmod(line - self._before[above], self.height)

    def divider_at(self, line: int) -> Divider:
        """Return the divider that a line belongs to."""
        return self._dividers[bisect_right(self._tops, line) - 1]


def month_headings(counts: Iterable[tuple[str, int]]) -> tuple[Divider, ...]:
    """Return the headings of rows sorted by date: *counts* are the months in order, with their number of rows."""
    found: list[Divider] = []
    at = 0
    for month, count in counts:
        found.append(Divider(at, month_name(month), 1))
        at += count
    return tuple(found)


def hit_dividers(count: int, strict: int, relaxing: str, dates: Sequence[str] = ()) -> list[Divider]:
    """Return the dividers of *count* hits: *relaxing* after the first *strict*, and months by their *dates*.

    Hits that have all the words come first, whatever their date; after them the months start over.
    """
    found: list[Divider] = []
    for start, end in ((0, strict), (strict, count)):
        if start == strict < end:
            found.append(Divider(strict, relaxing))
        if len(dates) == count:
            months = groupby(each[:7] for each in dates[start:end])
            headings = month_headings((month, len(list(group))) for month, group in months)
            found += [replace(each, index=each.index + start) for each in headings]
    return found


class ListModel:
    """The rows, read from the catalog one by one when they are shown.

    *numbers* are the catalog's row numbers in the order shown.
    """

    def __init__(
        self,
        numbers: Sequence[int],
        entry_at: Callable[[int], CatalogEntry | None],
        reading_of: Callable[[str], Reading],
        notes: Mapping[str, int],
        snippets: Mapping[str, Snippet] | None = None,
        dividers: Sequence[Divider] = (),
    ) -> None:
        self.numbers = numbers
        self.snippets = snippets
        self.dividers = dividers
        self._has_months = any(each.is_heading for each in dividers)
        self._reading_of = reading_of
        self._notes = notes
        self._entry_at = lru_cache(maxsize=2048)(entry_at)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.numbers)

    def entry(self, index: int) -> CatalogEntry | None:
        """Return the article of row *index*; None if there is none, or no longer."""
        return self._entry_at(self.numbers[index]) if 0 <= index < len(self.numbers) else None

    def row(self, index: int) -> ArticleRow | None:
        """Return row *index* with its present state."""
        entry = self.entry(index)
        if entry is None:
            return None
        reading = self._reading_of(entry.id)
        snippet = (self.snippets or {}).get(entry.id, _NO_SNIPPET).drawn()
        return ArticleRow(
            entry.id,
            entry.title,
            entry.record.site or "",
            day_in_month(entry.record.published) if self._has_months else day(entry.record.published),
            size(entry),
            reading.read,
            reading.starred,
            self._notes.get(entry.id, 0),
            snippet.text,
            snippet.marks,
            entry.problem or "",
            snippet.title_marks,
        )

    def index_of(self, number: int) -> int | None:
        """Return the row of the article with that catalog number; None if it is not in the list."""
        try:
            return self.numbers.index(number)
        except ValueError:
            return None

    def unread_from(self, index: int, step: int) -> int | None:
        """Return the next row after *index*, in the direction of *step*, whose article is unread."""
        position = index + step
        while 0 <= position < len(self.numbers):
            entry = self.entry(position)
            if entry is not None and not self._reading_of(entry.id).read:
                return position
            position += step
        return None


def unread_first(numbers: Sequence[int], id_by_number: Callable[[int], str], read: Iterable[str]) -> "array[int]":
    """Return *numbers* with the unread ones first, otherwise in their order."""
    known = frozenset(read)
    flags = [(id_by_number(number) in known, number) for number in numbers]
    return array("q", [n for is_read, n in flags if not is_read] + [n for is_read, n in flags if is_read])
