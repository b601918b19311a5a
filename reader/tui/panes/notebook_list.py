"""The list of the notebook: a window on its model, drawn row by row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from reader.notebook.entries import Key, NotebookEntry
from reader.notes.colors import COLORS
from reader.tui.letter_order import in_order
from reader.tui.panes.fact import Fact
from reader.tui.panes.line_view import strip_of
from reader.tui.panes.row_list import RowList
from reader.view.cells import cell_width, fitted, folded
from reader.view.notebook_model import HEADING, ROW_HEIGHT, NotebookModel, NoteTexts, texts_of, told_of

_GUTTER = 5


class NotebookList(RowList):
    """Shows notes under headings, with the selected and the marked ones."""

    EMPTY_LOOK: ClassVar[str] = "notebook--empty"

    @dataclass
    class Highlighted(Message):
        """Another note is selected."""

        entry: NotebookEntry

    @dataclass
    class Chosen(Message):
        """A note was opened from the list."""

        entry: NotebookEntry

    @dataclass
    class Scrolled(Fact):
        """The window shows other rows."""

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self.model = NotebookModel()
        self._is_moved = False
        self.marked: set[Key] = set()

    # What is shown

    def show(self, model: NotebookModel, empty_text: Sequence[str] = (), *, from_top: bool = False) -> None:
        """Show other notes; a selection that the user made stays on its note if it is still listed.

        With *from_top*, for another query, select the first.
        """
        self._is_moved = self._is_moved and not from_top
        before = self.selected_entry if self._is_moved else None
        index = model.index_of(before) if before else 0
        self.model = model
        self.show_rows(self.selected if index is None else index, empty_text)

    @property
    def selected_entry(self) -> NotebookEntry | None:
        """The selected note."""
        return self.model.entry(self.selected)

    @property
    def in_window(self) -> Sequence[NotebookEntry]:
        """The notes in the window."""
        if not len(self.model):
            return ()
        last = min(self.first_line + self.page, self.model.line_count) - 1
        first_row, last_row = self.model.at(self.first_line).row, self.model.at(max(0, last)).row
        found = (self.model.entry(index) for index in range(first_row, last_row + 1))
        return [each for each in found if each]

    def tell_selected(self) -> None:
        """Report the selected note."""
        self._is_moved = True
        if self.selected_entry is not None:
            self.post_message(self.Highlighted(self.selected_entry))

    def choose(self) -> None:
        """Open the selected note."""
        if self.selected_entry is not None:
            self.post_message(self.Chosen(self.selected_entry))

    # Where the rows are

    @property
    def row_count(self) -> int:
        """How many notes are listed."""
        return len(self.model)

    @property
    def row_height(self) -> int:
        """How many lines a note takes."""
        return ROW_HEIGHT

    @property
    def lines(self) -> int:
        """How many lines all notes and headings take."""
        return self.model.line_count

    def lines_of(self, index: int) -> tuple[int, int]:
        """Return the lines to show with a note."""
        return self.model.lines_of(index)

    def place_of(self, number: int) -> tuple[int | None, int]:
        """Return the note of a line and which of its lines it is; for headings and blanks, the note is None."""
        _, index, part = self.model.at(number)
        return (None, part) if part < 0 else (index, part)

    # Drawing

    def draw_row(self, index: int, width: int) -> list[Strip]:
        """Draw a note."""
        entry = self.model.entry(index)
        return self._row(entry, index == self.selected, width) if entry else []

    def draw_between(self, number: int, width: int) -> Strip:
        """Draw a heading, or a blank line."""
        group, _, part = self.model.at(number)
        return self._heading(group, width) if part == HEADING else Strip.blank(width, self.look())

    def _heading(self, number: int, width: int) -> Strip:
        group = self.model.groups[number]
        count = f"  {len(group.entries):,} "
        told = f"  {told_of(group.article)}"
        room = max(8, width - len(count) - 1)
        heading = fitted(group.heading, room)
        told = fitted(told, max(0, room - cell_width(heading))) if cell_width(heading) + 8 < room else ""
        quiet = self.look("notebook--told")
        parts = [(" ", quiet), *in_order([(heading, self.look("notebook--heading"))]), *in_order([(told, quiet)])]
        taken = strip_of(parts, room + 1, self.look())
        return Strip.join([taken, strip_of([(count, quiet)], width - room - 1, self.look())])

    def _row(self, entry: NotebookEntry, is_selected: bool, width: int) -> list[Strip]:
        ground = ("notebook--selected", "notebook--focused") if self.has_focus else ("notebook--selected",)
        under = ground if is_selected else ()
        lines = self._lines(texts_of(entry, with_title=self.model.grouping != "article"), under, width - _GUTTER - 1)
        base = self.look(*under)
        bar = ("▌" if is_selected else " ", self.look(*under, "notebook--bar"))
        mark = ("✓" if entry.key in self.marked else " ", self.look(*under, "notebook--mark"))
        color = entry.annotation.color
        block = (" ", self.look(*under, f"notebook--{color}") if color in COLORS else base)
        rows = [[bar, mark if not at else (" ", base), block if at < 2 else (" ", base), ("  ", base), *parts]
                for at, parts in enumerate(lines)]  # fmt: skip
        return [strip_of(parts, width, base) for parts in rows]

    def _lines(self, texts: NoteTexts, under: tuple[str, ...], room: int) -> list[list[tuple[str, Style]]]:
        """Return the passage, the note's text or more of the passage, and the facts."""
        quote, body = self.look(*under, "notebook--quote"), self.look(*under, "notebook--body")
        passage = folded(texts.passage, room, 1 if texts.body else 2)
        below = (fitted(texts.body, room), body) if texts.body else (passage[1], quote)
        return [in_order(each, room) for each in ([(passage[0], quote)], [below], self._facts(texts, under, room))]

    def _facts(self, texts: NoteTexts, under: tuple[str, ...], room: int) -> list[tuple[str, Style]]:
        looks = ("notebook--facts", "notebook--state", "notebook--tags")
        parts = zip((texts.facts, texts.state, texts.tags), looks, strict=True)
        drawn: list[tuple[str, Style]] = []
        for text, look in parts:
            if text and room > 3:
                gap = "  " if drawn else ""
                shown = fitted(gap + text, room)
                room -= cell_width(shown)
                drawn.append((shown, self.look(*under, look)))
        return drawn

    # Events

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Report that the window shows other rows."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Scrolled())
