"""The head of the notebook: the box, the number of notes found, and the grouping."""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from reader.notebook.groups import GROUPINGS, Counts
from reader.tui.panes.fact import Fact
from reader.tui.panes.line_box import LineBox
from reader.view.cells import fitted, fitted_list

# The keys of the box: open what is selected in the list, go there, clear the query.
_MEANINGS = {"enter": "list", "down": "list", "escape": "clear"}


class GroupingLine(Static):
    """Shows the groupings with the chosen one; each can be clicked."""

    @dataclass
    class Chosen(Fact):
        """A grouping was clicked."""

        grouping: str

    def __init__(self, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # id and classes only
        self._spans: list[tuple[int, int, str]] = []

    def show(self, grouping: str, marked: int, counts: Counts | None) -> None:
        """Show the grouping, the number of marked notes, and with *counts*, the tags."""
        parts: list[tuple[str, str] | str] = [(" by ", "$quiet")]
        column = 4
        self._spans = []
        for each in GROUPINGS:
            parts += [(f" {each} ", "bold $accent reverse" if each == grouping else "$quiet"), " "]
            self._spans.append((column, column + len(each) + 2, each))
            column += len(each) + 3
        if marked:
            told = f"  ✓ {marked:,} marked"
            parts.append((told, "bold $accent"))
            column += len(told)
        if counts is not None:
            tags = "  ".join(f"#{tag} {number:,}" for tag, number in counts.tags[:12])
            parts.append((fitted(f"   {tags}", max(0, self.size.width - column - 1)), "$secondary"))
        self.update(Content.assemble(*parts), layout=False)

    def on_click(self, event: events.Click) -> None:
        """Report the clicked grouping."""
        for start, end, grouping in self._spans:
            if start <= event.x < end:
                self.post_message(self.Chosen(grouping))


# Examples of what to find.
_EXAMPLES = "words, #tag, is:orphaned, date:2026-11 …"


class NotebookBar(Vertical):
    """Shows the query of the notebook and its count."""

    @dataclass
    class Asked(Fact):
        """The text of the box changed."""

        text: str

    def __init__(self, text: str, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # id and classes only
        self.box = LineBox(text, id="notebook-box", placeholder="", meanings=_MEANINGS)
        self.line = GroupingLine(id="notebook-groupings")

    def compose(self) -> ComposeResult:
        """Make the box, its label, the count and the line of groupings."""
        with Horizontal(id="notebook-row"):
            yield Static(Content("notebook"), id="notebook-label")
            yield self.box
            yield Static(id="notebook-count")
        yield self.line

    def on_resize(self) -> None:
        """Fit as many whole examples as possible into the box."""
        self.box.placeholder = fitted_list(_EXAMPLES, self.box.content_size.width - 1)

    def show_count(self, text: str, *, is_error: bool = False) -> None:
        """Show the number of notes at the end of the box."""
        widget = self.query_one("#notebook-count", Static)
        widget.set_class(is_error, "-error")
        widget.update(Content(text), layout=False)

    def on_input_changed(self, event: LineBox.Changed) -> None:
        """Report the new text."""
        event.stop()
        self.post_message(self.Asked(event.value))
