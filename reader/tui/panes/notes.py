"""The annotations of the open article, in the order of its text.

An own view and no stock list: five hundred annotations are redrawn in the time that one key has.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.message import Message
from textual.strip import Strip

from reader.tui.panes.line_view import LineView, strip_of
from reader.view.cells import StyledText, wrapped
from reader.view.moves import step_of
from reader.view.note_rows import NoteLines, PlacedNote, note_lines
from reader.view.phrases import count

if TYPE_CHECKING:
    from rich.style import Style

__all__ = ["NotesPane", "PlacedNote"]

_GUTTER = 2


class NotesPane(LineView):
    """Lists annotations with their quotes, notes, tags, colors and states, and shows which one is selected."""

    @dataclass
    class Highlighted(Message):
        """The selection rests on an annotation."""

        note: PlacedNote

    @dataclass
    class Chosen(Message):
        """An annotation was opened."""

        note: PlacedNote

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self.notes: Sequence[PlacedNote] = ()
        self.hints: Mapping[str, str] = {}
        self.index = 0
        self.border_title = Content("Notes")
        self._empty_text = ""
        self._lines: dict[str, tuple[PlacedNote, int, NoteLines]] = {}
        self._shown: list[NoteLines] = []
        self._tops: list[int] = [0]
        self._drawn: dict[int, Strip] = {}

    # What is shown

    def show(
        self, notes: Sequence[PlacedNote], empty_text: str, select_id: str | None = None, *, bad_files: int = 0
    ) -> None:
        """Show other annotations, with the one of *select_id* selected, else the one that was, else the first.

        *bad_files* is how many files of annotations there are besides, that need a look.
        """
        before = self.selected
        wanted = select_id or (before.annotation.id if before else None)
        self.notes = notes
        self._empty_text = empty_text
        told = ["Notes", f"{len(notes):,}" if notes else "", count(bad_files, "bad file") if bad_files else ""]
        self.border_title = Content(" · ".join(filter(None, told)))
        ids = [each.annotation.id for each in notes]
        self.index = ids.index(wanted) if wanted in ids else max(0, min(self.index, len(notes) - 1))
        self._lay_out()
        self._scroll_to_selected()

    @property
    def selected(self) -> PlacedNote | None:
        """The selected annotation."""
        return self.notes[self.index] if self.index < len(self.notes) else None

    def select(self, annotation_id: str) -> None:
        """Select an annotation, silently."""
        index = next((at for at, each in enumerate(self.notes) if each.annotation.id == annotation_id), None)
        if index is not None and index != self.index:
            self._select(index)

    def move(self, how: str) -> None:
        """Move the selection: `down up top bottom half-down half-up page-down page-up`."""
        if not self.notes:
            return
        rows = max(1, self.page * len(self.notes) // max(1, self._tops[-1]))
        step = step_of(how, rows, len(self.notes))
        index = max(0, min(self.index + step, len(self.notes) - 1))
        if index != self.index:
            self._select(index)
            self.post_message(self.Highlighted(self.notes[index]))

    def choose(self) -> None:
        """Open what is selected."""
        if self.selected is not None:
            self.post_message(self.Chosen(self.selected))

    def _select(self, index: int) -> None:
        self.index = index
        self._drawn.clear()
        self._scroll_to_selected()
        self.refresh()

    # Lines

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width - _GUTTER
        if width <= 0:
            return
        self._shown = [self._lines_of(each, width) for each in self.notes]
        live = {each.annotation.id for each in self.notes}
        if len(self._lines) > 2 * len(live) + 50:
            self._lines = {key: kept for key, kept in self._lines.items() if key in live}
        self._tops = [0, *accumulate(len(rows) + 1 for rows in self._shown)]
        self._drawn.clear()
        self.resized_to(self.line_count())
        self.refresh()

    def _lines_of(self, note: PlacedNote, width: int) -> NoteLines:
        """Return the lines of an annotation, which are made again only if something about it has changed."""
        key = note.annotation.id
        kept = self._lines.get(key)
        if kept is None or kept[1] != width or not kept[0].looks_like(note):
            kept = self._lines[key] = (note, width, note_lines(note, width, self.hints))
        return kept[2]

    def line_count(self) -> int:
        """Return how many lines all annotations take."""
        return self._tops[-1] or len(self._empty_lines()) + 1

    def _empty_lines(self) -> NoteLines:
        return wrapped(
            [StyledText(self._empty_text, "notes--quiet")], max(8, self.scrollable_content_region.width - 1), 12
        )

    def draw(self, number: int, width: int) -> Strip:
        """Draw one line of an annotation."""
        strip = self._drawn.get(number)
        if strip is None or strip.cell_length != width:
            strip = self._drawn[number] = self._line(number, width)
        return strip

    def _line(self, number: int, width: int) -> Strip:
        if not self.notes:
            rows = self._empty_lines()
            parts = rows[number] if number < len(rows) else []
            return strip_of([(part.text, self.look(part.look)) for part in parts], width, self.look())
        index = self._index_at(number)
        rows = self._shown[index] if index < len(self._shown) else []
        row = rows[number - self._tops[index]] if number - self._tops[index] < len(rows) else []
        is_selected = index == self.index and number - self._tops[index] < len(rows)
        ground = ("notes--selected", "notes--focused") if self.has_focus else ("notes--selected",)
        under = ground if is_selected else ()
        bar = ("▌" if is_selected and self.has_focus else " ", self.look(*under, "notes--bar"))
        drawn: list[tuple[str, Style]] = [(part.text, self.look(*under, part.look)) for part in row]
        return strip_of([bar, *drawn], width, self.look(*under))

    def _index_at(self, number: int) -> int:
        return max(0, bisect_right(self._tops, number) - 1)

    def _scroll_to_selected(self) -> None:
        if self.index + 1 < len(self._tops):
            # Of one that is taller than the window its beginning is shown.
            first, last = self._tops[self.index], self._tops[self.index + 1] - 1
            self.show_lines(first, min(last, first + self.page - 1))

    # Events

    def on_resize(self) -> None:
        """Wrap again for the new width."""
        self._lay_out()
        self.call_after_refresh(self._scroll_to_selected)

    def forget_lines(self) -> None:
        """Forget the drawn lines."""
        self._drawn.clear()

    def on_focus(self) -> None:
        """Show that the pane has the keys."""
        self._drawn.clear()
        self.refresh()

    def on_blur(self) -> None:
        """Show that it has not."""
        self._drawn.clear()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Select the annotation under the mouse; a second click opens it."""
        index = self._index_at(self.place_under(event)[0])
        if index >= len(self.notes):
            return
        if index == self.index or event.chain > 1:
            self.choose()
        else:
            self._select(index)
            self.post_message(self.Highlighted(self.notes[index]))
