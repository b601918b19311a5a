"""The parts of the reading screen that are imported, with this module, only once the list is on screen."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from reader.tui.notes.history import NoteHistoryPart
from reader.tui.notes.keeper import NoteKeeper
from reader.tui.notes.maker import NoteMaker
from reader.tui.notes.places import NotePlaces
from reader.tui.notes.writer import NoteWriter
from reader.tui.part import Part
from reader.tui.reading.addition import AdditionPart
from reader.tui.reading.article import ArticlePart
from reader.tui.reading.comparison import ComparisonPart
from reader.tui.reading.crossrefs import CrossrefPart
from reader.tui.reading.drawer import DrawerPart
from reader.tui.reading.event import EventPart
from reader.tui.reading.explanation import ExplanationPart
from reader.tui.reading.find import FindPart
from reader.tui.reading.judgments import JudgmentPart
from reader.tui.reading.libraries import LibraryPart
from reader.tui.reading.note_pane import NotePanePart
from reader.tui.reading.notebook import NotebookPart
from reader.tui.reading.pages import PagePart
from reader.tui.reading.pictures import PicturesPart
from reader.tui.reading.record import RecordPart, RemovalPart
from reader.tui.reading.repair import NoteRepair
from reader.tui.reading.saved_searches import SavedSearchPart
from reader.tui.reading.speakers import SpeakerPart
from reader.tui.reading.statements import StatementPart
from reader.tui.reading.tags import TagPart
from reader.tui.reading.target import ArticleTarget
from reader.tui.reading.typesetting import TypesettingPart
from reader.tui.reading.ways_out import ways_out

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp
    from reader.tui.reading.screen import ReadingScreen


class LaterParts:
    """The parts for the open article, its notes and its cross-references, and for dialogs."""

    def __init__(self, screen: "ReadingScreen") -> None:
        view, crossrefs, layout = screen.article_view, screen.crossrefs, screen.layout_part
        search, box = screen.search, screen.box
        self.article = ArticlePart(screen, view, screen.editor, screen.state_part)
        self.typesetting = TypesettingPart(screen, view, self.article.leave_place)
        self.pictures = PicturesPart(screen, view, lambda: cast("ReaderApp", screen.app))
        self.find = FindPart(screen, box, search, layout, view, screen.list_view)
        self.references = CrossrefPart(screen, crossrefs, view, self.article, screen.updates)
        self.addition = AdditionPart(screen, lambda: bool(search.query))
        self.comparison = ComparisonPart(screen, screen.list_view, crossrefs, self.article.trail)
        self.drawer = DrawerPart(screen, search, layout, screen.facets)
        self.notebook = NotebookPart(screen)
        self._others = (
            SavedSearchPart(screen, box, search, layout), ExplanationPart(screen, search),
            JudgmentPart(screen, crossrefs, self.references.show_judged),
            EventPart(screen, self.references.mark_evidence), StatementPart(screen, view),
            SpeakerPart(screen, view), PagePart(screen),
            LibraryPart(screen, screen.leave_for), RecordPart(screen), RemovalPart(screen),
            *ways_out(screen, view, (screen.list_view, crossrefs, screen.notes_pane)),
        )  # fmt: skip
        self._make_note_parts(screen)

    def _make_note_parts(self, screen: "ReadingScreen") -> None:
        view, notes_pane = screen.article_view, screen.notes_pane
        target = ArticleTarget(view, screen)
        self.places = NotePlaces(screen, target, lambda: notes_pane.selected)
        keeper = NoteKeeper(screen, self.places)
        self.writer = NoteWriter(screen, target, self.places, keeper, screen.editor)
        self.maker = NoteMaker(screen, target, self.places, keeper, self.writer)
        self.repair = NoteRepair(screen, target, self.places, keeper, view.select_span)
        self.note_pane = NotePanePart(screen, notes_pane, target, self.places, self.writer)
        tags = TagPart(screen, self.places, keeper, screen.tag_editor, screen.layout_part)
        self._others = (*self._others, tags, NoteHistoryPart(screen, self.places, keeper))

    def __iter__(self) -> Iterator[Part]:
        """Yield all of them."""
        yield from (self.article, self.typesetting, self.pictures, self.find, self.references)
        yield from (self.addition, self.comparison, self.drawer, self.notebook, *self._others)
        yield from (self.places, self.writer, self.maker, self.repair, self.note_pane)
