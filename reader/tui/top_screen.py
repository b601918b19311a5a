"""The base of every screen: it closes only once, and messages that arrive while it closes do no harm."""

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


# User input.
_ANSWERS = (events.InputEvent, OptionList.OptionSelected, LineBox.Pressed)
# Seconds for which a screen may handle waiting messages before others have their turn.
_LONGEST_TURN = 0.02


class TopScreen(Screen[_Result]):
    """A screen that closes only once, however quick the keys, and does nothing afterwards."""

    _is_closed = False

    def __init__(self) -> None:
        super().__init__()
        self._compositor = SteadyCompositor()
        self._let_others = 0.0

    def dismiss(self, result: _Result | None = None) -> AwaitComplete:
        """Close with a result, if this is on top: the second of two quick keys comes too late."""
        if not self.is_active:
            return AwaitComplete()
        self._is_closed = True
        return super().dismiss(result)

    def drawn(self) -> list[Strip]:
        """Return the lines of this screen, with what shows through from beneath."""
        # Textual looks there for the screens beneath. Left as the last drawing left it, two screens drew each other.
        visible_screen_stack.set(self.app._background_screens)  # noqa: SLF001 - no public door
        return self._compositor.render_strips()

    async def _dispatch_message(self, message: Message) -> None:
        # Textual lets a screen handle all its waiting messages in one turn of the event loop, while all else waits.
        if perf_counter() - self._let_others > _LONGEST_TURN:
            await asyncio.sleep(0)
            self._let_others = perf_counter()
        if isinstance(message, _ANSWERS) and not self.is_active:
            # Pressed before something opened over this, or after this was closed: meant for neither.
            return
        await self._unless_going(super()._dispatch_message(message))

    def call_next(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Call after this message; the answer of a dialog also arrives this way."""
        super().call_next(self._call_unless_going, partial(callback, *args, **kwargs))

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Call after the next drawing, which may be another screen's if this closes before."""
        return super().call_after_refresh(self._call_unless_going, partial(callback, *args, **kwargs))

    async def _call_unless_going(self, callback: Callable[[], Any]) -> None:
        await self._unless_going(invoke(callback))

    async def _unless_going(self, work: Awaitable[object]) -> None:
        """Do some work; a missing widget is no error while this closes, since its panes go first."""
        was_going = self._is_going
        try:
            await work
        except NoMatches:
            if not (was_going or self._is_going):
                raise

    @property
    def is_open(self) -> bool:
        """Whether this is on screen and not about to close."""
        return self.is_mounted and self.is_attached and not self._is_going

    @property
    def _is_going(self) -> bool:
        """Whether this is closing, alone or with the whole app."""
        return self._is_closed or self._pruning or self._closing or self.app._exit  # noqa: SLF001 - no public door
