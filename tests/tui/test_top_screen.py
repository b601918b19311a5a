"""What every screen does."""

from textual._context import visible_screen_stack

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
