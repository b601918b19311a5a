"""The speakers of the library, and what one of them said."""

from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reader.tui.panes.article_view import ArticleView
from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost

if TYPE_CHECKING:
    from reader.related.accounts import SpeakerCount
    from reader.room.statements import SpokenWords

# The most statements listed for one speaker; a search finds the others.
_MOST_LISTED = 1_000


class SpeakerQuestion(NamedTuple):
    """A question: what *name* said; without a name, who speaks at *offset* of an article; without that, all speakers.

    With *is_back*, closing the answer returns to the list of all.
    """

    name: str = ""
    article_id: str = ""
    offset: int = 0
    is_back: bool = False


class SpeakerAnswer(NamedTuple):
    """All speakers, or with a *name* what that one said."""

    name: str
    speakers: "tuple[SpeakerCount, ...]" = ()
    spoken: "tuple[SpokenWords, ...]" = ()


class SpeakerPart(Part):
    """Lists the speakers of the library, or at a statement in the article, what its speaker said."""

    def __init__(self, host: ReadingHost, view: ArticleView) -> None:
        self._host = host
        self._view = view
        self._asker = host.asker("speakers", self._gather, self._show)
        self.commands = {"speakers": self.ask}

    def ask(self) -> None:
        """Ask for the speaker under the caret, else for all."""
        article = self._host.article if self._host.where == "article" else None
        question = SpeakerQuestion(article_id=article.id, offset=self._view.caret.offset) if article else None
        self._host.ask(self._asker, question or SpeakerQuestion(), "Looking who is quoted …")

    def _gather(self, question: SpeakerQuestion, is_late: IsLate) -> Iterator[SpeakerAnswer]:
        from reader.view.spoken import statement_at

        speakers = self._host.room.speakers
        name = question.name
        if question.article_id:
            here = statement_at(speakers.statements(question.article_id), question.offset)
            name = here.speaker.name if here and here.speaker else ""
        spoken = tuple(islice(speakers.said_by(name), _MOST_LISTED)) if name else ()
        if not is_late():
            yield SpeakerAnswer(name, spoken=spoken) if spoken else SpeakerAnswer("", speakers.all())

    def _show(self, question: SpeakerQuestion, answer: SpeakerAnswer) -> None:
        if not self._host.is_on_top:
            return
        from reader.tui.dialogs.speakers import SpeakerList, SpeakerPage

        if answer.name:
            leave = partial(self._leave_page, is_back=question.is_back)
            self._host.open_dialog(SpeakerPage(answer.name, answer.spoken), leave)
        elif answer.speakers:
            self._host.open_dialog(SpeakerList(answer.speakers), self._leave_list)
        else:
            self._host.say("Nobody is quoted in this library.")

    def _leave_list(self, name: str | None) -> None:
        if name is not None:
            self._asker.ask(SpeakerQuestion(name, is_back=True))

    def _leave_page(self, spoken: "SpokenWords | None", *, is_back: bool) -> None:
        if spoken is not None:
            self._host.read_article(spoken.entry.id, (spoken.statement.start, spoken.statement.end))
        elif is_back:
            self._asker.ask(SpeakerQuestion())
