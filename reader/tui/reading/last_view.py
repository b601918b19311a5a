"""The last view of the library: article, pane and order, restored at the next start."""

from typing import TYPE_CHECKING, cast

from reader.room.last_view import PANES, LastView, load_last_view, save_last_view
from reader.tui.panes.article_list import ArticleList
from reader.tui.part import Part
from reader.tui.reading.host import ReadingHost
from reader.tui.reading.layout import PaneLayout
from reader.tui.reading.search import SearchPart

if TYPE_CHECKING:
    from reader.view.commands import Where


class LastViewPart(Part):
    """Restores the last view, and saves the present one."""

    def __init__(self, host: ReadingHost, layout: PaneLayout, search: SearchPart, list_view: ArticleList) -> None:
        self._host = host
        self._layout = layout
        self._search = search
        self._list_view = list_view
        self._view = LastView()

    def show_list(self) -> None:
        """List the articles in the last order, with the last open one selected."""
        self._view = load_last_view(self._host.room.session.last_view)
        self._search.order = self._view.order or self._search.order
        self._search.show_list(self._view.article)

    def take_up(self) -> None:
        """Open the last article at its position, if it still exists."""
        article, pane, _ = self._view
        if pane == "list" or self._list_view.selected_id != article:
            self._search.show_preview(self._list_view.selected_id)
        else:
            self._host.open_article(article, then=lambda: self._host.show_pane(cast("Where", pane)))

    def save(self) -> None:
        """Save the present view for the next start."""
        room, open_article = self._host.room, self._host.article
        article = open_article.id if open_article else ""
        pane = self._layout.in_use if self._layout.in_use in PANES else "list"
        order = "" if self._search.order == room.settings.order else self._search.order
        save_last_view(room.session.last_view, LastView(article, pane, order))
