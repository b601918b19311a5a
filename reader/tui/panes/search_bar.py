"""The search box, with under it what narrows the list and the strip of months."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from reader.tui.drawing.months import MonthCount, bars, folded, month_name


class SearchBox(Input):
    """A one-line box; Down and Enter go to the list, Escape leaves it."""

    @dataclass
    class Left(Message):
        """The box was left; with *clear* the query is to be given up."""

        clear: bool

    def on_key(self, event: events.Key) -> None:
        """Leave the box by keys that a text has no use for."""
        if event.key in {"down", "escape", "enter"}:
            event.stop()
            event.prevent_default()
            self.post_message(self.Left(clear=event.key == "escape"))


class SearchBar(Vertical):
    """Says what is searched for, and what the list is narrowed and ordered by."""

    @dataclass
    class Asked(Message):
        """The text of the box changed."""

        text: str

    @dataclass
    class Left(Message):
        """The box was left; with *clear* what it held is to be given up."""

        clear: bool

    def __init__(self, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # id and classes only
        self._narrowing: tuple[Sequence[str], list[MonthCount]] = ((), [])

    def compose(self) -> ComposeResult:
        """Make the box, its label, the chips and the strip."""
        with Horizontal(id="search-row"):
            yield Static(Content("search"), id="search-label")
            yield SearchBox(id="search-box", placeholder='words, "a phrase", author:name, date:2016-12 …')
            yield Static(id="search-count")
        with Horizontal(id="narrow-row"):
            yield Static(id="chips")
            yield Static(id="months")

    @property
    def box(self) -> SearchBox:
        """The box itself."""
        return self.query_one("#search-box", SearchBox)

    def ask(self, label: str, placeholder: str, text: str = "") -> None:
        """Give the box the keys, for what *label* says."""
        self.query_one("#search-label", Static).update(Content(label))
        with self.prevent(Input.Changed):
            self.box.placeholder = placeholder
            self.box.value = text
        self.box.cursor_position = len(text)
        self.box.focus()

    def show_count(self, text: str, *, is_error: bool = False) -> None:
        """Say at the box's end how many articles there are, or what is wrong with the query."""
        widget = self.query_one("#search-count", Static)
        widget.set_class(is_error, "-error")
        widget.update(Content(text))

    def show_narrowing(self, chips: Sequence[str], months: list[MonthCount]) -> None:
        """Show what the list is narrowed by, and how its articles lie over the months."""
        self._narrowing = (chips, months)
        self.query_one("#chips", Static).update(Content("  ".join(f"⟨{chip}⟩" for chip in chips)))
        strip = folded(months, max(0, self.size.width - sum(map(len, chips)) - 40))
        named = [each.month for each in strip if each.articles]
        text = ""
        if named:
            text = f"{month_name(named[0])} {bars(strip)} {month_name(months[-1].month)}"
            text = month_name(named[0]) + f" {bars(strip)}" if len(months) == 1 else text
        self.query_one("#months", Static).update(Content(text))

    def on_resize(self) -> None:
        """Draw the strip for the new width."""
        self.show_narrowing(*self._narrowing)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the new text."""
        event.stop()
        self.post_message(self.Asked(event.value))

    def on_search_box_left(self, event: SearchBox.Left) -> None:
        """Tell that the box was left."""
        event.stop()
        self.post_message(self.Left(event.clear))
