"""Correcting the record of an article; removing an article and restoring it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from reader.library.corrections import parse_value
from reader.library.errors import ReaderError
from reader.text.plurals import count
from reader.tui.deeds import Deed
from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost
from reader.view.cells import fitted

if TYPE_CHECKING:
    from reader.room.trash import RemovedArticle
    from reader.tui.dialogs.record import RecordDialog
    from reader.view.record_rows import RecordRow


class RecordQuestion(NamedTuple):
    """A question: the rows of an article's record, after correcting *field* to *text* if given."""

    article_id: str
    field: str = ""
    text: str = ""


class RecordPart(Part):
    """Shows the record of the current article, and corrects it."""

    def __init__(self, host: ReadingHost) -> None:
        self._host = host
        self._dialog: RecordDialog | None = None
        self._asker = host.asker("record", self._answer, self._show, self._refuse)
        self.commands = {"record": self.open}

    def open(self) -> None:
        """Show the record."""
        self._dialog = None
        if self._host.subject is not None:
            self._host.ask(self._asker, RecordQuestion(self._host.subject), "Reading …")

    def _answer(self, question: RecordQuestion, _: IsLate) -> Iterator[list["RecordRow"]]:
        from reader.view.record_rows import record_rows

        room = self._host.room
        if question.field:
            room.correct(question.article_id, {question.field: parse_value(question.field, question.text)})
        yield record_rows(room.article(question.article_id), room.session.shelf.entry(question.article_id))

    def _show(self, question: RecordQuestion, rows: list["RecordRow"]) -> None:
        from reader.tui.dialogs.record import RecordDialog

        if question.field:
            self._host.say("Corrected. What the page says is kept beside it.")
            self._host.record_corrected()
        if self._dialog is not None and self._dialog.is_open:
            self._dialog.show(rows)
        elif not question.field and self._host.is_on_top:

            def correct(field: str, text: str) -> None:
                self._asker.ask(RecordQuestion(question.article_id, field, text))

            self._dialog = RecordDialog(rows, correct)
            self._host.open_dialog(self._dialog, lambda _: None)

    def _refuse(self, _: RecordQuestion, error: ReaderError) -> None:
        self._host.say(str(error), is_warning=True)
        if self._dialog is not None and self._dialog.is_open:
            self._dialog.notify(str(error), severity="warning", markup=False)


# The width of a title in a sentence, whose end must be readable.
_TITLE = 44


class RemovalPart(Part):
    """Moves articles to the trash, lists it, and restores them."""

    def __init__(self, host: ReadingHost) -> None:
        self._host = host
        self._remover = host.asker("removal", self._remove, self._tell_removed)
        self._restorer = host.asker("restoring", self._restore, self._tell_restored)
        self._lister = host.asker("trash", self._list, self._show)
        self.commands = {
            "remove": self.remove,
            "trash": lambda: self._host.ask(self._lister, None, "Reading the trash …"),
        }

    def remove(self) -> None:
        """Remove the selected article."""
        if self._host.subject is not None:
            self._host.ask(self._remover, self._host.subject, "Removing …")

    def _remove(self, article_id: str, _: IsLate) -> Iterator["RemovedArticle"]:
        yield self._host.room.trash.remove(article_id)

    def _tell_removed(self, article_id: str, removed: "RemovedArticle") -> None:
        self._host.did(Deed(f"the removal of “{removed.title}”", lambda _: self._bring_back(removed)))
        notes = f" and its {count(removed.notes, 'note')}" if removed.notes else ""
        # Keys are filled in before the title, which may have braces.
        hint = self._host.keymap.fill("{undo} brings it back, {trash} lists the trash.")
        self._host.say(f"“{fitted(removed.title, _TITLE)}”{notes} went to the trash. {hint}")
        self._host.article_removed(article_id)

    def _bring_back(self, removed: "RemovedArticle") -> None:
        self._host.ask(self._restorer, removed, "Bringing it back …")

    def _restore(self, removed: "RemovedArticle", _: IsLate) -> Iterator["RemovedArticle"]:
        yield self._host.room.trash.restore(removed)

    def _tell_restored(self, removed: "RemovedArticle", _: "RemovedArticle") -> None:
        self._host.say(f"“{fitted(removed.title, _TITLE)}” is back.")
        self._host.library_changed()

    # The trash

    def _list(self, _: None, __: IsLate) -> Iterator[list["RemovedArticle"]]:
        yield self._host.room.trash.all()

    def _show(self, _: None, removed: list["RemovedArticle"]) -> None:
        from reader.tui.dialogs.trash import TrashDialog

        if self._host.is_on_top:
            self._host.open_dialog(TrashDialog(removed), self._take)

    def _take(self, removed: "RemovedArticle | None") -> None:
        if removed is not None:
            self._bring_back(removed)
