"""The app: themes, signals, and saving everything on exit."""

import asyncio
import gc
import select
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.console import RenderableType
from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen
from textual.theme import Theme

from reader.room import ReadingRoom
from reader.tui import guard
from reader.tui.reading.screen import ReadingScreen
from reader.tui.themes import THEMES
from reader.view.keymap import Keymap
from reader.view.last_screen import keep_picture

if TYPE_CHECKING:
    from reader.room.exchange import LinkTarget

WATCH_TERMINAL_EVERY = 5.0


class ReaderApp(App[None]):
    """The reading room on a terminal; *greeting* is said once, at the start."""

    TITLE = "reader"
    CSS_PATH = Path(__file__).parent / "styles" / "reader.tcss"
    BINDINGS: ClassVar[list[BindingType]] = []
    # Ours is a dialog like all others, and opens through the command table as every key does.
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, room: ReadingRoom, *, with_indexing: bool = True, greeting: str = "") -> None:
        guard.install()
        super().__init__()
        self.room = room
        self.last_screen: list[str] = []
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = room.settings.theme
        self.keymap = Keymap(room.settings.preset, room.settings.keys, room.settings.key_lines)
        self.reading = ReadingScreen(
            room, self.keymap, crash=self.crash, with_indexing=with_indexing, greeting=greeting
        )

    def get_theme(self, theme_name: str) -> Theme | None:
        """Return a theme by its name.

        Textual asks for every line that it draws; its own way copies and lists all themes each time.
        """
        return self._registered_themes.get(theme_name)

    def get_default_screen(self) -> Screen[None]:
        """Open with the reading screen."""
        return self.reading

    def on_mount(self) -> None:
        """Leave in order when the terminal goes away or the system asks."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
            # Textual dies at once on the first two, with whatever was being written, and ends as if well on the third.
            loop.add_signal_handler(number, partial(self.exit, return_code=128 + number))
        if not self.is_headless:
            self.set_interval(WATCH_TERMINAL_EVERY, self._watch_terminal)

    def _watch_terminal(self) -> None:
        """Leave when the terminal is gone and no signal told so; Textual would read its end for ever."""
        poll = select.poll()
        poll.register(sys.__stdin__ or 0, 0)
        if any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, event in poll.poll(0)):
            self.exit(return_code=128 + signal.SIGHUP)

    async def on_unmount(self) -> None:
        """Save everything that must be saved."""
        await self.reading.leave()

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave, remembering what was on screen."""
        if self.screen is self.reading:
            # No public door leads to the lines of the whole screen.
            strips = self.reading._compositor.render_strips()  # noqa: SLF001 - as above
            self.last_screen = [strip.render(self.console) for strip in strips]
        super().exit(result, return_code, message)

    def crash(self, error: BaseException) -> None:
        """Show a bug that happened in a thread as a bug, as if it had happened here; any thread may call this."""
        self.call_later(_raise, error)


def _raise(error: BaseException) -> None:
    raise error


def run(room: ReadingRoom, greeting: str = "", picture: Path | None = None, start: "LinkTarget | None" = None) -> int:
    """Run the app, at the passage *start* if given; return the exit status.

    The last screen is kept at *picture* for the next start.
    """
    # A full collection walks every widget and style and stops the app for 50 ms; what the app makes is mostly small
    # and freed at once, so it can wait.
    gc.set_threshold(50_000, 20, 100)
    # A thread that searches hands the interpreter over sooner than after the usual 5 ms: a key waits for nothing else.
    sys.setswitchinterval(0.001)
    app = ReaderApp(room, greeting=greeting)
    app.reading.start = start
    app.run()
    if picture is not None and app.last_screen:
        keep_picture(picture, app.size.width, app.last_screen)
    return app.return_code or 0
