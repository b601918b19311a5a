"""The base of the project's own views: lines are drawn only when they are visible."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Self

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.tui.looks import LOOKS, style_of


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolling view on the Line API: a subclass draws line *number* of the whole in `draw`.

    Keys come through the command table, never through a widget's own bindings.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    LOOKS: ClassVar[Mapping[str, str]] = LOOKS

    def __init__(self, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # id and classes only
        self._looks: dict[str, Style] = {}
        self._theme = ""
        self._drawn_width = 0
        # While the focus changes, until Textual's redrawing for it is done.
        self._takes_focus = False
        self._is_styling = False
        self._labels: Mapping[int, Sequence[tuple[int, str]]] = {}

    def draw(self, number: int, width: int) -> Strip:
        """Return line *number*, *width* cells wide."""
        raise NotImplementedError  # pragma: no cover - every view draws

    def line_count(self) -> int:
        """Return how many lines there are to scroll through."""
        raise NotImplementedError  # pragma: no cover - every view counts

    def render_line(self, y: int) -> Strip:
        """Draw the line at row *y* of the window."""
        number = round(self.scroll_y) + y
        width = self._drawn_width or self.scrollable_content_region.width
        if number >= self.line_count():
            return Strip.blank(width, self.look())
        strip = self.draw(number, width)
        for column, label in self._labels.get(number, ()):
            drawn = Strip([Segment(label, self.look("article--current"))])
            strip = Strip.join([strip.crop(0, column), drawn, strip.crop(column + len(label), width)])
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines of the window; how wide they are is asked once, which is no small question.

        Textual would ask about the edges of each line, keep it and copy it: all lines have the edges of the first.
        """
        self._drawn_width = self.scrollable_content_region.width
        try:
            top, bottom = self.gutter.top, self.outer_size.height - self.gutter.bottom
            rows = range(max(crop.y, top) + 1, min(crop.bottom, bottom))
            if not rows or crop.column_span != (0, self.outer_size.width):
                return super().render_lines(crop)
            above = super().render_lines(Region(0, crop.y, crop.width, rows.start - crop.y))
            below = Region(0, rows.stop, crop.width, crop.bottom - rows.stop)
            left = self.gutter.left
            edges = above[-1].crop(0, left), above[-1].crop(left + self._drawn_width)
            lines = [self._between(edges, self.render_line(y - top)) for y in rows]
            return [*above, *lines, *(super().render_lines(below) if below.height else ())]
        finally:
            self._drawn_width = 0

    def _between(self, edges: tuple[Strip, Strip], line: Strip) -> Strip:
        background = self.background_colors[1]
        for each in self.get_line_filters():
            line = line.apply_filter(each, background)
        left, right = edges
        return Strip.join([left, line, right]) if left or right else line

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return no filters: our lines have the colors of the theme already."""
        return [each for each in super().get_line_filters() if not isinstance(each, ANSIToTruecolor)]

    def watch_has_focus(self, has_focus: bool) -> None:
        """Take the style of a focused or unfocused view, which differs only in its upper edge."""
        self._takes_focus = self._is_styling = True
        super().watch_has_focus(has_focus)
        self._is_styling = False

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Redraw all, or *regions*; while the focus changes, only what is above the window."""
        if self._takes_focus and not regions and not layout:
            self._takes_focus = self._is_styling
            if not self.gutter.top:
                return self
            regions = (Region(-self.gutter.left, -self.gutter.top, self.outer_size.width, self.gutter.top),)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def show_labels(self, labels: Mapping[int, Sequence[tuple[int, str]]]) -> None:
        """Draw labels over lines, each from a column on; an empty mapping removes them."""
        self._labels = labels
        self.refresh()

    def look(self, *names: str) -> Style:
        """Return the style of the looks of those names, the later ones on top; for none, that of the background."""
        key = " ".join(names)
        found = self._looks.get(key)
        if found is None:
            if names:
                found = self.look(*names[:-1]) + style_of(self.LOOKS[names[-1]], self.app.theme_variables)
            else:
                # Textual searches all ancestors for it, and a window of lines asks a hundred times.
                found = self.rich_style
            self._looks[key] = found
        return found

    def notify_style_update(self) -> None:
        """Forget the looks if the colors changed; the focus changes only the border."""
        super().notify_style_update()
        if self.app.theme != self._theme:
            self._theme = self.app.theme
            self._looks.clear()
            self.forget_lines()
            self.refresh()

    def forget_lines(self) -> None:
        """Forget what was drawn, so that it is drawn again."""
        raise NotImplementedError  # pragma: no cover - every view keeps what it drew

    def resized_to(self, lines: int) -> None:
        """Set how many lines there are to scroll through."""
        size = Size(self.scrollable_content_region.width, lines)
        if size != self.virtual_size:
            # Only this view's scrollbar must follow; setting the reactive would lay out the whole screen.
            self.set_reactive(ScrollView.virtual_size, size)
            self._scroll_update(size)
            self.refresh()

    @property
    def page(self) -> int:
        """How many lines the window shows."""
        return max(1, self.scrollable_content_region.height)

    @property
    def first_line(self) -> int:
        """The number of the first line in the window."""
        return round(self.scroll_y)

    def place_under(self, event: events.MouseEvent) -> tuple[int, int]:
        """Return the line and the column under the mouse, without the border."""
        return self.first_line + event.y - self.gutter.top, event.x - self.gutter.left

    def scroll_to_line(self, number: int) -> None:
        """Put line *number* at the top of the window, if there is enough text below."""
        top = max(0, min(number, self.line_count() - self.page))
        self.scroll_to(y=top, animate=False, force=True)

    def show_lines(self, first: int, last: int, margin: int = 0) -> None:
        """Scroll as little as needed to bring lines *first* to *last* into the window."""
        top, page = self.first_line, self.page
        if first - margin < top:
            self.scroll_to_line(first - margin)
        elif last + margin >= top + page:
            # Of more lines than fit, show the beginning.
            self.scroll_to_line(min(first, last + margin - page + 1))


def strip_of(parts: list[tuple[str, Style]], width: int, ground: Style) -> Strip:
    """Return *parts* as a strip exactly *width* cells wide."""
    strip = Strip([Segment(text, style) for text, style in parts if text])
    return strip.adjust_cell_length(width, ground)
