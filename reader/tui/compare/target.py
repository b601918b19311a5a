"""The two compared texts as a target for notes."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from reader.tui.panes.compare_view import CompareView
from reader.view.caret import Caret
from reader.view.marks import Mark

if TYPE_CHECKING:
    from reader.library.article import Article


class PairTarget:
    """The two articles of a comparison, once they are shown."""

    def __init__(self, view: CompareView) -> None:
        self._view = view
        self.articles: Sequence[Article] = ()

    @property
    def article(self) -> "Article | None":
        """The article with the caret."""
        return self.articles[self._view.side] if self.articles else None

    @property
    def caret(self) -> Caret:
        """The caret."""
        return self._view.caret

    @property
    def has_keys(self) -> bool:
        """There is no pane beside the texts."""
        return True

    def focus(self) -> None:
        """Focus the texts."""
        self._view.focus()

    def mark(self, article_id: str, layer: str, marks: Iterable[Mark]) -> None:
        """Replace the marks of a layer on one of the texts."""
        for side in self._sides(article_id):
            self._view.mark(side, layer, marks)

    def go_to(self, article_id: str, start: int, _end: int | None = None, /) -> None:
        """Bring a passage of one of the texts into the window, with the caret at its start."""
        for side in self._sides(article_id):
            self._view.go_to(side, start)

    def toggle_selection(self) -> None:
        """Begin a selection at the caret, or end it."""
        self._view.toggle_selection()

    def end_selection(self) -> bool:
        """End the selection; tell whether there was one."""
        return self._view.end_selection()

    def select_unit(self, unit: str) -> None:
        """Select the `word`, `sentence` or `paragraph` under the caret."""
        self._view.select_unit(unit)

    def bring(self, _article_id: str, /, then: Callable[[], object]) -> None:
        """Call *then* at once: another article is not shown here."""
        then()

    def _sides(self, article_id: str) -> Iterable[int]:
        return [side for side, article in enumerate(self.articles) if article.id == article_id]
