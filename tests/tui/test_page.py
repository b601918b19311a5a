"""A page with every element that an article may have: how it looks, and what its marks do.

After a change of looks that is meant: `pytest tests/tui/test_page.py --snapshot-update`, and look at the pictures.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.style import Style
from textual.pilot import Pilot

from reader.cli.commands.read import wrapped
from reader.library.markdown import parse
from reader.room import ReadingRoom
from reader.room.settings import Places, Settings
from reader.tui.app import ReaderApp
from reader.tui.looks import LOOKS
from reader.tui.panes.article_view import ArticleView
from reader.view.layout import ArticleLayout
from reader.view.lines import Typesetting
from tests.tui.conftest import Table, sitting_in, strips_of, until

EVERY_ELEMENT = (Path(__file__).parent / "every_element.md").read_text(encoding="utf-8")


@pytest.fixture
def page_room(tmp_path: Path, places: Places) -> Iterator[ReadingRoom]:
    """Open a library of that one page."""
    folder = tmp_path / "library"
    (folder / "articles").mkdir(parents=True)
    (folder / "library.yaml").write_text('title: "Marlow"\nlanguage: "en"\n')
    head = '---\nid: "page"\ntitle: "Every element"\nsite: "Harbor Post"\npublished: "2020-03-02"\n---\n\n'
    (folder / "articles" / "page.md").write_text(head + EVERY_ELEMENT, encoding="utf-8")
    with ReadingRoom.open(folder, settings=Settings(machine="desk", theme="dark"), places=places) as opened:
        opened.index()
        yield opened


async def _page(pilot: Pilot[None]) -> None:
    """Open the page, alone unless there is room for more."""
    await pilot.press("enter", *([] if pilot.app.size.width > 150 else ["z"]))
    view = pilot.app.screen.query_one(ArticleView)
    is_alone = pilot.app.size.width <= 150

    def is_whole() -> bool:
        last_lines = [strip.text for strip in strips_of(pilot.app)[-3:]]
        is_shown = (
            view.article is not None and view.has_focus and view.size.width > (pilot.app.size.width - 4) * is_alone
        )
        return is_shown and any("%" in line for line in last_lines) and "select" in last_lines[-1]

    await until(pilot, is_whole)
    await until(pilot, lambda: view.marks("code"))
    await pilot.pause()


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_every_element_looks_as_it_was_approved(
    width: int, page_room: ReadingRoom, snap_compare: Callable[..., bool]
) -> None:
    app = ReaderApp(page_room, with_indexing=False)

    assert snap_compare(app, terminal_size=(width, 240 if width < 80 else 170), run_before=_page)


@pytest.mark.parametrize("width", [36, 60, 72])
def test_the_page_says_what_reader_read_prints(width: int, page_room: ReadingRoom) -> None:
    plain = page_room.article("page").plain
    shown = ArticleLayout(plain, width, Typesetting(orders=False))
    words = "".join(shown.page.drawn(part.start, part.end) for line in shown.lines for part in shown.page.parts(line))

    printed = wrapped(plain, width)

    assert printed == "\n".join(shown.row_text(row) for row in range(len(shown)))
    # Words in the cells of one row are drawn beside each other.
    assert Counter(filter(str.isalpha, words)) == Counter(filter(str.isalpha, shown.page.drawn(0, len(plain.text))))


async def at(table: Table, words: str) -> None:
    """Put the caret on words of the open article."""
    view = table.screen.article_view
    await table.until(lambda: view.article is not None)
    view.go_to(view.caret.plain.text.index(words))
    table.screen.show_pane("article")
    await table.pilot.pause()


async def test_a_footnote_is_shown_gone_to_and_left_again(page_room: ReadingRoom) -> None:
    async with sitting_in(page_room)() as table:
        view = table.screen.article_view
        text = page_room.article("page").text
        await at(table, "[^1] The sum")

        await table.press("K")
        await table.sees("The first footnote.")
        await table.press("escape")
        await table.until(lambda: table.app.screen is table.screen)
        await table.press("enter")
        await table.until(lambda: view.caret.offset == text.index("[^1]: The first"))

        await table.press("enter")
        await table.until(lambda: view.caret.offset == text.index("[^1] The sum"))
        await table.press("ctrl+o")
        await table.until(lambda: view.caret.offset != text.index("[^1] The sum"))


async def test_a_table_is_turned_round_and_back_and_the_caret_passes_its_bars(page_room: ReadingRoom) -> None:
    async with sitting_in(page_room)((100, 40)) as table:
        view = table.screen.article_view
        await at(table, "Marlow | 412")
        await table.press("z", "w")
        assert view.caret.plain.text.startswith("412", view.caret.offset)

        await table.sees("Homes lost │")
        await table.press("enter")
        await table.sees("Homes lost  412")
        await table.press("enter")
        await table.sees("Homes lost │")


async def test_enter_turns_the_table_on_screen_where_the_caret_is_above_it(page_room: ReadingRoom) -> None:
    async with sitting_in(page_room)((100, 40)) as table:
        await at(table, "A sixth heading")
        await table.press("z")

        await table.sees("Homes lost │")
        await table.press("enter")
        await table.sees("Homes lost  412")
        await table.press("enter")
        await table.sees("Homes lost │")


async def test_the_measure_is_changed_by_keys_and_kept(page_room: ReadingRoom) -> None:
    async with sitting_in(page_room)((160, 40)) as table:
        await at(table, "A paragraph")
        await table.press("z", "plus")
        assert table.screen.article_view.text_width == 76
        await table.press("minus", "minus")
        assert table.screen.article_view.text_width == 68
    assert page_room.settings.measure == 68
    assert 'measure: "68"' in page_room.places.settings.read_text()


def test_a_letter_from_right_to_left_is_found_at_its_place(page_room: ReadingRoom) -> None:
    layout = ArticleLayout(page_room.article("page").plain, 60)
    offset = layout.plain.text.index("חלב")

    row, column = layout.place_of(offset)

    assert layout.row_text(row)[column - 2 : column + 1] == "בלח"
    assert layout.offset_at(row, column - 2) == offset + 2


async def test_names_of_columns_and_what_is_out_of_sight_are_drawn_to_be_read(page_room: ReadingRoom) -> None:
    async with sitting_in(page_room)((100, 40)) as table:
        view = table.screen.article_view
        await at(table, "Marlowia")
        assert look_of(table, "Official languages  ") == view.look("article--marker")
        await table.press("enter")
        assert look_of(table, "more ▸") == view.look("article--marker")
        before = table.text()
        await table.press(*["shift+right"] * 6)
        assert "◂ " in table.text() != before
        assert view.caret.plain.text.startswith("Crown", view.caret.offset)


def look_of(table: Table, words: str) -> Style:
    """Return the style in which words of the article are drawn first."""
    view = table.screen.article_view
    lines = (view.draw(number, view.size.width) for number in range(view.line_count()))
    return next(part.style for line in lines for part in line if words in part.text)  # type: ignore[return-value]


def test_headings_of_each_level_look_different_without_colors() -> None:
    def attributes(level: int) -> tuple[frozenset[str], str]:
        leads = {line.lead for line in ArticleLayout(parse(f"{'#' * level} Words"), 40).lines}
        words = {word for word in LOOKS[f"article--heading-{level}"].split() if not word.startswith("$")}
        return frozenset(words), "".join(sorted(leads))

    assert len({attributes(level) for level in range(1, 7)}) == 6
