"""The palette: every command that applies, by name; what is typed narrows them."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList

from reader.tui.dialogs.dialog import Dialog
from reader.tui.panes.line_box import LineBox
from reader.tui.panes.option_pane import OptionPane
from reader.view.cells import fitted
from reader.view.commands import Command
from reader.view.keymap import fill_meanings
from reader.view.palette import named

# The box has the keys, and the list moves by those that it has no use for.
_MEANINGS: Mapping[str, str] = {
    "enter": "open", "escape": "back", "down": "down", "up": "up", "pagedown": "page-down", "pageup": "page-up",
    "ctrl+d": "half-down", "ctrl+u": "half-up", "ctrl+n": "down", "ctrl+p": "up",
}  # fmt: skip


# Columns of what a command is called.
_LABEL = 17


class Palette(Dialog[Command]):
    """Lists *commands*; the result is the one that is chosen."""

    HINT: ClassVar[str] = fill_meanings("{open} runs · {back} closes", _MEANINGS)

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = commands
        self._shown: Sequence[Command] = ()

    def compose(self) -> ComposeResult:
        """Make the box and the list."""
        with Vertical():
            yield LineBox(id="answer", placeholder="name of a command", meanings=_MEANINGS)
            yield OptionPane(id="commands")

    def on_mount(self) -> None:
        """Show all commands."""
        self.frame("Commands")
        self._show("")

    def _show(self, typed: str) -> None:
        self._shown = named(self._commands, typed)
        self.query_one(OptionPane).show_options([*map(self._content, self._shown)], "No command is called so.")

    def _content(self, command: Command) -> Content:
        keys = self.keymap.keys(command)
        key = self.keymap.label(command) if keys else ""
        label = f"{fitted(command.label, _LABEL):<{_LABEL}}  "
        return Content.assemble((f" {key:<10}", "bold $accent"), (label, "bold"), (command.help, "$quiet"))

    def on_input_changed(self, event: LineBox.Changed) -> None:
        """Narrow."""
        event.stop()
        self._show(event.value)

    def on_line_box_pressed(self, event: LineBox.Pressed) -> None:
        """Move, run what is selected, or close."""
        event.stop()
        if event.meaning == "back":
            self.dismiss()
        elif event.meaning == "open":
            self.choose()
        else:
            self.move(event.meaning)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Run what was selected."""
        event.stop()
        if event.option_index < len(self._shown):
            self.dismiss(self._shown[event.option_index])
