"""User input, passed on one event at a time: the next one once the effects of the last are done."""

from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.app import App
from textual.errors import NoWidget
from textual.message_pump import MessagePump

# How many rounds of callbacks follow an input: first its own effects, then the effects of those.
_ROUNDS = 2
# The limit of rounds while the focus changes with each: a dialog opens another.
_MOST_ROUNDS = 6


class InputOrder:
    """Keys, clicks and pastes, in the order in which they came.

    Where an event goes depends on those before it: what follows `/` is for the box that it opens. So after each event
    a callback passes through the message queues from its target up to the app; when it arrives, all that waited in them
    is done. A closed queue is skipped, and a closing one first empties itself, so nothing gets stuck.
    """

    def __init__(self, app: App[Any], hand_on: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._hand_on = hand_on
        self._waiting: deque[events.Event] = deque()
        self._is_under_way = False
        self._holds = 0

    def hold(self) -> Callable[[], None]:
        """Pass nothing on until the returned function is called: further input is for what will be on screen then."""
        self._holds += 1
        return self._release

    def _release(self) -> None:
        self._holds -= 1
        # After the callback that moves the focus there.
        self._app.call_later(self._go_on)

    async def _go_on(self) -> None:
        if not self._is_under_way and (goal := self._goal()) is not None:
            self._is_under_way = True
            self._go_up(goal, goal, 1)

    async def take(self, event: events.Event) -> None:
        """Pass *event* on: at once, or after all that came before it."""
        self._waiting.append(event)
        if not self._is_under_way:
            await self._hand_on_next()

    @property
    def is_settled(self) -> bool:
        """Whether all that came has been handed on and done, or is held for what will be there."""
        return not self._is_under_way and (not self._waiting or self._holds > 0)

    def give_up(self) -> list[events.Event]:
        """Return the waiting events, which are not passed on any more."""
        waiting = [*self._waiting]
        self._waiting.clear()
        return waiting

    async def _hand_on_next(self) -> None:
        self._is_under_way = False
        while self._waiting and not self._is_under_way and not self._holds:
            event = self._waiting.popleft()
            goal = self._goal(event)
            await self._hand_on(event)
            if goal is not None and not isinstance(event, events.MouseMove):
                self._is_under_way = True
                self._go_up(goal, goal, 1)

    def _goal(self, event: events.Event | None = None) -> MessagePump | None:
        """Return the target of an event; None once there is no screen."""
        if not self._app.screen_stack:
            return None
        if isinstance(event, events.MouseEvent):
            try:
                return self._app.get_widget_at(event.x, event.y)[0]
            except NoWidget:
                return self._app.screen
        return self._app.focused or self._app.screen

    def _go_up(self, pump: MessagePump | None, start: MessagePump, rounds: int) -> None:
        while pump is not None and pump is not self._app:
            above = pump._parent  # noqa: SLF001 - a screen's is the app, which no public door tells
            if pump.call_later(self._go_up, above, start, rounds):
                return
            pump = above
        self._app.call_later(self._arrive, start, rounds)

    async def _arrive(self, start: MessagePump, rounds: int) -> None:
        goal = self._goal()
        if goal is None:
            self._is_under_way = False
        elif rounds < _ROUNDS or (goal is not start and rounds < _MOST_ROUNDS):
            self._go_up(goal, goal, rounds + 1)
        else:
            await self._hand_on_next()
