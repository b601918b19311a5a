"""What every screen does."""

import pytest
from textual._context import visible_screen_stack

from reader.tui.dialogs.settings import SettingsDialog
from reader.tui.panes.option_pane import OptionPane
from tests.tui.conftest import Sit


async def test_a_screen_is_drawn_over_what_is_beneath_it_not_over_what_another_drawing_left(sit: Sit) -> None:
    async with sit() as table:
        await table.press("question_mark")
        left = [table.app.screen]
        visible_screen_stack.set(list(left))
        given = visible_screen_stack.get()
        table.screen.styles.background = "transparent"
        assert table.screen.drawn()
        assert given == left


async def test_what_was_chosen_in_a_dialog_opens_nothing_once_the_dialog_is_closed(sit: Sit) -> None:
    async with sit() as table:
        await table.press("f2")
        await table.until(lambda: isinstance(table.app.screen, SettingsDialog))
        dialog = table.app.screen
        await table.until(lambda: dialog.query(OptionPane))
        dialog.query_one(OptionPane).action_select()
        dialog.dismiss()
        await table.press("j")
        assert table.app.screen is table.screen


@pytest.mark.parametrize("waits", ["call_next", "call_after_refresh"])
async def test_what_waits_for_a_drawing_of_a_dialog_does_no_harm_once_the_dialog_is_gone(sit: Sit, waits: str) -> None:
    async with sit() as table:
        await table.press("f2")
        await table.until(lambda: isinstance(table.app.screen, SettingsDialog))
        dialog = table.app.screen
        done: list[bool] = []

        def look_for_panes() -> None:
            done.append(True)
            dialog.query_one("#no-longer-here")

        dialog.dismiss()
        getattr(dialog, waits)(look_for_panes)
        await table.until(lambda: done)
        await table.press("j")
        assert table.app.screen is table.screen
