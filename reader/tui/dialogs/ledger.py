"""The ledger of an event: what is counted, each number, who says so, where and when, over the reading screen."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content, Span
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.library.errors import ReaderError
from reader.tui.dialogs.choosing import TextQuestion
from reader.tui.panes.ledger_table import LedgerTable
from reader.view.ledger_rows import COLUMNS
from reader.view.phrases import count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.related.evidence import Quote
    from reader.related.ledger import LedgerRow

_MOVES = {
    "j": "down", "down": "down", "k": "up", "up": "up", "g": "top", "home": "top", "G": "bottom", "end": "bottom",
    "space": "page-down", "pagedown": "page-down", "b": "page-up", "pageup": "page-up", "ctrl+d": "half-down",
    "ctrl+u": "half-up",
}  # fmt: skip
FORMATS = (".csv", ".md")
_QUOTED = 200


class Ledger(ModalScreen["LedgerRow | None"]):
    """The figures of one event; Enter opens an article at a figure, `w` writes the table to a file."""

    DEFAULT_CLASSES: ClassVar[str] = "dialog -tall -wide"

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

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical() as box:
            yield LedgerTable(id="ledger")
            yield Static("", id="ledger-quote", markup=False)
            yield Static("", id="ledger-remark", markup=False)
        told = f"{count(len(self._rows), 'figure')} of one event, told by {count(self._articles, 'article')}"
        box.border_title = Content(f"Ledger · {told}")
        box.border_subtitle = Content("1–5 order · Enter opens · w writes CSV or Markdown · Esc")

    def on_mount(self) -> None:
        """Show the figures."""
        self._show(0)
        self._table.focus()

    @property
    def _table(self) -> LedgerTable:
        return self.query_one(LedgerTable)

    def _show(self, select: int) -> None:
        from reader.related.ledger import sort_rows

        rows = sort_rows(self._rows, self.column, backwards=self.backwards)
        self._table.show(rows, self.column, backwards=self.backwards, select=select)
        if self._table.rows:
            self._table.select(select)

    def _order_by(self, column: str) -> None:
        """Order by a column; by the same once more, backwards. The same figure stays selected."""
        selected = self._table.selected_row
        self.backwards = column == self.column and not self.backwards
        self.column = column
        self._show(0)
        if selected is not None:
            self._table.select(list(self._table.rows).index(selected))

    def on_ledger_table_column_chosen(self, event: LedgerTable.ColumnChosen) -> None:
        """Order by a column."""
        event.stop()
        self._order_by(event.column)

    def on_ledger_table_highlighted(self, event: LedgerTable.Highlighted) -> None:
        """Show the sentence that tells the figure."""
        event.stop()
        quote = self._quoted(event.row, _QUOTED)
        marks = [Span(start, end, "bold $accent") for start, end in quote.marks]
        self.query_one("#ledger-quote", Static).update(
            Content(quote.text, [Span(0, len(quote.text), "italic"), *marks])
        )

    def on_ledger_table_chosen(self, event: LedgerTable.Chosen) -> None:
        """Open the article at the figure."""
        event.stop()
        self.dismiss(event.row)

    def on_key(self, event: events.Key) -> None:
        """Move, order, open, write."""
        event.stop()
        event.prevent_default()
        move = _MOVES.get(event.key) or _MOVES.get(event.character or "")
        if move:
            self._table.move(move)
        elif event.key in {"enter", "l"}:
            self._table.choose()
        elif event.character and event.character in "12345":
            self._order_by(COLUMNS[int(event.character) - 1])
        elif event.character == "w":
            self._ask_where()
        elif event.key in {"escape", "q", "h"} or event.character == "#":
            self.dismiss(None)

    # Writing

    def _ask_where(self) -> None:
        question = TextQuestion("Write the ledger to a file: .csv or .md", f"~/ledger-{self._name}.csv", _wrong)
        self.app.push_screen(question, self._write)

    def _write(self, told: str | None) -> None:
        if told is None:
            return
        from reader.library.atomic_file import create_bytes
        from reader.related.ledger import format_csv, format_markdown

        path = Path(told.strip()).expanduser()
        rows = self._table.rows
        try:
            create_bytes(path, (format_csv if path.suffix == ".csv" else format_markdown)(rows).encode())
            said = f"Written to {told.strip()}."
        except FileExistsError:
            said = "A file of that name came in between; nothing was written."
        except (ReaderError, OSError) as error:
            said = f"It is not written: {error}"
        self.query_one("#ledger-remark", Static).update(Content(said))


def _wrong(told: str) -> str:
    """Say why the ledger cannot be written there; empty if it can."""
    try:
        path = Path(told.strip()).expanduser()
        if path.suffix not in FORMATS:
            return "The name ends in .csv or .md; that says in which form it is written."
        if path.exists():
            return "There is such a file already; it is not written over. Take another name."
        return "" if path.parent.is_dir() else "There is no such folder."
    except (OSError, ValueError, RuntimeError) as error:
        return f"This is no place for a file: {error}"
