"""One segment of the index, opened for reading: postings, columns and texts, each read where it is asked for."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from operator import sub
from pathlib import Path

from reader.search.columnar.kept_text import KeptTextFile
from reader.search.columnar.posting_file import PostingFile, TermPlace, key_of
from reader.search.columnar.section_file import SectionFile
from reader.search.errors import IndexSuspect
from reader.search.schema import FIELD_NUMBERS

EXTENSION = ".seg"
# So many ids are looked for one by one; to know the numbers of all takes as long.
_LOOKED_FOR = 32
_TRIED = 64


def segment_path(folder: Path, name: str) -> Path:
    """Return the file of the segment of that name."""
    return folder / f"{name}{EXTENSION}"


class OpenSegment:
    """A segment that is open. Numbers of articles count from 0 within it. Not for two threads at once."""

    def __init__(self, folder: Path, name: str, count: int) -> None:
        self.name = name
        self.count = count
        self._asked = 0
        self._file = SectionFile(segment_path(folder, name))
        try:
            self.kept_texts = KeptTextFile(self._file, self.count)
            self.postings = PostingFile(self._file)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def place(self, field: str, term: bytes) -> TermPlace | None:
        """Return where *term* is, `None` where it is not."""
        return self.postings.place(key_of(FIELD_NUMBERS[field], term)) if field in FIELD_NUMBERS else None

    def terms(self, field: str, start: bytes) -> list[TermPlace]:
        """Return the terms of *field* that begin with *start*, in order."""
        return self.postings.places(key_of(FIELD_NUMBERS[field], start)) if field in FIELD_NUMBERS else []

    def span(self, field: str, start: str) -> TermPlace | None:
        """Return where the postings of all terms of *field* are that begin with *start*; see `PostingFile.span`."""
        return self.postings.span(key_of(FIELD_NUMBERS[field], start.encode()))

    def has_term(self, field: str, start: bytes) -> bool:
        """Whether any term of *field* begins with *start*."""
        return bool(self.postings.starting(key_of(FIELD_NUMBERS[field], start)))

    def numbers(self, column: str) -> "array[int]":
        """Return a whole column of numbers, one for each article. Raises: IndexSuspect."""
        found = self._file.numbers(column)
        if len(found) != self.count:
            raise IndexSuspect(f"the column {column} has another length")
        return found

    def texts(self, column: str) -> list[bytes]:
        """Return a whole column of byte strings, one for each article. Raises: IndexSuspect."""
        return list(self.column(column))

    def column(self, column: str) -> "TextColumn":
        """Return a column of byte strings, one for each article. Raises: IndexSuspect."""
        return TextColumn(self._file, column, self.count)

    @cached_property
    def ids(self) -> "TextColumn":
        """The ids of the articles. Raises: IndexSuspect."""
        return self.column("ids")

    @cached_property
    def prints(self) -> "TextColumn":
        """The fingerprints of the articles. Raises: IndexSuspect."""
        return self.column("prints")

    def number_of(self, article_id: bytes) -> int | None:
        """Return the number of an article, deleted or not; `None` where it is not there. Raises: IndexSuspect."""
        self._asked += 1
        return self.ids.find(article_id) if self._asked <= _LOOKED_FOR else self._number_by_id.get(article_id)

    @cached_property
    def _number_by_id(self) -> dict[bytes, int]:
        return {name: number for number, name in enumerate(self.ids)}


class TextColumn:
    """The byte strings of a column, each made when it is asked for."""

    def __init__(self, file: SectionFile, column: str, count: int) -> None:
        self._ends = file.numbers(f"ends of {column}")
        section = file.section(column)
        if len(self._ends) != count or (self._ends[-1] if self._ends else 0) != section.size:
            raise IndexSuspect(f"the column {column} has another length")
        self._data = file.read(section, 0, section.size)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._ends)

    def find(self, text: bytes) -> int | None:
        """Return the number of *text*, `None` where it is none of them."""
        at = -1
        for _ in range(_TRIED):
            at = self._data.find(text, at + 1)
            if at < 0:
                return None
            number = bisect_left(self._ends, at + len(text))
            if number < len(self) and self[number] == text:
                return number
        # It is a part of many others.
        return next((number for number, each in enumerate(self) if each == text), None)

    def between(self, low: int, high: int) -> tuple[bytes, "array[int]"]:
        """Return those from *low* to *high* in a row, and how long each is."""
        ends = self._ends[low:high]
        start = self._ends[low - 1] if low else 0
        sizes = array("I", map(sub, ends, [start, *ends[:-1]]))
        return self._data[start : ends[-1] if ends else start], sizes

    def __iter__(self) -> Iterator[bytes]:
        """Yield that of each article."""
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, number: int) -> bytes:
        """Return that of one article."""
        end = self._ends[number]
        return self._data[self._ends[number - 1] if number else 0 : end]
