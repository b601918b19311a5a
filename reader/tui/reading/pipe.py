"""Giving an article, a selection, the list or the notes to a shell command, and showing its output."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.tui.panes.article_list import ArticleList
from reader.tui.panes.article_view import ArticleView
from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost
from reader.view.copying import listed_line

if TYPE_CHECKING:
    from reader.room.shell_pipe import PipeOutput
    from reader.view.page_layout import Page


class PipeQuestion(NamedTuple):
    """A question: the output of a command for *what*: an article, a span of it, or the list."""

    command: str
    what: str
    article_id: str
    span: tuple[int, int] | None
    rows: Sequence[int]


class PipePart(Part):
    """Asks for a command, runs it in a thread, shows its output in a page."""

    def __init__(self, host: ReadingHost, view: ArticleView, list_view: ArticleList) -> None:
        self._host = host
        self._view = view
        self._list = list_view
        self._last = ""
        self._asker = host.asker("pipe", self._run, self._show)
        self.commands = {"pipe": self._ask_command}

    def _ask_command(self, what: str) -> None:
        from reader.tui.dialogs.dialog import TextQuestion

        def check(text: str) -> str:
            return "" if text.strip() else "Type a command, such as wc -w."

        dialog = TextQuestion(f"Give the {what} to the command", self._last, check)
        self._host.open_dialog(dialog, partial(self._begin, what))

    def _begin(self, what: str, command: str | None) -> None:
        if command is None:
            return
        self._last = command
        article = self._host.article
        subject = article.id if article and what == "selection" else self._host.subject
        if what != "list" and subject is None:
            self._host.say("No article is open.")
            return
        question = PipeQuestion(command, what, subject or "", self._view.caret.marked(), self._list.model.numbers)
        self._host.ask(self._asker, question, "The command is running …")

    def _run(self, question: PipeQuestion, is_late: IsLate) -> "Iterator[PipeOutput]":
        from reader.room.shell_pipe import pipe

        yield pipe(question.command, self._text_of(question), is_late)

    def _text_of(self, question: PipeQuestion) -> str:
        room = self._host.room
        if question.what == "list":
            return "".join(listed_line(entry) for row in question.rows if (entry := room.catalog.entry_at(row)))
        if question.what == "notes":
            return room.exchange.export("markdown", question.article_id)
        article = room.article(question.article_id)
        if question.what == "selection":
            return article.text[slice(*question.span)] if question.span else ""
        return f"{article.title}\n\n{article.text}\n"

    def _show(self, question: PipeQuestion, output: "PipeOutput") -> None:
        from reader.tui.dialogs.dialog import TextDialog

        page: Page = [output.text or "The command said nothing.\n"]
        if output.remark:
            page += ["\n", (output.remark, "$warning")]
        if self._host.is_on_top:
            self._host.open_dialog(TextDialog(question.command[:60], page), lambda _: None)
