"""The command line: a command by its name, or a setting and its value; Tab completes."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from reader.room.settings import declared_settings, shown_value
from reader.tui.dialogs.list_dialog import NarrowedList
from reader.view.cells import fitted
from reader.view.command_line import CommandWords, Completion, LineOrder
from reader.view.commands import Command
from reader.view.keymap import fill_meanings

if TYPE_CHECKING:
    from reader.room import ReadingRoom

# In lists these keys move half a page; here they edit the line as everywhere.
_MEANINGS: Mapping[str, str] = {
    **{key: each for key, each in NarrowedList.MEANINGS.items() if not each.startswith("half-")}, "tab": "complete",
}  # fmt: skip
# The width of a completion.
_LINE = 24


class CommandLine(NarrowedList[LineOrder]):
    """Takes a line; the result is the parsed line. Errors are shown under it."""

    TITLE: ClassVar[str] = "Command line"
    PLACEHOLDER: ClassVar[str] = "a command, or: set NAME VALUE"
    EMPTY: ClassVar[str] = "Nothing begins with that."
    MEANINGS: ClassVar[Mapping[str, str]] = _MEANINGS
    HINT: ClassVar[str] = fill_meanings("{open} runs · {complete} completes · {back} closes", _MEANINGS)

    def __init__(self, commands: Sequence[Command], room: "ReadingRoom") -> None:
        super().__init__()
        self._commands = commands
        self._room = room
        self._shown: Sequence[Completion] = ()

    def on_mount(self) -> None:
        """Collect all that can be typed, before showing it."""
        settings = declared_settings(self._room.places.config)
        values = {name: shown_value(self._room.settings, name) for name in settings}
        self._words = CommandWords(self._commands, settings, self.keymap, values)

    def rows(self, typed: str) -> list[Content]:
        """Return the completions of the line."""
        self._shown = self._words.completions(typed)
        return [*map(self._content, self._shown)]

    @staticmethod
    def _content(completion: Completion) -> Content:
        line = f" {fitted(completion.line, _LINE):<{_LINE}} "
        return Content.assemble((line, "bold $accent"), (completion.told, "$quiet"))

    def take_meaning(self, meaning: str) -> bool:
        """Complete the line."""
        if meaning == "complete":
            self._complete()
        return meaning == "complete"

    def _chosen(self) -> Completion | None:
        at = self.selected
        return self._shown[at] if at is not None and at < len(self._shown) else None

    def _complete(self) -> None:
        completion = self._chosen()
        if completion is not None:
            self.box.value = completion.line
            self.box.cursor_position = len(completion.line)

    def choose(self) -> None:
        """Run what is typed, or if that is incomplete, what is selected."""
        order = self._words.order(self.box.value)
        completion = self._chosen()
        if order.problem and completion is not None and not self.box.value.strip().startswith("set "):
            order = self._words.order(completion.line)
        if order.problem:
            if completion is not None and completion.line.endswith(" "):
                self._complete()
            self.remark(order.problem)
        else:
            self.dismiss(order)

    def take(self, _index: int, /) -> None:
        """Take the clicked completion."""
        self._complete()
        self.choose()
