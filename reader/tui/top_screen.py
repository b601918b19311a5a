"""The base of every screen: it closes once, and what comes while it is taken away does no harm."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from time import perf_counter
from typing import Any, TypeVar

from textual import events
from textual._callback import invoke
from textual._context import visible_screen_stack
from textual.await_complete import AwaitComplete
from textual.css.query import NoMatches
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import OptionList

from reader.tui.compositor import SteadyCompositor
from reader.tui.panes.line_box import LineBox

_Result = TypeVar("_Result")


# What a person pressed, chose or typed.
_ANSWERS = (events.InputEvent, OptionList.OptionSelected, LineBox.Pressed)
# Seconds that a screen may take what waits for it, one after the other, before all else has its turn.
_LONGEST_TURN = 0.02


class TopScreen(Screen[_Result]):
    """A screen that two quick keys close once, and that does nothing more then."""

    _is_closed = False

    def __init__(self) -> None:
        super().__init__()
        self._compositor = SteadyCompositor()
        self._let_others = 0.0

    def dismiss(self, result: _Result | None = None) -> AwaitComplete:
        """Close, with a result; only while this is on top, since of two quick keys the second comes too late."""
        if not self.is_active:
            return AwaitComplete()
        self._is_closed = True
        return super().dismiss(result)

    def drawn(self) -> list[Strip]:
        """Return the lines of this, with what shows through from beneath."""
        # Textual looks there for the screens beneath. Left as the last drawing left it, two screens drew each other.
        visible_screen_stack.set(self.app._background_screens)  # noqa: SLF001 - no public door
        return self._compositor.render_strips()

    async def _dispatch_message(self, message: Message) -> None:
        # As it comes, a screen goes through all that waits for it in one turn of the event loop, with all else waiting.
        if perf_counter() - self._let_others > _LONGEST_TURN:
            await asyncio.sleep(0)
            self._let_others = perf_counter()
        if isinstance(message, _ANSWERS) and not self.is_active:
            # Pressed before something opened over this, or after this was closed: it was meant for neither.
            return
        await self._unless_going(super()._dispatch_message(message))

    def call_next(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Call after this message; the answer of a dialog comes this way too."""
        super().call_next(self._call_unless_going, partial(callback, *args, **kwargs))

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Call after the next drawing, which another screen may do if this is taken away before it."""
        return super().call_after_refresh(self._call_unless_going, partial(callback, *args, **kwargs))

    async def _call_unless_going(self, callback: Callable[[], Any]) -> None:
        await self._unless_going(invoke(callback))

    async def _unless_going(self, work: Awaitable[object]) -> None:
        """Do some work; what it does not find is no fault while this is taken away: its panes go first."""
        was_going = self._is_going
        try:
            await work
        except NoMatches:
            if not (was_going or self._is_going):
                raise

    @property
    def is_open(self) -> bool:
        """Whether this is on screen and stays there: it can be told something, and shows it."""
        return self.is_mounted and self.is_attached and not self._is_going

    @property
    def _is_going(self) -> bool:
        """Whether this is being taken away, alone or with the whole app."""
        return self._is_closed or self._pruning or self._closing or self.app._exit  # noqa: SLF001 - no public door
