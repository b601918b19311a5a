"""The base of every screen: it closes once, and what comes while it is taken away does no harm."""

from typing import TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.css.query import NoMatches
from textual.message import Message
from textual.screen import Screen

_Result = TypeVar("_Result")


class TopScreen(Screen[_Result]):
    """A screen that two quick keys close once, and that does nothing more then."""

    _is_closed = False

    def dismiss(self, result: _Result | None = None) -> AwaitComplete:
        """Close, with a result; only while this is on top, since of two quick keys the second comes too late."""
        if not self.is_active:
            return AwaitComplete()
        self._is_closed = True
        return super().dismiss(result)

    async def _dispatch_message(self, message: Message) -> None:
        if isinstance(message, events.InputEvent) and not self.is_active:
            # Pressed before something opened over this, or after this was closed: it was meant for neither.
            return
        was_going = self._is_going
        try:
            await super()._dispatch_message(message)
        except NoMatches:
            # Its panes go before it does, and a handler looked for one.
            if not (was_going or self._is_going):
                raise

    @property
    def _is_going(self) -> bool:
        """Whether this is being taken away, alone or with the whole app."""
        return self._is_closed or self._pruning or self._closing or self.app._exit  # noqa: SLF001 - no public door
