"""The app as a storm runs it: in a process of its own, with a meter on every step of the event loop.

    python tests/benchmarks/storm_seat.py REPORT LIBRARY [PRESSES.json COLUMNSxLINES]

With presses the app runs without a terminal, through Pilot; else in the terminal that this process has. REPORT becomes
lines of JSON: each slow step with the place where it was, a crash with its traceback, and the figures of the whole.
"""

import asyncio
import contextlib
import gc
import json
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.errors import NoWidget
from textual.geometry import Offset
from textual.pilot import Pilot, WaitForScreenTimeout
from textual.widget import Widget

from reader.tui.app import ReaderApp
from reader.tui.top_screen import TopScreen
from tests.benchmarks.storm_keys import REST, named

SLOW = 0.1
_LOOK_EVERY = 0.02


class Meter:
    """Measures each step of the event loop once a key has come, and looks where the slow ones are."""

    def __init__(self, report: Path) -> None:
        self._report = report
        self._is_on = False
        self._begun = 0.0
        self._place: list[str] = []
        self._main = threading.main_thread().ident or 0
        self.steps = self.slow = 0
        self.slowest = self.slowest_work = 0.0

    def install(self) -> None:
        """Measure from the first key on."""
        run, send, fail = asyncio.Handle._run, Driver.send_message, ReaderApp._handle_exception

        def measured(handle: asyncio.Handle) -> None:
            begun, cpu = time.perf_counter(), time.thread_time()
            self._begun = begun if self._is_on else 0.0
            run(handle)
            self._begun = 0.0
            if self._is_on and threading.get_ident() == self._main:
                self._count(time.perf_counter() - begun, time.thread_time() - cpu)

        def sent(driver: Driver, message: Any) -> None:
            self._is_on = self._is_on or isinstance(message, events.Key)
            send(driver, message)

        def failed(app: ReaderApp, error: Exception) -> None:
            self.tell(crash=_told(error))
            fail(app, error)

        asyncio.Handle._run = measured  # type: ignore[method-assign, assignment]
        Driver.send_message = sent  # type: ignore[method-assign, assignment]
        ReaderApp._handle_exception = failed  # type: ignore[method-assign, assignment]
        threading.Thread(target=self._watch, daemon=True).start()

    def _count(self, wall: float, work: float) -> None:
        self.steps += 1
        self.slowest, self.slowest_work = max(self.slowest, wall), max(self.slowest_work, work)
        if wall > SLOW:
            self.slow += 1
            self.tell(wall=round(wall * 1000), work=round(work * 1000), place=self._place)
        self._place = []

    def _watch(self) -> None:
        while True:
            time.sleep(_LOOK_EVERY)
            begun = self._begun
            if begun and not self._place and time.perf_counter() - begun > SLOW * 0.8:
                self._place = _innermost(sys._current_frames().get(self._main))

    def tell(self, **facts: Any) -> None:
        """Write a line of the report."""
        with self._report.open("a", encoding="utf-8") as file:
            file.write(json.dumps(facts) + "\n")

    def end(self) -> None:
        """Write the figures of the whole."""
        milliseconds = {"slowest": self.slowest * 1000, "slowest_work": self.slowest_work * 1000}
        self.tell(steps=self.steps, slow=self.slow, **{name: round(value) for name, value in milliseconds.items()})


def tell_where(report: Path) -> None:
    """Write where every task and every thread stands beside the report, once that signal comes."""

    def told(*_: object) -> None:
        with report.with_name("where.txt").open("w", encoding="utf-8") as file:
            for frame in sys._current_frames().values():
                traceback.print_stack(frame, file=file)
            with contextlib.suppress(RuntimeError):
                for task in asyncio.all_tasks():
                    task.print_stack(file=file)

    signal.signal(signal.SIGUSR1, told)


def _told(error: BaseException) -> str:
    """Return the traceback of an error, of a worker's own where that is what failed."""
    return "".join(traceback.format_exception(getattr(error, "error", error)))


