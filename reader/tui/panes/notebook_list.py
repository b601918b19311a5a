"""The list of the notebook: a window on its model, drawn row by row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from reader.notebook.entries import Key, NotebookEntry
from reader.notes.model import COLORS
from reader.tui.drawing.notebook_model import HEADING, ROW_HEIGHT, NotebookModel, Texts, texts_of, told_of
from reader.tui.panes.line_view import LineView, fitted, folded, strip_of

_GUTTER = 5


class NotebookList(LineView):
    """Shows notes under headings, which one is selected and which are marked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "notebook--heading", "notebook--told", "notebook--quote", "notebook--body", "notebook--facts", "notebook--tags",
        "notebook--state", "notebook--selected", "notebook--focused", "notebook--bar", "notebook--mark",
        "notebook--empty", *(f"notebook--{color}" for color in COLORS),
    }  # fmt: skip

    @dataclass
    class Highlighted(Message):
        """The selection rests on another note."""

        entry: NotebookEntry

    @dataclass
    class Chosen(Message):
        """A note was opened from the list."""

        entry: NotebookEntry

    @dataclass
    class Scrolled(Message):
        """Other rows came into the window."""

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self.model = NotebookModel()
        self.selected = 0
        self._is_moved = False
        self.marked: set[Key] = set()
        self.empty_text: Sequence[str] = ()
        self._drawn: dict[tuple[int, int], list[Strip]] = {}

    # What is shown

    def show(self, model: NotebookModel, empty_text: Sequence[str] = (), *, from_top: bool = False) -> None:
        """Show other notes; the selection stays on its note where somebody moved it there and it is still listed.

        With *from_top* the first is selected: what is asked now is not what was asked before.
        """
        self._is_moved = self._is_moved and not from_top
        before = self.selected_entry if self._is_moved else None
        index = model.index_of(before) if before else 0
        self.model = model
        self.empty_text = empty_text
        self.selected = max(0, min(self.selected if index is None else index, len(model) - 1))
        self.redraw()
        self.resized_to(self.line_count())
        self._scroll_to_selected()

    def redraw(self) -> None:
        """Draw again: a mark or a state changed."""
        self._drawn.clear()
        self.refresh()

    @property
    def selected_entry(self) -> NotebookEntry | None:
        """The selected note."""
        return self.model.entry(self.selected)

    @property
    def in_window(self) -> Sequence[NotebookEntry]:
        """The notes that can be seen now."""
        if not len(self.model):
            return ()
        last = min(self.first_line + self.page, self.model.line_count) - 1
        first_row, last_row = self.model.at(self.first_line).row, self.model.at(max(0, last)).row
        found = (self.model.entry(index) for index in range(first_row, last_row + 1))
        return [each for each in found if each]

    def select(self, index: int) -> None:
        """Select row *index*, or the nearest there is."""
        index = max(0, min(index, len(self.model) - 1))
        if index == self.selected or not len(self.model):
            return
        before, self.selected = self.selected, index
        self._is_moved = True
        self._forget(before)
        self._forget(index)
        self._scroll_to_selected()
        self.refresh()
        if self.selected_entry is not None:
            self.post_message(self.Highlighted(self.selected_entry))

    def move(self, how: str) -> None:
        """Move the selection: `down up top bottom half-down half-up page-down page-up`."""
        rows = max(1, self.page // ROW_HEIGHT)
        steps = {
            "down": 1, "up": -1, "half-down": rows // 2, "half-up": -(rows // 2), "page-down": rows, "page-up": -rows,
            "top": -len(self.model), "bottom": len(self.model),
        }  # fmt: skip
        self.select(self.selected + steps[how])

    def choose(self) -> None:
        """Open the selected note."""
        if self.selected_entry is not None:
            self.post_message(self.Chosen(self.selected_entry))

    # Drawing

    def line_count(self) -> int:
        """Return how many lines all rows and headings take."""
        return self.model.line_count or len(self.empty_text) + 2

    def draw(self, number: int, width: int) -> Strip:
        """Draw a heading, or one line of a row."""
        if not len(self.model):
            return self._empty_line(number, width)
        group, index, part = self.model.at(number)
        if part == HEADING:
            return self._heading(group, width)
        if part < 0:
            return Strip.blank(width, self.look())
        key = (index, width)
        if key not in self._drawn:
            if len(self._drawn) > 400:
                self._drawn.clear()
            entry = self.model.entry(index)
            self._drawn[key] = self._row(entry, index == self.selected, width) if entry else []
        return self._drawn[key][part]

    def _empty_line(self, number: int, width: int) -> Strip:
        text = self.empty_text[number - 1] if 0 < number <= len(self.empty_text) else ""
        style = self.look("notebook--empty")
        return strip_of([("  ", style), (fitted(text, width - 3), style)], width, self.look())

    def _heading(self, number: int, width: int) -> Strip:
        group = self.model.groups[number]
        count = f"  {len(group.entries):,} "
        told = f"  {told_of(group.article)}"
        room = max(8, width - len(count) - 1)
        heading = fitted(group.heading, room)
        told = fitted(told, max(0, room - len(heading))) if len(heading) + 8 < room else ""
        quiet = self.look("notebook--told")
        parts = [(" ", quiet), (heading, self.look("notebook--heading")), (told, quiet)]
        taken = strip_of(parts, room + 1, self.look())
        return Strip.join([taken, strip_of([(count, quiet)], width - room - 1, self.look())])

    def _row(self, entry: NotebookEntry, is_selected: bool, width: int) -> list[Strip]:
        ground = ("notebook--selected", "notebook--focused") if self.has_focus else ("notebook--selected",)
        under = ground if is_selected else ()
        texts = texts_of(entry, with_title=self.model.grouping != "article")
        room = width - _GUTTER - 1
        quote = self.look(*under, "notebook--quote")
        body = self.look(*under, "notebook--body")
        passage = folded(texts.passage, room, 1 if texts.body else 2)
        lines = [[(passage[0], quote)], [(fitted(texts.body, room), body) if texts.body else (passage[1], quote)]]
        lines.append(self._facts(texts, under, room))
        base = self.look(*under)
        bar = ("▌" if is_selected else " ", self.look(*under, "notebook--bar"))
        mark = ("✓" if entry.key in self.marked else " ", self.look(*under, "notebook--mark"))
        color = entry.annotation.color
        block = (" ", self.look(*under, f"notebook--{color}") if color in COLORS else base)
        rows = [[bar, mark if not at else (" ", base), block if at < 2 else (" ", base), ("  ", base), *parts]
                for at, parts in enumerate(lines)]  # fmt: skip
        return [strip_of(parts, width, base) for parts in rows]

    def _facts(self, texts: Texts, under: tuple[str, ...], room: int) -> list[tuple[str, Style]]:
        looks = ("notebook--facts", "notebook--state", "notebook--tags")
        parts = zip((texts.facts, texts.state, texts.tags), looks, strict=True)
        drawn: list[tuple[str, Style]] = []
        for text, look in parts:
            if text and room > 3:
                gap = "  " if drawn else ""
                shown = fitted(gap + text, room)
                room -= len(shown)
                drawn.append((shown, self.look(*under, look)))
        return drawn

    def _forget(self, index: int) -> None:
        for key in [key for key in self._drawn if key[0] == index]:
            del self._drawn[key]

    def _scroll_to_selected(self) -> None:
        if len(self.model):
            self.show_lines(*self.model.lines_of(self.selected))

    # Events

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that other rows are in the window."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Scrolled())

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.redraw()
        self.resized_to(self.line_count())
        self.call_after_refresh(self._scroll_to_selected)

    def forget_lines(self) -> None:
        """Forget the drawn rows."""
        self._drawn.clear()

    def on_focus(self) -> None:
        """Show that the list has the keys."""
        self._forget(self.selected)
        self.refresh()

    def on_blur(self) -> None:
        """Show that it has not."""
        self._forget(self.selected)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Select the row under the mouse; a second click opens it."""
        number = self.place_under(event)[0]
        if not 0 <= number < self.model.line_count:
            return
        _, index, part = self.model.at(number)
        if part < 0:
            return
        if index == self.selected or event.chain > 1:
            self.choose()
        self.select(index)
