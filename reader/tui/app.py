"""The app: themes, signals, and saving everything on exit."""

import asyncio
import contextlib
import gc
import os
import select
import signal
import sys
import termios
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from rich.console import RenderableType
from textual import events
from textual.app import App, ScreenStackError
from textual.binding import BindingType
from textual.css.query import NoMatches
from textual.dom import NoScreen
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.screen import Screen
from textual.theme import Theme
from textual.widget import MountError

from reader.room import ReadingRoom
from reader.room.settings import Settings, own_themes
from reader.tui import guard, letter_order, sent_screen
from reader.tui.commanded import CommandedScreen
from reader.tui.deeds import Deeds
from reader.tui.input_order import InputOrder
from reader.tui.reading.screen import ReadingScreen
from reader.tui.saves import Saves
from reader.tui.stylesheet import ThemeStylesheet, variables_of
from reader.tui.terminal_output import TerminalOutput
from reader.tui.themes import THEMES, themed
from reader.view.keymap import Keymap
from reader.view.last_screen import keep_picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.child_process import ChildProcess
    from reader.room.exchange import LinkTarget

WATCH_TERMINAL_EVERY = 5.0
# The exit status of a program whose terminal went away.
_HUNG_UP = 128 + signal.SIGHUP
# Textual's errors for a widget or a screen that no longer exists.
_GONE = (NoMatches, NoScreen, MountError, ScreenStackError)


class Ending(NamedTuple):
    """How the app ended: its exit status, the library to open next, and the keys typed for that.

    *unsaved* names the notes that could not be saved while it ended.
    """

    status: int
    library: Path | None = None
    typed: tuple[events.Key, ...] = ()
    unsaved: tuple[str, ...] = ()


