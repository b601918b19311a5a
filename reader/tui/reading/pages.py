"""Pages opened over the screen: an article's record, its original, the problems, the keys."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.view.page_layout import Page


class PageQuestion(NamedTuple):
    """A question: the page of that title."""

    title: str
    content: "Callable[[], Page]"


class PagePart(Part):
    """Shows pages, made in a thread since they need files."""

    def __init__(self, host: ReadingHost) -> None:
        self._host = host
        self._asker = host.asker("page", self._make, self._show)
        self.commands = {
            "original": lambda: self._ask_about_subject("Original and asides", self._original),
            "problems": lambda: self._ask("What was wrong", self._problems),
            "help": self._show_keys,
        }

    def _ask_about_subject(self, title: str, content: "Callable[[str], Page]") -> None:
        if self._host.subject is not None:
            self._ask(title, partial(content, self._host.subject))

    def _ask(self, title: str, content: "Callable[[], Page]") -> None:
        self._host.ask(self._asker, PageQuestion(title, content), "Reading …")

    def _make(self, question: PageQuestion, _: IsLate) -> "Iterator[Page]":
        yield question.content()

    def _show(self, question: PageQuestion, content: "Page") -> None:
        from reader.tui.dialogs.dialog import TextDialog

        if self._host.is_on_top:
            self._host.open_dialog(TextDialog(question.title, content), lambda _: None)

    # The pages, made in the thread

    def _original(self, article_id: str) -> "Page":
        from reader.view.pages import original_page

        room = self._host.room
        return original_page(room.article(article_id), room.original(article_id))

    def _problems(self) -> "Page":
        from reader.view.own_theme import theme_problems
        from reader.view.pages import problems_page

        room = self._host.room
        entries = room.articles(with_problem=True)
        themes = theme_problems(room.places.config)
        return problems_page((*room.problems, *self._host.keymap.problems, *themes, *room.notes.problems), entries)

    def _show_keys(self) -> None:
        from reader.tui.dialogs.help import HelpDialog
        from reader.view.pages import help_page

        page = partial(help_page, self._host.keymap, self._host.where)
        self._host.open_dialog(HelpDialog("Keys", page), lambda _: None)