def _innermost(frame: FrameType | None) -> list[str]:
    """Return the innermost places, the last one first; of ours all, of others those at the tip."""
    places: list[str] = []
    drawn = ""
    while frame is not None and len(places) < 14:
        name = frame.f_code.co_filename
        if len(places) < 4 or "/reader/" in name:
            places.append(f"{'/'.join(Path(name).parts[-2:])}:{frame.f_lineno} {frame.f_code.co_name}")
        widget = frame.f_locals.get("self")
        if not drawn and isinstance(widget, Widget):
            # Not its repr: a widget that is taken away has none, and this is another thread.
            drawn = f"in {type(widget).__name__} #{getattr(widget, '_id', None)}"
        frame = frame.f_back
    return [*places, drawn]


async def press_all(pilot: Pilot[Any], presses: Iterable[str]) -> None:
    """Do what was pressed until the app ends, a burst without a pause; what is drawn must fit after each burst."""
    app = pilot.app
    for what in presses:
        if not app.is_running or app._exit:
            return
        kind, colon, value = what.partition(":")
        if what == REST:
            # Pilot's own pause waits for every widget, which no key of a person does.
            await asyncio.sleep(0.02)
            if app.is_running and app.screen_stack and isinstance(screen := app.screen, TopScreen):
                width = screen._compositor.size.width
                assert all(strip.cell_length <= width for strip in screen.drawn()), "a line is wider than the window"
        elif colon and kind in {"size", "click", "wheel"} and value:
            # Neither a loaded machine nor a click beside a window that has just shrunk is a fault of the app.
            with contextlib.suppress(WaitForScreenTimeout, NoWidget):
                await _do(pilot, kind, value)
        elif colon and kind == "paste" and value:
            app.post_message(events.Paste(value))
        else:
            _send_key(app, what)


async def _do(pilot: Pilot[Any], kind: str, value: str) -> None:
    if kind == "size":
        await pilot.resize_terminal(*map(int, value.split("x")))
        return
    x, y = map(int, value.split(","))
    place = Offset(x % pilot.app.size.width, y % pilot.app.size.height)
    await (pilot.click(offset=place) if kind == "click" else pilot.hover(offset=place))


def _send_key(app: App[Any], what: str) -> None:
    event = events.Key(*named(what))
    event.set_sender(app)
    if app._driver is not None:
        app._driver.send_message(event)


def run_pilot(meter: Meter, library: Path, presses: Sequence[str], size: tuple[int, int]) -> int:
    """Run the app without a terminal; return the number of presses done before it ended."""
    from reader.room import ReadingRoom
    from reader.room.settings import load_settings, user_places

    done = 0

    def counted() -> Iterable[str]:
        nonlocal done
        for what in presses:
            done += 1
            yield what

    async def sit() -> None:
        places = user_places()
        with ReadingRoom.open(library, settings=load_settings(places.settings), places=places) as room:
            app = ReaderApp(room)
            # As for the app in a terminal.
            gc.set_threshold(50_000, 20, 100)
            gc.freeze()
            async with app.run_test(size=size) as pilot:
                await press_all(pilot, counted())
                # Pilot would take the screens away from an app that still goes through its keys: it is left as by `q`.
                if not app._exit:
                    app.exit()
                while app.is_running:  # noqa: ASYNC110 - Textual has no event for it
                    await asyncio.sleep(0.01)

    try:
        asyncio.run(sit())
    except Exception as error:  # noqa: BLE001 - whatever ends the app is what a storm looks for
        meter.tell(crash=_told(error))
    return done


def main(arguments: Sequence[str]) -> int:
    """Run the app; return its exit status."""
    meter = Meter(Path(arguments[0]))
    meter.install()
    tell_where(Path(arguments[0]))
    # A name that the storm types is a file here, where its export is in nobody's way.
    os.chdir(Path(arguments[0]).parent)
    try:
        if len(arguments) > 2:
            presses = json.loads(Path(arguments[2]).read_text(encoding="utf-8"))
            columns, lines = map(int, arguments[3].split("x"))
            meter.tell(done=run_pilot(meter, Path(arguments[1]), presses, (columns, lines)))
            return 0
        from reader.cli.main import main as reader

        return reader(["--library", arguments[1]])
    finally:
        meter.end()


if __name__ == "__main__":
    os.environ.setdefault("TEXTUAL_FPS", "120")
    sys.exit(main(sys.argv[1:]))
