"""A small library, indexed, and the app on it."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.strip import Strip

from reader.room import ReadingRoom, folder_watch
from reader.room.settings import Places, Settings
from reader.tui import questions
from reader.tui.app import ReaderApp
from reader.tui.reading.screen import ReadingScreen
from reader.tui.top_screen import TopScreen
from tests.known_indexes import KnownIndexes

# Seconds; a bound for what never comes, not a measure: a loaded machine takes ten times as long as a quiet one.
PATIENCE = 60.0

ARTICLES = {
    "flood": (
        "Flood in Marlow: 412 homes lost",
        'site: "Harbor Post"\nauthor: "Ida Brandt"\npublished: "2020-03-02"\ntags: ["weather"]',
        "# The night\n\nThe river Tarn rose on Monday. Mayor Anna Keller said that 412 homes were lost in Marlow.\n\n"
        "- A first point about dams.\n- A second point about *rain*.\n\n> “We had no warning,” Keller said.\n\n"
        "See [[Marlow rebuilds after the flood]] and [the report](http://example.org/report).\n\n"
        + "Filler sentences follow here so that the text is long enough to scroll. "
        * 60,
    ),
    "rebuilding": (
        "Marlow rebuilds after the flood",
        'site: "Harbor Post"\nauthor: "Ida Brandt"\npublished: "2020-04-10"',
        "Of the 412 homes lost in Marlow, 90 stand again. Mayor Anna Keller thanked the province.",
    ),
    "election": (
        "Keller wins again in Marlow",
        'site: "Daily Ledger"\npublished: "2021-05-05"',
        "Anna Keller won 61 percent of the vote in Marlow. The flood was hardly spoken of.",
    ),
    "music": (
        "A choir in winter",
        'site: "Evening Observer"\npublished: "2019-12-01"',
        "They sang for an hour.\n\nThen snow fell.",
    ),
    "hostile": (
        "[/] [@click=app.quit]Ha[/] \\e]2;window=\\a :bomb:",
        'site: "[sic] \\e[31m"\ntags: ["\\u202Egnp"]',
        "Brackets [/INST] stay. &#27;]0;x&#7; stays away. \x1b[31mred\x07 \u202eback.",
    ),
}


def write_library(folder: Path) -> Path:
    """Write the library of these tests into *folder*."""
    (folder / "articles").mkdir(parents=True)
    (folder / "library.yaml").write_text('title: "Marlow"\nlanguage: "en"\n')
    (folder / "names.yaml").write_text('"Anna Keller": {kind: person, spellings: ["Mayor Keller", "Keller"]}\n')
    for name, (title, head, body) in ARTICLES.items():
        escaped = title.replace('"', '\\"')
        (folder / "articles" / f"{name}.md").write_text(
            f'---\nid: "{name}"\ntitle: "{escaped}"\n{head}\n---\n\n{body}\n'
        )
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Return a library of five articles."""
    return write_library(tmp_path / "library")


@pytest.fixture
def room(library: Path, places: Places, known_indexes: KnownIndexes) -> Iterator[ReadingRoom]:
    """Open the library, indexed."""
    known_indexes.bring(library, places)
    with ReadingRoom.open(library, settings=Settings(machine="desk"), places=places) as opened:
        opened.index()
        yield opened


@pytest.fixture(autouse=True)
def _files_are_not_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for no changes of other programs, save in tests that ask to be `watching`."""
    monkeypatch.setattr(folder_watch, "BEGIN_AFTER", threading.TIMEOUT_MAX)


@pytest.fixture
def watching(_files_are_not_watched: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell of changed files after milliseconds, where a person would not see a second."""
    for name, value in {"BEGIN_AFTER": 0.0, "_STEP": 10, "_LONGEST": 50, "_LOOK_EVERY": 0.02}.items():
        monkeypatch.setattr(folder_watch, name, value)


