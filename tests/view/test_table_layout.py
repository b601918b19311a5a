from collections.abc import Mapping
from types import MappingProxyType

import pytest

from reader.library.article import Article
from reader.library.markdown import parse
from reader.library.record import Record
from reader.view.article_page import ArticlePage
from reader.view.caret import Caret
from reader.view.layout import ArticleLayout
from reader.view.marks import MarkLayer
from reader.view.sheet import Sheet

TOWNS = """| Town | Lost | Remark |
|---|---|---|
| Marlow | 412 | The river rose on Monday. |
| Tarn | 1,090 | |
"""


def drawn(markdown: str, width: int, tables: Mapping[int, int] = MappingProxyType({})) -> list[str]:
    layout = ArticleLayout(parse(markdown), width, tables=tables)
    return [layout.row_text(row) for row in range(len(layout))]


def test_columns_stand_below_their_heads_and_figures_at_the_right() -> None:
    assert drawn(TOWNS, 60) == [
        "Town   │  Lost │ Remark",
        "───────┼───────┼──────────────────────────",
        "Marlow │   412 │ The river rose on Monday.",
        "Tarn   │ 1,090 │",
    ]


def test_cells_are_wrapped_within_the_measure_and_rows_parted_then() -> None:
    assert drawn(TOWNS, 30) == [
        "Town   │  Lost │ Remark",
        "───────┼───────┼──────────────",
        "Marlow │   412 │ The river",
        "       │       │ rose on",
        "       │       │ Monday.",
        "╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌",
        "Tarn   │ 1,090 │",
    ]


def test_a_table_that_is_too_wide_is_told_row_by_row_and_either_way_when_asked() -> None:
    told = ["Town | Lost | Remark", "────────────────────", "Town    Marlow", "Lost    412", "Remark  The river"]

    assert drawn(TOWNS, 20)[:5] == told
    assert drawn(TOWNS, 60, {0: 0})[2:5] == [
        "Town    Marlow", "Lost    412", "Remark  The river rose on Monday."
    ]  # fmt: skip
    assert drawn(TOWNS, 20, {0: 0})[:2] == ["1 more ▸".rjust(14), "Town   │  Lost"]


@pytest.mark.parametrize("width", [70, 30, 16])
def test_every_word_of_a_table_has_its_place(width: int) -> None:
    layout = ArticleLayout(parse(TOWNS), width)
    for word in ("Town", "Remark", "Marlow", "412", "Monday", "1,090"):
        offset = layout.plain.text.index(word)
        row, column = layout.place_of(offset)
        assert layout.row_text(row)[column:].startswith(word[:3])
        assert layout.offset_at(row, column) == offset


def test_the_table_says_how_its_columns_are_aligned() -> None:
    rows = drawn("| wide head | wide head | wide head |\n|:--|--:|:-:|\n| 1 | b | c |", 60)

    assert rows[2] == "1         │         b │     c"


def test_a_cell_written_from_right_to_left_stands_at_the_right_of_its_column() -> None:
    assert drawn("| wide head | b |\n|---|---|\n| אב | c |", 40)[2] == "       בא │ c"


def test_a_row_of_more_cells_than_its_header_loses_none() -> None:
    assert drawn("| a | b |\n|---|---|\n| 1 | 2 | 3 |", 40)[2] == "1 │ 2 | 3"


def test_a_table_written_from_right_to_left_begins_at_the_right() -> None:
    rows = drawn("| אב | גד |\n|---|---|\n| ה | 12 |", 20)

    assert rows == [" " * 13 + "דג │ בא", " " * 13 + "───┼───", " " * 13 + "12 │  ה"]


WIDE = parse("| Land | " + " | ".join(f"Year {year}" for year in range(2010, 2020)) + " |\n" + "|---" * 11 + "|\n"
             + "| Marlow | " + " | ".join(str(1000 * at) for at in range(10)) + " |\n")  # fmt: skip


@pytest.mark.parametrize("width", [20, 33, 60])
def test_a_wide_table_is_scrolled_sideways_until_each_of_its_cells_is_in_its_place(width: int) -> None:
    sheet = Sheet(width)
    sheet.take(ArticlePage(Article("a", Record(), "", ""), ArticleLayout(WIDE, width), MarkLayer(), ()))
    sheet.turn_table(0)
    sheet.fit(width, {})
    for word in [*(str(1000 * at) for at in range(1, 10)), "Year 2010", "Marlow", "Year 2019"]:
        offset = WIDE.text.index(word)
        if sheet.show_cell(offset):
            sheet.fit(width, {})
        line, column = sheet.place_of(offset)
        row = sheet.layout.row_text(line - len(sheet.header))
        assert row[column:].startswith(word.split(" ", maxsplit=1)[0])
        assert sheet.offset_at(line, column) == offset
        assert row.startswith(("Land", "Marlow"))
    assert "◂ " in sheet.layout.row_text(0)
    assert "▸" not in sheet.layout.row_text(0)


def test_the_caret_goes_from_cell_to_cell_and_stays_in_the_table() -> None:
    caret = Caret(parse(TOWNS))
    seen = [caret.plain.text[caret.move("cell", 1) :].split()[0] for _ in range(5)]

    assert seen == ["Lost", "Remark", "Marlow", "412", "The"]
    assert [caret.move("cell", -1) for _ in range(9)][-1] == 0
