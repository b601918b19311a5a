"""The rows of the list: which articles, in what order, with which marks. Computed without Textual."""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reader.library.catalog import CatalogEntry
from reader.library.state import Reading
from reader.view.phrases import when


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article in the list. *marks* are the hits in *snippet*, *title_marks* those in the title."""

    id: str
    title: str
    site: str
    when: str
    is_read: bool = False
    is_starred: bool = False
    notes: int = 0
    snippet: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    problem: str = ""
    title_marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Snippet:
    """The passage that answers the query, and the hits in it and in the title."""

    text: str
    marks: tuple[tuple[int, int], ...]
    title_marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Divider:
    """A *text* between row *index* and the rows before it."""

    index: int
    text: str


class ListModel:
    """The rows, taken from the catalog one by one as they are looked at.

    *numbers* are the catalog's row numbers in the order shown.
    """

    def __init__(
        self,
        numbers: Sequence[int],
        entry_at: Callable[[int], CatalogEntry | None],
        reading_of: Callable[[str], Reading],
        notes: Mapping[str, int],
        snippets: Mapping[str, Snippet] | None = None,
        divider: Divider | None = None,
    ) -> None:
        self.numbers = numbers
        self.snippets = snippets
        self.divider = divider
        self._reading_of = reading_of
        self._notes = notes
        self._entry_at = lru_cache(maxsize=2048)(entry_at)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.numbers)

    def entry(self, index: int) -> CatalogEntry | None:
        """Return the article of row *index*; None if there is none or it has gone meanwhile."""
        return self._entry_at(self.numbers[index]) if 0 <= index < len(self.numbers) else None

    def row(self, index: int) -> ArticleRow | None:
        """Return row *index* as it is shown now."""
        entry = self.entry(index)
        if entry is None:
            return None
        reading = self._reading_of(entry.id)
        snippet = self.snippets.get(entry.id) if self.snippets else None
        return ArticleRow(
            entry.id,
            entry.title,
            entry.record.site or "",
            when(entry),
            reading.read,
            reading.starred,
            self._notes.get(entry.id, 0),
            snippet.text if snippet else "",
            snippet.marks if snippet else (),
            entry.problem or "",
            snippet.title_marks if snippet else (),
        )

    def index_of(self, number: int) -> int | None:
        """Return where the article with that catalog row number stands; None if it is not in the list."""
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
