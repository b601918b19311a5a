"""Copying: out of the article and the list, to wherever a clipboard is."""

from collections.abc import Iterator
from typing import NamedTuple

from reader.tui.panes.article_view import ArticleView
from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost
from reader.view.copying import NAMES, copied_text, marked_span


class CopiedText(NamedTuple):
    """A text on its way to the clipboards, and what it is called."""

    text: str
    name: str


class CopyQuestion(NamedTuple):
    """A question: what a choice means for an article, and for a span of its text."""

    what: str
    article_id: str
    span: tuple[int, int] | None = None


# The most that terminals take by their escape sequence, as Base64: what is longer is cut or dropped by them.
_MOST_FOR_TERMINAL = 74_994


class CopyPart(Part):
    """Copies, and says what was tried."""

    def __init__(self, host: ReadingHost, view: ArticleView) -> None:
        self._host = host
        self._view = view
        self._copies = host.asker("copy", self._give, self._told)
        self._texts = host.asker("text to copy", self._make, lambda _, made: self.copy(*made))
        self.commands = {"copy": self._copy_passage, "copy-article": self._copy_article}

    def copy(self, text: str, name: str) -> None:
        """Give a text to every clipboard there is."""
        if not text.strip():
            self._host.say("There is nothing to copy here.")
            return
        self._copies.ask(CopiedText(text, name))

    def _copy_passage(self, what: str) -> None:
        article = self._host.article
        if article is None:
            self._host.say("No article is open.")
            return
        self._ask(CopyQuestion(what, article.id, marked_span(self._view.caret, what)))

    def _copy_article(self, what: str) -> None:
        if self._host.subject is not None:
            self._ask(CopyQuestion(what, self._host.subject))

    def _ask(self, question: CopyQuestion) -> None:
        self._host.ask(self._texts, question, "Copying …")

    # In a thread

    def _make(self, question: CopyQuestion, _: IsLate) -> Iterator[CopiedText]:
        room, what = self._host.room, question.what
        name, style = NAMES[what], room.settings.citation
        if what in {"words", "paragraph"} and question.span:
            yield CopiedText(room.article(question.article_id).text[slice(*question.span)], name)
        elif what == "quotation" and question.span:
            yield CopiedText(room.exchange.cite_passage(style, question.article_id, *question.span), name)
        else:
            what = "reference" if what == "quotation" else what
            record = room.session.shelf.entry(question.article_id).record
            yield CopiedText(copied_text(what, question.article_id, record, style), name)

    @staticmethod
    def _give(question: CopiedText, _: IsLate) -> Iterator[list[str]]:
        from reader.room.clipboard import copy

        yield copy(question.text)

    def _told(self, question: CopiedText, places: list[str]) -> None:
        from reader.room.clipboard import told

        is_offered = 4 * len(question.text.encode()) // 3 <= _MOST_FOR_TERMINAL
        if is_offered:
            self._host.offer_to_terminal(question.text)
        self._host.say(told(question.name, question.text, places, is_offered=is_offered))