@pytest.fixture(autouse=True)
def _what_comes_in_a_moment_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show at once what mostly comes in a moment, also where the machine is loaded."""
    monkeypatch.setattr(questions, "MOMENT", 30.0)


async def until(pilot: Pilot[Any], holds: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait until something holds, and what had come by then is done.

    Raises: TimeoutError, at once where the app has failed.
    """
    end, pause = time.monotonic() + seconds, 0.005
    if holds():
        return
    while not holds():
        if time.monotonic() > end or pilot.app._exception_event.is_set():
            raise TimeoutError
        # Looking takes time from what is waited for.
        pause = min(0.05, 1.5 * pause)
        await asyncio.sleep(pause)
    await pilot.pause(0)


class Table:
    """A person at the app: presses keys, looks, and waits until what was asked has been answered."""

    def __init__(self, app: ReaderApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> ReadingScreen:
        """The reading screen."""
        return self.app.reading

    @property
    def article_id(self) -> str | None:
        """The id of the open article."""
        return self.screen.article.id if self.screen.article else None

    async def press(self, *keys: str) -> None:
        """Press keys and let what follows from them happen."""
        await self.pilot.press(*keys)
        await self._settle()

    async def type(self, text: str) -> None:
        """Type a text in one go, and let what follows from it happen."""
        for character in text:
            key = character if character.isalnum() else _character_to_key(character)
            self.app.post_message(events.Key(key, character).set_sender(self.app))
        # First the app hands the keys on, then whoever has them takes them.
        await self.pilot.pause(0)
        await self._settle()

    async def _settle(self) -> None:
        await self.pilot.pause()
        # A key that ends the app leaves what came after it where it is.
        if self.app.is_running and not self.app.inputs.is_settled:
            await self.until(lambda: self.app.inputs.is_settled or not self.app.is_running)

    async def until(self, holds: Callable[[], object], told: str = "") -> None:
        """Wait until something holds, as a person would."""
        try:
            await until(self.pilot, holds)
        except TimeoutError as error:
            said = told or f"it never held; the status line says: {self.screen.status.said}"
            raise AssertionError(f"{said}\n{self.text()}") from error

    async def sees(self, *texts: str) -> str:
        """Wait until each text is on screen, which is painted piece by piece, and return what is on it."""
        await self.until(lambda: all(text in self.text() for text in texts), f"not on screen: {texts}")
        return self.text()

    async def resize(self, width: int, height: int) -> None:
        """Give the window another size, and wait until that is what is on screen."""
        await self.pilot.resize_terminal(width, height)
        await self.until(lambda: [strip.cell_length for strip in self.strips()] == [width] * height)

    def pane(self) -> str:
        """Return which pane has the keys."""
        return self.screen.where

    def text(self) -> str:
        """Return what is on screen."""
        return "\n".join(strip.text for strip in self.strips())

    def strips(self) -> list[Strip]:
        """Return the lines on screen."""
        return strips_of(self.app)

    def listed(self) -> list[str]:
        """Return the ids in the list."""
        model = self.screen.list_view.model
        return [entry.id for entry in map(model.entry, range(len(model))) if entry]


def strips_of(app: App[Any]) -> list[Strip]:
    """Return the lines that an app shows."""
    assert isinstance(app.screen, TopScreen)
    return app.screen.drawn()


Sit = Callable[..., AbstractAsyncContextManager[Table]]


def sitting_in(room: ReadingRoom) -> Sit:
    """Return what runs the app on *room* at a size."""

    @asynccontextmanager
    async def run(size: tuple[int, int] = (120, 40), **options: str) -> AsyncIterator[Table]:
        app = ReaderApp(room, with_indexing=False, **options)
        async with app.run_test(size=size) as pilot:
            table = Table(app, pilot)
            await table.until(lambda: table.screen.article is not None)
            yield table

    return run


@pytest.fixture
def sit(room: ReadingRoom) -> Sit:
    """Return what runs the app at a size."""
    return sitting_in(room)
