"""Esc in the box of a note asks before anything is thrown away, and U undoes whatever was done last."""

import pytest

from reader.room import ReadingRoom
from tests.tui.conftest import Sit
from tests.tui.test_annotating import to_first_sentence


@pytest.mark.parametrize(
    ("key", "is_saved", "is_open"), [("s", True, False), ("d", False, False), ("escape", False, True)]
)
async def test_esc_in_a_note_asks_and_does_what_is_answered(
    key: str, is_saved: bool, is_open: bool, sit: Sit, room: ReadingRoom
) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("a")
        await table.type("how high")
        await table.press("escape")
        assert "Keep what you wrote?" in table.screen.status.said
        assert table.screen.editor.is_open
        await table.press(key)

        assert [each.body for each in room.notes.of("flood")] == (["how high"] if is_saved else [])
        assert table.screen.editor.is_open == is_open
        if is_open:
            await table.type("er")
            await table.press("ctrl+s")
            assert room.notes.of("flood")[0].body == "how higher"
        elif not is_saved:
            assert not list(room.drafts.recovered())


async def test_esc_in_a_note_that_was_not_changed_closes_it(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("H", "e", "escape")
        assert not table.screen.editor.is_open
        assert table.screen.status.said == "The note was not changed."


async def test_everything_is_undone_in_turn_and_named(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("H", "C", "2", "s", "t")
        await table.type("dams")
        await table.press("enter", "r")
        undone = []
        for _ in range(5):
            await table.press("U")
            undone.append(table.screen.status.said)

        assert undone == [
            "Undone: the read mark.", "Undone: the tags.", "Undone: the star.", "Undone: the color.",
            "Undone: the highlight.",
        ]  # fmt: skip
        assert room.notes.of("flood") == ()
        assert not room.state.of("flood").starred
        assert room.state.of("flood").read


async def test_all_articles_are_marked_read_and_unread_again(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await table.press("1", "alt+a")
        await table.until(lambda: table.screen.status.said.startswith("5 articles marked read."))
        assert all(room.state.of(each).read for each in table.listed())
        await table.press("U")
        assert not any(room.state.of(each).read for each in table.listed())


@pytest.mark.usefixtures("watching")
async def test_what_was_changed_elsewhere_since_is_not_undone(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("H")
        (note,) = room.notes.of("flood")
        path = room.notes.path / "flood" / f"{note.id}.md"
        path.write_text(path.read_text() + "\nWritten elsewhere.\n")

        await table.press("U")

        assert table.screen.status.said == "This could not be undone: the note was changed since."
        assert "Written elsewhere." in path.read_text()
