"""Articles whose files are moved while the app is closed or open: told, and followed."""

from pathlib import Path

import pytest

from reader.notes.model import new_annotation
from reader.room import ReadingRoom
from reader.tui.app import ReaderApp
from tests.tui.conftest import Table


@pytest.mark.usefixtures("watching")
async def test_the_status_line_tells_of_a_file_that_was_moved_and_its_notes_and_star_are_there(
    room: ReadingRoom, library: Path
) -> None:
    # Without an id in the file, its path makes one.
    path = library / "articles" / "zeppelin.md"
    path.write_text("# A zeppelin over Marlow\n\nIt was seen on Thursday.\n")
    room.index()
    article = next(entry for entry in room.articles() if entry.title == "A zeppelin over Marlow")
    room.notes.save(new_annotation(article.id, body="Look."))
    room.state.change(article.id, starred=True)
    room.state.save()

    app = ReaderApp(room)
    async with app.run_test(size=(120, 40)) as pilot:
        table = Table(app, pilot)
        await table.until(lambda: table.screen.article is not None)
        path.rename(path.with_name("airship.md"))

        await table.until(lambda: "has moved to articles/airship.md" in table.screen.status.said)
        await table.until(lambda: [each.body for each in room.notes.all()] == ["Look."])
        moved = next(entry for entry in room.articles() if entry.title == "A zeppelin over Marlow")
        await table.until(lambda: room.state.of(moved.id).starred)

        assert moved.id != article.id
        assert [each.body for each in room.notes.of(moved.id)] == ["Look."]


@pytest.mark.usefixtures("watching")
async def test_an_article_that_is_open_while_its_file_is_moved_stays_open_under_its_new_id_with_its_notes(
    room: ReadingRoom, library: Path
) -> None:
    path = library / "articles" / "zeppelin.md"
    path.write_text("# A zeppelin over Marlow\n\nIt was seen on Thursday.\n")
    room.index()
    old = next(entry for entry in room.articles() if entry.title == "A zeppelin over Marlow")
    room.notes.save(new_annotation(old.id, body="Look."))

    app = ReaderApp(room)
    async with app.run_test(size=(120, 40)) as pilot:
        table = Table(app, pilot)
        await table.until(lambda: table.screen.article is not None)
        table.screen.open_article(old.id)
        await table.until(lambda: table.article_id == old.id)
        path.rename(path.with_name("airship.md"))

        await table.until(lambda: table.article_id not in (None, old.id))
        await table.sees("Look.", "Notes · 1")
