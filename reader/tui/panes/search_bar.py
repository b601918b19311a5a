"""The search box, and under it the chips and the strip of months."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from reader.tui.looks import LOOKS, style_of
from reader.tui.panes.chip_line import ChipLine
from reader.tui.panes.fact import Fact
from reader.tui.panes.line_box import LineBox
from reader.tui.panes.month_strip import MonthStrip
from reader.view.cells import fitted_list

# Examples of queries.
EXAMPLES = 'words, "a phrase", author:name, date:2016-12 …'


class QueryColors(Highlighter):
    """Colors a query as it is parsed, so that an unintended operator is seen at once."""

    def __init__(self, look: Callable[[str], Style]) -> None:
        self._look = look

    def highlight(self, text: Text) -> None:
        """Color the parts of a query."""
        from reader.search.parser import marks

        for start, end, kind in marks(text.plain):
            if kind != "word":
                text.stylize(self._look(f"box--{kind}"), start, end)


class SearchBox(LineBox):
    """The box for queries, colored as they are parsed."""

    # Alt, as in other editors.
    _MEANINGS: ClassVar[Mapping[str, str]] = {
        "down": "next", "up": "previous", "escape": "clear", "enter": "enter", "tab": "complete", "ctrl+s": "save",
        "alt+c": "case", "alt+w": "word",
    }  # fmt: skip

    def __init__(self, placeholder: str, **options: str) -> None:
        super().__init__(placeholder=placeholder, meanings=self._MEANINGS, **options)
        self.query_colors = QueryColors(self._look)
        self.highlighter = self.query_colors

    def _look(self, name: str) -> Style:
        return style_of(LOOKS[name], self.app.theme_variables)


class SearchBar(Vertical):
    """Shows the query, the chips and the order of the list."""

    @dataclass
    class Asked(Fact):
        """The text of the box changed."""

        text: str

    def __init__(self, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # id and classes only
        self._placeholder = EXAMPLES
        self.chip_line = ChipLine(id="chips")
        self.months = MonthStrip(id="months")

    def compose(self) -> ComposeResult:
        """Make the box, its label, the chips and the strip."""
        with Horizontal(id="search-row"):
            yield Static(Content("search"), id="search-label")
            yield SearchBox(id="search-box", placeholder="")
            yield Static(id="search-count")
        with Horizontal(id="narrow-row"):
            yield self.chip_line
            yield self.months

    def on_resize(self) -> None:
        """Fit as many whole examples as possible into the box."""
        self.box.placeholder = fitted_list(self._placeholder, self.box.content_size.width - 1)

    @property
    def box(self) -> SearchBox:
        """The box itself."""
        return self.query_one("#search-box", SearchBox)

    def ask(self, label: str, placeholder: str, text: str = "") -> None:
        """Focus the box, under *label*."""
        self.show_label(label, placeholder)
        self.put(text)
        self.box.focus()

    def show_label(self, label: str, placeholder: str) -> None:
        """Show the label of the box."""
        self.query_one("#search-label", Static).update(Content(label))
        self._placeholder = placeholder
        self.on_resize()
        self.box.highlighter = self.box.query_colors if label == "search" else None

    def put(self, text: str) -> None:
        """Put a text into the box without reporting it."""
        with self.prevent(LineBox.Changed):
            self.box.value = text
        self.box.cursor_position = len(text)

    def show_count(self, text: str, *, is_error: bool = False) -> None:
        """Show the number of articles, or an error, at the end of the box."""
        widget = self.query_one("#search-count", Static)
        widget.set_class(is_error, "-error")
        widget.update(Content(text), layout=False)

    def on_input_changed(self, event: LineBox.Changed) -> None:
        """Report the new text."""
        event.stop()
        self.post_message(self.Asked(event.value))
