"""The pictures of the open article."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from reader.room import ReadingRoom
from reader.room.settings import Places, Settings
from tests.library.pngs import png
from tests.tui.conftest import Table, sitting_in

WORDS = "Many words follow, so that there is something to read and to scroll through. " * 12


@pytest.fixture
def gallery(tmp_path: Path, places: Places) -> Iterator[ReadingRoom]:
    """Open a library of one article with three pictures, of which one is on the web."""
    folder = tmp_path / "library"
    for each in ("articles", "originals/page.html.files"):
        (folder / each).mkdir(parents=True)
    (folder / "library.yaml").write_text('title: "Marlow"\nlanguage: "en"\n')
    (folder / "originals" / "page.html.files" / "wall.png").write_bytes(png(200, 100))
    marks = [f"![{alt}](<{target}>)" for alt, target in (
        ("The harbor wall", "../originals/page.html.files/wall.png"), ("On the web", "http://example.org/wall.png"),
        ("The wall again", "../originals/page.html.files/wall.png"),
    )]  # fmt: skip
    body = "\n\n".join(f"{mark}\n\n{WORDS}" for mark in marks)
    (folder / "articles" / "page.md").write_text(f'---\nid: "page"\ntitle: "Walls"\n---\n\nFirst words.\n\n{body}')
    with ReadingRoom.open(folder, settings=Settings(machine="desk"), places=places) as opened:
        opened.index()
        yield opened


def lines_above(table: Table, words: str) -> tuple[str, str]:
    """Return the two lines of the article above *words*, without what stands around them."""
    view = table.screen.article_view
    row, _ = view.place_of(view.caret.plain.text.index(words))
    first, second = (view.draw(row - back, 60).text.strip() for back in (2, 1))
    return first, second


async def test_pictures_are_shown_above_their_words_while_the_text_stays_where_it_is(gallery: ReadingRoom) -> None:
    async with sitting_in(gallery)() as table:
        view = table.screen.article_view
        middle = view.caret.plain.text.index("On the web") + 200
        await table.until(lambda: set("".join(lines_above(table, "The wall again"))) == {"▀"})
        await table.until(lambda: set("".join(lines_above(table, "The harbor wall"))) == {"▀"})
        assert lines_above(table, "On the web")[1] == ""

        narrow = max(picture.width for picture in view._pictures.values())
        await table.press("enter", "z")
        await table.until(lambda: min(picture.width for picture in view._pictures.values()) > narrow)

        made = view._pictures
        view.illustrate({})
        view.show_from(middle)
        offset, line = view.reading_offset, view.first_line
        view.illustrate(made)

        assert view.first_line > line
        assert (view.caret.offset, view.reading_offset) == (middle, offset)

        gallery.change_setting("pictures", "off")
        table.app.take_settings(Settings(machine="desk"))
        assert "▀" not in "".join(lines_above(table, "The wall again"))


async def test_a_terminal_of_sixteen_colors_shows_words_alone(gallery: ReadingRoom) -> None:
    async with sitting_in(gallery)() as table:
        await table.until(lambda: table.screen.article_view._pictures)
        table.app.is_plain_terminal = True
        table.screen.article_view.illustrate({})

        table.screen.later.pictures.show()

        assert table.screen.later.pictures._asker._question is None


def placed(table: Table) -> list[int]:
    """Return the numbers of the pictures that cells of the article name to the terminal."""
    view = table.screen.article_view
    strips = [view.draw(number, 60) for number in range(view.line_count())]
    styles = [style for strip in strips for text, style, _ in strip if text.startswith("\U0010eeee")]
    return [int(f"0x{style.color.name[1:]}", 16) for style in styles if style is not None and style.color is not None]


async def test_a_terminal_that_draws_pictures_itself_is_sent_each_once_and_forgets_those_that_are_gone(
    gallery: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Console, "color_system", "truecolor")
    gallery.change_setting("picture_form", "kitty")
    async with sitting_in(gallery)() as table:
        sent: list[str] = []
        monkeypatch.setattr(table.app, "send_to_terminal", sent.append)

        def numbers(action: str) -> list[int]:
            return [int(each) for text in sent for each in re.findall(rf"a={action},[^;]*i=(\d+)", text)]

        table.screen.later.pictures.show()
        await table.until(lambda: len(set(placed(table))) == 2 and set(placed(table)) <= set(numbers("T")))
        first = numbers("T")
        assert len(placed(table)) == 2 * 25 * 7

        table.app._draw_anew()
        await table.until(lambda: len(numbers("T")) == 2 * len(first) and not {*first} & {*placed(table)})
        assert sorted(set(numbers("T"))) == sorted(numbers("T")), "no number is used again"

        before = {*placed(table)}
        gallery.change_setting("picture_form", "blocks")
        table.screen.later.pictures.take_settings(Settings(machine="desk", picture_form="kitty"))
        await table.until(lambda: set("".join(lines_above(table, "The wall again"))) == {"▀"})
        assert before <= {*numbers("d")}
        assert placed(table) == []
