"""The app opens where it was left: the article and its place, the pane, the order."""

from pathlib import Path

import pytest

from reader.library import state
from reader.library.locks import locked
from reader.room import ReadingRoom
from reader.room.last_view import LastView, load_last_view, save_last_view
from reader.tui.reading import state as marks
from tests.tui.conftest import PATIENCE, Sit


async def test_the_app_opens_where_it_was_left(sit: Sit) -> None:
    async with sit() as table:
        await table.press("S", "S", "j", "enter", "space")
        await table.until(lambda: table.pane() == "article")
        article, order = table.article_id, table.screen.search.order
        offset = table.screen.article_view.reading_offset
    assert order != "date"

    async with sit() as table:
        await table.until(lambda: table.pane() == "article")
        assert (table.article_id, table.screen.search.order) == (article, order)
        assert table.screen.article_view.reading_offset == offset
        assert table.screen.list_view.selected_id == article


async def test_where_the_article_is_gone_the_list_opens(sit: Sit, room: ReadingRoom) -> None:
    save_last_view(room.session.last_view, LastView("gone", "article"))

    async with sit() as table:
        assert (table.pane(), table.screen.list_view.selected) == ("list", 0)


@pytest.mark.parametrize("text", ["", "[", "- a", 'article: "../x"\npane: "months"\norder: "none"\n', "article: [a]\n"])
def test_what_makes_no_sense_is_as_if_it_was_not_there(tmp_path: Path, text: str) -> None:
    path = tmp_path / "view.yaml"
    path.write_text(text)

    assert load_last_view(path) == LastView()


async def test_stars_are_saved_while_another_window_saves_and_the_screen_does_not_wait_for_it(
    sit: Sit, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks, "SAVE_AFTER", 0.01)
    monkeypatch.setattr(state, "_PATIENCE", PATIENCE)
    folder = room.library.root / "state"
    async with sit() as table:
        with locked(room.places.state / "locks", "state"):
            await table.press("s", "j", "j")
            await table.until(lambda: table.screen.list_view.selected == 2)
            assert not list(folder.glob("*.yaml"))
        await table.until(lambda: "starred: true" in "".join(path.read_text() for path in folder.glob("*.yaml")))
