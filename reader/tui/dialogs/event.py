"""The dialogs of an event: its dossier, the articles in time order, and its ledger, their figures."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.library.errors import ReaderError
from reader.text.plurals import count
from reader.tui.dialogs.dialog import Dialog, TextQuestion, number_of
from reader.tui.dialogs.list_dialog import ListDialog
from reader.tui.panes.ledger_table import LedgerTable
from reader.view.cells import wrapped
from reader.view.ledger_rows import COLUMNS, ledger_title
from reader.view.phrases import day, minutes
from reader.view.reference_lines import marked
from reader.view.reference_rows import lag

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.library.catalog import CatalogEntry
    from reader.related.evidence import Quote
    from reader.related.ledger import LedgerRow

_FORMATS = (".csv", ".md")
# The most lines of the sentence with a figure.
_QUOTE_LINES = 2
# The keys that narrow the ledger, and by what.
_NARROWING = {"s": "speaker", "e": "event"}


@dataclass(frozen=True, slots=True)
class DossierChoice:
    """The choice in a dossier: an article to open, or None for the ledger."""

    article_id: str = ""


class Dossier(ListDialog[DossierChoice]):
    """The articles of one event in time order; the answer is one of them, or the ledger."""

    DEFAULT_CLASSES: ClassVar[str] = "dialog -tall"
    EMPTY: ClassVar[str] = "No article is about this event."
    HINT: ClassVar[str] = "{open} opens · {ledger} ledger of figures · {back} closes"
    OPENERS: ClassVar[frozenset[str]] = frozenset({"dossier"})

    def __init__(self, articles: "Sequence[CatalogEntry]", open_id: str) -> None:
        super().__init__()
        self.articles = articles
        ids = [each.id for each in articles]
        self.first = ids.index(open_id) if open_id in ids else 0

    @property
    def title_told(self) -> str:
        """The title, with counts."""
        sites = len({each.record.site for each in self.articles if each.record.site})
        return f"{count(len(self.articles), 'article')} on one event, from {count(sites, 'site')}, by date"

    def rows(self) -> list[Content]:
        """Return the articles, with their dates relative to the open one."""
        origin = self.articles[self.first] if self.articles else None
        return [_line_of(each, origin) for each in self.articles]

    def take(self, index: int) -> None:
        """Open an article."""
        self.dismiss(DossierChoice(self.articles[index].id))

    def take_key(self, key: str) -> bool:
        """Go on to the ledger."""
        is_ledger = (command := self.keymap.command(key, "list")) is not None and command.id == "ledger"
        if is_ledger:
            self.dismiss(DossierChoice())
        return is_ledger


def _line_of(entry: "CatalogEntry", origin: "CatalogEntry | None") -> Content:
    is_open = origin is not None and entry.id == origin.id
    told = "the open article" if is_open else lag(origin.record, entry.record) if origin else ""
    record = entry.record
    facts = (record.site or record.author or "", minutes(entry.words) if entry.words else "", told)
    # The day is below the title: beside one that takes two lines it would not align.
    return Content.assemble(
        (entry.title, "bold"), "\n  ", (day(record.published), "$accent"),
        ("".join(f" · {part}" for part in facts if part), "$quiet"),
    )  # fmt: skip


class Ledger(Dialog["LedgerRow"]):
    """The figures of an event as a table, to sort, to narrow, to open and to save."""

    DEFAULT_CLASSES: ClassVar[str] = "dialog -tall -wide"
    HINT: ClassVar[str] = "1–5 orders · s this speaker · e this event · {open} opens · w writes a file · {back} closes"
    OPENERS: ClassVar[frozenset[str]] = frozenset({"ledger"})

    def __init__(
        self, rows: "Sequence[LedgerRow]", articles: int, quoted: "Callable[[LedgerRow, int], Quote]", name: str
    ) -> None:
        super().__init__()
        self._rows = rows
        self._articles = articles
        self._quoted = quoted
        self._name = name
        self.column = COLUMNS[0]
        self.backwards = False
        # The speaker and the event that the rows are narrowed to.
        self.speaker = ""
        self.event = ""

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical():
            yield LedgerTable(id="ledger")
            yield Static("", id="ledger-quote", markup=False)
            yield Static("", id="ledger-remark", markup=False)

    def on_mount(self) -> None:
        """Show the figures."""
        self._show()
        self._table.focus()

    @property
    def _table(self) -> LedgerTable:
        return self.query_one(LedgerTable)

    def _show(self) -> None:
        from reader.related.ledger import filter_rows, sort_rows

        kept = filter_rows(self._rows, speaker=self.speaker, event=self.event)
        self.frame(ledger_title(self._rows, kept, self._articles, (self.speaker, self.event)))
        rows = sort_rows(kept, self.column, backwards=self.backwards)
        self._table.show(rows, self.column, backwards=self.backwards)
        self._table.select(0)

    def _order_by(self, column: str) -> None:
        """Sort by a column, or by the same one in reverse; the same figure stays selected."""
        self.backwards = column == self.column and not self.backwards
        self.column = column
        self._show_again()

    def _show_again(self) -> None:
        selected = self._table.selected_row
        self._show()
        if selected is not None:
            self._table.select(list(self._table.rows).index(selected))

    def _narrow(self, name: str) -> None:
        """Narrow to the speaker or event of the selected figure, or show all again."""
        row = self._table.selected_row
        if row is None:
            return
        value = row.said_by if name == "speaker" else row.event
        if getattr(self, name):
            setattr(self, name, "")
        elif value:
            setattr(self, name, value)
        else:
            self.say("No speaker is named here." if name == "speaker" else "The text does not say what happened here.")
            return
        self._show_again()

    def on_ledger_table_column_chosen(self, event: LedgerTable.ColumnChosen) -> None:
        """Sort by a column."""
        event.stop()
        self._order_by(event.column)

    def on_ledger_table_highlighted(self, event: LedgerTable.Highlighted) -> None:
        """Show the sentence with the figure."""
        event.stop()
        self._quote(event.row)

    def _quote(self, row: "LedgerRow") -> None:
        quote = self._quoted(row, _QUOTE_LINES * self.room)
        lines = wrapped(marked(quote.text, quote.marks, "italic", "italic bold $accent"), self.room, _QUOTE_LINES)
        told = Content("\n").join(Content.assemble(*line) for line in lines)
        self.query_one("#ledger-quote", Static).update(told)

    def fit(self) -> None:
        """Cut the sentence to the present width."""
        if self._table.selected_row is not None:
            self._quote(self._table.selected_row)

    def on_ledger_table_chosen(self, event: LedgerTable.Chosen) -> None:
        """Open the article at the figure."""
        event.stop()
        self.dismiss(event.row)

    def move(self, how: str) -> None:
        """Move the selection."""
        self._table.move(how)

    def choose(self) -> None:
        """Open the selected figure."""
        self._table.choose()

    def take_key(self, key: str) -> bool:
        """Sort by a digit, narrow, or ask for a file."""
        number = number_of(key, len(COLUMNS))
        if number is not None:
            self._order_by(COLUMNS[number])
        elif key in _NARROWING:
            self._narrow(_NARROWING[key])
        elif key == "w":
            question = TextQuestion("Write the ledger to a .csv or .md file", f"~/ledger-{self._name}.csv", _wrong)
            self.app.push_screen(question, self._write)
        return number is not None or key == "w" or key in _NARROWING

    def _write(self, path_text: str | None) -> None:
        if path_text is None:
            return
        from reader.library.atomic_file import create_bytes
        from reader.related.ledger import format_csv, format_markdown

        path = Path(path_text.strip()).expanduser()
        rows = self._table.rows
        try:
            create_bytes(path, (format_csv if path.suffix == ".csv" else format_markdown)(rows).encode())
            said = f"Written to {path_text.strip()}."
        except FileExistsError:
            said = "Not written: a file with that name already exists."
        except (ReaderError, OSError) as error:
            said = f"Not written: {error}"
        remark = self.query_one("#ledger-remark", Static)
        remark.display = True
        remark.update(Content(said))


def _wrong(path_text: str) -> str:
    """Return why the ledger cannot be written there; empty if it can."""
    try:
        path = Path(path_text.strip()).expanduser()
        if path.suffix not in _FORMATS:
            return "The name must end in .csv or .md."
        if path.exists():
            return "This file already exists. Choose another name."
        return "" if path.parent.is_dir() else "There is no such folder."
    except (OSError, ValueError, RuntimeError) as error:
        return f"No file can be written there: {error}"