class ReaderApp(App[None]):
    """The reading room on a terminal; *greeting* is said once, at the start."""

    TITLE = "reader"
    CSS_PATH = Path(__file__).parent / "styles" / "reader.tcss"
    BINDINGS: ClassVar[list[BindingType]] = []
    # Our palette is a dialog like the others, opened through the command table.
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, room: ReadingRoom, *, with_indexing: bool = True, greeting: str = "") -> None:
        guard.install()
        sent_screen.install()
        letter_order.install()
        super().__init__()
        self.room = room
        self.last_screen: list[str] = []
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme_problems: list[str] = []
        # Whether the terminal has sixteen colors; known once there is one.
        self.is_plain_terminal = False
        self.theme = self.theme_named(room.settings.theme).name
        self._take_signs()
        letter_order.take_order(room.settings.right_to_left)
        self.stylesheet = ThemeStylesheet(self.get_css_variables())
        self.keymap = Keymap.of(room.settings)
        self.reading = ReadingScreen(room, self.keymap, with_indexing=with_indexing, greeting=greeting)
        self.next_library: Path | None = None
        # Keys for the library that is opened next; and those that were typed while this one was being opened.
        self.typed_ahead: list[events.Key] = []
        self.typed_before: Sequence[events.Key] = ()
        self.deeds = Deeds()
        self._is_leaving = False
        self.inputs = InputOrder(self, super().on_event)
        # The thread that changes notes; and what could not be saved when the app ended.
        self.saves = Saves(self.call_later)
        self.unsaved: list[str] = []
        self._thread_hook = threading.excepthook

    def get_theme(self, theme_name: str) -> Theme | None:
        """Return a theme by its name.

        Textual calls this for every line that it draws; its own method copies and lists all themes each time.
        """
        return self._registered_themes.get(theme_name)

    def get_css_variables(self) -> dict[str, str]:
        """Return the colors of the present theme."""
        self.theme_variables = variables_of(self.current_theme)
        return self.theme_variables

    def theme_named(self, name: str) -> Theme:
        """Return the theme that a setting names: one of the user's own is read, `auto` goes by the terminal."""
        if name == "auto":
            name = "sixteen" if self.is_plain_terminal else "dark"
        self.theme_problems = []
        own = own_themes(self.room.places.config).get(name)
        if own is not None:
            # Only if asked for: other starts read no file.
            from reader.view.own_theme import read_theme

            found = read_theme(own)
            self.theme_problems = [*found.problems]
            self.register_theme(themed(found))
        return self._registered_themes.get(name) or self._registered_themes["dark"]

    def _build_driver(self, *how: Any, **named: Any) -> Driver:
        driver = super()._build_driver(*how, **named)
        if isinstance(driver, LinuxDriver):
            # There is no public access to the file that a driver writes to.
            driver._file = TerminalOutput(driver._file)  # type: ignore[assignment, arg-type]  # noqa: SLF001
        return driver

    def take_terminal(self) -> None:
        """Adapt to the terminal: sixteen colors need a theme of their own, the Linux console other signs."""
        self.is_plain_terminal = self.console.color_system == "standard"
        self.theme = self.theme_named(self.room.settings.theme).name
        self._take_signs()

    def _take_signs(self) -> None:
        signs = self.room.settings.signs
        is_console = self.is_plain_terminal and os.environ.get("TERM") == "linux"
        guard.take_signs(signs if signs != "auto" else "cp437" if is_console else "unicode")
        self.refresh(repaint=True, layout=True)

    def take_settings(self, before: Settings) -> None:
        """Apply what changed since the settings *before*: colors, keys, order, width."""
        now = self.room.settings
        if (before.preset, before.keys, before.macros) != (now.preset, now.keys, now.macros):
            self.keymap.become(Keymap.of(now))
        if before.theme != now.theme:
            self.theme = self.theme_named(now.theme).name
        if before.signs != now.signs:
            self._take_signs()
        letter_order.take_order(now.right_to_left)
        for screen in self.screen_stack:
            if isinstance(screen, CommandedScreen):
                screen.take_settings(before)

    def get_default_screen(self) -> Screen[None]:
        """Open with the reading screen."""
        return self.reading

    def on_mount(self) -> None:
        """Leave properly when the terminal goes away, when the system asks, and after a bug anywhere."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
            # Textual dies at once on the first two, also in the middle of a save, and exits with 0 on the third.
            loop.add_signal_handler(number, partial(self.exit, return_code=128 + number))
        loop.set_exception_handler(lambda _, facts: self.crash(facts.get("exception") or RuntimeError("event loop")))
        threading.excepthook = lambda facts: self.crash(facts.exc_value or RuntimeError("thread"))
        self.app_resume_signal.subscribe(self, lambda _: self._draw_anew())
        if not self.is_headless:
            self.set_interval(WATCH_TERMINAL_EVERY, self._watch_terminal)

        for key in self.typed_before:
            self.post_message(events.Key(key.key, key.character))

    def post_message(self, message: Message) -> bool:
        """Pass on a message, or keep a key that was typed for the library that is opened next."""
        return self._keeps(message) or super().post_message(message)

    def _keeps(self, message: Message) -> bool:
        if not self._is_leaving or self.next_library is None or not isinstance(message, events.Key):
            return False
        # A key that a pane passes on was meant for this library.
        if not message.is_forwarded:
            self.typed_ahead.append(message)
        return True

    def _draw_anew(self) -> None:
        """Redraw everything: another program used the terminal."""
        sent_screen.forget()
        self.reading.later.pictures.send_again()
        self.screen.refresh(repaint=True, layout=True)

    def send_to_terminal(self, sequence: str) -> None:
        """Send the data of pictures that the terminal draws itself."""
        if self._driver is not None:
            self._driver.write(sequence)

    def _watch_terminal(self) -> None:
        """Leave when the terminal is gone without a signal; Textual would read its end forever."""
        if _is_terminal_gone():
            self.exit(return_code=_HUNG_UP)

    async def on_unmount(self) -> None:
        """Save everything."""
        try:
            self.unsaved = await asyncio.to_thread(self.saves.finish)
            await self.reading.leave()
        finally:
            threading.excepthook = self._thread_hook

    async def on_event(self, event: events.Event) -> None:
        """Pass on input in order; drop it once the app is ending, when no screen can take it."""
        if isinstance(event, events.Resize):
            # What a terminal shows after it changed its size is not known.
            sent_screen.forget()
        is_input = isinstance(event, (events.InputEvent, events.Paste))
        if self._keeps(event):
            return
        if not is_input:
            await super().on_event(event)
        elif self.screen_stack and not self._is_leaving:
            # A key that was passed on comes back here if nobody used it.
            await (super().on_event(event) if event.is_forwarded else self.inputs.take(event))

    def leave_for(self, library: Path) -> None:
        """Leave, to open another library."""
        self.next_library = library
        self.exit()

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave, keeping what is being written and remembering the view."""
        self._is_leaving = True
        for event in self.inputs.give_up():
            self._keeps(event)
        self._keep()
        if self.screen_stack and self.screen is self.reading:
            self.last_screen = [strip.render(self.console) for strip in self.reading.drawn()]
        super().exit(result, return_code, message)

    # Bugs

    @property
    def failure(self) -> Exception | None:
        """The bug that ended the app."""
        return self._exception

    def crash(self, error: BaseException) -> None:
        """Leave after a bug in a thread or task, as if it had happened here; any thread may call this."""
        self.call_later(_raise, error)

    def _handle_exception(self, error: Exception) -> None:
        """Leave after a bug; the caller of the app reports it, since Textual's report would print texts."""
        if self._is_leaving and isinstance(error, _GONE):
            # Work that was begun before the app ended looks for panes that are gone.
            return
        if isinstance(error, OSError) and not self.is_headless and _is_terminal_gone():
            # Drawing failed; the signal that says why may still be on its way.
            if not self._is_leaving:
                self.exit(return_code=_HUNG_UP)
            return
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            self._keep()
        self._close_messages_no_wait()

    def _keep(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, CommandedScreen):
                # The bug that ends the app may have broken this too; that bug is the one to report.
                with contextlib.suppress(Exception):
                    screen.keep()


