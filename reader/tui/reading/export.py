"""Exporting articles from the reading screen: the current one, or all in the list."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.library.identity import slug
from reader.text.plurals import count
from reader.tui.panes.article_list import ArticleList
from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost

if TYPE_CHECKING:
    from pathlib import Path

    from reader.tui.dialogs.export_dialog import ExportChoice


class ExportQuestion(NamedTuple):
    """A request to write articles to a file or folder."""

    target: "Path"
    form: str
    articles: Sequence[str] | Sequence[int]
    title: str


class ArticleExportPart(Part):
    """Asks for articles, format and file, and writes it in a thread."""

    def __init__(self, host: ReadingHost, list_view: ArticleList) -> None:
        self._host = host
        self._list = list_view
        self._asker = host.asker("export", self._write, self._told)
        self.commands = {"export-articles": self.ask}

    def ask(self) -> None:
        """Ask which articles, if there is more than one."""
        from reader.tui.dialogs.list_dialog import Chooser

        subject = self._host.subject
        if subject is None:
            self._host.say("There is no article to export.")
            return
        model = self._list.model
        entry = self._host.room.catalog.entry(subject)
        if len(model) < 2 or entry is None:
            self._ask_form([subject], entry.title if entry else subject)
            return
        answers = [("one", f"This article: {entry.title[:60]}"), ("all", f"All {len(model):,} articles of the list")]

        def ask_form(answer: str | None) -> None:
            if answer == "all":
                self._ask_form(model.numbers, self._host.room.library.title)
            elif answer is not None:
                self._ask_form([subject], entry.title)

        self._host.open_dialog(Chooser("Export", answers), ask_form)

    def _ask_form(self, articles: Sequence[str] | Sequence[int], title: str) -> None:
        """Ask for format and file; *articles* are ids, or rows of the catalog."""
        from reader.tui.dialogs.export_dialog import ARTICLE_CHOICES, ExportDialog

        def write(chosen: "ExportChoice | None") -> None:
            if chosen is not None:
                self._host.ask(self._asker, ExportQuestion(chosen.path, chosen.form, articles, title), "Exporting …")

        name = f"{slug(title, 40) or 'articles'}.epub"
        dialog = ExportDialog(f"Export {count(len(articles), 'article')}", ARTICLE_CHOICES, name)
        self._host.open_dialog(dialog, write)

    def _write(self, question: ExportQuestion, is_late: IsLate) -> "Iterator[Sequence[Path]]":
        from reader.room.article_export import ArticleChoice

        room = self._host.room
        ids = [each if isinstance(each, str) else self._id_at(each) for each in question.articles]
        choice = ArticleChoice(question.form, [each for each in ids if each], question.title)
        yield room.article_export.write(question.target, choice, is_late)

    def _id_at(self, row: int) -> str:
        entry = self._host.room.catalog.entry_at(row)
        return entry.id if entry else ""

    def _told(self, question: ExportQuestion, paths: "Sequence[Path]") -> None:
        number = count(len(question.articles), "article")
        where = f"{len(paths):,} files in {question.target}" if len(paths) > 1 else str(paths[0])
        self._host.say(f"{number} exported to {where}.")
