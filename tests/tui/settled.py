"""When the app has done all that was asked of it, told by what is left to do and not by how busy the processor is.

Textual's own waits end when the process gets little of the processor, which on a loaded machine is at once, and fail
where a widget that goes away leaves a message unread.
"""

import asyncio
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from textual import app as app_module
from textual import pilot as pilot_module
from textual._context import active_app
from textual._wait import wait_for_idle
from textual.app import App
from textual.pilot import Pilot

from reader.tui import asking

# Seconds; a bound for what never rests, not a measure: a loaded machine takes ten times as long as a quiet one.
PATIENCE = 60.0
_TESTS = str(Path(__file__).resolve().parents[1])


def replace_waits(put: Callable[[object, str, object], None]) -> None:
    """Have Textual wait so wherever it presses keys; *put* sets an attribute, for a test or for good."""
    for module in (app_module, pilot_module):
        put(module, "wait_for_idle", settled)
    put(Pilot, "_wait_for_screen", _screen_settled)


async def settled(*seconds: float) -> None:
    """Wait as Textual does, then until nothing is left to do."""
    await wait_for_idle(*seconds)
    await nothing_left()


async def nothing_left() -> None:
    """Wait until the event loop has nothing to do, all is drawn, and no thread is at an answer for the app."""
    app = active_app.get()
    until = time.monotonic() + PATIENCE
    await asyncio.sleep(0)
    while _has_work(app) and time.monotonic() < until:  # noqa: ASYNC110 - there is no event for it
        # A thread needs the interpreter; the event loop only its next turn.
        await asyncio.sleep(0.001 if is_answering() else 0)


async def _screen_settled(*_: object) -> bool:
    """Wait for more than Textual does here: that each widget has read what it was sent."""
    await nothing_left()
    return True


def _has_work(app: App[Any]) -> bool:
    # In this order: an answer is handed to the event loop before its thread rests.
    if is_answering() or asyncio.get_running_loop()._ready:  # type: ignore[attr-defined]  # nothing else tells
        return True
    if not app._running or not app.screen_stack:
        return False
    screen = app.screen
    if not screen._update_timer._active.is_set():
        return False
    screen._on_timer_update()
    return True


def is_answering() -> bool:
    """Tell whether a thread of the app is at an answer, and no test holds it up."""
    frames = sys._current_frames()
    return any(not _is_held(frames.get(ident)) for ident in _answering())


def _answering() -> Iterator[int]:
    for thread in threading.enumerate():
        asker = getattr(getattr(thread, "_target", None), "__self__", None)
        # One that rests waits to be woken.
        if isinstance(asker, asking.Asker) and thread.ident is not None and not asker._wake._waiters:  # type: ignore[attr-defined]
            yield thread.ident


def _is_held(frame: FrameType | None) -> bool:
    """Tell whether a thread is in a fake of a test, or waits on purpose."""
    while frame is not None:
        if frame.f_code.co_filename.startswith(_TESTS) or frame.f_code is asking.rest.__code__:
            return True
        frame = frame.f_back
    return False