def _is_terminal_gone() -> bool:
    poll = select.poll()
    poll.register(sys.__stdin__ or 0, 0)
    return any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, event in poll.poll(0))


def _raise(error: BaseException) -> None:
    raise error if isinstance(error, Exception) else RuntimeError(type(error).__name__)


def run(
    room: ReadingRoom,
    greeting: str = "",
    picture: Path | None = None,
    start: "LinkTarget | None" = None,
    begun: "ChildProcess | None" = None,
    before: Ending | None = None,
) -> Ending:
    """Run the app, at the passage *start* if given; return the exit status, and the library to be opened next.

    *begun* is an index run that was started already; whoever started it ends it. Keys that were typed
    in the app *before* are for this one.
    The last screen is kept at *picture* for the next start. A bug that ended the app is raised once
    everything is saved and the terminal is restored.
    """
    # A searching thread gives up the interpreter sooner than after the usual 5 ms, for which a key would wait.
    sys.setswitchinterval(0.001)
    app = ReaderApp(room, greeting=greeting)
    app.reading.updates.begun = begun
    app.typed_before = before.typed if before else ()
    return run_app(app, picture, start)


def run_app(app: ReaderApp, picture: Path | None = None, start: "LinkTarget | None" = None) -> Ending:
    """Run *app*; see `run`."""
    app.take_terminal()
    app.reading.start = start
    # The objects so far stay, so no garbage collection need visit them.
    gc.freeze()
    try:
        app.run()
    except (OSError, termios.error):
        # A terminal that is gone cannot be restored.
        if not _is_terminal_gone():
            raise
        return Ending(_HUNG_UP)
    if picture is not None and app.last_screen:
        keep_picture(picture, app.size.width, app.last_screen)
    if app.failure is not None:
        raise app.failure
    return Ending(app.return_code or 0, app.next_library, tuple(app.typed_ahead), tuple(app.unsaved))
