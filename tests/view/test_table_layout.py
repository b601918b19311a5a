import pytest

from reader.library.markdown import parse
from reader.view.layout import ArticleLayout

TOWNS = """| Town | Lost | Remark |
|---|---|---|
| Marlow | 412 | The river rose on Monday. |
| Tarn | 1,090 | |
"""


def drawn(markdown: str, width: int, unfolded: frozenset[int] = frozenset()) -> list[str]:
    layout = ArticleLayout(parse(markdown), width, unfolded=unfolded)
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
    assert drawn(TOWNS, 60, frozenset({0}))[2:5] == [
        "Town    Marlow", "Lost    412", "Remark  The river rose on Monday."
    ]  # fmt: skip
    assert "│" in drawn(TOWNS, 20, frozenset({0}))[0]


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
