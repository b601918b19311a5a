"""What lies over a screen: opened by its key, closed by the same or another, and never twice."""

import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual import events
from textual.strip import Strip
from textual.widget import MountError

from reader.room import ReadingRoom
from reader.room.settings import Places, Settings
from reader.tui.compare.screen import CompareScreen
from reader.tui.dialogs.dialog import Dialog, TextDialog
from reader.tui.dialogs.event import Dossier
from reader.tui.dialogs.relation_dialog import RelationDialog
from reader.tui.notebook.screen import NotebookScreen
from reader.tui.panes.line_box import LineBox
from reader.tui.panes.option_pane import OptionPane
from reader.tui.panes.page_view import PageView
from tests.tui.conftest import Sit, Table, sitting_in
from tests.tui.test_annotating import to_first_sentence

Open = Callable[[Table], Awaitable[None]]


def pressing(*keys: str) -> Open:
    async def open_it(table: Table) -> None:
        await table.press(*keys)

    return open_it


async def to_saved_searches(table: Table) -> None:
    await table.press("/")
    await table.type("river")
    await table.press("enter", "1", "ctrl+s")
    await table.type("floods")
    await table.press("enter", "L")


async def to_judgment(table: Table) -> None:
    await table.press("3")
    await table.until(lambda: table.screen.crossrefs.selected is not None)
    await table.press("y")


async def to_explained_evidence(table: Table) -> None:
    await table.press("3")
    await table.until(lambda: table.screen.crossrefs.selected is not None)
    await table.press("E")


async def to_kinds(table: Table) -> None:
    await table.press("3")
    await table.until(lambda: table.screen.crossrefs.selected is not None)
    await table.press("K")


async def to_explanation(table: Table) -> None:
    await table.press("/")
    await table.type("river")
    await table.press("enter", "1", "E")


async def to_export(table: Table) -> None:
    await to_first_sentence(table)
    await table.press("H", "B")
    await table.sees("1 note")
    await table.press("X")


async def to_comparison(table: Table) -> None:
    table.screen.later.comparison.compare("flood", "rebuilding")
    await table.until(lambda: isinstance(table.app.screen, CompareScreen))


async def to_dossier(table: Table) -> None:
    articles = [entry for entry in map(table.screen.room.catalog.entry, ("flood", "rebuilding")) if entry]
    table.app.push_screen(Dossier(articles, "flood"))


OPENED: dict[str, Open] = {
    "help": pressing("?"),
    "record": pressing("i"),
    "libraries": pressing("ctrl+l"),
    "asides": pressing("o"),
    "problems": pressing("P"),
    "ledger": pressing("2", "#"),
    "dossier": to_dossier,
    "explanation": to_explanation,
    "evidence": to_explained_evidence,
    "kinds": to_kinds,
    "judgment": to_judgment,
    "saved searches": to_saved_searches,
    "export": to_export,
    "notebook": pressing("B"),
}
# Each closes all that the list of them opens.
CLOSERS = {
    "help": ["question_mark", "f1", "escape", "enter"],
    "record": ["i", "q", "escape"],
    "asides": ["o", "q", "escape"],
    "problems": ["P", "q", "escape"],
    "ledger": ["number_sign", "q", "escape"],
    "dossier": ["D", "q", "escape"],
    "explanation": ["E", "q", "escape"],
    "saved searches": ["L", "q", "escape"],
    "notebook": ["B", "q", "escape"],
}


async def back_to_reading(table: Table) -> None:
    """Leave what lies over the reading screen, and go to its list with nothing searched."""
    if table.app.screen is not table.screen:
        await table.press("escape")
    await table.until(lambda: table.app.screen is table.screen)
    await table.press("1")
    if table.screen.search.query:
        await table.press("escape")
    await table.press("g")


async def opened(table: Table, name: str) -> None:
    before = table.app.screen
    await OPENED[name](table)
    await table.until(lambda: table.app.screen is not before and isinstance(table.app.screen, Dialog | NotebookScreen))


