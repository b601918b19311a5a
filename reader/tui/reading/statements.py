"""Who says what is under the caret, and the other statements of that speaker."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.tui.panes.article_view import ArticleView
from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost

if TYPE_CHECKING:
    from reader.related.statements.claim import Claim
    from reader.related.statements.statement import Statement


class StatementQuestion(NamedTuple):
    """A question: the statement at *offset* of the open article, or with *step* the next one of its speaker."""

    article_id: str
    offset: int
    step: int


class StatementAnswer(NamedTuple):
    """The statements and claims of an article, and its language if it is not read for them."""

    statements: "tuple[Statement, ...]"
    claims: "tuple[Claim, ...]"
    unread: str | None


class StatementPart(Part):
    """Shows who says the words under the caret, and goes from statement to statement of one speaker."""

    def __init__(self, host: ReadingHost, view: ArticleView) -> None:
        self._host = host
        self._view = view
        self._asker = host.asker("statements", self._gather, self._answer)
        self.commands = {
            "source": partial(self.ask, 0),
            "next-statement": partial(self.ask, 1),
            "previous-statement": partial(self.ask, -1),
        }

    def ask(self, step: int) -> None:
        """Ask for the statements of the open article."""
        article = self._host.article
        if article is not None:
            question = StatementQuestion(article.id, self._view.caret.offset, step)
            self._host.ask(self._asker, question, "Looking who says this …")

    def _gather(self, question: StatementQuestion, _: IsLate) -> Iterator[StatementAnswer]:
        speakers = self._host.room.speakers
        article_id = question.article_id
        yield StatementAnswer(
            speakers.statements(article_id), speakers.claims(article_id), speakers.unread_language(article_id)
        )

    def _answer(self, question: StatementQuestion, answer: StatementAnswer) -> None:
        from reader.view.spoken import neighbor, source_line, statement_at

        article = self._host.article
        if article is None or article.id != question.article_id:
            return
        if answer.unread is not None and not answer.statements:
            self._host.say("This text is in a language that is not read for statements.")
        elif question.step:
            self._go_to(neighbor(answer.statements, question.offset, question.step))
        else:
            here = statement_at(answer.statements, question.offset)
            told = source_line(here, answer.claims, question.offset) if here else "Nobody is said to say this."
            self._host.say(told)

    def _go_to(self, statement: "Statement | None") -> None:
        if statement is None:
            self._host.say("There is no further statement of this speaker.")
            return
        self._view.go_to(statement.start, statement.end)
        if statement.speaker is not None:
            self._host.say(f"{statement.speaker.name}.")
