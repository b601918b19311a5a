"""An app that is left alone does nothing, whatever is on screen; what happens outside it is told to it."""

from pathlib import Path

import pytest
from textual.dom import DOMNode
from textual.timer import Timer

from tests.tui.conftest import Sit, Table


def going_on(table: Table) -> list[Timer]:
    """Return the timers that fire again and again."""
    nodes: list[DOMNode] = [table.app]
    for screen in table.app.screen_stack:
        nodes += [screen, *screen.walk_children(DOMNode)]
    timers = [timer for node in nodes for timer in node._timers]
    return [each for each in timers if each._repeat is None and each._active.is_set()]


async def test_no_timer_goes_on_whatever_is_on_screen(sit: Sit) -> None:
    async with sit() as table:
        for keys in ("", "l", "/", "F", "la", "lt", "B", "?", ":", "M"):
            await table.press(*keys)

            await table.until(lambda: not going_on(table), f"after {keys}")
            await table.press("escape", "escape")
            await table.until(lambda: table.app.screen is table.screen)
            await table.press("1")


@pytest.mark.usefixtures("watching")
async def test_a_note_that_another_program_writes_and_changes_appears(sit: Sit, library: Path) -> None:
    async with sit() as table:
        await table.press("l")
        path = library / "notes" / str(table.article_id) / "20200101t000000-aaaaaa.md"
        path.parent.mkdir(parents=True)
        for text in ("Written elsewhere.", "Changed elsewhere."):
            # Written beside and renamed, as most programs save.
            beside = path.with_name(".new")
            beside.write_text(f'---\nid: "20200101t000000-aaaaaa"\n---\n\n{text}\n')
            beside.rename(path)

            await table.until(lambda text=text: text in table.text())  # type: ignore[misc]  # bound at once
