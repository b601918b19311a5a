"""The app opens where it was left: the article and its place, the pane, the order."""

from pathlib import Path

import pytest

from reader.room import ReadingRoom
from reader.room.last_view import LastView, load_last_view, save_last_view
from tests.tui.conftest import Sit


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
