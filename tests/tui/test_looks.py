"""How it looks, at the three widths and in the three colors. What it does is proved elsewhere.

After a change of looks that is meant: `pytest tests/tui/test_looks.py --snapshot-update`, and look at the pictures.
"""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from reader.room import ReadingRoom
from reader.tui.app import ReaderApp
from tests.tui.conftest import until


async def _flood(pilot: Pilot[None]) -> None:
    """Open the long article, highlight a sentence, and wait for its cross-references."""
    await pilot.press("j", "j", "enter", ")", "H", ")")
    reading = pilot.app.screen
    await until(pilot, lambda: reading.query_one("#crossrefs").references)  # type: ignore[attr-defined]  # our own pane
    await pilot.pause()


@pytest.mark.parametrize(
    ("size", "theme"),
    [((120, 40), "dark"), ((120, 40), "light"), ((120, 40), "contrast"), ((80, 24), "dark"), ((60, 20), "dark")],
)
def test_the_screen_looks_as_it_was_approved(
    size: tuple[int, int], theme: str, room: ReadingRoom, snap_compare: Callable[..., bool]
) -> None:
    app = ReaderApp(room, with_indexing=False)
    app.theme = theme

    assert snap_compare(app, terminal_size=size, run_before=_flood)
