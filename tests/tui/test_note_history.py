"""Earlier versions of a note in the app: shown beside what it says now, and brought back."""

from dataclasses import replace

import pytest

from reader.room import ReadingRoom
from tests.tui.conftest import Sit
from tests.tui.test_repairing import SENTENCE, noted, open_flood


async def test_an_earlier_version_is_looked_at_and_brought_back(sit: Sit, room: ReadingRoom) -> None:
    saved = noted(room, SENTENCE, "First thought.")
    for body in ("Second thought.", "Third thought."):
        saved = room.notes.save(replace(saved, body=body))
    async with sit() as table:
        await open_flood(table)
        await table.press("4", "I")
        await table.sees("1 of 2", "Second", "Third")

        await table.press("n")
        await table.sees("2 of 2")
        await table.press("w")
        await table.until(lambda: "The earlier version is back" in table.screen.status.said)

        assert [each.annotation.body for each in table.screen.notes_pane.notes] == ["First thought."]
    assert [each.body for each in room.notes.of("flood")] == ["First thought."]


@pytest.mark.usefixtures("watching")
async def test_a_note_without_earlier_versions_says_so_and_leaving_changes_nothing(sit: Sit, room: ReadingRoom) -> None:
    saved = noted(room, SENTENCE, "Only thought.")
    async with sit() as table:
        await open_flood(table)
        await table.press("4", "I")
        await table.until(lambda: table.screen.status.said == "No earlier version of this note is kept.")

        changed = room.notes.save(replace(saved, body="Second thought."))
        await table.until(lambda: table.screen.notes_pane.notes[0].annotation == changed)
        await table.press("I")
        await table.sees("1 of 1")
        await table.press("escape")

        assert room.notes.get(saved.id) == changed


async def test_the_keys_that_answer_are_seen_below_versions_longer_than_the_window(sit: Sit, room: ReadingRoom) -> None:
    saved = noted(room, SENTENCE, "First thought.")
    room.notes.save(replace(saved, body="\n".join(f"Line {number}." for number in range(60))))
    async with sit(size=(80, 24)) as table:
        await open_flood(table)
        await table.press("4", "I")

        await table.sees("bring this version back")
