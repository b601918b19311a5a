"""What every part of the reading screen shares: the room, the panes, and saying things."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.message import Message
from textual.reactive import Reactive
from textual.widget import Widget

from reader.library.article import Article
from reader.room import ReadingRoom
from reader.tui.panes.article_list import ArticleList
from reader.tui.panes.article_view import ArticleView
from reader.tui.panes.crossrefs import CrossrefsPane
from reader.tui.panes.facets import FacetsPane
from reader.tui.panes.month_strip import MonthStrip
from reader.tui.panes.note_editor import NoteEditor
from reader.tui.panes.notes import NotesPane
from reader.tui.panes.search_bar import SearchBar
from reader.tui.panes.status import KeyFooter, StatusLine
from reader.tui.panes.tag_editor import TagEditor
from reader.tui.reading.noting import NotingScreen
from reader.view.commands import Where
from reader.view.keymap import Keymap
from reader.view.trail import Place, Trail

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from reader.room.exchange import LinkTarget
    from reader.search.index import Facets

PANES: Mapping[Where, str] = {
    "list": "list", "article": "article", "crossrefs": "crossrefs", "notes": "notes", "facets": "facets",
    "months": "months",
}  # fmt: skip
SAVE_STATE_AFTER = 2.0


class RoomScreen(NotingScreen[None]):
    """The reading screen without its commands."""

    # As Textual has it, but for the repaint of the whole screen: the two panes concerned draw themselves.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, room: ReadingRoom, keymap: Keymap, crash: Callable[[BaseException], None]) -> None:
        super().__init__(room)
        self.crash = crash
        self.keymap = keymap
        self.trail = Trail()
        self.in_use: Where = "list"
        self.is_zen = False
        self.is_drawer_open = False
        self.start: LinkTarget | None = None
        self.note_counts: MutableMapping[str, int] = {}
        self.list_view = ArticleList(id="list")
        self.article_view = ArticleView(room.settings.measure, id="article")
        self.crossrefs = CrossrefsPane(keymap, id="crossrefs")
        self.notes_pane = NotesPane(id="notes")
        self.facets = FacetsPane(id="facets")
        self.editor = NoteEditor(id="editor")
        self.tag_editor = TagEditor(id="tag-editor")
        self.search_bar = SearchBar(id="search-bar")
        self.status = StatusLine(id="status")
        self.key_footer = KeyFooter(id="footer")

    # What the parts ask of each other

    @property
    def article(self) -> Article | None:
        """The open article."""
        return self.article_view.article

    @property
    def here(self) -> Place | None:
        """Where the open article is being read."""
        if self.article is None:
            return None
        where: Where = "crossrefs" if self.where == "crossrefs" else "article"
        return Place(self.article.id, self.article_view.reading_offset, self.article_view.first_line, where)

    def open_article(self, article_id: str, span: tuple[int, int] | None = None, *, keep_trail: bool = True) -> bool:
        """Show an article, at *span* if given, else where it was left; tell whether it could be."""
        raise NotImplementedError  # pragma: no cover - ReadingScreen does

    def show_pane(self, where: Where) -> None:
        """Bring a pane on screen and give it the keys."""
        raise NotImplementedError  # pragma: no cover - ReadingScreen does

    def show_place(self) -> None:
        """Say where one is, in the list or in the article."""
        raise NotImplementedError  # pragma: no cover - ReadingScreen does

    def library_changed(self) -> None:
        """Bring the index up to date after a note or a file changed."""
        raise NotImplementedError  # pragma: no cover - ReadingScreen does

    def show_notes(self, select_id: str | None = None) -> None:
        """Show the annotations of the open article."""
        raise NotImplementedError  # pragma: no cover - Annotating does

    def mark_evidence(self, spans: Iterable[tuple[int, int]]) -> None:
        """Mark the passages of the open article that evidence rests on."""
        raise NotImplementedError  # pragma: no cover - Referring does

    def show_keys(self) -> None:
        """Show in the footer which keys there are now."""
        raise NotImplementedError  # pragma: no cover - ReadingScreen does

    def notes_changed(self, select_id: str | None = None) -> None:
        """Show what is different after notes were changed, with the one of *select_id* selected."""
        raise NotImplementedError  # pragma: no cover - Annotating does

    def mark_hits(self) -> None:
        """Mark the hits of the query in the open article."""
        raise NotImplementedError  # pragma: no cover - Finding does

    def show_query_hits(self, article_id: str, spans: Sequence[tuple[int, int]]) -> None:
        """Mark the hits of the query that were found in an article."""
        raise NotImplementedError  # pragma: no cover - Finding does

    def find(self, text: str) -> None:
        """Mark where the open article has *text*."""
        raise NotImplementedError  # pragma: no cover - Finding does

    def go_to_first_hit(self) -> None:
        """Go to the first hit of the open article, if it has one."""
        raise NotImplementedError  # pragma: no cover - Finding does

    def show_chips(self) -> None:
        """Show what the list is narrowed and ordered by."""
        raise NotImplementedError  # pragma: no cover - Narrowing does

    def show_narrowing(self, months: Mapping[str, int], chosen: str = "") -> None:
        """Show the chips, and how the articles found lie over the months."""
        raise NotImplementedError  # pragma: no cover - Narrowing does

    def show_facets(self, facets: "Facets") -> None:
        """Show how what was found divides."""
        raise NotImplementedError  # pragma: no cover - Narrowing does

    def box_pressed(self, meaning: str) -> None:
        """Do what a key in the box means."""
        raise NotImplementedError  # pragma: no cover - Remembering does

    # Small services

    @property
    def where(self) -> Where:
        """Which pane has the keys; the list where none has."""
        focused = self.focused
        for where, pane_id in PANES.items():
            if focused is not None and focused.id == pane_id:
                return where
        return "list"

    @property
    def is_writing(self) -> bool:
        """Whether the editor of a note has the keys."""
        return self.focused is not None and self.focused.id == "note-area"

    @property
    def is_selecting(self) -> bool:
        """Whether something in the article is being selected."""
        return self.where == "article" and self.article_view.caret.anchor is not None

    def pane(self, where: Where) -> ArticleList | ArticleView | CrossrefsPane | NotesPane | FacetsPane | MonthStrip:
        """Return a pane."""
        panes = {
            "list": self.list_view,
            "article": self.article_view,
            "crossrefs": self.crossrefs,
            "notes": self.notes_pane,
            "facets": self.facets,
            "months": self.search_bar.months,
        }
        return panes[where]  # type: ignore[return-value]  # the common base is wider

    def say(self, text: str, *, is_warning: bool = False) -> None:
        """Say something in the status line."""
        self.status.say(text, is_warning=is_warning)

    def post(self, message: Message) -> None:
        """Post a message from a thread, unless the screen is gone."""
        if self.is_attached:
            self.post_message(message)

    def has_keys(self, widget: Widget) -> bool:
        """Tell whether *widget* has the keys."""
        return self.focused is widget

    def change_reading(self, article_id: str, **changes: bool | int) -> None:
        """Change what is known of an article's reading, and save that in a moment."""
        self.room.state.change(article_id, **changes)  # type: ignore[arg-type]  # names are the method's
        self.list_view.redraw_row(article_id)
        self.set_timer(SAVE_STATE_AFTER, self.save_state)

    def save_state(self) -> None:
        """Save the reading state; say so if it cannot be."""
        from reader.library.atomic_file import WriteError

        try:
            self.room.state.save()
        except (WriteError, OSError) as error:
            self.say(f"What was read and starred cannot be saved: {error}", is_warning=True)

    def save_position(self) -> None:
        """Note where the open article was left."""
        if (
            self.article is not None
            and self.article_view.reading_offset != self.room.state.of(self.article.id).position
        ):
            self.change_reading(self.article.id, position=self.article_view.reading_offset)
