"""No address is opened, whatever is clicked: reader works offline, and a page chose the address."""

import webbrowser

import pytest
from textual.app import App
from textual.driver import Driver
from textual.widgets import Static

from reader.notes.model import new_annotation
from reader.notes.selectors import selectors_for
from reader.room import ReadingRoom
from tests.tui.conftest import Sit, Table
from tests.tui.test_dialogs import OPENED, pressing, to_comparison

ADDRESS = "http://example.org/report"
PANES = {name: pressing(name) for name in ("1", "2", "3", "4", "F")}
WAYS = {**PANES, **OPENED, "export": pressing("B", "X"), "comparison": to_comparison}


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the addresses that anything opened."""
    found: list[str] = []
    monkeypatch.setattr(App, "open_url", lambda _, url, **__: found.append(url))
    monkeypatch.setattr(Driver, "open_url", lambda _, url, *__: found.append(url))
    monkeypatch.setattr(webbrowser, "open", found.append)
    return found


def actions_on_screen(table: Table) -> list[object]:
    """Return what a click or the terminal itself would do with what is drawn: actions, and addresses."""
    styles = [each.style for strip in table.strips() for each in strip if each.style]
    return [style.link or style.meta for style in styles if style.link or "@click" in style.meta]


async def click_all_addresses(table: Table) -> int:
    """Click wherever a piece of an address or the word of a link is; return how often."""
    clicked = 0
    for y, line in enumerate(table.text().split("\n")):
        for words in ("http", "the report"):
            if (x := line.find(words)) >= 0:
                await table.pilot.click(offset=(x + 1, y))
                clicked += 1
    return clicked


async def test_a_click_on_an_address_opens_nothing_in_any_pane_and_dialog(
    sit: Sit, room: ReadingRoom, opened: list[str]
) -> None:
    text = room.article("flood").text
    at = text.index("the report")
    selectors = selectors_for(text, at, at + len("the report"))
    room.notes.save(new_annotation("flood", selectors, body=f"see [the report]({ADDRESS}) or {ADDRESS}"))
    clicked = {}

    async with sit((120, 60)) as table:
        table.screen.open_article("flood")
        for name, go in WAYS.items():
            table.screen.show_pane("article")
            await go(table)
            await table.pilot.pause()
            assert actions_on_screen(table) == [], name
            clicked[name] = await click_all_addresses(table)
            while table.app.screen is not table.screen:
                await table.press("escape")

    assert opened == []
    assert {name for name in clicked if clicked[name]} >= {"2", "4", "notebook", "comparison"}, clicked


async def test_an_opener_would_be_seen(sit: Sit, opened: list[str]) -> None:
    class Naive(Static):
        def on_click(self) -> None:
            self.app.open_url(f"{self.render()}")

    async with sit() as table:
        await table.app.screen.mount(Naive(f"{ADDRESS}"))
        await table.pilot.pause()
        assert await click_all_addresses(table)

    assert opened == [ADDRESS]
