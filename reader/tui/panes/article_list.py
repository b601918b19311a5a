"""The list of articles: a window on a list model, drawn row by row."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual.strip import Strip

from reader.library.state import Reading
from reader.tui.letter_order import in_order, placed
from reader.tui.panes.fact import Fact
from reader.tui.panes.line_view import strip_of
from reader.tui.panes.row_list import RowList
from reader.view.cells import StyledText, cell_width, fitted, folded
from reader.view.list_model import ArticleRow, ListModel, RowPlaces
from reader.view.marks import Mark, runs

_GUTTER = 3


class ArticleList(RowList):
    """Shows the rows of a model and which one is selected."""

    EMPTY_LOOK: ClassVar[str] = "list--empty"

    @dataclass
    class Highlighted(Fact):
        """Another article is selected."""

        article_id: str

    @dataclass
    class Chosen(Fact):
        """An article was opened from the list."""

        article_id: str

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self.model = ListModel((), lambda _: None, lambda _: Reading(), {})
        self._known_places: RowPlaces | None = None

    # What is shown

    def show(self, model: ListModel, select: int = 0, empty_text: Sequence[str] = ()) -> None:
        """Show another list, with row *select* selected; *empty_text* stands in an empty one."""
        self.model = model
        self._known_places = None
        self.show_rows(select, empty_text)

    def redraw_rows(self, ids: Collection[str]) -> None:
        """Redraw the rows of some articles; most of them are outside the window."""
        first = self.place_of(self.first_line)[0] or 0
        shown = range(first, first + self.page // self.row_height + 2)
        changed = {at for at in shown if (entry := self.model.entry(at)) is not None and entry.id in ids}
        self._drawn = {key: rows for key, rows in self._drawn.items() if key[0] in shown and key[0] not in changed}
        for at in changed:
            self.redraw_row(at)

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
        return 2 + (2 if self.model.snippets is not None else 0)

    @property
    def _places(self) -> RowPlaces:
        if self._known_places is None or self._known_places.height != self.row_height:
            self._known_places = RowPlaces(len(self.model), self.row_height, self.model.dividers)
        return self._known_places

    @property
    def lines(self) -> int:
        """How many lines all rows take, with their dividers."""
        return self._places.lines

    def lines_of(self, index: int) -> tuple[int, int]:
        """Return the first and the last line of a row, with the divider above it, if any."""
        return self._places.lines_of(index)

    def place_of(self, number: int) -> tuple[int | None, int]:
        """Return the row of a line and which of its lines it is; for a divider the row is None."""
        return self._places.place_of(number)

    # Drawing

    def draw_row(self, index: int, width: int) -> list[Strip]:
        """Draw an article's row."""
        row = self.model.row(index)
        return self._row(row, index == self.selected, width) if row else []

    def draw_between(self, number: int, width: int) -> Strip:
        """Draw a line of a divider."""
        divider, style = self._places.divider_at(number), self.look("list--divider")
        if divider.is_heading:
            text = fitted(divider.text, width - 3)
            rule = " " + "─" * (width - 3 - cell_width(text))
            return strip_of([(" ", style), (text, self.look("list--month")), (rule, style)], width, self.look())
        part = self.place_of(number)[1]
        lines = folded(divider.text, width - 3, divider.height - 1)
        shown = "─" * (width - 2) if part == 0 else lines[part - 1]
        return strip_of([(" ", style), (shown, style)], width, self.look())

    def _row(self, row: ArticleRow, is_selected: bool, width: int) -> list[Strip]:
        under = ("list--selected", "list--focused")[: is_selected * (1 + self.has_focus)]
        base = self.look(*under)
        bar = ("▌" if is_selected else " ", self.look(*under, "list--bar"))
        room = width - _GUTTER - 1
        title = (*under, "list--read" if row.is_read else "list--title")
        dot = ("  " if row.is_read else "● ", self.look(*under, "list--unread"))
        lines = [[bar, dot, *parts] for parts in self._marked(row.title, row.title_marks, room, 1, title)]
        lines.append([bar, ("  ", base), *self._facts(row, under, room)])
        if self.model.snippets is not None:
            lines += [[bar, ("  ", base), *parts] for parts in self._snippet(row, under, room)]
        lines += [[bar]] * (self.row_height - len(lines))
        return [strip_of(parts, width, base) for parts in lines]

    def _facts(self, row: ArticleRow, under: tuple[str, ...], room: int) -> list[tuple[str, Style]]:
        style = self.look(*under, "list--facts")
        if row.problem and not row.size:
            return [(fitted(row.problem, room), self.look(*under, "list--problem"))]
        problem = "! " if row.problem else ""
        notes = f" · ✎ {row.notes}" if row.notes else ""
        star = "★ " if row.is_starred else ""
        space = max(0, room - len(problem) - len(star) - len(notes) - len(row.day) - 1)
        told = " · ".join(part for part in (row.site, row.size) if part)
        # A whole name is worth more than half of it and the reading time.
        told = fitted(told if cell_width(told) <= space else row.site, space) + notes
        known = in_order([(told, style)])
        gap = " " * (room - len(problem) - len(star) - sum(cell_width(text) for text, _ in known) - len(row.day))
        signs = [(problem, self.look(*under, "list--problem")), (star, self.look(*under, "list--star"))]
        return [*signs, *known, (gap + row.day, style)]

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
            # A cut line ends in …, which is no part of the text.
            shown = runs(start, start + len(each), [places])
            line = [StyledText(each[run.start - start : run.end - start], "".join(run.looks)) for run in shown]
            parts.append([(piece.text, hit if piece.look else plain) for piece in placed(line, room)])
            start += len(each) + 1
        return parts
