"""A line that asks for something to be typed, over the status line."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Static


class PromptBox(Input):
    """A one-line box that Enter and Escape leave."""

    @dataclass
    class Left(Message):
        """The box was left, with what stands in it, or None where it was given up."""

        text: str | None

    def on_key(self, event: events.Key) -> None:
        """Leave the box."""
        if event.key in {"enter", "escape"}:
            event.stop()
            event.prevent_default()
            self.post_message(self.Left(self.value if event.key == "enter" else None))


class Prompt(Horizontal):
    """Asks for one line; hidden while nothing is asked."""

    @dataclass
    class Answered(Message):
        """What was asked for was typed, or given up (None)."""

        text: str | None

    def compose(self) -> ComposeResult:
        """Make the label and the box."""
        yield Static(id="prompt-label")
        yield PromptBox(id="prompt-box")

    def on_mount(self) -> None:
        """Begin hidden."""
        self.display = False

    def ask(self, label: str, placeholder: str, words: Sequence[str] = ()) -> None:
        """Ask; what is typed is completed from *words*, with the right arrow."""
        self.query_one("#prompt-label", Static).update(Content(label))
        box = self.query_one(PromptBox)
        box.value = ""
        box.placeholder = placeholder
        box.suggester = LastWord(words)
        self.display = True
        box.focus()

    def on_prompt_box_left(self, event: PromptBox.Left) -> None:
        """Hide, and tell."""
        event.stop()
        self.display = False
        self.post_message(self.Answered(event.text))


class LastWord(Suggester):
    """Completes the last of several words between commas."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._words = words

    async def get_suggestion(self, value: str) -> str | None:
        """Return *value* with its last word completed; None if nothing begins so."""
        before, comma, last = value.rpartition(",")
        typed = last.lstrip(" -")
        lead = last[: len(last) - len(typed)]
        if not typed:
            return None
        found = next((word for word in self._words if word.startswith(typed) and word != typed), None)
        return f"{before}{comma}{lead}{found}" if found else None
