"""A page to read, drawn line by line: pages of thousands of lines open as quickly as short ones."""

from rich.style import Style as RichStyle
from textual.geometry import Size
from textual.strip import Strip
from textual.style import Style

from reader.tui.letter_order import in_order
from reader.tui.panes.line_view import LineView, strip_of
from reader.view.moves import step_of
from reader.view.page_layout import Page, PageLayout

# Also reserved when there is nothing to scroll, so that the lines do not depend on it.
_SCROLLBAR = 1


class PageView(LineView):
    """Shows a page, wrapped for its width."""

    def __init__(self, page: Page, **options: str) -> None:
        super().__init__(**options)
        self._page = page
        self._layout = PageLayout((), 0)
        self._width = 0
        self._styles: dict[str, RichStyle] = {}

    def show(self, page: Page) -> None:
        """Show another page, from its beginning."""
        self._page, self._width = page, 0
        self.on_resize()
        self.scroll_to_line(0)

    def _lay_out(self, width: int) -> None:
        if width > 0 and width != self._width:
            self._layout = PageLayout(self._page, width)
            self._width = width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - as Textual asks
        """Return the number of lines at a width."""
        self._lay_out(width - _SCROLLBAR)
        return self.line_count()

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._lay_out(self.content_region.width - _SCROLLBAR)
        self.resized_to(self.line_count())
        self.refresh()

    def line_count(self) -> int:
        """Return how many lines there are to scroll through."""
        return len(self._layout.lines)

    def forget_lines(self) -> None:
        """Forget the colors; lines are not kept."""
        self._styles.clear()

    def draw(self, number: int, width: int) -> Strip:
        """Draw a line of the page."""
        line = self._layout.lines[number]
        text = self._layout.text
        parts = [(text[run.start : run.end], self._style(" ".join(run.looks))) for run in self._layout.runs(line)]
        placed = in_order(parts, width - line.indent - _SCROLLBAR)
        return strip_of([(" " * line.indent, self.look()), *placed], width, self.look())

    def _style(self, look: str) -> RichStyle:
        if look not in self._styles:
            self._styles[look] = self.look() + Style.parse(look, self.app.theme_variables).rich_style
        return self._styles[look]

    def move(self, how: str) -> None:
        """Scroll: `down up top bottom half-down half-up page-down page-up`."""
        step = step_of(how, self.page - 1, self.line_count())
        self.scroll_to_line(self.first_line + step)
