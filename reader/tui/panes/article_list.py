"""The list of articles: a window on a list model, drawn row by row."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from reader.library.state import Reading
from reader.tui.panes.line_view import strip_of
from reader.tui.panes.row_list import RowList
from reader.view.cells import fitted, folded
from reader.view.list_model import ArticleRow, ListModel
from reader.view.marks import Mark, runs

_GUTTER = 3
# A rule and three lines of text.
_DIVIDER = 4


class ArticleList(RowList):
    """Shows the rows of a model and which one is selected."""

    EMPTY_LOOK: ClassVar[str] = "list--empty"

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

    # What is shown

    def show(self, model: ListModel, select: int = 0, empty_text: Sequence[str] = ()) -> None:
        """Show another list, with row *select* selected; *empty_text* is said where it has none."""
        self.model = model
        self.show_rows(select, empty_text)

    def redraw_rows(self, ids: Collection[str]) -> None:
        """Draw the rows of some articles again; most of them are not in the window."""
        first = self.place_of(self.first_line)[0] or 0
        shown = range(first, first + self.page // self.row_height + 2)
        changed = [at for at in shown if (entry := self.model.entry(at)) is not None and entry.id in ids]
        for at in changed:
            self.forget_row(at)
        if changed:
            self.refresh()

    def redraw_row(self, article_id: str) -> None:
        """Draw one article's row again, where it is the selected one; else everything, since it may be anywhere."""
        if article_id != self.selected_id:
            self.redraw()
            return
        self.forget_row(self.selected)
        self.refresh()

    @property
    def selected_id(self) -> str | None:
        """The id of the selected article."""
        entry = self.model.entry(self.selected)
        return entry.id if entry else None

    def tell_selected(self) -> None:
        """Tell which article is selected."""
        if self.selected_id is not None:
            self.post_message(self.Highlighted(self.selected_id))

    def choose(self) -> None:
        """Open the selected article."""
        if self.selected_id is not None:
            self.post_message(self.Chosen(self.selected_id))

    # Where the rows are

    @property
    def row_count(self) -> int:
        """How many articles are listed."""
        return len(self.model)

    @property
    def row_height(self) -> int:
        """How many lines a row takes."""
        titles = 1 if self.scrollable_content_region.width >= 70 else 2
        return titles + 1 + (2 if self.model.snippets is not None else 0)

    @property
    def lines(self) -> int:
        """How many lines all rows take, with what parts them."""
        return len(self.model) * self.row_height + (_DIVIDER if self.model.divider is not None else 0)

    def lines_of(self, index: int) -> tuple[int, int]:
        """Return the first and the last line of a row; with the first row under it, the divider comes along."""
        divider, height = self.model.divider, self.row_height
        top = index * height
        if divider is None or index < divider.index:
            return top, top + height - 1
        return top + (0 if index == divider.index else _DIVIDER), top + _DIVIDER + height - 1

    def place_of(self, number: int) -> tuple[int | None, int]:
        """Return the row of a line and which of its lines it is; of the divider's lines, the row is None."""
        divider = self.model.divider
        if divider is not None and number >= divider.index * self.row_height:
            part = number - divider.index * self.row_height
            if part < _DIVIDER:
                return None, part
            number -= _DIVIDER
        return divmod(number, self.row_height)

    # Drawing

    def draw_row(self, index: int, width: int) -> list[Strip]:
        """Draw an article's row."""
        row = self.model.row(index)
        return self._row(row, index == self.selected, width) if row else []

    def draw_between(self, number: int, width: int) -> Strip:
        """Draw a line of the divider."""
        return self._divider_line(self.place_of(number)[1], width)

    def _divider_line(self, part: int, width: int) -> Strip:
        style = self.look("list--divider")
        lines = folded(self.model.divider.text if self.model.divider else "", width - 3, _DIVIDER - 1)
        text = "─" * (width - 2) if part == 0 else lines[part - 1]
        return strip_of([(" ", style), (text, style)], width, self.look())

    def _row(self, row: ArticleRow, is_selected: bool, width: int) -> list[Strip]:
        under = ("list--selected", "list--focused")[: is_selected * (1 + self.has_focus)]
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

    def _facts(self, row: ArticleRow, under: tuple[str, ...], room: int) -> list[tuple[str, Style]]:
        style = self.look(*under, "list--facts")
        if row.problem:
            return [(fitted(row.problem, room), self.look(*under, "list--problem"))]
        notes = f" · ✎ {row.notes}" if row.notes else ""
        star = "★ " if row.is_starred else ""
        told = " · ".join(part for part in (row.when, row.site) if part)
        told = fitted(told, room - len(star) - len(notes))
        return [(star, self.look(*under, "list--star")), (told + notes, style)]

    def _snippet(self, row: ArticleRow, under: tuple[str, ...], room: int) -> list[list[tuple[str, Style]]]:
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
