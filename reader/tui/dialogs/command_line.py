"""The command line: a command by its name, or a setting and its value; Tab completes."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from reader.room.settings import declared_settings, shown_value
from reader.tui.dialogs.dialog import Dialog
from reader.tui.panes.line_box import LineBox
from reader.tui.panes.option_pane import OptionPane
from reader.view.cells import fitted
from reader.view.command_line import CommandWords, Completion, LineOrder
from reader.view.commands import Command
from reader.view.keymap import fill_meanings

if TYPE_CHECKING:
    from reader.room import ReadingRoom

_MEANINGS: Mapping[str, str] = {
    "enter": "open", "tab": "complete", "escape": "back", "down": "down", "up": "up", "pagedown": "page-down",
    "pageup": "page-up", "ctrl+n": "down", "ctrl+p": "up",
}  # fmt: skip
# Columns of what a line is completed to.
_LINE = 24


class CommandLine(Dialog[LineOrder]):
    """Takes a line; the result is what it orders. What is wrong with it is said under it."""

    HINT: ClassVar[str] = fill_meanings("{open} runs · {complete} completes · {back} closes", _MEANINGS)

    def __init__(self, commands: Sequence[Command], room: "ReadingRoom") -> None:
        super().__init__()
        self._commands = commands
        self._room = room
        self._shown: Sequence[Completion] = ()

    def compose(self) -> ComposeResult:
        """Make the line, and what it may become under it."""
        with Vertical():
            yield LineBox(id="answer", placeholder="a command, or: set NAME VALUE", meanings=_MEANINGS)
            yield Static("", id="remark", markup=False)
            yield OptionPane(id="commands")

    def on_mount(self) -> None:
        """Show all that can be typed."""
        self.frame("Command line")
        settings = declared_settings(self._room.places.config)
        values = {name: shown_value(self._room.settings, name) for name in settings}
        self._words = CommandWords(self._commands, settings, self.keymap, values)
        self._show("")

    @property
    def _box(self) -> LineBox:
        return self.query_one("#answer", LineBox)

    def _show(self, line: str) -> None:
        self._shown = self._words.completions(line)
        self.query_one("#remark", Static).update(Content(""))
        self.query_one(OptionPane).show_options([*map(self._content, self._shown)], "Nothing begins so.")

    @staticmethod
    def _content(completion: Completion) -> Content:
        line = f" {fitted(completion.line, _LINE):<{_LINE}} "
        return Content.assemble((line, "bold $accent"), (completion.told, "$quiet"))

    def on_input_changed(self, event: LineBox.Changed) -> None:
        """Show how the line may go on."""
        event.stop()
        self._show(event.value)

    def on_line_box_pressed(self, event: LineBox.Pressed) -> None:
        """Run the line, complete it, move in the list, or close."""
        event.stop()
        if event.meaning == "back":
            self.dismiss()
        elif event.meaning == "open":
            self._run()
        elif event.meaning == "complete":
            self._complete()
        else:
            self.move(event.meaning)

    def _selected(self) -> Completion | None:
        at = self.query_one(OptionPane).highlighted
        return self._shown[at] if at is not None and at < len(self._shown) else None

    def _complete(self) -> None:
        completion = self._selected()
        if completion is not None:
            self._box.value = completion.line
            self._box.cursor_position = len(completion.line)

    def _run(self) -> None:
        """Run what is typed; where that is no order yet, what is selected."""
        order = self._words.order(self._box.value)
        completion = self._selected()
        if order.problem and completion is not None and not self._box.value.strip().startswith("set "):
            order = self._words.order(completion.line)
        if order.problem:
            if completion is not None and completion.line.endswith(" "):
                self._complete()
            self.query_one("#remark", Static).update(Content(order.problem))
        else:
            self.dismiss(order)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take what was clicked."""
        event.stop()
        self._complete()
        self._run()
