"""The panes of the reading screen, their layout, and which of them is focused."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import AwaitMount, Widget

from reader.room import ReadingRoom
from reader.tui.commanded import CommandedScreen
from reader.tui.panes.article_list import ArticleList
from reader.tui.panes.search_bar import SearchBar
from reader.tui.reading.layout import Pane
from reader.view.arrangement import HUGE, MIDDLE, SHORT, WIDE, Column
from reader.view.commands import Where
from reader.view.keymap import Keymap

if TYPE_CHECKING:
    from reader.library.article import Article
    from reader.tui.panes.article_view import ArticleView
    from reader.tui.panes.crossrefs import CrossrefsPane
    from reader.tui.panes.facets import FacetsPane
    from reader.tui.panes.note_editor import NoteEditor
    from reader.tui.panes.notes import NotesPane
    from reader.tui.panes.tag_editor import TagEditor
    from reader.tui.reading.panes_beside import PanesBeside

_PANES: frozenset[Where] = frozenset({"list", "article", "crossrefs", "notes", "facets", "months"})


class PanedScreen(CommandedScreen[None]):
    """The reading screen without its commands."""

    # As in Textual, but without repainting the whole screen: the two panes concerned redraw themselves.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, room: ReadingRoom, keymap: Keymap) -> None:
        super().__init__(room, keymap)
        self.list_view = ArticleList(id="list")
        self.search_bar = SearchBar(id="search-bar")
        self._columns = Horizontal(self.list_view, id="panes")
        self._mounting: tuple[AwaitMount, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the panes."""
        # Before there is a pane: later each of them would be styled twice.
        self.size_classes(self.app.size)
        yield self.search_bar
        yield self._columns
        yield self.status
        yield self.key_footer

    @cached_property
    def beside(self) -> "PanesBeside":
        """The panes that the list does not need, attached as soon as the screen is mounted."""
        from reader.tui.reading.panes_beside import PanesBeside

        beside = PanesBeside(self.room.settings.measure, self.keymap)
        if self.is_mounted:
            self._mounting = beside.mount(self._columns)
        return beside

    def attach_panes(self) -> None:
        """Attach the panes that were made before the screen was mounted."""
        if self.has_panes:
            self._mounting = self.beside.mount(self._columns)

    @property
    def has_panes(self) -> bool:
        """Whether the panes beside the list have been made."""
        return "beside" in self.__dict__

    async def complete_panes(self) -> None:
        """Make the panes beside the list, and wait until they are mounted."""
        _ = self.beside
        for mounted in self._mounting:
            await mounted

    @property
    def article_view(self) -> "ArticleView":
        """The article."""
        return self.beside.article_view

    @property
    def crossrefs(self) -> "CrossrefsPane":
        """Its cross-references."""
        return self.beside.crossrefs

    @property
    def notes_pane(self) -> "NotesPane":
        """Its notes."""
        return self.beside.notes

    @property
    def facets(self) -> "FacetsPane":
        """The drawer of facets."""
        return self.beside.facets

    @property
    def editor(self) -> "NoteEditor":
        """The editor of notes."""
        return self.beside.editor

    @property
    def tag_editor(self) -> "TagEditor":
        """The editor of tags."""
        return self.beside.tag_editor

    def panes_by_place(self) -> Mapping[Where, Pane]:
        """Return the panes."""
        return {"list": self.list_view, "months": self.search_bar.months, **self.beside.pane_by_place}

    def boxes_by_column(self) -> Mapping[Column, Widget]:
        """Return the boxes of the columns that have been made."""
        return {"list": self.list_view, **(self.beside.box_by_column if self.has_panes else {})}

    @property
    def where(self) -> Where:
        """The focused pane; the list if none is."""
        pane_id = self.focused.id if self.focused is not None else None
        return next((where for where in _PANES if where == pane_id), "list")

    @property
    def key_places(self) -> tuple[Where, ...]:
        """The places in which a key is looked up: during a selection it may mean something else."""
        return ("selection", self.where) if self.is_selecting else (self.where,)

    @property
    def is_selecting(self) -> bool:
        """Whether a passage of the article is being selected."""
        return self.where == "article" and self.article_view.caret.anchor is not None

    @property
    def article(self) -> "Article | None":
        """The open article."""
        return self.article_view.article if self.has_panes else None

    @property
    def subject(self) -> str | None:
        """The id of the article that a command is about: the selected one in the list, else the open one."""
        if self.where == "list" or self.article is None:
            return self.list_view.selected_id
        return self.article.id

    @property
    def has_preview(self) -> bool:
        """Whether there is room for an article beside the list."""
        return not self.has_class("-narrow")

    @property
    def is_on_top(self) -> bool:
        """Whether no dialog lies over the screen."""
        return self.app.screen is self

    def show_place(self) -> None:
        """Show the place in the list or the article in the status line."""
        if self.where in {"list", "facets", "months"} or self.article is None:
            total = len(self.list_view.model)
            self.status.show_place(f"{self.list_view.selected + 1:,} of {total:,}" if total else "")
        else:
            self.status.show_place(f"{self.article_view.progress}%")

    def size_classes(self, size: Size) -> None:
        """Take the looks for a size."""
        # Together: each change of classes styles everything again.
        self.update_classes(
            {
                "-narrow": size.width < MIDDLE,
                "-middle": MIDDLE <= size.width < WIDE,
                "-huge": size.width >= HUGE,
                "-short": size.height < SHORT,
            }
        )
