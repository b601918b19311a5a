"""The panes beside and below the list, imported once the list is on screen."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widget import AwaitMount, Widget

from reader.tui.panes.article_view import ArticleView
from reader.tui.panes.crossrefs import CrossrefsPane
from reader.tui.panes.facets import FacetsPane
from reader.tui.panes.note_editor import NoteEditor
from reader.tui.panes.notes import NotesPane
from reader.tui.panes.tag_editor import TagEditor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.tui.reading.layout import Pane
    from reader.view.arrangement import Column
    from reader.view.commands import Where
    from reader.view.keymap import Keymap

STYLES = Path(__file__).parents[1] / "styles" / "later.tcss"


class PanesBeside:
    """The article, its cross-references and notes, the drawer of facets, and the editors of notes and tags."""

    def __init__(self, measure: int, keymap: "Keymap") -> None:
        self.article_view = ArticleView(measure, id="article")
        self.crossrefs = CrossrefsPane(keymap, id="crossrefs")
        self.notes = NotesPane(id="notes")
        self.facets = FacetsPane(id="facets")
        self.editor = NoteEditor(id="editor")
        self.tag_editor = TagEditor(id="tag-editor")
        self._reading = Vertical(id="reading")
        self._third = Vertical(id="third")
        self.pane_by_place: Mapping[Where, Pane] = {
            "article": self.article_view, "crossrefs": self.crossrefs, "notes": self.notes, "facets": self.facets
        }  # fmt: skip
        self.box_by_column: Mapping[Column, Widget] = {
            "reading": self._reading, "third": self._third, "drawer": self.facets
        }  # fmt: skip

    def mount(self, columns: Widget) -> tuple[AwaitMount, ...]:
        """Mount all of them in *columns* beside the list, and below; each is attached at once."""
        screen = columns.screen
        screen.app.stylesheet.read(STYLES)
        return (
            columns.mount(*self.box_by_column.values()),
            screen.mount(self.tag_editor, after=columns),
            self._reading.mount(self.article_view, self.editor),
            self._third.mount(self.crossrefs, self.notes),
        )
