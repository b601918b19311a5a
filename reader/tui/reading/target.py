"""The open article as a target for notes."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from reader.tui.panes.article_view import ArticleView
from reader.tui.reading.host import ReadingHost
from reader.view.caret import Caret
from reader.view.marks import Mark

if TYPE_CHECKING:
    from reader.library.article import Article


class ArticleTarget:
    """The text of the open article."""

    def __init__(self, view: ArticleView, host: ReadingHost) -> None:
        self._view = view
        self._host = host

    @property
    def articles(self) -> "Sequence[Article]":
        """The open article."""
        return [self._view.article] if self._view.article is not None else []

    @property
    def article(self) -> "Article | None":
        """The open article."""
        return self._view.article

    @property
    def caret(self) -> Caret:
        """The caret."""
        return self._view.caret

    @property
    def has_keys(self) -> bool:
        """Whether the article is focused."""
        return self._host.where == "article"

    def focus(self) -> None:
        """Focus the article."""
        self._host.show_pane("article")

    def mark(self, article_id: str, layer: str, marks: Iterable[Mark]) -> None:
        """Replace the marks of a layer, if the article is still open."""
        if self._view.article is not None and self._view.article.id == article_id:
            self._view.mark(layer, marks)

    def go_to(self, article_id: str, start: int, end: int | None = None, /) -> None:
        """Bring a passage into the window, if the article is still open."""
        if self._view.article is not None and self._view.article.id == article_id:
            self._view.go_to(start, end)

    def toggle_selection(self) -> None:
        """Begin a selection at the caret, or end it."""
        self._view.toggle_selection()

    def end_selection(self) -> bool:
        """End the selection; tell whether there was one."""
        return self._view.end_selection()

    def select_unit(self, unit: str) -> None:
        """Select the `word`, `sentence` or `paragraph` under the caret."""
        self._view.select_unit(unit)

    def bring(self, article_id: str, /, then: Callable[[], object]) -> None:
        """Open the article."""
        self._host.open_article(article_id, then=then)
