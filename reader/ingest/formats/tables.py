"""Tables that other programs export: CSV by the names of its columns, whatever divides them, in any order."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reader.ingest.encodings import decoded
from reader.ingest.formats.fields import Fields, key
from reader.ingest.formats.source import Source
from reader.library.csv_text import CsvError, read_csv
from reader.library.guarded_file import UndecodableError, UnreadableError, decode
from reader.library.safe_text import line

LARGEST = 200_000_000
_MARKS = (",", ";", "\t")
_LONGEST_HEADER = 4_000
_FEWEST_COLUMNS = 2
# An article's HTML may stand in a cell.
_LONGEST_CELL = 20_000_000


@dataclass(frozen=True, slots=True)
class Header:
    """The first row of a table: its columns as they are compared, and what divides them."""

    columns: tuple[str, ...]
    mark: str

    def has(self, *names: str) -> bool:
        """Whether it has all these columns."""
        # Nearly every file is asked for each table, and is none of them.
        return bool(self.columns) and all(key(name) in self.columns for name in names)


NO_HEADER = Header((), ",")


@lru_cache(maxsize=8)
def header_of(head: bytes) -> Header:
    """Return the header of the table whose file begins with *head*; one without columns where it is no table."""
    try:
        first = decode(head[:_LONGEST_HEADER]).lstrip("\ufeff \r\n").partition("\n")[0]
        rows = {mark: next(read_csv(first, is_ours=False, mark=mark), []) for mark in _MARKS}
    except (UndecodableError, CsvError):
        return NO_HEADER
    mark = max(_MARKS, key=lambda each: len(rows[each]))
    columns = tuple(key(each) for each in rows[mark])
    return Header(columns, mark) if len(columns) >= _FEWEST_COLUMNS else NO_HEADER


def rows_of(source: Source) -> Iterator[Fields]:
    """Yield the rows of a table, each its cells by the names of the columns (see `key`); empty ones are passed over.

    Raises: UnreadableError for what is no CSV, from there on.
    """
    header = header_of(source.head)
    try:
        text = decoded(source.read(LARGEST)).text.lstrip("\ufeff \r\n")
        rows = read_csv(text, is_ours=False, mark=header.mark, longest=_LONGEST_CELL, width=len(header.columns))
        next(rows, None)
        for row in rows:
            if any(cell.strip() for cell in row):
                yield Fields(dict(zip(header.columns, row, strict=False)))
    except UndecodableError as error:
        raise UnreadableError(f"{line(source.name)} {error}.") from error
    except CsvError as error:
        raise UnreadableError(f"{line(source.name)} cannot be read as a table any further: {error}.") from error
