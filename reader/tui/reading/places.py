"""Orientation in a long text: contents, marks, counts."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from reader.library.errors import ReaderError
from reader.room.place_marks import LETTERS, PlaceMark
from reader.tui.panes.article_view import ArticleView
from reader.tui.part import IsLate, KeyQuestion, Part
from reader.tui.reading.host import ReadingHost
from reader.view.commands import Choice

if TYPE_CHECKING:
    from reader.library.article import Article
    from reader.view.page_layout import Page

_CHOICES = tuple(Choice(each, each) for each in LETTERS)


class PlacePart(Part):
    """Shows the contents and the counts of the open article, and keeps marks."""

    def __init__(self, host: ReadingHost, view: ArticleView) -> None:
        self._host = host
        self._view = view
        self._counter = host.asker("counts", self._count, self._show_counts)
        self.commands = {
            "contents": self.show_contents,
            "counts": self.count,
            "set-mark": self.ask_letter,
            "go-to-mark": self.show_marks,
        }

    def _open_article(self) -> "Article | None":
        if self._host.article is None:
            self._host.say("No article is open.")
        return self._host.article

    def show_contents(self) -> None:
        """List the headings, and go to the chosen one."""
        from reader.tui.dialogs.list_dialog import Chooser
        from reader.view.text_facts import contents, section_at

        article = self._open_article()
        rows = contents(article.plain) if article else []
        if not rows:
            if article:
                self._host.say("This article has no headings.")
            return
        answers = [(str(each.start), f"{'  ' * each.level}{each.words}  · {each.percent}%") for each in rows]
        here = answers[section_at(rows, self._view.reading_offset)][0]
        self._host.open_dialog(Chooser("Contents", answers, here), self._go_to_heading)

    def _go_to_heading(self, answer: str | None) -> None:
        if answer is not None:
            self._view.show_from(int(answer))
            self._host.show_pane("article")

    # Counts, which take time in a long text

    def count(self) -> None:
        """Count words, sentences and more of the article, and of the selection."""
        if (article := self._open_article()) is not None:
            self._host.ask(self._counter, (article, self._view.caret.selection()), "Counting …")

    def _count(self, question: "tuple[Article, tuple[int, int] | None]", _: IsLate) -> "Iterator[Page]":
        from reader.view.text_facts import counts, counts_page

        article, span = question
        part = counts(article.plain, *span) if span else None
        notes = self._host.room.notebook.counts().get(article.id, 0)
        yield counts_page(counts(article.plain), part, self._view.progress, notes)

    def _show_counts(self, _: object, page: "Page") -> None:
        from reader.tui.dialogs.dialog import TextDialog

        self._host.open_dialog(TextDialog("Counts", page), lambda _: None)

    # Marks

    def ask_letter(self) -> None:
        """Ask for the letter of a mark at the caret."""
        if self._open_article() is not None:
            self._host.ask_key(KeyQuestion("Mark this place as", _CHOICES, self._set_mark, told="a letter or a digit"))

    def _set_mark(self, letter: str) -> None:
        article = self._host.article
        if article is not None:
            self._try(partial(self._put, PlaceMark(letter, article.id, self._view.caret.offset)))

    def _put(self, mark: PlaceMark) -> None:
        self._host.room.session.place_marks.put(mark)
        self._host.say(self._host.keymap.fill(f"This place is mark {mark.letter}. {{go-to-mark}} leads back to it."))

    def show_marks(self) -> None:
        """List the marks; the letter of one, or Enter, goes to it."""
        self._try(self._list_marks)

    def _list_marks(self) -> None:
        from reader.tui.dialogs.marks_dialog import MarksDialog

        catalog = self._host.room.catalog
        marks = self._host.room.session.place_marks.all()
        if not marks:
            self._host.say(self._host.keymap.fill("There are no marks yet. {set-mark} marks a place in the article."))
            return
        titles = [entry.title if (entry := catalog.entry(each.article_id)) else "(gone)" for each in marks]
        self._host.open_dialog(MarksDialog(list(zip(marks, titles, strict=True))), self._go_to_mark)

    def _go_to_mark(self, mark: PlaceMark | None) -> None:
        if mark is not None:
            self._host.read_article(mark.article_id, (mark.offset, mark.offset + 1))

    def _try(self, step: Callable[[], None]) -> None:
        try:
            step()
        except ReaderError as error:
            self._host.say(str(error), is_warning=True)
