"""A short storm of random keys through Pilot, and that a storm finds what it is to find.

The long one, in a terminal as well, is tests/benchmarks/storm.py.
"""

from pathlib import Path

import pytest
from textual.app import ScreenError
from textual.screen import Screen

from reader.tui.dialogs.record import RecordDialog
from reader.tui.input_order import InputOrder
from reader.tui.top_screen import TopScreen
from tests.benchmarks.storm import reduced
from tests.benchmarks.storm_keys import REST, Press, presses
from tests.benchmarks.storm_seat import press_all
from tests.tui.conftest import Sit, library, room, sit

__all__ = ["library", "room", "sit"]

SIZES = [(120, 40), (80, 24), (20, 5), (200, 60)]


async def test_no_key_ends_the_app_but_a_quit(
    sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, long: bool
) -> None:
    # A name that the storm types is that of a file here, not of one in the checkout.
    monkeypatch.chdir(tmp_path)
    for seed in range(200 if long else 1):
        async with sit(SIZES[seed % len(SIZES)]) as table:
            await press_all(table.pilot, [press.what for press in presses(seed, 1_000 if long else 60, 1)])

            assert table.app.failure is None


async def test_a_storm_finds_a_dialog_that_two_keys_close_twice(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("dismiss", "_dispatch_message"):
        monkeypatch.setattr(TopScreen, name, getattr(Screen, name))
    # And as if keys were handed on as fast as they come.
    monkeypatch.setattr(InputOrder, "take", lambda order, event: order._hand_on(event))

    async def close_twice() -> None:
        async with sit() as table:
            await table.press("i")
            await table.until(lambda: isinstance(table.app.screen, RecordDialog))
            await press_all(table.pilot, ["q", "q", REST])
            await table.pilot.pause()

    with pytest.raises(ScreenError):
        await close_twice()


def test_the_shortest_sequence_has_the_keys_that_matter_and_no_others() -> None:
    pressed = presses(seed=1, count=200, apps=2)
    needed = [Press(0, "?"), Press(1, "q")]
    pressed[40:40], pressed[150:150] = needed[:1], needed[1:]

    found = reduced(pressed, lambda some: [each for each in some if each in needed][-2:] == needed)

    assert found == needed
