"""Judging a cross-reference: how the other article bears on this one, and a note on it."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from reader.tui.panes.line_box import LineBox
from reader.tui.panes.option_pane import OptionPane

# As reader.notes has them, which is not imported before it is needed.
RELATIONS = (
    ("", "bears on it"),
    ("confirms", "confirms it"),
    ("contradicts", "contradicts it"),
    ("repeats", "repeats it"),
    ("unrelated", "is unrelated: offer it no more"),
)


@dataclass(frozen=True, slots=True)
class Judgment:
    """What a person says of a cross-reference."""

    relation: str
    note: str


class RelationDialog(ModalScreen[Judgment | None]):
    """A relation and a note on it; Enter keeps them."""

    DEFAULT_CLASSES: ClassVar[str] = "dialog"

    def __init__(self, title: str, relation: str, note: str) -> None:
        super().__init__()
        self._title = title
        self._relation = [value for value, _ in RELATIONS].index(relation) if relation in dict(RELATIONS) else 0
        self._note = note

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical() as box:
            yield Static(Content.assemble((self._title, "bold"), "\n"))
            yield OptionPane(id="relations", classes="answers")
            yield Static(Content.assemble("\n", ("a note on it, if you like (Tab)", "$quiet")))
            yield LineBox(self._note, id="judging-note")
        box.border_title = Content("How does it bear on the open article?")
        box.border_subtitle = Content("1–5 · Tab · Enter keeps · Esc")

    def on_mount(self) -> None:
        """Show the relations."""
        told = [
            Content.assemble((f" {number} ", "bold $accent"), label) for number, (_, label) in enumerate(RELATIONS, 1)
        ]
        pane = self.query_one(OptionPane)
        pane.show_options(told, "", self._relation)
        pane.focus()

    def _keep(self) -> None:
        relation = RELATIONS[self.query_one(OptionPane).highlighted or 0][0]
        self.dismiss(Judgment(relation, self.query_one(LineBox).value.strip()))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Keep what was clicked."""
        event.stop()
        self._keep()

    def on_input_submitted(self, event: LineBox.Submitted) -> None:
        """Keep it."""
        event.stop()
        self._keep()

    def on_key(self, event: events.Key) -> None:
        """Choose a relation, go to the note and back, keep, give up."""
        pane, note = self.query_one(OptionPane), self.query_one(LineBox)
        if event.key in {"tab", "shift+tab"}:
            (pane if note.has_focus else note).focus()
        elif event.key == "escape":
            self.dismiss(None)
        elif note.has_focus:
            if event.key not in {"up", "down"}:
                return
            pane.focus()
        elif event.key in {"enter", "y"}:
            self._keep()
        elif event.character and event.character in "12345":
            pane.highlighted = int(event.character) - 1
        elif event.key in {"j", "down", "k", "up"}:
            pane.move("down" if event.key in {"j", "down"} else "up")
        else:
            return
        event.stop()
        event.prevent_default()
