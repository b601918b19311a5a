"""The reading view: one article, its marks, the caret."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from reader.library.article import Article
from reader.library.plain_text import PlainText, Span
from reader.tui.panes.fact import Fact
from reader.tui.panes.line_view import LineView, strip_of
from reader.tui.panes.picture_line import picture_line
from reader.tui.panes.text_line import text_line
from reader.view.article_page import ArticlePage
from reader.view.caret import Caret
from reader.view.layout import ArticleLayout
from reader.view.lines import USUAL, Line, Typesetting
from reader.view.marks import Mark, MarkLayer
from reader.view.moves import step_of
from reader.view.reading_marks import nearest_mark, other_end
from reader.view.sheet import Sheet

if TYPE_CHECKING:
    from reader.view.pictures import Picture, PlacedPicture

LAYERS = ("spans", "code", "annotations", "here", "evidence", "hits", "current", "writing")


class ArticleView(LineView):
    """Shows an article in a readable measure; every mark on it is a span of its plain text."""

    @dataclass
    class CaretMoved(Fact):
        """The caret has moved to another offset."""

        offset: int

    @dataclass
    class SelectionToggled(Message):
        """A selection was begun or ended."""

        is_selecting: bool

    @dataclass
    class LinkChosen(Fact):
        """A link under the caret was opened: an address, or the title in `[[title]]`."""

        target: str

    @dataclass
    class FootnoteChosen(Fact):
        """A footnote's mark or label was opened: *place* is the offset of the other one."""

        place: int | None

    class Rewrapped(Fact):
        """The lines have been wrapped to another width."""

    @dataclass
    class Outgrown(Fact):
        """A long text no longer fits its width: it must be wrapped again in a thread."""

        article: Article
        lay_out: Callable[[], ArticleLayout]

    def __init__(self, measure: int = 72, typesetting: Typesetting = USUAL, **options: str) -> None:
        super().__init__(**options)
        self.measure = measure
        # The pictures by the numbers of their images.
        self._pictures: Mapping[int, Picture | PlacedPicture] = {}
        self.article: Article | None = None
        self.caret = Caret(PlainText(""))
        self.empty_text = "No article is open. Choose one in the list."
        self._sheet = Sheet(measure, typesetting)
        self._layers: dict[str, MarkLayer] = {name: MarkLayer() for name in LAYERS}
        self._drawn: dict[int, Strip] = {}
        self._dragging = False
        self._is_selecting = False

    # What is shown

    def show(self, page: ArticlePage, offset: int = 0) -> None:
        """Show an article from *offset* on, without marks; if the width has changed, wrap it again."""
        self.article = article = page.article
        self.caret = Caret(article.plain)
        self.caret.offset = self.caret.word()[0]
        self._layers = {name: MarkLayer() for name in LAYERS}
        self._tell_selection()
        self._layers["spans"] = page.spans
        self._sheet.take(page)
        self._pictures = {}
        self._lay_out()
        self.show_from(min(offset, max(0, len(article.text) - 1)))

    def lay(self, layout: ArticleLayout) -> None:
        """Show the same article in other lines, with the same text at the top."""
        if self.article is not None and layout.plain is self.article.plain:
            offset, above = self._sheet.layout.text_from(self.first_line - len(self._sheet.header))
            self._lay_out(layout)
            self.scroll_to_line(self._sheet.line_of(offset) - above if self.first_line else 0)

    def illustrate(self, pictures: "Mapping[int, Picture | PlacedPicture]") -> None:
        """Show the pictures of images by their numbers."""
        self._pictures = pictures
        self.lay(self._sheet.layout)

    def mark(self, layer: str, marks: Iterable[Mark]) -> None:
        """Replace the marks of one of LAYERS."""
        self._layers[layer] = MarkLayer(marks)
        self._redraw()

    def marks(self, layer: str) -> Sequence[Mark]:
        """Return the marks of one of LAYERS in order of their start."""
        return self._layers[layer].marks

    @property
    def reading_offset(self) -> int:
        """The offset of the first text in the window: the position."""
        return self._sheet.start_of(self.first_line) if self.first_line else 0

    @property
    def progress(self) -> int:
        """How much of the article has been in the window, in percent."""
        return min(100, round(100 * (self.first_line + self.page) / max(1, self.line_count())))

    def go_to(self, start: int, end: int | None = None) -> None:
        """Bring a passage into the window, a third down if it was outside, with the caret at its start."""
        self._place_caret(start)
        first, last = self._sheet.line_of(start), self._sheet.line_of(max(start, (end or start + 1) - 1))
        if first < self.first_line or last >= self.first_line + self.page:
            self.scroll_to_line(first - self.page // 3)

    def show_from(self, offset: int) -> None:
        """Put the line of *offset* at the top, with the caret on it."""
        self._place_caret(offset)
        self.scroll_to_line(self._sheet.line_of(offset) if offset else 0)

    def return_to(self, offset: int, line: int) -> None:
        """Show the window with *line* at the top; if the text is wrapped differently now, with *offset*."""
        self.show_from(offset)
        top = self.first_line
        self.scroll_to_line(line)
        if self.reading_offset != offset:
            self.scroll_to_line(top)

    def move(self, how: str) -> None:
        """Scroll: `down up top bottom half-down half-up page-down page-up`; the caret stays in the window."""
        step = step_of(how, self.page - 2, self.line_count())
        if self.caret.anchor is not None and how in {"down", "up"}:
            line, column = self._sheet.place_of(self.caret.offset)
            self._place_caret(self._sheet.offset_at(line + step, column))
            self._show_caret()
            return
        self.scroll_to_line(self.first_line + step)
        self._keep_caret_in_window()

    def move_caret(self, unit: str, step: int) -> None:
        """Move the caret by a `word`, `sentence` or `paragraph` and keep it in the window."""
        before = self.caret.offset
        after = self.caret.move(unit, step)
        self.caret.offset = before
        self._place_caret(after)
        self._show_caret()

    def toggle_selection(self) -> None:
        """Begin a selection at the caret, or end it."""
        self.caret.toggle_selection()
        self._tell_selection()
        self._redraw()

    def select_unit(self, unit: str) -> None:
        """Select the `word`, `sentence` or `paragraph` under the caret."""
        spans = {"word": self.caret.word, "sentence": self.caret.sentence, "paragraph": self.caret.paragraph}
        self.select_span(*spans[unit]())

    def select_span(self, start: int, end: int) -> None:
        """Select a passage, with the caret at its last word, and bring it into the window."""
        if start < end:
            self._place_caret(self.caret.select(start, end))
            self._tell_selection()
            first, last = self._sheet.line_of(start), self._sheet.line_of(end - 1)
            self.show_lines(first, min(last, first + self.page - 1), margin=min(3, self.page // 4))

    def end_selection(self) -> bool:
        """End the selection; return whether there was one."""
        was, self.caret.anchor = self.caret.anchor is not None, None
        self._tell_selection()
        self._redraw()
        return was

    def _tell_selection(self) -> None:
        is_selecting = self.caret.anchor is not None
        if is_selecting != self._is_selecting:
            self._is_selecting = is_selecting
            self.post_message(self.SelectionToggled(is_selecting))

    def choose(self) -> bool:
        """Open the link or footnote in the caret's sentence, first the one under the caret; or switch a table's layout.

        Return whether there was any.
        """
        mark = self.mark_near_caret() if self.article is not None else None
        if mark is None:
            return self.article is not None and self._turn_table()
        if mark.kind == "footnote":
            self.post_message(self.FootnoteChosen(other_end(self.caret.plain, mark)))
        else:
            self.post_message(self.LinkChosen(mark.target))
        return True

    def mark_near_caret(self) -> Span | None:
        """Return the link or footnote in the caret's sentence, or selection, that is nearest to it."""
        return nearest_mark(self.caret.plain, self.caret.marked() or (0, 0), self.caret.offset)

    def block_text(self, offset: int) -> str:
        """Return the block at *offset* as drawn, on one line."""
        block = self.caret.plain.blocks[self.caret.plain.block_at(offset)]
        return self._sheet.layout.page.drawn(block.start, block.end)

    def _turn_table(self) -> bool:
        """Show the table under the caret, or the first in the window, row by row or in columns again."""
        offset = self._sheet.table_near(self.caret.offset, self.first_line, self.first_line + self.page - 1)
        if offset is None:
            return False
        self._place_caret(offset)
        self._sheet.turn_table(offset)
        self.lay(self._sheet.layout)
        self._show_caret()
        return True

    @property
    def typesetting(self) -> Typesetting:
        """The typesetting of the page."""
        return self._sheet.typesetting

    def set_page(self, measure: int, typesetting: Typesetting) -> None:
        """Set the page again, with the same text at the top."""
        self.measure, self._sheet.typesetting = measure, typesetting
        self.lay(self._sheet.layout)

    # Lines and places

    def line_count(self) -> int:
        """Return the number of lines of header and text, and an empty one below."""
        return len(self._sheet) if self.article else 3

    @property
    def _left(self) -> int:
        return self._left_in(self.scrollable_content_region.width)

    def _left_in(self, width: int) -> int:
        return max(2, (width - self._sheet.layout.width) // 2)

    def place_of(self, offset: int) -> tuple[int, int]:
        """Return the line and the column at which *offset* is drawn."""
        line, column = self._sheet.place_of(offset)
        return line, self._left + column

    @property
    def text_width(self) -> int:
        """The width of a line of text."""
        # A hidden view has no width, yet must not keep the lines of the previous article.
        width = self.scrollable_content_region.width or self.measure + 4
        return max(8, min(self.measure, width - 4))

    def _lay_out(self, known: ArticleLayout | None = None) -> None:
        if self.article is None:
            return
        width, before = self.text_width, self._sheet.layout.width
        self._pictures = {number: picture.within(width) for number, picture in self._pictures.items()}
        rows = {number: picture.height for number, picture in self._pictures.items()}
        if later := self._sheet.fit(width, rows, known):
            self.post_message(self.Outgrown(self.article, later))
        if before != self._sheet.layout.width:
            self.post_message(self.Rewrapped())
        self._redraw()
        self.resized_to(self.line_count())

    def _place_caret(self, offset: int) -> None:
        if offset != self.caret.offset:
            self.caret.offset = offset
            if self._sheet.show_cell(offset):
                self._lay_out()
            self.post_message(self.CaretMoved(offset))
        self._redraw()

    def _show_caret(self) -> None:
        row = self._sheet.line_of(self.caret.offset)
        self.show_lines(row, row, margin=min(3, self.page // 4))

    def _keep_caret_in_window(self) -> None:
        sheet, offset = self._sheet, self.caret.offset
        line = sheet.line_near(offset, self.first_line, self.first_line + self.page - 1)
        if line == sheet.line_of(offset) or not len(sheet.layout):
            self._redraw()
        else:
            self._place_caret(sheet.start_of(line))

    # Drawing

    def draw(self, number: int, width: int) -> Strip:
        """Draw a line of the header or of the text."""
        strip = self._drawn.get(number)
        if strip is None or strip.cell_length != width:
            strip = self._line(number, width)
            if len(self._drawn) > 1000:
                self._drawn.clear()
            self._drawn[number] = strip
        return strip

    def _line(self, number: int, width: int) -> Strip:
        margin = " " * self._left_in(width)
        if self.article is None:
            text = self.empty_text if number == 1 else ""
            return strip_of([("  ", self.look()), (text, self.look("article--empty"))], width, self.look())
        if number < len(self._sheet.header):
            text, look = self._sheet.header[number]
            return strip_of([(margin, self.look()), (text, self.look(look))], width, self.look())
        line = self._sheet.text_line(number)
        return strip_of(self._text_line(line, margin), width, self.look()) if line else Strip.blank(width, self.look())

    def _text_line(self, line: Line, margin: str) -> list[tuple[str, Style]]:
        start, end = self.caret.sentence()
        is_current = self.has_focus and line.start < end and line.end > start
        edge = [(margin[:-2], self.look()), ("▎ " if is_current else "  ", self.look("article--bar"))]
        if line.picture:
            return [*edge, *picture_line(line, self._pictures, self.look)]
        layers = [self._layers[name].touching(line.start, line.end) for name in LAYERS]
        layers.insert(LAYERS.index("hits"), self._own_marks())
        return [*edge, *text_line(self._sheet.layout.page, line, layers, self.look, self._sheet.layout.width)]

    def _own_marks(self) -> list[Mark]:
        selection = self.caret.selection()
        marks = [Mark(*selection, "article--selection")] if selection else []
        return [*marks, Mark(*self.caret.word(), "article--caret")] if self.has_focus else marks

    def _redraw(self) -> None:
        self._drawn.clear()
        self.refresh()

    # Events

    def on_resize(self) -> None:
        """Wrap again for the new width, with the same text at the top."""
        self.lay(self._sheet.layout)

    def forget_lines(self) -> None:
        """Forget the drawn lines."""
        self._drawn.clear()

    def on_focus(self) -> None:
        """Show or hide the caret and the mark of its sentence."""
        self._drawn.clear()
        start, end = self.caret.sentence()
        first, last = self._sheet.line_of(start), self._sheet.line_of(max(start, end - 1))
        self.refresh_lines(first, last - first + 1)

    on_blur = on_focus

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret under the mouse; dragging from here selects."""
        self.end_selection()
        self._place_caret(self._offset_under(event))
        self._dragging = True
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the selection to the mouse."""
        if not self._dragging:
            return
        offset = self._offset_under(event)
        if self.caret.anchor is None and offset != self.caret.offset:
            self.caret.anchor = self.caret.offset
            self._tell_selection()
        self._place_caret(offset)
        if self.caret.anchor is not None:
            row = self._sheet.line_of(offset)
            self.show_lines(row, row)

    def on_mouse_up(self) -> None:
        """End the dragging."""
        self._dragging = False
        self.release_mouse()

    def _offset_under(self, event: events.MouseEvent) -> int:
        line, column = self.place_under(event)
        return self._sheet.offset_at(line, column - self._left)