async def test_two_quick_keys_close_a_dialog_once(sit: Sit) -> None:
    async with sit() as table:
        for name in OPENED:
            await opened(table, name)
            below = table.app.screen_stack[-2]
            dialog = table.app.screen

            # Both are on their way before either has been done.
            for _ in range(2):
                dialog.post_message(events.Key("escape", None))
            await table.pilot.pause()

            assert table.app.screen is below, name
            assert table.app.is_running, name
            await back_to_reading(table)


async def test_a_dialog_is_closed_by_the_key_that_opened_it_and_by_those_of_leaving(sit: Sit) -> None:
    async with sit() as table:
        for name, key in [(name, key) for name, keys in CLOSERS.items() for key in keys]:
            await opened(table, name)

            await table.press(key)

            assert table.app.screen is table.screen, (name, key)
            assert table.app.is_running, (name, key)
            await back_to_reading(table)


async def test_a_key_that_does_nothing_in_a_box_says_so_and_how_to_leave(sit: Sit) -> None:
    async with sit() as table:
        for name in ("record", "libraries"):
            await opened(table, name)
            await table.resize(44, 24)
            await table.sees("Esc closes")

            await table.press("e")
            await table.sees("e does nothing here · ", "Esc closes")
            await table.press("j")
            assert "does nothing here" not in table.text(), name
            await back_to_reading(table)


async def test_a_click_beside_a_dialog_closes_it(sit: Sit) -> None:
    async with sit() as table:
        await opened(table, "kinds")

        await table.pilot.click(offset=(1, 1))

        assert table.app.screen is table.screen


async def test_the_keys_of_a_dialog_are_those_of_the_settings(library: Path, places: Places) -> None:
    settings = Settings(machine="desk", keys={"down": "ж", "back": "ъ", "help": "щ"})
    with ReadingRoom.open(library, settings=settings, places=places) as room:
        room.index()
        async with sitting_in(room)() as table:
            await table.press("щ")
            await table.sees("Keys in the list")
            await table.press("щ")
            assert table.app.screen is table.screen

            await table.press("o", "ж", "ж")
            await table.sees("ъ closes")
            await table.press("ъ")
            assert table.app.screen is table.screen


