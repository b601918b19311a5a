"""The dossier of an event and the ledger of its figures, keys in and state out."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.related.ledger import LedgerRow, sort_rows
from reader.room import ReadingRoom
from reader.tui.dialogs.dialog import TextQuestion
from reader.tui.dialogs.event import Dossier, Ledger
from reader.tui.panes.ledger_table import LedgerTable
from reader.view.cells import cell_width
from reader.view.ledger_rows import COLUMNS, GAP, cells, ledger_lines, titles, widths
from tests.tui.conftest import Sit, Table
from tests.tui.storm import write_storm


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_storm(tmp_path / "library")


async def lay_open(table: Table, key: str, article_id: str = "harbor") -> None:
    """Open an article, and with a key its event."""
    table.screen.open_article(article_id)
    await table.press("2", key)
    await table.until(lambda: isinstance(table.app.screen, (Dossier, Ledger)))
    await table.press()


def figures(table: Table) -> list[tuple[str, str]]:
    """Return what the ledger counts, row by row."""
    return [(row.counted, row.number) for row in table.app.screen.query_one(LedgerTable).rows]


# The dossier


async def test_the_dossier_lists_what_tells_of_the_event_in_time_order(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await lay_open(table, "D")

        assert isinstance(table.app.screen, Dossier)
        ids = [each.id for each in table.app.screen.articles]
        assert ids[:2] == ["harbor", "ledger"]
        assert set(ids) == {"harbor", "ledger", "mirror", "echo", "digest"}
        await table.sees("5 articles on one event, from 5 sites, by date", "the open article", "1 day later")


async def test_an_article_of_the_dossier_is_opened_and_ctrl_o_comes_back(sit: Sit) -> None:
    async with sit() as table:
        await lay_open(table, "D")
        await table.press("j", "enter")

        assert table.article_id == "ledger"
        assert table.pane() == "article"
        await table.press("ctrl+o")
        assert table.article_id == "harbor"


async def test_an_article_alone_in_its_event_says_so(sit: Sit) -> None:
    async with sit() as table:
        table.screen.open_article("bread")
        await table.press("2", "D")

        await table.until(lambda: "No other article" in table.screen.status.said)
        await table.press("number_sign")
        await table.until(lambda: "give no figures" in table.screen.status.said)


async def test_the_dossier_leads_on_to_the_ledger(sit: Sit) -> None:
    async with sit() as table:
        await lay_open(table, "D")
        await table.press("number_sign")

        await table.until(lambda: isinstance(table.app.screen, Ledger))


# The ledger


async def test_the_ledger_tells_what_is_counted_how_many_who_says_so_where_and_when(sit: Sit) -> None:
    async with sit() as table:
        await lay_open(table, "number_sign")

        assert ("houses", "940") in figures(table)
        assert ("houses", "1,200") in figures(table)
        await table.sees(
            "what is counted▲",
            "people",
            "3,417",
            "Mara Lindqvist",
            "Harbor Post +2 copies",
            "3 Mar 2020",
            "Daily Ledger",
        )
        view = table.app.screen.query_one(LedgerTable)
        assert view.first_line == 0
        assert view.rows[0].number in view.render_line(1).text


async def test_the_selected_figure_is_always_in_the_window(sit: Sit) -> None:
    async with sit() as table:
        await table.resize(100, 14)
        await lay_open(table, "number_sign")
        view = table.app.screen.query_one(LedgerTable)
        for keys in (("j",) * 4, ("G",), ("k", "k"), ("g",)):
            await table.press(*keys)
            assert view.selected_row is not None
            shown = [view.render_line(y).text for y in range(1, view.page)]
            assert any(view.selected_row.number in line for line in shown)
            assert view.first_line <= view.selected < view.first_line + view.page - 1


async def test_the_sentence_of_the_selected_figure_is_shown(sit: Sit) -> None:
    async with sit() as table:
        await lay_open(table, "number_sign")
        place = figures(table).index(("houses", "1,200"))
        await table.press(*("j" * place))

        await table.sees("The insurers counted 1,200 houses")


async def test_each_column_orders_the_ledger_and_once_more_backwards(sit: Sit) -> None:
    async with sit() as table:
        await lay_open(table, "number_sign")
        view = table.app.screen.query_one(LedgerTable)
        await table.press("j")
        selected = view.selected_row
        for key, column in zip("2345", COLUMNS[1:], strict=True):
            await table.press(key)
            assert list(view.rows) == list(sort_rows(view.rows, column))
            assert view.selected_row == selected
        await table.press("2")
        await table.press("2")
        values = [row.value for row in view.rows]
        assert values == sorted(values, reverse=True)
        await table.sees("number▼")
        await table.press("1")
        await table.sees("what is counted▲")


async def test_enter_opens_the_article_at_the_figure(sit: Sit) -> None:
    async with sit() as table:
        await lay_open(table, "number_sign")
        place = figures(table).index(("houses", "1,200"))
        await table.press("g", *("j" * place), "enter")

        assert table.article_id == "ledger"
        view = table.screen.article_view
        assert view.caret.plain.text[view.caret.offset :].startswith("1,200")
        (mark,) = view.marks("evidence")
        assert view.caret.plain.text[mark.start : mark.end] == "1,200"


async def test_the_ledger_is_written_in_the_order_shown(sit: Sit, tmp_path: Path) -> None:
    async with sit() as table:
        await lay_open(table, "number_sign")
        await table.press("2")
        for suffix, begins in ((".csv", "counted,event"), (".md", "| counted | event")):
            target = tmp_path / f"out{suffix}"
            await table.press("w")
            assert isinstance(table.app.screen, TextQuestion)
            table.app.screen.query_one("#answer").value = str(target)  # type: ignore[attr-defined]  # an Input
            await table.press("enter")

            assert isinstance(table.app.screen, Ledger)
            await table.until(target.exists)
            await table.sees("Written to")
            text = target.read_text()
            assert text.startswith(begins)
            assert text.index("61") < text.index("940") < text.index("3,417")


async def test_a_bad_place_is_said_and_asked_again(sit: Sit, tmp_path: Path) -> None:
    (tmp_path / "there.csv").write_text("mine")
    bad = {"there.csv": "Choose another name", "out.txt": ".csv or .md", "no/such/out.csv": "no such folder"}
    async with sit() as table:
        await lay_open(table, "number_sign")
        await table.press("w")
        for name, told in bad.items():
            table.app.screen.query_one("#answer").value = str(tmp_path / name)  # type: ignore[attr-defined]  # an Input
            await table.press("enter")

            assert isinstance(table.app.screen, TextQuestion)
            await table.sees(told)
        await table.press("escape", "escape")
        assert len(table.app.screen_stack) == 1
    assert (tmp_path / "there.csv").read_text() == "mine"


async def test_the_ledger_fits_a_small_screen(sit: Sit) -> None:
    async with sit() as table:
        await table.resize(60, 20)
        await lay_open(table, "number_sign")

        await table.sees("3,417")
        await table.press("G", "g", "escape")
        assert table.app.screen is table.screen


# The table, without an app


ROWS = st.builds(
    LedgerRow,
    counted=st.sampled_from(["people", "houses"]),
    value=st.floats(3, 1e6),
    number=st.text("0123456789,", min_size=1, max_size=20),
    said_by=st.text(max_size=40),
    site=st.text(max_size=40),
    published=st.sampled_from(["", "2020-03-04", "2020", "2020-03"]),
    article=st.just("a"),
    start=st.integers(0, 9),
    end=st.integers(10, 20),
    copies=st.integers(0, 3),
)


@given(st.lists(ROWS, max_size=6), st.integers(30, 200))
def test_the_columns_always_fit(found: list[LedgerRow], width: int) -> None:
    wide = widths(found, width)

    assert len(wide) == len(COLUMNS)
    shown = [each for each in wide if each]
    assert sum(shown) + GAP * (len(shown) - 1) <= width
    assert all(wide[:2])


@given(st.lists(ROWS, max_size=6), st.integers(30, 200))
def test_the_table_of_the_command_line_always_fits(found: list[LedgerRow], width: int) -> None:
    assert all(cell_width(line) <= width for line in ledger_lines(found, width))


def test_what_happened_is_read_at_eighty_columns() -> None:
    row = LedgerRow(
        "civilians", 82.0, "at least 82", "UN human rights office", "Sana", "2020-03-04", "a", 0, 1, standing="agrees"
    )

    wide = widths([row._replace(event="take back"), row], 73)

    assert wide[0] >= len("civilians · take back")
    assert wide[1] >= len("= at least 82")


def test_where_it_stands_is_left_out_where_all_would_read_the_same() -> None:
    row = LedgerRow(
        "civilians", 82.0, "at least 82", "UN human rights office", "Tolm Daily News", "2020-03-04", "a", 0, 1
    )
    alike, apart = row._replace(site="Tolm Daily Mirror"), row._replace(site="Harbor Post")

    assert widths([row, alike], 64)[3] == 0
    assert widths([row, alike], 64)[4] > 0
    assert widths([row, apart], 64)[3] > 0


@given(st.lists(ROWS, max_size=8), st.sampled_from(COLUMNS), st.booleans())
def test_ordering_loses_no_row(found: list[LedgerRow], column: str, backwards: bool) -> None:
    assert Counter(sort_rows(found, column, backwards=backwards)) == Counter(found)


def test_the_head_says_which_key_orders_and_how_it_is_ordered() -> None:
    assert titles("number", backwards=True)[:2] == ("1 what is counted", "2 number▼")


def test_what_is_counted_is_said_once_for_the_rows_that_count_it() -> None:
    one = LedgerRow("people", 4.0, "4", "", "", "", "a", 0, 1)

    assert not cells(one, None)[0].is_ditto
    assert cells(one, one)[0].is_ditto
    assert not cells(one, one._replace(counted="boats"))[0].is_ditto
