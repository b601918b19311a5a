"""Every command, by its key, in every place and preset where it applies, does something or says why not."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from reader.room import ReadingRoom, new_annotation, selectors_for
from reader.room.settings import PRESETS, Places, Settings
from reader.tui.commanded import CommandedScreen
from reader.tui.panes.line_box import LineBox
from reader.view.commands import WHERES, Command, Where
from tests.tui.conftest import Table, sitting_in, until

# They leave the app.
_LEAVING = frozenset({"quit", "suspend"})
# They take away what the others need.
_REMOVING = frozenset({"remove", "delete-note", "delete-notes", "read-all"})
# At the end of its way, what moves stays where it is, as everywhere.
_MOVING = frozenset({"Move", "Read"})
# What is tried each time; the others with --long.
_ALWAYS: tuple[tuple[str, Where], ...] = (("plain", "crossrefs"),)


@pytest.fixture
def preset_rooms(library: Path, places: Places, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, ReadingRoom]]:
    """Return a room for each preset, with notes, and no editor and no browser to be started."""
    for name in ("EDITOR", "VISUAL", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BROWSER", "true")
    rooms: dict[str, ReadingRoom] = {}
    for preset in PRESETS:
        rooms[preset] = ReadingRoom.open(library, settings=Settings(machine="desk", preset=preset), places=places)
    room = rooms["vim"]
    room.index()
    for quote in ("Mayor Anna Keller said that 412 homes were lost in Marlow.", "The river Tarn rose on Monday."):
        start = room.article("flood").text.index(quote)
        selectors = selectors_for(room.article("flood").text, start, start + len(quote))
        room.notes.save(new_annotation("flood", selectors, body="how high?"))
    yield rooms
    for each in rooms.values():
        each.close()


async def go_to(table: Table, where: Where) -> CommandedScreen[object]:
    """Come to a place as it is at the beginning; return its screen."""
    app, screen = table.app, table.screen
    while app.screen is not screen:
        await table.press("escape")
    screen.search.clear()
    screen.layout_part.is_zen = screen.layout_part.is_drawer_open = False
    screen.article_view.end_selection()
    screen.list_view.select(next(at for at, each in enumerate(table.listed()) if each == "flood"))
    screen.read_article("flood", then=lambda: None)
    await table.until(lambda: table.article_id == "flood" and screen.notes_pane.notes)
    if where in {"facets", "months"}:
        screen.commands[where]()
    elif where == "compare":
        screen.later.comparison.compare("flood", "rebuilding")
    elif where == "notebook":
        screen.commands["notebook"]()
    elif where == "selection":
        screen.commands["select"]()
    else:
        screen.show_pane(where)
        await table.until(lambda: where != "crossrefs" or screen.crossrefs.selected is not None)
    await table.until(lambda: where in here(table).key_places, f"{where} never had the keys")
    return here(table)


def here(table: Table) -> CommandedScreen[object]:
    screen = table.app.screen
    return screen if isinstance(screen, CommandedScreen) else table.screen  # type: ignore[return-value]  # as above


@asynccontextmanager
async def sitting_at(room: ReadingRoom) -> AsyncIterator[Table]:
    async with sitting_in(room)() as table:
        yield table


@pytest.mark.parametrize(("preset", "where"), [(preset, where) for preset in PRESETS for where in WHERES])
async def test_each_key_does_something_or_says_why_not(
    preset: str, where: Where, *, preset_rooms: dict[str, ReadingRoom], long: bool
) -> None:
    if not long and (preset, where) not in _ALWAYS:
        pytest.skip("tried with --long")
    silent = []
    async with sitting_at(preset_rooms[preset]) as table:
        screen = await go_to(table, where)
        for command in [each for each in screen.keymap.commands if where in each.where]:
            if command.id not in _LEAVING and not await acts(table, command, where):
                silent.append(command.id)

    assert silent == []


async def acts(table: Table, command: Command, where: Where) -> bool:
    """Press the key of *command*; tell whether anything is seen of it."""
    screen = await go_to(table, where)
    keys = screen.keymap.keys(command, where)
    if not keys:
        return False
    screen.say("")
    await table.pilot.pause()
    before, focused = table.text(), screen.focused
    for key in keys[0].split(" "):
        await table.press(key)

    def is_seen() -> bool:
        is_elsewhere = table.app.screen is not screen or screen.focused is not focused
        return is_elsewhere or isinstance(table.app.focused, LineBox) or table.text() != before

    if command.group not in _MOVING:
        try:
            await until(table.pilot, is_seen)
        except TimeoutError:
            return False
    if screen.is_asking_key:
        await table.press("escape")
    if command.id in _REMOVING:
        await table.until(lambda: screen.said != "")
        screen.commands["undo"]()
        await table.until(lambda: "Undone" in screen.said or "back" in screen.said)
    return True
