"""The list of articles: a window on a list model, drawn row by row."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from reader.library.state import Reading
from reader.tui.drawing.list_model import ListModel, Row
from reader.tui.drawing.marks import Mark, runs
from reader.tui.panes.line_view import LineView, fitted, folded, strip_of

_GUTTER = 3
# A rule and three lines of text.
_DIVIDER = 4


class ArticleList(LineView):
    """Shows the rows of a model and which one is selected."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--title", "list--read", "list--facts", "list--snippet", "list--hit", "list--selected", "list--focused",
        "list--bar", "list--unread", "list--star", "list--problem", "list--empty", "list--divider",
    }  # fmt: skip

    @dataclass
    class Highlighted(Message):
        """The selection rests on another article."""

        article_id: str

    @dataclass
    class Chosen(Message):
        """An article was opened from the list."""

        article_id: str

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self.model = ListModel((), lambda _: None, lambda _: Reading(), {})
        self.selected = 0
        self.empty_text: Sequence[str] = ()
        self._drawn: dict[tuple[int, int], list[Strip]] = {}

    # What is shown

    def show(self, model: ListModel, select: int = 0, empty_text: Sequence[str] = ()) -> None:
        """Show another list, with row *select* selected; *empty_text* is said where it has none."""
        self.model = model
        self.empty_text = empty_text
        self.selected = max(0, min(select, len(model) - 1))
        self.redraw()
        self._resize()
        self._scroll_to_selected()

    def say_empty(self, text: Sequence[str]) -> None:
        """Say something else where the list is empty."""
        self.empty_text = text
        if not len(self.model):
            self.redraw()
            self._resize()

    def redraw(self) -> None:
        """Draw again: a mark of some row changed."""
        self._drawn.clear()
        self.refresh()

    def redraw_rows(self, ids: Collection[str]) -> None:
        """Draw the rows of some articles again; most of them are not in the window."""
        first = self._place_of(self.first_line)[0] or 0
        shown = range(first, first + self.page // self.row_height + 2)
        changed = [at for at in shown if (entry := self.model.entry(at)) is not None and entry.id in ids]
        for at in changed:
            self._forget(at)
        if changed:
            self.refresh()

    def redraw_row(self, article_id: str) -> None:
        """Draw one article's row again, where it is the selected one; else everything, since it may be anywhere."""
        if article_id != self.selected_id:
            self.redraw()
            return
        self._forget(self.selected)
        self.refresh()

    @property
    def selected_id(self) -> str | None:
        """The id of the selected article."""
        entry = self.model.entry(self.selected)
        return entry.id if entry else None

    def select(self, index: int) -> None:
        """Select row *index*, or the nearest there is."""
        index = max(0, min(index, len(self.model) - 1))
        if index == self.selected or not len(self.model):
            return
        before, self.selected = self.selected, index
        self._forget(before)
        self._forget(index)
        self._scroll_to_selected()
        self.refresh()
        if self.selected_id is not None:
            self.post_message(self.Highlighted(self.selected_id))

    def move(self, how: str) -> None:
        """Move the selection: `down up top bottom half-down half-up page-down page-up`."""
        rows = max(1, self.page // self.row_height)
        steps = {
            "down": 1, "up": -1, "half-down": rows // 2, "half-up": -(rows // 2), "page-down": rows, "page-up": -rows,
            "top": -len(self.model), "bottom": len(self.model),
        }  # fmt: skip
        self.select(self.selected + steps[how])

    def choose(self) -> None:
        """Open the selected article."""
        if self.selected_id is not None:
            self.post_message(self.Chosen(self.selected_id))

    # Drawing

    @property
    def row_height(self) -> int:
        """How many lines a row takes."""
        titles = 1 if self.scrollable_content_region.width >= 70 else 2
        return titles + 1 + (2 if self.model.snippets is not None else 0)

    def line_count(self) -> int:
        """Return how many lines all rows take."""
        return len(self.model) * self.row_height + self._divider_height or len(self._empty_lines()) + 2

    @property
    def _divider_height(self) -> int:
        return _DIVIDER if self.model.divider is not None else 0

    def _top_of(self, index: int) -> int:
        """Return the line at which row *index* begins."""
        divider = self.model.divider
        return index * self.row_height + (_DIVIDER if divider is not None and index >= divider.index else 0)

    def _place_of(self, number: int) -> tuple[int | None, int]:
        """Return the row of a line and which of its lines it is; of the divider's lines, the row is None."""
        divider = self.model.divider
        if divider is not None and number >= divider.index * self.row_height:
            part = number - divider.index * self.row_height
            if part < _DIVIDER:
                return None, part
            number -= _DIVIDER
        return divmod(number, self.row_height)

    def draw(self, number: int, width: int) -> Strip:
        """Draw one line of a row."""
        if not len(self.model):
            return self._empty_line(number, width)
        index, part = self._place_of(number)
        if index is None:
            return self._divider_line(part, width)
        key = (index, width)
        if key not in self._drawn:
            row = self.model.row(index)
            if len(self._drawn) > 400:
                self._drawn.clear()
            self._drawn[key] = self._row(row, index == self.selected, width) if row else []
        lines = self._drawn[key]
        return lines[part] if part < len(lines) else Strip.blank(width, self.look())

    def _divider_line(self, part: int, width: int) -> Strip:
        style = self.look("list--divider")
        lines = folded(self.model.divider.text if self.model.divider else "", width - 3, _DIVIDER - 1)
        text = "─" * (width - 2) if part == 0 else lines[part - 1]
        return strip_of([(" ", style), (text, style)], width, self.look())

    def _empty_lines(self) -> list[str]:
        room = max(8, self.scrollable_content_region.width - 3)
        return [row for text in self.empty_text for row in (_wrapped(text, room) if text else [""])]

    def _empty_line(self, number: int, width: int) -> Strip:
        lines = self._empty_lines()
        text = lines[number - 1] if 0 < number <= len(lines) else ""
        style = self.look("list--empty")
        return strip_of([("  ", style), (fitted(text, width - 3), style)], width, self.look())

    def _row(self, row: Row, is_selected: bool, width: int) -> list[Strip]:
        ground = ("list--selected", "list--focused") if self.has_focus else ("list--selected",)
        under = ground if is_selected else ()
        base = self.look(*under)
        bar = ("▌" if is_selected else " ", self.look(*under, "list--bar"))
        room = width - _GUTTER - 1
        title = (*under, "list--read" if row.is_read else "list--title")
        dot = ("  " if row.is_read else "● ", self.look(*under, "list--unread"))
        titles = self._marked(row.title, row.title_marks, room, 1 if width >= 70 else 2, title)
        lines = [[bar, dot if not at else ("  ", base), *parts] for at, parts in enumerate(titles) if parts]
        lines.append([bar, ("  ", base), *self._facts(row, under, room)])
        if self.model.snippets is not None:
            lines += [[bar, ("  ", base), *parts] for parts in self._snippet(row, under, room)]
        lines += [[bar]] * (self.row_height - len(lines))
        return [strip_of(parts, width, base) for parts in lines]

    def _facts(self, row: Row, under: tuple[str, ...], room: int) -> list[tuple[str, Style]]:
        style = self.look(*under, "list--facts")
        if row.problem:
            return [(fitted(row.problem, room), self.look(*under, "list--problem"))]
        notes = f" · ✎ {row.notes}" if row.notes else ""
        star = "★ " if row.is_starred else ""
        told = " · ".join(part for part in (row.when, row.site) if part)
        told = fitted(told, room - len(star) - len(notes))
        return [(star, self.look(*under, "list--star")), (told + notes, style)]

    def _snippet(self, row: Row, under: tuple[str, ...], room: int) -> list[list[tuple[str, Style]]]:
        return self._marked(row.snippet, row.marks, room, 2, (*under, "list--snippet"))

    def _marked(
        self, text: str, marks: Sequence[tuple[int, int]], room: int, height: int, look: tuple[str, ...]
    ) -> list[list[tuple[str, Style]]]:
        """Return *text* on *height* lines with its hits marked."""
        plain, hit = self.look(*look), self.look(*look, "list--hit")
        places = [Mark(start, end, "hit") for start, end in marks]
        parts = []
        start = 0
        for each in folded(text, room, height):
            # A cut line ends in …, which stands for text that is not on it.
            shown = runs(start, start + len(each), [places])
            parts.append([(each[run.start - start : run.end - start], hit if run.looks else plain) for run in shown])
            start += len(each) + 1
        return parts

    def _forget(self, index: int) -> None:
        for key in [key for key in self._drawn if key[0] == index]:
            del self._drawn[key]

    def _scroll_to_selected(self) -> None:
        top = self._top_of(self.selected)
        # With the first row under it, the divider comes into the window too.
        divider = self.model.divider
        above = _DIVIDER if divider is not None and divider.index == self.selected else 0
        self.show_lines(top - above, top + self.row_height - 1)

    def _resize(self) -> None:
        self.resized_to(self.line_count())

    # Events

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.redraw()
        self._resize()
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
        index = self._place_of(self.place_under(event)[0])[0]
        if index is None or not 0 <= index < len(self.model):
            return
        if index == self.selected or event.chain > 1:
            self.choose()
        self.select(index)


def _wrapped(text: str, room: int) -> list[str]:
    indent = " " * (len(text) - len(text.lstrip()))
    return [indent + row for row in folded(text.strip(), room - len(indent), 4) if row]
