"""The dialog that asks for the format and the file of an export."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.tui.dialogs.dialog import Dialog
from reader.tui.panes.line_box import LineBox
from reader.tui.panes.option_pane import OptionPane
from reader.view.keymap import fill_meanings

# The name of each format, the ending of its file (none for a folder), and what it is for.
CHOICES: tuple[tuple[str, str, str], ...] = (
    ("markdown", ".md", "Markdown: one document (can be imported again)"),
    ("markdown-files", "", "Markdown: a folder with a document for each article"),
    ("jsonld", ".jsonld", "JSON-LD: the W3C's Web Annotation model"),
    ("csv", ".csv", "CSV: for Readwise and spreadsheets"),
    ("hypothesis", ".json", "JSON: for Hypothesis"),
    ("jsonl", ".jsonl", "JSON lines: everything, for scripts"),
    ("html", ".html", "HTML: one page to send or print"),
)
ARTICLE_CHOICES: tuple[tuple[str, str, str], ...] = (
    ("epub", ".epub", "EPUB: a book, a chapter for each article"),
    ("html", ".html", "HTML: one page, to send or print"),
    ("md", ".md", "Markdown: one document"),
    ("md-files", "", "Markdown: a folder with a file for each article"),
    ("txt", ".txt", "Plain text"),
    ("jsonl", ".jsonl", "JSON lines: everything, for scripts"),
)
# The ending of the names of formats that are a folder of files.
PER_ARTICLE = "-files"
_MEANINGS = {
    "down": "down", "up": "up", "pagedown": "bottom", "pageup": "top", "enter": "write", "escape": "cancel",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """The chosen format, with *per_article* as a folder of files, and the path."""

    form: str
    path: Path
    per_article: bool = False


class ExportDialog(Dialog[ExportChoice]):
    """A list of formats above a box for the file."""

    HINT: ClassVar[str] = fill_meanings("{up} {down} format · {write} writes · {cancel} cancels", _MEANINGS)

    def __init__(self, told: str, choices: Sequence[tuple[str, str, str]] = CHOICES, name: str = "notes.md") -> None:
        super().__init__()
        self._told = told
        self._choices = choices
        self._suggested = name
        self._asked_about: Path | None = None

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical(id="export"):
            yield OptionPane(id="export-formats")
            yield Static(Content("Write to the file"), id="export-label")
            yield LineBox(self._suggested, id="export-path", meanings=_MEANINGS)
            yield Static(id="export-told")

    def on_mount(self) -> None:
        """Show the formats, and focus the box."""
        self.frame(self._told)
        self._formats.show_options([Content(told) for _, _, told in self._choices], "")
        self._formats.can_focus = False
        self._path.focus()

    @property
    def _formats(self) -> OptionPane:
        return self.query_one("#export-formats", OptionPane)

    @property
    def _path(self) -> LineBox:
        return self.query_one("#export-path", LineBox)

    def on_line_box_pressed(self, event: LineBox.Pressed) -> None:
        """Choose a format, write, or cancel."""
        event.stop()
        if event.meaning == "cancel":
            self.dismiss()
        elif event.meaning == "write":
            self._write()
        else:
            self._formats.move(event.meaning)
            self._rename()

    def take(self, _index: int, /) -> None:
        """Take the clicked format."""
        self._rename()
        self._path.focus()

    def _rename(self) -> None:
        """Change the ending of the file to that of the format."""
        name, suffix, _ = self._choices[self._formats.highlighted or 0]
        typed = Path(self._path.value or "notes")
        stem = typed.with_suffix("") if typed.suffix in {each[1] for each in self._choices} else typed
        self._path.value = f"{stem}{suffix}"
        self.query_one("#export-label", Static).update(
            Content("Write to the folder" if name.endswith(PER_ARTICLE) else "Write to the file")
        )
        self._tell("")

    def _write(self) -> None:
        name = self._choices[self._formats.highlighted or 0][0]
        typed = self._path.value.strip()
        if not typed:
            self._tell("Type a file name.")
            return
        try:
            path = Path(typed).expanduser()
            is_there = path.exists()
        except (OSError, RuntimeError, ValueError):
            self._tell("This is not the path of a file.")
            return
        per_article = name.endswith(PER_ARTICLE)
        if is_there and not per_article and path != self._asked_about:
            self._asked_about = path
            self._tell(f"{path.name} exists. " + self._path.hint("{write} again replaces it."))
            return
        self.dismiss(ExportChoice(name.removesuffix(PER_ARTICLE), path, per_article))

    def _tell(self, text: str) -> None:
        self.query_one("#export-told", Static).update(Content(text))
