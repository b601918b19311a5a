"""Copying from an article, a list, a note or a comparison to every clipboard there is."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.tui.part import Host, IsLate, Part
from reader.view.copying import NAMES, copied_text, marked_span

if TYPE_CHECKING:
    from reader.library.article import Article
    from reader.notes.model import Annotation
    from reader.view.caret import Caret


class CopiedText(NamedTuple):
    """A text to copy, and what the message calls it."""

    text: str
    name: str


class CopyQuestion(NamedTuple):
    """A question: the text that a choice copies of an article, of a span of it, or of a *note* on it."""

    what: str
    article_id: str
    span: tuple[int, int] | None = None
    note: "Annotation | None" = None


# What a choice is about at the present place; None if there is nothing to copy.
Subject = Callable[[str], CopyQuestion | None]
# The most Base64 that terminals accept in their escape sequence; they cut or drop longer texts.
_MOST_FOR_TERMINAL = 74_994


def passage(what: str, article: "Article | None", caret: "Caret") -> CopyQuestion | None:
    """Return what a choice copies of an open article."""
    return CopyQuestion(what, article.id, marked_span(caret, what)) if article else None


class CopyPart(Part):
    """Copies what *subjects* return for each command, and says what was done."""

    def __init__(self, host: Host, subjects: Mapping[str, Subject]) -> None:
        self._host = host
        self._copies = host.asker("copy", self._give, self._told)
        self._texts = host.asker("text to copy", self._make, lambda _, made: self.copy(*made))
        self.commands = {command: partial(self._copy_subject, subject) for command, subject in subjects.items()}

    def copy(self, text: str, name: str) -> None:
        """Copy a text to every clipboard there is."""
        if not text.strip():
            self._host.say("There is nothing to copy here.")
            return
        self._copies.ask(CopiedText(text, name))

    def _copy_subject(self, subject: Subject, what: str) -> None:
        question = subject(what)
        if question is None:
            self._host.say("There is nothing to copy here.")
        else:
            self._host.ask(self._texts, question, "Copying …")

    # In a thread

    def _make(self, question: CopyQuestion, _: IsLate) -> Iterator[CopiedText]:
        yield CopiedText(self._text(question), NAMES[question.what])

    def _text(self, question: CopyQuestion) -> str:
        what, room = question.what, self._host.room
        style = room.settings.citation
        if question.note is not None:
            return self._of_note(what, question.note)
        if what in {"words", "paragraph"} and question.span:
            return room.article(question.article_id).text[slice(*question.span)]
        if what == "quotation" and question.span:
            return room.exchange.cite_passage(style, question.article_id, *question.span)
        record = room.session.shelf.entry(question.article_id).record
        return copied_text("reference" if what == "quotation" else what, question.article_id, record, style)

    def _of_note(self, what: str, note: "Annotation") -> str:
        from reader.notes.model import format_link

        if what == "quotation":
            return self._host.room.exchange.cite_note(self._host.room.settings.citation, note)
        return {"words": note.exact, "note": note.body, "link": format_link(note.article, note.id)}[what]

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
