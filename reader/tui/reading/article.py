"""The open article: its position, restored and saved, and the trail."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from reader.tui.panes.article_view import ArticleView
from reader.tui.panes.note_editor import NoteEditor
from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost, Span
from reader.tui.reading.state import StatePart
from reader.view.article_page import ArticlePage, article_page
from reader.view.layout import ArticleLayout
from reader.view.trail import Place, Trail

if TYPE_CHECKING:
    from reader.library.article import Article
    from reader.room.settings import Settings
    from reader.view.commands import Where


class OpenQuestion(NamedTuple):
    """A question: prepare an article for *width*, to show at *span*; *then* is called once it is shown."""

    article_id: str
    span: Span | None
    keep_trail: bool
    then: Callable[[], object]
    width: int


class RereadQuestion(NamedTuple):
    """A question: the open article, if its text has changed."""

    before: "Article"
    width: int


class ArticlePart(Part):
    """Opens articles, off the event loop, and follows the trail."""

    def __init__(self, host: ReadingHost, view: ArticleView, editor: NoteEditor, state: StatePart) -> None:
        self._host = host
        self._view = view
        self._editor = editor
        self._state = state
        self.trail = Trail()
        self._asker = host.asker("article", self._load, self._show)
        self._reread_asker = host.asker("same article", self._load_again, self._show_again, lambda *_: None)
        self._layout_asker = host.asker("lines", self._wrap, lambda _, layout: view.lay(layout))
        self.commands = {
            "trail-back": lambda: self._follow(self.trail.back(self.here)),
            "trail-forward": lambda: self._follow(self.trail.forward(self.here)),
        }
        self.heard = {ArticleView.Outgrown: self._layout_asker.ask}

    @property
    def here(self) -> Place | None:
        """The place where the open article is being read."""
        article = self._view.article
        if article is None:
            return None
        where: Where = "crossrefs" if self._host.where == "crossrefs" else "article"
        return Place(article.id, self._view.reading_offset, self._view.first_line, where)

    def take_settings(self, before: "Settings") -> None:
        """Wrap the article for a changed width."""
        measure = self._host.room.settings.measure
        if measure != before.measure:
            self._view.measure = measure
            self._view.on_resize()

    # Opening

    def open(self, article_id: str, span: Span | None, *, keep_trail: bool, then: Callable[[], object]) -> None:
        """Show an article, at *span* if given, else where it was left; *then* is called once it is shown."""
        # An earlier request to open something is dropped.
        self._asker.forget()
        if self._view.article is not None and self._view.article.id == article_id:
            if span:
                self._view.go_to(*span)
            then()
            return
        question = OpenQuestion(article_id, span, keep_trail, then, self._view.text_width)
        self._host.ask_at_once(self._asker, question, self._announcement(article_id))

    def _announcement(self, article_id: str) -> str:
        entry = self._host.room.catalog.entry(article_id)
        return f"Opening “{entry.title[:60] if entry else article_id}” …"

    def _load(self, question: OpenQuestion, is_late: IsLate) -> Iterator[ArticlePage]:
        article = self._host.room.article(question.article_id)
        if not is_late():
            yield self._page(article, question.width)

    def _show(self, question: OpenQuestion, page: ArticlePage) -> None:
        self.save_position()
        if question.keep_trail:
            self.leave_place()
        article, span = page.article, question.span
        self._view.show(page, span[0] if span else self._host.room.state.of(article.id).position)
        if span:
            self._view.go_to(*span)
        self._view.border_title = Content(article.record.site or article.title)
        self._host.article_shown(article.id)
        question.then()

    def reread(self) -> None:
        """Show the open article again if its text has changed, or its file was moved."""
        if self._view.article is not None:
            self._reread_asker.ask(RereadQuestion(self._view.article, self._view.text_width))

    def _load_again(self, question: RereadQuestion, is_late: IsLate) -> Iterator[ArticlePage]:
        before = question.before
        article = self._host.room.article(self._host.room.current_id(before))
        is_other = (article.id, article.text, article.record) != (before.id, before.text, before.record)
        if is_other and not is_late():
            yield self._page(article, question.width)

    def _show_again(self, question: RereadQuestion, page: ArticlePage) -> None:
        if self._view.article is question.before and not self._editor.is_open:
            self._view.show(page, self._view.reading_offset)
            self._host.article_shown(page.article.id)

    def _page(self, article: "Article", width: int) -> ArticlePage:
        from reader.view.typesetting import typesetting_for

        return article_page(article, width, typesetting_for(self._host.room.settings, article.record.language))

    def _wrap(self, question: ArticleView.Outgrown, is_late: IsLate) -> Iterator[ArticleLayout]:
        layout = question.lay_out()
        if not is_late():
            yield layout

    # Leaving

    def save_position(self) -> None:
        """Remember where the open article was left."""
        article = self._view.article
        if article is not None:
            self._state.keep_position(article.id, self._view.reading_offset)

    def leave_place(self) -> None:
        """Add the present place to the trail."""
        if self.here is not None:
            self.trail.leave(self.here)

    # Following

    def _follow(self, place: Place | None) -> None:
        if place is None:
            self._host.say("This is the end of the trail.")
            return
        self.open(place.article_id, None, keep_trail=False, then=partial(self._return_to, place))

    def _return_to(self, place: Place) -> None:
        self._view.return_to(place.offset, place.line)
        self._host.show_pane(place.where)
