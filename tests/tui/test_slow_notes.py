"""Notes on a disk that takes its time: no key waits for it, nothing overtakes, and nothing is lost."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.library import atomic_file
from reader.notes import file_writer
from reader.room import ReadingRoom
from reader.tui import questions
from tests.tui.conftest import Sit
from tests.tui.test_annotating import to_first_sentence


class SlowDisk:
    """A disk that writes no new note until it is let, and that nobody waits for."""

    def __init__(self, create: Callable[[Path, bytes], None]) -> None:
        self._create = create
        self.gate = threading.Event()
        self.is_full = False

    def create_bytes(self, path: Path, data: bytes) -> None:
        assert self.gate.wait(60)
        if self.is_full:
            raise OSError(28, "No space left on device")
        self._create(path, data)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> SlowDisk:
    slow = SlowDisk(atomic_file.create_bytes)
    monkeypatch.setattr(file_writer, "create_bytes", slow.create_bytes)
    return slow


async def test_while_a_note_is_saved_keys_go_on_and_what_is_done_to_notes_waits_its_turn(
    sit: Sit, room: ReadingRoom, disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        monkeypatch.setattr(questions, "MOMENT", 0.0)
        before = table.screen.article_view.caret.offset
        await table.press("H", "U", ")")

        await table.until(lambda: table.screen.article_view.caret.offset > before)
        await table.until(lambda: table.screen.said == "Saving …")
        disk.gate.set()

        # The highlight was undone, which was not there yet when the key was pressed.
        await table.until(lambda: table.screen.said == "Undone: the highlight.")
        assert room.notes.of("flood") == ()
        assert [each.article for each in room.notes._trash.all()] == ["flood"]


async def test_a_note_that_could_not_be_saved_after_a_while_is_in_the_editor_again(
    sit: Sit, room: ReadingRoom, disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        monkeypatch.setattr(questions, "MOMENT", 0.0)
        disk.is_full = True
        await table.press("a", *"dams", "ctrl+s")
        await table.until(lambda: not table.screen.editor.is_open)
        # What is written next, which is typed for the editor that is not open yet, is not taken away by it.
        await table.press(")", "a", *"rain")
        disk.gate.set()
        await table.until(lambda: "No space left" in table.screen.said and table.screen.is_writing)
        await table.until(lambda: table.screen.editor.area.text == "rain")
        disk.is_full = False
        await table.press("ctrl+s")
        await table.until(lambda: table.screen.editor.is_open and table.screen.editor.area.text == "dams")
        assert [each.body for each in room.notes.of("flood")] == ["rain"]

        await table.press("ctrl+s")
        await table.until(lambda: {each.body for each in room.notes.of("flood")} == {"rain", "dams"})


async def test_leaving_waits_for_the_note_that_is_being_saved(
    sit: Sit, room: ReadingRoom, disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit() as table:
        await to_first_sentence(table)
        monkeypatch.setattr(questions, "MOMENT", 0.0)
        await table.press("a", *"dams", "ctrl+s")
        await table.until(lambda: table.app.saves.is_busy)
        table.app.exit()
        threading.Timer(0.05, disk.gate.set).start()

    assert [each.body for each in room.notes.of("flood")] == ["dams"]
    assert table.app.unsaved == []
