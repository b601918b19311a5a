"""The chips that narrow the list; a click removes one."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.widgets import Static

from reader.tui.panes.fact import Fact
from reader.view.cells import cell_width, fitted

_LONGEST = 32


class ChipLine(Static):
    """Shows labels side by side."""

    @dataclass
    class Removed(Fact):
        """The chip of that number was clicked."""

        number: int

    def __init__(self, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # id and classes only
        self.labels: Sequence[str] = ()
        self._spans: list[tuple[int, int]] = []

    def show(self, labels: Sequence[str]) -> None:
        """Show *labels*."""
        if labels == self.labels:
            return
        self.labels = labels
        parts: list[tuple[str, str] | str] = []
        self._spans = []
        column = 0
        for label in labels:
            text = fitted(label, _LONGEST)
            width = cell_width(text) + 4
            parts += [("⟨", "$quiet"), text, (" ×", "$quiet"), ("⟩", "$quiet"), " "]
            self._spans.append((column, column + width))
            column += width + 1
        self.update(Content.assemble(*parts))

    def on_click(self, event: events.Click) -> None:
        """Report the clicked chip."""
        for number, (start, end) in enumerate(self._spans):
            if start <= event.x < end:
                self.post_message(self.Removed(number))
