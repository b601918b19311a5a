"""The switcher: all libraries, another one opened, and one made, from within the app."""

from pathlib import Path

import pytest
from textual import events

from reader.room import ReadingRoom
from reader.room.libraries import LibraryShelf
from reader.tui.app import ReaderApp
from reader.tui.dialogs.dialog import TextQuestion
from reader.tui.dialogs.help import HelpDialog
from reader.tui.dialogs.libraries import Libraries
from tests.tui.conftest import Sit, Table, write_library


async def to_libraries(table: Table) -> None:
    await table.press("ctrl+l")
    await table.until(lambda: isinstance(table.app.screen, Libraries))


async def test_another_library_is_chosen_and_the_app_leaves_for_it(sit: Sit, room: ReadingRoom, tmp_path: Path) -> None:
    other = write_library(tmp_path / "other")
    LibraryShelf(room.places).note_opened(other)
    async with sit() as table:
        await to_libraries(table)
        await table.sees("open now", "5 articles")
        await table.press("2")
        await table.until(lambda: table.app.next_library is not None)
    assert table.app.next_library == other


async def test_keys_that_are_typed_while_another_library_is_opened_are_for_that_one(
    sit: Sit, room: ReadingRoom
) -> None:
    async with sit() as table:
        table.app.leave_for(room.places.samples)
        table.app.post_message(events.Key("question_mark", "?"))
    app = ReaderApp(room, with_indexing=False)
    app.typed_before = table.app.typed_ahead
    async with app.run_test(size=(120, 40)) as pilot:
        await Table(app, pilot).until(lambda: isinstance(app.screen, HelpDialog))


async def test_a_library_that_is_gone_is_said_to_be_and_can_be_dropped(
    sit: Sit, room: ReadingRoom, tmp_path: Path
) -> None:
    shelf = LibraryShelf(room.places)
    shelf.note_opened(tmp_path / "gone")
    async with sit() as table:
        await to_libraries(table)
        await table.sees("The folder is gone.")
        await table.press("2")
        assert "is gone; if it was moved" in table.screen.status.said
        await to_libraries(table)
        await table.press("j", "d")
        assert not shelf.opened()
        await table.press("escape")
    assert table.app.next_library is None


@pytest.mark.parametrize("is_there", [False, True], ids=["made", "opened"])
async def test_a_folder_is_made_a_library_or_opened_in_place(sit: Sit, tmp_path: Path, is_there: bool) -> None:
    folder = tmp_path / "saved"
    if is_there:
        folder.mkdir()
        (folder / "page.md").write_text("Words.\n")
    async with sit() as table:
        await to_libraries(table)
        await table.press("2")
        await table.until(lambda: isinstance(table.app.screen, TextQuestion))
        await table.press("ctrl+u")
        await table.type(str(folder))
        await table.press("enter")
        await table.until(lambda: table.app.next_library is not None, table.text())
    assert table.app.next_library == folder
    assert (folder / "library.yaml").exists() is not is_there


async def test_the_samples_are_one_choice_away(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_libraries(table)
        await table.press("3")
        await table.until(lambda: table.app.next_library is not None)
    assert table.app.next_library == room.places.samples
    assert (room.places.samples / "articles" / "palmyra.md").exists()
