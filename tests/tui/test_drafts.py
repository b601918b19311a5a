"""What the editor of a note says of its draft is so: kept once it is on disk, and not before."""

import threading
from pathlib import Path

import pytest
from textual.widgets import Static

from reader.library.atomic_file import WriteError, write_text
from reader.notes import journal
from reader.room import ReadingRoom
from tests.tui.conftest import Sit, Table
from tests.tui.test_annotating import Suspended, to_first_sentence, with_editor


def head(table: Table) -> str:
    return str(table.screen.query_one("#note-on", Static).render())


def drafts(room: ReadingRoom) -> list[str]:
    return [each.read_text(encoding="utf-8") for each in (room.places.state / "drafts").rglob("*.md")]


async def test_a_draft_is_told_to_be_kept_only_when_it_is_on_disk(
    sit: Sit, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_room = threading.Event()

    def wait(path: Path, text: str) -> None:
        has_room.wait()
        write_text(path, text)

    monkeypatch.setattr(journal, "write_text", wait)
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("a")
        await table.type("precious")
        try:
            await table.until(lambda: head(table).startswith("Note (not kept yet) on "))
            assert drafts(room) == []
        finally:
            has_room.set()
        await table.until(lambda: head(table).startswith("Note (draft kept) on "))

        (draft,) = drafts(room)
        assert draft.endswith("precious\n")


async def test_a_draft_that_cannot_be_kept_is_told_though_nothing_more_is_typed(
    sit: Sit, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    async with sit() as table:
        await to_first_sentence(table)
        await table.press("a")
        with monkeypatch.context() as patch:
            patch.setattr(journal, "write_text", full)
            await table.type("precious")
            await table.until(lambda: "The draft could not be saved: No space left" in table.screen.status.said)
            assert head(table).startswith("Note (not kept yet) on ")

        await table.until(lambda: head(table).startswith("Note (draft kept) on "))
        assert [each.endswith("precious\n") for each in drafts(room)] == [True]


@pytest.mark.parametrize("is_open", [False, True])
async def test_what_another_editor_wrote_and_could_not_be_saved_goes_on_here_and_is_a_draft(
    is_open: bool, *, sit: Sit, room: ReadingRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise WriteError("The note could not be saved: No space left on device.")

    with_editor(tmp_path, monkeypatch, 'printf precious > "$1"')
    async with sit() as table:
        await to_first_sentence(table)
        await table.press("a")
        await table.type("before")
        await table.press(*(() if is_open else ("ctrl+s",)))
        monkeypatch.setattr(table.app, "suspend", Suspended)
        monkeypatch.setattr(room.notes, "save", refuse)
        await table.press("ctrl+e")

        await table.until(lambda: table.screen.is_writing and table.screen.editor.area.text == "precious")
        assert "No space left" in table.screen.said
        assert any("precious" in each for each in drafts(room))
