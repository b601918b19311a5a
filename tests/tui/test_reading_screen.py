"""Keys in, state out: the reading screen on a real library."""

import itertools
from functools import partial
from pathlib import Path

import pytest
from textual import events

from reader.room import ReadingRoom
from reader.room.progress import Progress
from reader.room.settings import Places, Settings
from reader.tui.app import ReaderApp
from reader.view.commands import COMMAND_BY_ID
from tests.tui.conftest import Sit, Table, sitting_in


async def test_the_newest_article_is_shown_at_once_and_not_marked_read(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        assert table.listed() == ["election", "rebuilding", "flood", "music", "hostile"]
        assert table.article_id == "election"
        assert not room.state.of("election").read


async def test_moving_in_the_list_shows_the_article_once_the_selection_rests(sit: Sit) -> None:
    async with sit() as table:
        await table.press("j", "j")
        await table.until(lambda: table.article_id == "flood")
        await table.press("G")
        assert table.screen.list_view.selected_id == "hostile"
        await table.press("g", "k")
        assert table.screen.list_view.selected_id == "election"


async def test_opening_marks_an_article_read_and_escape_returns_to_the_list(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await table.press("j", "enter")
        assert table.article_id == "rebuilding"
        assert room.state.of("rebuilding").read
        assert table.pane() == "article"
        await table.press("escape")
        assert table.pane() == "list"


async def test_star_and_read_are_toggled_and_saved(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await table.press("s", "r")
        assert (room.state.of("election").starred, room.state.of("election").read) == (True, True)
        await table.sees("★")
        await table.press("r")
        assert not room.state.of("election").read
    assert '"election"' in (room.library.state / "desk.yaml").read_text()


async def test_the_position_is_remembered(sit: Sit, room: ReadingRoom) -> None:
    async with sit((100, 24)) as table:
        await table.press("j", "j", "enter", "space", "space")
        offset = table.screen.article_view.reading_offset
        assert offset > 0
        await table.press("escape", "k", "enter", "escape", "j", "enter")
        assert table.article_id == "flood"
        assert table.screen.article_view.reading_offset == offset
    assert room.state.of("flood").position == offset


async def test_sorting_goes_through_the_orders(sit: Sit) -> None:
    async with sit() as table:
        await table.press("S")
        assert table.listed()[0] == "music"
        await table.press("S")
        assert table.listed()[1] == "music"
        await table.sees("by title")


async def test_the_caret_moves_and_tab_goes_round_the_panes(sit: Sit) -> None:
    async with sit() as table:
        await table.press("j", "j", "enter")
        view = table.screen.article_view
        await table.press(")")
        assert view.caret.plain.text[slice(*view.caret.sentence())] == "The river Tarn rose on Monday."
        await table.press("w")
        assert view.caret.plain.text[slice(*view.caret.word())] == "river"
        await table.press("}", "(")
        panes = []
        for _ in range(4):
            panes.append(table.screen.where)
            await table.press("tab")
        assert panes == ["article", "crossrefs", "notes", "list"]
        await table.press("shift+tab")
        assert table.pane() == "list"
        for key, where in (("1", "list"), ("2", "article"), ("3", "crossrefs"), ("4", "notes"), ("x", "crossrefs")):
            await table.press(key)
            assert table.pane() == where


async def test_find_in_the_article_steps_through_its_places(sit: Sit) -> None:
    async with sit() as table:
        await table.press("j", "j", "enter", "f")
        await table.type("point")
        assert len(table.screen.later.find.hits) == 2
        await table.press("enter", "n")
        assert table.screen.status.said == "hit 2 of 2"
        await table.press("n")
        assert table.screen.status.said == "hit 1 of 2"
        await table.press("N")
        assert table.screen.status.said == "hit 2 of 2"


async def test_a_capital_letter_makes_finding_one_of_case(sit: Sit) -> None:
    async with sit() as table:
        await table.press("j", "j", "enter", "f")
        await table.type("A")
        assert all(table.screen.article.text[start] == "A" for start, _ in table.screen.later.find.hits)  # type: ignore[union-attr]
        assert table.screen.later.find.hits


async def test_n_without_a_search_goes_to_the_next_unread_article(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        room.state.change("rebuilding", read=True)
        await table.press("n")
        assert table.article_id == "flood"
        await table.press("1", "N")
        assert table.article_id == "election"


async def test_a_title_in_brackets_is_a_way_to_the_article_and_ctrl_o_back(sit: Sit) -> None:
    async with sit() as table:
        await table.press("j", "j", "enter")
        view = table.screen.article_view
        view.go_to(view.caret.plain.text.index("Marlow rebuilds"))
        await table.press("enter")
        assert table.article_id == "rebuilding"
        await table.press("ctrl+o")
        assert table.article_id == "flood"
        await table.press("alt+right")
        assert table.article_id == "rebuilding"


async def test_a_web_address_is_told_before_it_is_opened(sit: Sit) -> None:
    async with sit() as table:
        await table.press("j", "j", "enter")
        view = table.screen.article_view
        view.go_to(view.caret.plain.text.index("the report"))
        await table.press("w", "enter")
        await table.sees("http://example.org/report")
        await table.press("escape")


async def test_zen_shows_the_article_alone(sit: Sit) -> None:
    async with sit() as table:
        await table.press("enter", "z")
        assert not table.screen.list_view.display or not table.screen.list_view.region
        assert table.pane() == "article"
        await table.press("z")
        assert table.screen.list_view.region


async def test_a_dialog_opens_scrolls_and_goes_away(sit: Sit) -> None:
    async with sit() as table:
        for key, title in (("question_mark", "Keys"), ("i", "Record"), ("o", "Original"), ("P", "What was wrong")):
            assert title not in table.text()
            await table.press(key)
            await table.sees(title)
            await table.press("j", "G", "g", "escape")
            assert table.app.screen is table.screen, title


async def test_a_library_is_called_what_its_settings_say_even_if_that_looks_like_markup(
    library: Path, places: Places
) -> None:
    (library / "library.yaml").write_text('title: "Marlow [/INST] [b]"\n')
    with ReadingRoom.open(library, settings=Settings(machine="desk"), places=places) as room:
        room.index()
        async with sitting_in(room)() as table:
            await table.sees("Marlow [/INST] [b]")


async def test_the_palette_does_what_the_keys_do(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await table.press("ctrl+p")
        await table.type("star the article")
        await table.pilot.pause(0.5)
        await table.press("enter")
        await table.until(lambda: room.state.of("election").starred)


async def test_colors_change(sit: Sit) -> None:
    async with sit() as table:
        seen = []
        for _ in range(5):
            await table.press("T")
            seen.append(table.app.theme)
        assert seen == ["light", "sepia", "contrast", "sixteen", "dark"]


async def test_a_key_for_other_colors_that_comes_too_soon_takes_nothing_off_the_status_line(sit: Sit) -> None:
    async with sit() as table:
        for _ in range(2):
            # The second comes before the first colors are drawn.
            table.screen.run_command(COMMAND_BY_ID["theme"])

        assert table.screen.status.said == "Colors: light."


async def test_a_held_key_changes_the_colors_no_faster_than_they_are_drawn(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit() as table:
        read: list[bool] = []
        refresh_css = table.app.refresh_css

        def counted(*, animate: bool = True) -> None:
            read.append(animate)
            refresh_css(animate=animate)

        monkeypatch.setattr(table.app, "refresh_css", counted)
        for _ in range(20):
            table.screen.post_message(events.Key("T", "T"))
        await table.pilot.pause()

        assert 0 < len(read) < 10


async def test_the_layout_follows_the_width(sit: Sit) -> None:
    async with sit((120, 40)) as table:
        screen = table.screen

        def are_shown(panes: int) -> bool:
            shown = [bool(widget.region) for widget in (screen.list_view, screen.article_view, screen.crossrefs)]
            return shown == [at < panes for at in range(3)]

        for size, panes in {(60, 20): 1, (120, 40): 3, (80, 24): 2, (60, 24): 1, (100, 24): 2, (120, 30): 3}.items():
            await table.resize(*size)
            await table.until(partial(are_shown, panes), f"{size}")


async def test_in_a_narrow_terminal_enter_goes_in_and_escape_comes_back(sit: Sit) -> None:
    async with sit((120, 40)) as table:
        await table.resize(60, 20)
        await table.press("enter")
        assert table.screen.article_view.region
        assert not table.screen.list_view.region
        await table.press("x")
        assert table.screen.crossrefs.region
        assert not table.screen.article_view.region
        await table.press("escape", "escape")
        assert table.screen.list_view.region


async def test_hostile_titles_and_texts_are_shown_as_they_are(sit: Sit) -> None:
    async with sit() as table:
        await table.press("G", "enter", "i", "escape", "o", "escape", "1", "P", "escape", "2")
        seen = await table.sees("[/] [@click=app.quit]Ha[/]", "[/INST]", ":bomb:")
        assert "\x1b" not in seen
        assert "\u202e" not in seen


async def test_a_key_of_the_footer_can_be_clicked(sit: Sit) -> None:
    async with sit() as table:
        column = (await table.sees("? help")).splitlines()[-1].index("help")
        await table.pilot.click("#footer", offset=(column, 0))
        await table.pilot.pause()
        await table.sees("Keys")


async def test_the_key_of_help_is_always_in_the_footer(sit: Sit) -> None:
    async with sit((120, 24)) as table:
        for width, pane in itertools.product((120, 80, 60, 30), ("1", "2", "3", "4")):
            await table.resize(width, 24)
            await table.press(pane)
            footer = (await table.sees("? help")).splitlines()[-1]
            assert len(footer.rstrip()) <= width
            await table.pilot.click("#footer", offset=(footer.index("help"), 0))
            await table.pilot.pause()
            assert table.app.screen is not table.screen
            await table.press("escape")


async def test_the_mouse_selects_opens_and_selects_text(sit: Sit) -> None:
    async with sit() as table:
        third = table.screen.list_view.lines_of(2)[1]
        await table.pilot.click("#list", offset=(5, third + 1))
        await table.pilot.click("#list", offset=(5, third + 1))
        await table.until(lambda: table.article_id == "flood" and table.pane() == "article")
        rows = (await table.sees("river Tarn")).splitlines()
        row = next(number for number, text in enumerate(rows) if "river Tarn" in text)
        region = table.screen.article_view.region
        column = rows[row].index("river") - region.x
        await table.pilot.mouse_down("#article", offset=(column, row - region.y))
        await table.pilot.hover("#article", offset=(column + 8, row - region.y))
        await table.pilot.mouse_up("#article", offset=(column + 8, row - region.y))
        view = table.screen.article_view
        assert view.caret.plain.text[slice(*(view.caret.selection() or (0, 0)))] == "river Tarn"


async def test_quitting_ends_the_app_with_status_0(sit: Sit) -> None:
    async with sit() as table:
        await table.press("q")
    assert table.app.return_code == 0
    assert any("Keller wins again" in row for row in table.app.last_screen)


async def test_a_library_that_is_being_read_is_not_told_as_empty(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "library.yaml").write_text('title: "New"\n')
    with ReadingRoom.open(tmp_path, settings=Settings(machine="desk"), places=places) as room:
        app = ReaderApp(room, with_indexing=False)
        async with app.run_test(size=(120, 40)) as pilot:
            table = Table(app, pilot)
            await table.sees("has no articles")

            monkeypatch.setattr(type(app.reading.updates), "is_running", property(lambda _: True))
            app.reading.updates.take_progress(Progress("reading", 400, 3000))
            await table.sees("Reading 400 of 3,000 …")
            assert "has no articles yet" not in table.text()
            await table.press("/")
            await table.type("river")
            await table.sees("Nothing found so far", "0 articles so far")


async def test_an_article_with_whose_file_something_was_wrong_keeps_what_is_known_of_it_in_the_list(
    tmp_path: Path, places: Places
) -> None:
    (tmp_path / "library.yaml").write_text('title: "New"\n')
    (tmp_path / "articles").mkdir()
    head = '---\nid: "{0}"\nsite: "Harbor Post"\ncut: "Only the top."\n---\n\n'
    for name, text in (("mended", "It rained."), ("lost", "")):
        (tmp_path / "articles" / f"{name}.md").write_text(head.format(name) + text)
    with ReadingRoom.open(tmp_path, settings=Settings(machine="desk"), places=places) as room:
        room.index()
        async with sitting_in(room)() as table:
            shown = (await table.sees("! Harbor Post · 1 min")).splitlines()
            left = [text[: table.screen.list_view.size.width] for text in shown]
            assert sum("Only the top." in text for text in left) == 1
