"""A line that asks for something to be typed, over the status line."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Static

from reader.tui.panes.fact import Fact
from reader.tui.panes.line_box import LineBox
from reader.view.keymap import box_footer

_MEANINGS = {"enter": "answer", "escape": "cancel"}


class Prompt(Horizontal):
    """Asks for words separated by commas; hidden otherwise."""

    @dataclass
    class Answered(Fact):
        """The typed text, or None if cancelled."""

        text: str | None

    def compose(self) -> ComposeResult:
        """Make the label and the box."""
        yield Static(id="prompt-label")
        yield LineBox(id="prompt-box", joint=", ", meanings=_MEANINGS)

    def on_mount(self) -> None:
        """Begin hidden."""
        self.display = False

    @property
    def footer(self) -> list[tuple[str, str, str]]:
        """The footer while the prompt is open."""
        return box_footer(
            {**_MEANINGS, "right": "complete"}, {"answer": "accept", "complete": "complete", "cancel": "cancel"}
        )

    def ask(self, label: str, placeholder: str, words: Sequence[str] = ()) -> None:
        """Ask; the right arrow completes the typed text from *words*."""
        self.query_one("#prompt-label", Static).update(Content(label))
        box = self.query_one(LineBox)
        box.value = ""
        box.placeholder = placeholder
        box.suggester = LastWord(words)
        self.display = True
        box.focus()

    def on_line_box_pressed(self, event: LineBox.Pressed) -> None:
        """Hide, and report the answer."""
        event.stop()
        self.display = False
        self.post_message(self.Answered(event.box.value if event.meaning == "answer" else None))


class LastWord(Suggester):
    """Completes the last of several words separated by commas."""

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
