"""The command line of the app: what a line does, and its completions. Computed without Textual."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reader.room.settings import Setting, SettingKind, wrong_value
from reader.view.commands import Command
from reader.view.keymap import Keymap

_SET = "set"
# What people type out of habit, and the command that does it.
_HABITS: Mapping[str, str] = {"q": "quit", "q!": "quit", "wq": "quit", "x": "quit", "h": "help"}
_MOST = 50


class LineOrder(NamedTuple):
    """What a line asks for: a command, or a setting with its new value; else what is wrong with it."""

    command: Command | None = None
    setting: str = ""
    value: str = ""
    problem: str = ""


class Completion(NamedTuple):
    """One completion: the whole line, and what it does."""

    line: str
    told: str


class CommandWords:
    """The words of the command line: the commands that apply, with macros, and the settings."""

    def __init__(
        self, commands: Sequence[Command], settings: Mapping[str, Setting], keymap: Keymap, values: Mapping[str, str]
    ) -> None:
        self._commands = {each.id: each for each in commands}
        self._settings = settings
        self._keymap = keymap
        self._values = values

    def completions(self, line: str) -> list[Completion]:
        """Return the completions of *line*, the nearest first."""
        first, space, rest = line.lstrip().partition(" ")
        if first == _SET and space:
            return self._of_setting(rest.lstrip())
        found = (
            [Completion(each.id, self._told(each)) for each in self._matching(first.casefold())] if not space else []
        )
        if _SET.startswith(first) and not space:
            found.append(Completion(f"{_SET} ", "Change a setting"))
        return found[:_MOST]

    def order(self, line: str) -> LineOrder:
        """Parse *line*."""
        first, _, rest = line.strip().partition(" ")
        if first == _SET:
            return self._setting_order(*rest.strip().partition(" ")[::2])
        name = _HABITS.get(first, first)
        command = self._commands.get(name)
        if command is not None and not rest:
            return LineOrder(command)
        near = next(iter(self._matching(name.casefold())), None)
        hint = f" Did you mean “{near.id}”?" if near else ""
        return LineOrder(problem=f"There is no command “{line.strip()[:60]}” here.{hint}")

    def _setting_order(self, name: str, value: str) -> LineOrder:
        value = value.strip()
        known = self._settings.get(name.partition(".")[0])
        if not name:
            return LineOrder(problem="Say which setting: set NAME VALUE.")
        if known is None or "." not in name:
            is_choice = known is not None and value in known.kind.choices
            wrong = "" if is_choice else wrong_value(name, value)
            if wrong:
                return LineOrder(problem=wrong[0].upper() + wrong[1:])
        return LineOrder(setting=name, value=value)

    def _matching(self, typed: str) -> Iterable[Command]:
        """Yield the commands that match *typed*: by the beginning of the id, then by any part of id or label."""
        for rank in range(3):
            for each in self._commands.values():
                if _rank(each, typed) == rank:
                    yield each

    def _told(self, command: Command) -> str:
        # The key comes first: a narrow window cuts the end of a sentence.
        keys = self._keymap.keys(command)
        return f"{self._keymap.label(command)} · {command.help}" if keys else command.help

    def _of_setting(self, typed: str) -> list[Completion]:
        name, space, value = typed.partition(" ")
        if not space:
            return [
                Completion(f"{_SET} {each.name} ", f"{each.help}; now {self._values[each.name]}")
                for each in self._settings.values()
                if each.name.startswith(name)
            ]
        known = self._settings.get(name)
        if known is None:
            return []
        found = [each for each in known.kind.choices if each.startswith(value.strip())]
        return [Completion(f"{_SET} {name} {each}", known.help) for each in found] or _expected(name, value, known.kind)


def _expected(name: str, value: str, kind: SettingKind) -> list[Completion]:
    """Return the line as its own completion, with what value it expects."""
    return [Completion(f"{_SET} {name} {value}", f"takes {kind.expected}")]


def _rank(command: Command, typed: str) -> int:
    if command.id.startswith(typed):
        return 0
    if command.label.casefold().startswith(typed):
        return 1
    return 2 if typed in command.id or typed in command.label.casefold() else 3
