"""The status line and the footer of keys."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.timer import Timer

# Seconds for which an answer stays before an unasked message may replace it: long enough to be read.
ANSWER_STANDS = 4.0


class StatusLine(Static):
    """One line: the message on the left, the place on the right."""

    def __init__(self, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # id and classes only
        self._left = ""
        self._right = ""
        self.is_warning = False
        # The number of messages so far, to notice whether there was a new one.
        self.sayings = 0
        self._answered_at = -inf
        self._waiting: Timer | None = None

    def say(self, text: str, *, is_warning: bool = False) -> None:
        """Show the answer to what the user did."""
        self._answered_at = monotonic() if text else -inf
        self._show(text, is_warning=is_warning)

    def report(self, text: str, *, is_warning: bool = False, is_passing: bool = False) -> None:
        """Show an unasked message, once an answer has been read; a *passing* one is dropped by then."""
        wait = self._answered_at + ANSWER_STANDS - monotonic()
        if wait > 0 and is_passing:
            return
        if self._waiting is not None:
            self._waiting.stop()
        if wait > 0:
            self._waiting = self.set_timer(wait, lambda: self.report(text, is_warning=is_warning))
        else:
            self._show(text, is_warning=is_warning)

    def end_answer(self) -> None:
        """Let a report replace the answer: the user has gone on to something else."""
        self._answered_at = -inf

    def _show(self, text: str, *, is_warning: bool) -> None:
        self.sayings += 1
        # Drawing without need would delay the next message by a frame.
        if (text, is_warning) != (self._left, self.is_warning):
            self._left, self.is_warning = text, is_warning
            self._draw()

    def show_place(self, text: str) -> None:
        """Show the place."""
        if text != self._right:
            self._right = text
            self._draw()

    @property
    def said(self) -> str:
        """The last message."""
        return self._left

    def on_resize(self) -> None:
        """Draw for the new width."""
        self._draw()

    def _draw(self) -> None:
        room = max(0, self.size.width - len(self._right) - 4)
        left = self._left if len(self._left) <= room else self._left[: max(0, room - 1)] + "…"
        gap = " " * max(1, self.size.width - len(left) - len(self._right) - 2)
        style = "$warning" if self.is_warning else "$foreground"
        self.update(Content.assemble(" ", (left, style), gap, (self._right, "$quiet"), " "), layout=False)


class KeyFooter(Static):
    """The keys of the focused pane; each can be clicked."""

    @dataclass
    class Clicked(Message):
        """A command of the footer was clicked."""

        command_id: str

    def __init__(self, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # id and classes only
        self._spans: list[tuple[int, int, str]] = []
        self._keys: list[tuple[str, str, str]] = []

    def show(self, keys: Iterable[tuple[str, str, str]]) -> None:
        """Show commands (id, key, label), as many as fit; help is always among them."""
        self._keys = list(keys)
        self._draw()

    def on_resize(self) -> None:
        """Draw for the new width."""
        self._draw()

    def _draw(self) -> None:
        parts: list[tuple[str, str] | str] = [" "]
        self._spans = []
        column = 1
        for command_id, key, label in _that_fit(self._keys, self.size.width - 2):
            parts += [(key, "bold $accent"), f" {label}  "]
            self._spans.append((column, column + _cells(key, label), command_id))
            column += _cells(key, label) + 2
        self.update(Content.assemble(*parts), layout=False)

    def on_click(self, event: events.Click) -> None:
        """Report the clicked command."""
        for start, end, command_id in self._spans:
            if start <= event.x < end:
                self.post_message(self.Clicked(command_id))


def _cells(key: str, label: str) -> int:
    return len(key) + 1 + len(label)


def _that_fit(keys: Sequence[tuple[str, str, str]], room: int) -> Iterator[tuple[str, str, str]]:
    """Yield the first of *keys* that fit, and the key of help, which lists all others."""
    kept = next((each for each in keys if each[0] == "help"), None)
    if kept is None or sum(_cells(*each[1:]) + 2 for each in keys) - 2 <= room:
        kept = None
    else:
        room -= _cells(*kept[1:]) + 2
    for each in keys:
        if each is kept:
            continue
        room -= _cells(*each[1:])
        if room < 0:
            break
        yield each
        room -= 2
    if kept is not None:
        yield kept
