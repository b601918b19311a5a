"""CSV that is read as it was written, and in which no spreadsheet finds a formula."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.library.csv_text import CsvError, read_csv, write_csv

SIGNS = "=+-@\t\r\n＝＋－＠"
CELLS = st.text(SIGNS + "'\" ab,;\u200b\ufeff\xa0", max_size=8) | st.text(st.characters(codec="utf-8"), max_size=8)


def cells(text: str) -> list[str]:
    """Return the cells of the only row as a spreadsheet has them."""
    (row,) = csv.reader(io.StringIO(text, newline=""))
    return row


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", ["", " ", "  ", "\xa0", "'", "''", '"', "' \"", "\u200b", "\ufeff"])
def test_a_cell_that_begins_as_a_formula_does_is_a_text(sign: str, before: str) -> None:
    (cell,) = cells(write_csv([[f"{before}{sign}1+1"]]))

    assert cell == f"'{before}{sign}1+1"


@pytest.mark.parametrize("cell", ["", "a", "1 - 2", "a=b", "'tis", '"so"', "née", "— so", "#tag", "5", "a\n- b"])
def test_another_cell_stays_as_it_is(cell: str) -> None:
    assert cells(write_csv([[cell, "x"]])) == [cell, "x"]


def test_a_number_is_no_text() -> None:
    assert write_csv([[-5, 2.5]]) == "-5,2.5\r\n"


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=3))
@example([["'=1", "''=1", "=1", "' x"]])
def test_what_was_written_is_read_exactly(rows: list[list[str]]) -> None:
    rows = [["first", "second"], *rows]

    assert [*read_csv(write_csv(rows), is_ours=True)] == rows


@given(CELLS)
def test_no_cell_begins_with_what_a_spreadsheet_runs(cell: str) -> None:
    found, _ = cells(write_csv([[cell, "x"]]))

    assert found.lstrip(' \xa0\u200b\ufeff"')[:1] not in {*SIGNS}


def test_what_another_program_wrote_is_read_as_it_stands() -> None:
    assert [*read_csv("\ufeffa,b\r\n'=1,2\r\n", is_ours=False)] == [["a", "b"], ["'=1", "2"]]


def test_what_is_no_csv_is_told() -> None:
    with pytest.raises(CsvError):
        [*read_csv("a" * 1_000_001, is_ours=True)]
