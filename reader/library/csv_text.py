"""CSV that is safe in spreadsheets: no cell is a formula, and reading gives back what was written."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

# What a spreadsheet runs: a cell that begins with one of these signs, if need be after what it passes over. See
# OWASP, "CSV Injection".
_FORMULA = re.compile("[\\s\x00-\x1f\"'\u200b\ufeff]*[=+@\t\r\n\uff1d\uff0b\uff20\uff0d-]")
# A prefix that every spreadsheet takes for text.
_TEXT = "'"
_MAX_FIELD = 1_000_000


class CsvError(ValueError):
    """A text that is not CSV; the message says where and why."""


def write_csv(rows: Iterable[Sequence[object]], *, line_end: str = "\r\n") -> str:
    """Return rows as CSV. Numbers are written as they are; a text that would be a formula gets a quote before it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=line_end)
    writer.writerows([_harmless(each) if isinstance(each, str) else each for each in row] for row in rows)
    return out.getvalue()


def read_csv(
    text: str, *, is_ours: bool, mark: str = ",", longest: int = _MAX_FIELD, width: int = 0
) -> Iterator[list[str]]:
    """Yield the rows of a CSV whose cells *mark* divides; with *is_ours*, without what `write_csv` put before a cell.

    A quotation mark that is never closed takes all below it into one cell: where a row is to have *width* cells and its
    lines have them one by one, they are rows. Raises: CsvError, also for a cell that is longer than *longest*.
    """
    csv.field_size_limit(longest)
    held: list[str] = []

    def lines() -> Iterator[str]:
        for each in io.StringIO(text.removeprefix("\ufeff"), newline=""):
            held.append(each)
            yield each

    try:
        for row in csv.reader(lines(), delimiter=mark):
            torn = _torn(held, mark, width) if width and len(held) > 1 and len(row) != width else []
            held.clear()
            yield from torn or [[_unguarded(each) for each in row] if is_ours else row]
    except csv.Error as error:
        raise CsvError(str(error)) from error


def _torn(lines: Sequence[str], mark: str, width: int) -> list[list[str]]:
    """Return the rows that *lines* are one by one; none where most of them have not *width* cells."""
    rows = [_row(each, mark, width) for each in lines if each.strip()]
    return rows if 2 * sum(len(row) == width for row in rows) > len(rows) else []


def _row(text: str, mark: str, width: int) -> list[str]:
    row = next(csv.reader([text], delimiter=mark), [])
    bare = [each.strip('"\r\n') for each in text.split(mark)]
    return bare if len(row) != width == len(bare) else row


def _harmless(cell: str) -> str:
    return f"{_TEXT}{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    # A quote is passed over by spreadsheets, so what has one more before it is a formula as well: this is exact.
    return cell[1:] if cell.startswith(_TEXT) and _FORMULA.match(cell, 1) else cell
