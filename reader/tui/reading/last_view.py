"""Where the library was left: the article, the pane and the order, taken up again at the next start."""

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
    """Takes up what was left, and keeps what is left."""

    def __init__(self, host: ReadingHost, layout: PaneLayout, search: SearchPart, list_view: ArticleList) -> None:
        self._host = host
        self._layout = layout
        self._search = search
        self._list_view = list_view
        self._view = LastView()

    def show_list(self) -> None:
        """List the articles in the order in which they were left, with the one that was open selected."""
        self._view = load_last_view(self._host.room.session.last_view)
        self._search.order = self._view.order or self._search.order
        self._search.show_list(self._view.article)

    def take_up(self) -> None:
        """Go on where the library was left, if its article is there still."""
        article, pane, _ = self._view
        if pane == "list" or self._list_view.selected_id != article:
            self._search.show_preview(self._list_view.selected_id)
        else:
            self._host.open_article(article, then=lambda: self._host.show_pane(cast("Where", pane)))

    def save(self) -> None:
        """Keep where the library is left, for the next time."""
        room, open_article = self._host.room, self._host.article
        article = open_article.id if open_article else ""
        pane = self._layout.in_use if self._layout.in_use in PANES else "list"
        order = "" if self._search.order == room.settings.order else self._search.order
        save_last_view(room.session.last_view, LastView(article, pane, order))
