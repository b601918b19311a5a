"""The dialog to judge a cross-reference: how the other article bears on this one, and a note."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.tui.dialogs.dialog import Dialog, number_of, numbered
from reader.tui.panes.line_box import LineBox
from reader.tui.panes.option_pane import OptionPane

# The same as in reader.notes, which is not imported yet.
RELATIONS = (
    ("", "bears on it"),
    ("confirms", "confirms it"),
    ("contradicts", "contradicts it"),
    ("repeats", "repeats it"),
    ("unrelated", "is unrelated: do not offer it again"),
)
_MEANINGS = {"enter": "save", "tab": "other", "shift+tab": "other", "up": "other", "down": "other", "escape": "cancel"}


@dataclass(frozen=True, slots=True)
class Judgment:
    """The user's judgment of a cross-reference."""

    relation: str
    note: str


class RelationDialog(Dialog[Judgment]):
    """A relation and a note on it, saved together."""

    HINT: ClassVar[str] = "1–5 chooses · {next-pane} writes a note · {open} saves · {back} cancels"

    def __init__(self, title: str, relation: str, note: str) -> None:
        super().__init__()
        self._title = title
        self._relation = [value for value, _ in RELATIONS].index(relation) if relation in dict(RELATIONS) else 0
        self._note = note

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical():
            yield Static(Content.assemble((self._title, "bold"), "\n"))
            yield OptionPane(id="relations", classes="answers")
            yield Static(Content.assemble("\n", ("Note (optional)", "$quiet")))
            yield LineBox(self._note, id="judging-note", meanings=_MEANINGS)

    def on_mount(self) -> None:
        """Show the relations."""
        self.frame("How does it bear on the open article?")
        self._pane.show_options(numbered([label for _, label in RELATIONS]), "", self._relation)
        self._pane.focus()

    @property
    def _pane(self) -> OptionPane:
        return self.query_one(OptionPane)

    @property
    def _box(self) -> LineBox:
        return self.query_one(LineBox)

    def choose(self) -> None:
        """Save the relation and the note."""
        self.dismiss(Judgment(RELATIONS[self._pane.highlighted or 0][0], self._box.value.strip()))

    def take(self, _index: int, /) -> None:
        """Save the selected relation with the note."""
        self.choose()

    def on_line_box_pressed(self, event: LineBox.Pressed) -> None:
        """Leave the note: to save, to cancel, or to the relations."""
        event.stop()
        if event.meaning == "save":
            self.choose()
        elif event.meaning == "cancel":
            self.dismiss()
        else:
            self._pane.focus()

    def take_key(self, key: str) -> bool:
        """Choose a relation by its number, go to the note, or save by the key that opened this."""
        if self.is_typing:
            return False
        number = number_of(key, len(RELATIONS))
        command = self.keymap.command(key, "crossrefs")
        if number is not None:
            self._pane.highlighted = number
        elif command is not None and command.id in {"next-pane", "previous-pane"}:
            self._box.focus()
        elif command is not None and command.id == "confirm":
            self.choose()
        else:
            return False
        return True
