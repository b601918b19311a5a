"""Every pane and dialog in a window of almost nothing: no key ends the program, and what is drawn fits."""

import pytest

from tests.tui.conftest import Sit, Table
from tests.tui.test_annotating import to_first_sentence
from tests.tui.test_dialogs import OPENED

SIZES = [(20, 5), (79, 6), (80, 5), (120, 5), (8, 2)]
MOVES = ("G", "g", "space", "b", "ctrl+d", "ctrl+u", "j", "k")


def assert_fits(table: Table) -> None:
    assert table.app.is_running
    assert all(strip.cell_length <= table.app.size.width for strip in table.strips())


async def test_every_pane_moves_in_a_tiny_window(sit: Sit) -> None:
    async with sit() as table:
        for size in SIZES:
            await table.resize(*size)
            for pane in ("1", "2", "3", "4", "F", "M", "B"):
                await table.press(pane, *MOVES)
                assert_fits(table)
            await table.press("q")
            assert table.app.screen is table.screen


async def test_every_dialog_moves_in_a_tiny_window(sit: Sit) -> None:
    async with sit() as table:
        await table.resize(20, 5)
        for name, go in OPENED.items():
            if name in {"notebook", "export"}:
                continue
            await table.press("escape", "2", "g")
            await go(table)
            assert table.app.screen is not table.screen, name
            await table.press(*MOVES)

            assert_fits(table)
            while table.app.screen is not table.screen:
                await table.press("escape")


async def test_the_palette_moves_in_a_tiny_window(sit: Sit) -> None:
    async with sit() as table:
        for size in (*SIZES, (3, 2)):
            await table.resize(*size)
            await table.press("colon")
            await table.press("pagedown", "pageup", "end", "home", "down", "up")

            assert table.app.is_running
            await table.press("escape")
            assert table.app.screen is table.screen


@pytest.mark.parametrize("size", [(20, 5), (80, 5)], ids=str)
async def test_a_note_is_written_in_a_tiny_window(size: tuple[int, int], *, sit: Sit) -> None:
    async with sit() as table:
        await table.resize(*size)
        await to_first_sentence(table)
        await table.press("v", ")", "H", "a")
        await table.type("dam")
        await table.press("escape", "t")
        await table.type("river")
        await table.press("enter", "/")
        await table.type("homes")
        await table.press("enter")

        assert_fits(table)


async def test_a_window_that_shrinks_and_grows_keeps_going(sit: Sit) -> None:
    async with sit() as table:
        for size in ((20, 5), (3, 1), (200, 3), (10, 60), (120, 40)):
            await table.resize(*size)
            await table.press("2", *MOVES, "1", *MOVES)
            assert_fits(table)


async def test_lines_fit_also_while_a_column_becomes_narrower(sit: Sit) -> None:
    async with sit((150, 40)) as table:
        # Scrolled, then drawn after a style was changed and before that is laid out.
        screen = table.screen
        compositor = screen._compositor
        compositor.reflow_visible(screen, screen.size)
        assert compositor.cuts
        third = screen.boxes_by_column()["third"]
        for column in (screen.list_view, third, screen.search_bar.query_one("#search-count")):
            column.styles.width = column.size.width // 2
        for each in screen.walk_children(with_self=True):
            each._clear_arrangement_cache()  # type: ignore[attr-defined]  # all are widgets
        assert screen.list_view in compositor.full_map

        assert_fits(table)


async def test_in_twenty_columns_and_five_lines_there_is_something_to_read(sit: Sit) -> None:
    async with sit() as table:
        await table.resize(20, 5)
        await table.press("1", "g")
        await table.sees("Keller wins")

        await table.press("enter", "g")
        await table.sees("Keller wins")
