"""The tour is taken as a person takes it: each step by the keys that it names."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from reader.room import ReadingRoom
from reader.room.libraries import copy_samples
from reader.room.settings import Places, Settings
from reader.tui.tour import TourApp, TourLine
from tests.cli.test_manual import PAGE
from tests.tui.conftest import Table


def _has_reference(table: Table) -> bool:
    return table.screen.crossrefs.selected is not None


# What a person presses in each step, and waits for in between.
TAKEN: tuple[tuple[str | Callable[[Table], object], ...], ...] = (
    ("j", "enter"),
    ("space",),
    ("/", *"corridor", lambda table: "corridor" in table.screen.search.query, "enter"),
    ("enter", "n"),
    ("x",),
    (_has_reference, "j", "enter"),
    ("ctrl+o",),
    ("x", _has_reference, "c"),
    (lambda table: "9 of 12" in table.text(), "escape", lambda table: table.app.screen is table.screen, "2", ")", "H"),
    (")", ")", "a", lambda table: table.screen.is_writing, *"mine", "ctrl+s"),
    ("B",),
    ("escape", lambda table: table.app.screen is table.screen, "1", "+", "enter",
     lambda table: "Done: 1 added" in table.screen.status.said, lambda table: table.screen.room.index()),
)  # fmt: skip


async def test_the_tour_is_taken_by_the_keys_that_it_names(tmp_path: Path, places: Places) -> None:
    copy_samples(tmp_path / "tour")
    page = tmp_path / "ferry.md"
    page.write_text(PAGE)
    with ReadingRoom.open(tmp_path / "tour", settings=Settings(machine="desk"), places=places) as room:
        room.index()
        app = TourApp(room, page, with_indexing=False)
        async with app.run_test(size=(120, 40)) as pilot:
            table = Table(app, pilot)
            await table.sees("1 of 12 · This is the list: j and k")
            for number, actions in enumerate(TAKEN):
                for action in actions:
                    if isinstance(action, str):
                        await table.press(action)
                    else:
                        await table.until(partial(action, table), f"step {number + 1}: {table.screen.status.said}")
                await table.until(partial(lambda at: app.step > at, number), f"{app.told}: {table.screen.status.said}")
                assert app.step == number + 1
            await table.until(lambda: "That was the tour" in str(table.screen.query_one(TourLine).content))
