"""The record is corrected in the app, and articles are removed and brought back there."""

from collections.abc import Mapping
from threading import Event

import pytest

from reader.room import ReadingRoom
from reader.tui.dialogs.dialog import TextQuestion
from reader.tui.dialogs.record import RecordDialog
from reader.tui.dialogs.trash import TrashDialog
from reader.tui.panes.option_pane import OptionPane
from tests.tui.conftest import Sit, Table


async def to_record(table: Table) -> None:
    await table.press("i")
    await table.until(lambda: isinstance(table.app.screen, RecordDialog))


async def test_a_line_of_the_record_is_corrected_and_taken_back(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        selected = table.screen.list_view.selected_id or ""
        await to_record(table)
        await table.press("enter")
        await table.until(lambda: isinstance(table.app.screen, TextQuestion))
        await table.press("ctrl+u")
        await table.type("The right title")
        await table.press("enter")
        await table.sees("the page says “Keller wins again in Marlow”")
        assert room.article(selected).title == "The right title"
        assert "The right title" in str(table.screen.list_view.model.row(0))

        await table.press("U")
        await table.until(lambda: "corrected; the page says" not in table.text())
        assert room.article(selected).title == "Keller wins again in Marlow"


async def test_a_record_that_was_closed_meanwhile_is_corrected_and_stays_closed(
    sit: Sit, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_closed = Event()
    correct = room.correct

    def correct_late(article_id: str, values: Mapping[str, str | tuple[str, ...]]) -> None:
        assert is_closed.wait(60)
        correct(article_id, values)

    monkeypatch.setattr(room, "correct", correct_late)
    async with sit() as table:
        selected = table.screen.list_view.selected_id or ""
        await to_record(table)
        dialog = table.app.screen
        assert isinstance(dialog, RecordDialog)
        dialog.query_one(OptionPane).action_select()
        await table.until(lambda: isinstance(table.app.screen, TextQuestion))
        question = table.app.screen
        assert isinstance(question, TextQuestion)
        question.dismiss("Another title")
        await table.until(lambda: table.app.screen is dialog)
        dialog.dismiss()
        await table.until(lambda: not dialog.is_attached)
        is_closed.set()
        await table.until(lambda: "Corrected." in table.screen.status.said)
        assert room.article(selected).title == "Another title"
        await table.press("j")
        assert table.app.screen is table.screen


async def test_a_date_that_is_none_is_refused_where_it_is_typed(sit: Sit) -> None:
    async with sit() as table:
        await to_record(table)
        await table.press("j", "j", "j", "enter")
        await table.until(lambda: isinstance(table.app.screen, TextQuestion))
        await table.press("ctrl+u")
        await table.type("soon")
        await table.press("enter")
        await table.sees("“soon” is not a date")
        await table.press("escape", "escape")
        await table.until(lambda: table.app.screen is table.screen)


async def test_a_removed_article_is_back_with_one_key(sit: Sit, room: ReadingRoom) -> None:
    file = room.library.articles / "election.md"
    async with sit() as table:
        await table.press("d")
        await table.until(lambda: "went to the trash" in table.screen.status.said)
        assert not file.exists()
        assert table.screen.list_view.selected == 1
        await table.press("U")
        await table.until(lambda: "is back" in table.screen.status.said)
        assert file.exists()

        await table.press("alt+d")
        await table.sees("The trash is empty.")
        await table.press("escape")


async def test_the_trash_is_listed_and_any_article_of_it_is_brought_back(sit: Sit, room: ReadingRoom) -> None:
    flood = room.library.articles / "flood.md"
    room.trash.remove("flood")
    room.trash.remove("election")
    async with sit() as table:
        await table.press("alt+d")
        await table.until(lambda: isinstance(table.app.screen, TrashDialog))
        await table.sees("removed ")

        await table.press("j", "enter")
        await table.until(lambda: "is back" in table.screen.status.said)
    assert flood.exists()
    assert [each.id for each in room.trash.all()] == ["election"]
