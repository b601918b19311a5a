"""The palette: every command that applies, by name, narrowed by what is typed."""

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from reader.tui.dialogs.list_dialog import NarrowedList
from reader.view.cells import fitted
from reader.view.commands import Command
from reader.view.keymap import fill_meanings
from reader.view.palette import named

# The width of a command's label.
_LABEL = 17


class Palette(NarrowedList[Command]):
    """Lists *commands*; the result is the chosen one."""

    TITLE: ClassVar[str] = "Commands"
    PLACEHOLDER: ClassVar[str] = "name of a command"
    EMPTY: ClassVar[str] = "No command has this name."
    HINT: ClassVar[str] = fill_meanings("{open} runs · {back} closes", NarrowedList.MEANINGS)

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = commands
        self._shown: Sequence[Command] = ()

    def rows(self, typed: str) -> list[Content]:
        """Return the commands that match *typed*."""
        self._shown = named(self._commands, typed)
        return [*map(self._content, self._shown)]

    def _content(self, command: Command) -> Content:
        keys = self.keymap.keys(command)
        key = self.keymap.label(command) if keys else ""
        label = f"{fitted(command.label, _LABEL):<{_LABEL}}  "
        return Content.assemble((f" {key:<10}", "bold $accent"), (label, "bold"), (command.help, "$quiet"))

    def take(self, index: int) -> None:
        """Run the selected command."""
        self.dismiss(self._shown[index])
