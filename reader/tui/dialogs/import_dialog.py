"""An import: a preview, then its progress, then its result."""

from collections.abc import Callable, Sequence
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.tui.child_command import ChildCommand, Row
from reader.tui.dialogs.dialog import Dialog
from reader.tui.panes.page_view import PageView
from reader.view.import_report import ImportRow, counted, import_page, import_progress, would_add

# Seconds between two updates of the progress.
_PAUSE = 0.1

Begin = Callable[[bool, Callable[[Row], object], Callable[[str], object]], ChildCommand]


class ImportDialog(Dialog[Sequence[ImportRow]]):
    """Runs an import of *subject* with *begin*, first as a preview: Enter then adds. The result is what was added.

    *begin* gets whether it is a preview, and the functions that take its lines and its end.
    """

    DEFAULT_CLASSES: ClassVar[str] = "dialog"
    HINT: ClassVar[str] = "{back} stops"

    def __init__(self, subject: str, begin: Begin, *, is_sure: bool = False) -> None:
        super().__init__()
        self._subject = subject
        self._begin = begin
        # Whether to add without a preview: one page of an address need not be fetched twice.
        self._is_trying = not is_sure
        self._child: ChildCommand | None = None
        self._rows: list[ImportRow] = []
        self._articles = 0
        self._begun = self._painted = 0.0
        self._is_asking = False
        self._is_leaving = False

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical():
            yield Static("", id="import-progress", markup=False)
            yield PageView([], id="import-page")

    def on_mount(self) -> None:
        """Begin."""
        self._run()

    def stop(self) -> None:
        """Stop what is under way; what was added stays."""
        if self._child is not None:
            self._child.interrupt()

    def _run(self) -> None:
        self._rows, self._articles, self._is_asking = [], 0, False
        self._begun = monotonic()
        verb = "What would be added from" if self._is_trying else "Adding"
        self.frame(f"{verb} {self._subject}", "{back} stops")
        self._tell("Looking …")
        self.query_one(PageView).show([])
        self._child = self._begin(self._is_trying, self._take, self._ended)
        self._child.start()

    def _tell(self, text: str) -> None:
        self.query_one("#import-progress", Static).update(Content(text))

    def _take(self, row: Row) -> None:
        if "result" in row:
            self._rows.append(ImportRow(row["path"], row["result"], row["id"], row["reason"]))
            self._articles += bool(row["is_new"])
            return
        now = monotonic()
        if now - self._painted >= _PAUSE:
            self._painted = now
            self._tell(import_progress(row["done"], row["total"], self._articles, now - self._begun))

    def _ended(self, error: str) -> None:
        """Show the result, and what can be done next."""
        self._child = None
        is_one = len(self._written) == 1 and self._written[0].result != "refused"
        if self._is_leaving or is_one:
            # For one article the status line says enough.
            self.dismiss(self._written)
            return
        self._is_asking = self._is_trying and would_add(self._rows)
        if self._is_asking:
            self.frame(f"What would be added from {self._subject}", "{open} adds · {back} adds nothing")
        else:
            self.frame(f"Added from {self._subject}" if self._written else self._subject, "{back} closes")
        told = f"{counted(row.result for row in self._rows).capitalize()}." if self._rows else ""
        # A command that was stopped, or that refused a file, ends with its reason.
        self._tell(f"{error} {told}".strip() if error and not self._rows else told or "There is nothing to add.")
        self.query_one(PageView).show(import_page(self._rows))

    @property
    def _written(self) -> Sequence[ImportRow]:
        return [] if self._is_trying else self._rows

    # What keys do

    def choose(self) -> None:
        """Add what the preview showed, or close after that."""
        if self._is_asking:
            self._is_trying = False
            self._run()
        elif self._child is None:
            self.dismiss(self._written)

    def take_key(self, key: str) -> bool:
        """Keep the dialog open until the work under way has stopped."""
        if key not in {"escape", *self._leaving_keys()}:
            return False
        if self._child is None:
            self.dismiss(self._written)
        else:
            self._is_leaving = True
            self._tell("Stopping …")
            self.stop()
        return True

    def _leaving_keys(self) -> set[str]:
        from reader.view.commands import COMMAND_BY_ID

        return {key for name in ("back", "quit") for key in self.keymap.keys(COMMAND_BY_ID[name])}
