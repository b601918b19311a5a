"""Keys on the screen: several that make one command, macros, the command line, and keys that do nothing."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import App
from textual.widgets import Static

from reader.room import ReadingRoom
from reader.room.settings import Places, Settings
from reader.tui.app import ReaderApp
from tests.tui.conftest import Sit, Table, sitting_in


@pytest.fixture
def bound(library: Path, places: Places) -> Iterator[Sit]:
    settings = Settings(
        machine="desk", keys={"bottom": "g,e", "top": "g,g", "keep": "g,k"}, macros={"keep": "star down"}
    )
    with ReadingRoom.open(library, settings=settings, places=places) as room:
        room.index()
        yield sitting_in(room)


async def test_keys_one_after_the_other_are_hinted_and_run_their_command(bound: Sit) -> None:
    async with bound() as table:
        await table.press("g")
        assert "g …" in table.screen.status.said
        assert "e bottom" in table.screen.status.said
        await table.until(lambda: "k keep" in table.text().splitlines()[-1])
        await table.press("e")
        assert table.screen.list_view.selected == 4

        await table.press("g", "g")
        assert table.screen.list_view.selected == 0
        await table.press("g", "escape")
        assert table.screen.status.said == "Canceled."
        await table.press("g", "x")
        assert table.screen.status.said == "g,x does nothing here. ? shows the keys."
        assert table.app.screen is table.screen


async def test_a_macro_runs_its_commands_one_after_the_other(bound: Sit) -> None:
    async with bound() as table:
        first = table.screen.list_view.selected_id or ""
        await table.press("g", "k")
        await table.until(lambda: table.screen.list_view.selected == 1)

        assert table.screen.room.state.of(first).starred


async def test_mistakes_in_a_theme_of_ones_own_are_told_at_the_start(library: Path, places: Places) -> None:
    (places.config / "themes").mkdir(parents=True)
    (places.config / "themes" / "mine.yaml").write_text("acent: '#ff0000'\n")
    with ReadingRoom.open(library, settings=Settings(machine="desk", theme="mine"), places=places) as room:
        room.index()
        async with sitting_in(room)() as table:
            assert "mine.yaml:1: there is no color “acent”. Did you mean “accent”?" in table.screen.status.said

            await table.press("P")
            await table.sees("What was wrong", "mine.yaml:1")
            await table.press("escape", "T")
            assert "acent" not in table.screen.status.said


async def test_a_key_that_does_nothing_here_says_where_it_works(sit: Sit) -> None:
    async with sit() as table:
        await table.press("equals_sign")
        assert table.screen.status.said.startswith("= (differences) works in a comparison.")
        await table.press("ctrl+y")
        assert table.screen.status.said.startswith("Ctrl+Y does nothing here.")


async def test_the_command_line_completes_runs_and_sets(sit: Sit, places: Places) -> None:
    async with sit() as table:
        await table.press("colon")
        await table.type("sta")
        await table.press("tab", "enter")
        assert table.screen.status.said == "Starred."

        await table.press("colon")
        await table.type("set theme drak")
        await table.press("enter")
        remark = table.app.screen.query_one("#remark", Static)
        assert "Did you mean “dark”?" in str(remark.content)
        await table.press("ctrl+a", "ctrl+k")
        await table.type("set theme light")
        await table.press("enter")
        assert table.app.theme == "light"
        assert places.settings.read_text() == 'theme: "light"\n'

        await table.press("colon")
        await table.type("set preset newsboat")
        await table.press("enter")
        assert table.screen.keymap.key("previous-hit") == "p"


@pytest.mark.parametrize("place", ["1", "2"])
async def test_help_begins_with_this_pane_and_is_narrowed_by_what_is_typed(place: str, sit: Sit) -> None:
    async with sit(size=(80, 24)) as table:
        await table.press(place, "question_mark")
        first = "Keys in the list" if place == "1" else "Keys in the article"
        await table.sees(first)

        await table.type("dossier")
        await table.sees("Open the dossier", "Keys")
        await table.until(lambda: "Move down" not in table.text())
        await table.type("zzz")
        await table.sees("Nothing here is called")


async def test_the_settings_are_shown_changed_at_once_and_kept(sit: Sit, places: Places) -> None:
    async with sit() as table:
        await table.press("f2")
        await table.sees("the widest line of an article")
        await table.press("j", "right")
        assert table.app.theme == "dark"
        await table.press("right")
        assert table.app.theme == "light"
        await table.sees("theme is now light.")
        await table.press("U", "j", "j", "enter")
        assert table.app.theme == "dark"
        await table.press("2", "escape")

        assert places.settings.read_text() == 'preset: "newsboat"\n'
        assert table.screen.keymap.key("previous-hit") == "p"


async def test_another_measure_wraps_the_open_article_at_once(sit: Sit) -> None:
    async with sit() as table:
        await table.press("colon")
        await table.type("set measure 40")
        await table.press("enter")

        assert table.screen.article_view.text_width == 40


async def test_in_a_small_window_a_search_from_the_article_shows_its_hits_while_one_types(room: ReadingRoom) -> None:
    app = ReaderApp(room, with_indexing=False)
    async with app.run_test(size=(40, 12)) as pilot:
        table = Table(app, pilot)
        await table.until(table.listed)
        await table.press("enter")
        await table.until(lambda: table.pane() == "article", "the article never came")
        await table.press("slash")
        await table.type("percent")

        await table.until(lambda: "Keller wins" in table.text(), "the hits never came")
        assert table.screen.list_view.display


async def test_without_a_shell_reader_does_not_go_to_one(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    suspended: list[bool] = []
    monkeypatch.setattr(App, "action_suspend_process", lambda _: suspended.append(True))
    monkeypatch.setattr(os, "getpgrp", lambda: 7)

    async with sit() as table:
        monkeypatch.setattr(os, "getsid", lambda _: 7)
        await table.press("ctrl+z")
        assert "there is none to go to" in table.screen.status.said
        assert suspended == []

        monkeypatch.setattr(os, "getsid", lambda _: 8)
        await table.press("ctrl+z")
        assert suspended == [True]