async def test_of_a_page_of_thousands_of_lines_only_those_in_the_window_are_drawn(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    page: list[tuple[str, str] | str] = [
        each for at in range(20_000) for each in ((f"articles/{at}.md", "bold"), "\n  cut in the middle\n")
    ]
    drawn: set[int] = set()
    draw = PageView.draw

    def counted(view: PageView, number: int, width: int) -> Strip:
        drawn.add(number)
        return draw(view, number, width)

    monkeypatch.setattr(PageView, "draw", counted)
    async with sit() as table:
        await table.app.push_screen(TextDialog("Problems", page))
        await table.press("G")

        await table.sees("articles/19999.md")
        assert len(drawn) <= 2 * 40


@pytest.mark.parametrize("open_screen", [pressing("B"), to_comparison], ids=["notebook", "comparison"])
async def test_a_key_to_leave_that_comes_after_a_dialog_opened_leaves_nothing(open_screen: Open, sit: Sit) -> None:
    async with sit() as table:
        await open_screen(table)
        await table.until(lambda: table.app.screen is not table.screen)
        below = table.app.screen

        # Both are on their way to the screen before the first has opened the dialog.
        below.post_message(events.Key("question_mark", "?"))
        below.post_message(events.Key("escape", None))
        await table.pilot.pause()
        assert isinstance(table.app.screen, Dialog)
        await table.press("escape")
        assert table.app.screen is below

        await table.press("escape")
        assert table.app.screen is table.screen
        assert table.app.is_running


async def test_quick_keys_open_close_and_open_the_palette(sit: Sit) -> None:
    async with sit() as table:
        # All are on their way before the first has been done.
        for key, character in (("colon", ":"), ("escape", None), ("colon", ":"), ("enter", "\r"), ("colon", ":")):
            table.app._driver.send_message(events.Key(key, character))  # type: ignore[union-attr]
        await table.pilot.pause()

        assert table.app.is_running


async def test_a_key_that_is_held_opens_one_dialog(sit: Sit) -> None:
    async with sit() as table:
        below = table.app.screen
        # All are on their way to the screen before the first has opened the dialog.
        for _ in range(5):
            below.post_message(events.Key("ctrl+p", None))
        await table.pilot.pause()

        assert len(table.app.screen_stack) == 2


async def test_a_dialog_that_opens_while_the_app_ends_does_no_harm(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sit() as table:
        await table.press("question_mark")
        dialog = table.app.screen
        # An app that ends gives no screen its panes any more.
        await dialog.query("*").exclude("Screen").remove()
        with monkeypatch.context() as ending:
            ending.setattr(table.app, "_exit", True)
            await dialog._dispatch_message(events.Mount())

        assert table.app.failure is None


@pytest.mark.parametrize(("error", "is_told"), [(MountError("gone"), False), (ZeroDivisionError(), True)])
async def test_a_pane_that_is_gone_when_the_app_ends_is_no_bug(error: Exception, *, is_told: bool, sit: Sit) -> None:
    with pytest.raises(ZeroDivisionError) if is_told else contextlib.nullcontext():
        async with sit() as table:
            table.app.exit()
            table.app._handle_exception(error)

            assert (table.app.failure is error) == is_told


async def test_the_palette_narrows_and_runs_what_is_selected(sit: Sit) -> None:
    async with sit() as table:
        await table.press("ctrl+p")
        await table.type("nothing has this name")
        await table.sees("No command has this name.")
        await table.press("enter")
        assert table.app.screen.query("#commands")

        await table.press("ctrl+a", "ctrl+k")
        await table.type("colors")
        await table.press("down", "up", "enter")

        assert table.app.screen is table.screen
        assert table.app.theme == "light"


async def test_what_a_screen_hears_while_it_is_taken_away_does_no_harm(sit: Sit) -> None:
    async with sit() as table:
        for name in ("comparison", "notebook", "help", "dossier"):
            await {**OPENED, "comparison": to_comparison}[name](table)
            screen = table.app.screen
            assert screen is not table.screen, name
            if isinstance(screen, CompareScreen):
                await table.until(lambda screen=screen: screen.compared is not None)  # type: ignore[misc]  # bound at once

            screen.dismiss()
            # Its panes are gone before the message is looked at.
            await screen.query("*").exclude("Screen").remove()
            size = table.app.size
            await screen._dispatch_message(events.Resize(size, size))
            await table.pilot.pause()

            assert table.app.failure is None, name
            assert table.app.screen is table.screen, name


async def test_escape_pressed_before_a_box_got_the_keys_closes_the_dialog_too(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        dialog = RelationDialog("Marlow", "", "")
        table.app.push_screen(dialog)
        await table.until(lambda: dialog.is_active and isinstance(dialog.focused, OptionPane))
        await table.pilot.pause()
        dialog.query_one(LineBox).focus()
        await table.until(lambda: dialog.is_typing)

        # The key was sent to the list, which had the keys then, and comes up from there.
        dialog.query_one(OptionPane).post_message(events.Key("escape", "\x1b"))

        await table.until(lambda: table.app.screen is table.screen)


async def test_a_command_of_the_palette_keeps_to_its_line(sit: Sit) -> None:
    async with sit(size=(80, 24)) as table:
        await table.press("ctrl+p")
        await table.until(lambda: table.app.screen.query(OptionPane))
        pane = table.app.screen.query_one(OptionPane)

        await table.until(lambda: pane.option_count > 0 and pane.virtual_size.height == pane.option_count)
