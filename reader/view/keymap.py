"""Which keys mean which command: presets, and the settings' own bindings on top."""

from collections.abc import Iterable, Mapping

from reader.view.commands import COMMAND_BY_ID, COMMANDS, Choice, Command, Where

# What other presets do otherwise than `vim`.
_PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "vim": {},
    "newsboat": {
        "back": ("escape", "q", "h"),
        "quit": ("Q", "ctrl+q"),
        "toggle-read": ("N", "r"),
        "previous-hit": ("p",),
        "help": ("?", "f1"),
        "refresh": ("R", "ctrl+r"),
    },
    "plain": {
        "down": ("down",),
        "up": ("up",),
        "top": ("home",),
        "bottom": ("end",),
        "page-down": ("pagedown", "space"),
        "page-up": ("pageup",),
        "search": ("ctrl+f", "/"),
        "find": ("f3", "f"),
        "open": ("enter",),
        "back": ("escape", "backspace"),
        "quit": ("ctrl+q",),
        "undo": ("ctrl+z",),
        "undo-judgment": ("ctrl+z",),
    },
}


class Keymap:
    """Which command a key means in which pane, in a preset, with the settings' own bindings on top."""

    def __init__(self, preset: str = "vim", rebound: Mapping[str, str] | None = None) -> None:
        changed = dict(_PRESETS.get(preset, {}))
        self.problems: list[str] = []
        for command_id, keys in (rebound or {}).items():
            if command_id in COMMAND_BY_ID:
                changed[command_id] = tuple(keys.split())
            else:
                self.problems.append(f"settings.yaml: there is no command “{command_id}” to bind a key to.")
        self._keys = {command.id: changed.get(command.id, command.keys) for command in COMMANDS}
        self._command_by_key: dict[tuple[str, str], Command] = {}
        # What was rebound on purpose wins over what another command has by default.
        ordered = sorted(COMMANDS, key=lambda command: command.id in changed)
        for command in ordered:
            for key in self._keys[command.id]:
                for where in command.where:
                    self._command_by_key[key, where] = command

    def command(self, key: str, where: Where) -> Command | None:
        """Return the command of *key* (a character, or Textual's name of a key) in a pane."""
        return self._command_by_key.get((key, where))

    def keys(self, command: Command) -> tuple[str, ...]:
        """Return the keys that mean *command*, the first one first."""
        return self._keys[command.id]

    def label(self, command: Command) -> str:
        """Return the first key of *command* as it is printed on a keyboard."""
        keys = self._keys[command.id]
        return key_name(keys[0]) if keys else ""

    def key(self, command_id: str) -> str:
        """Return the first key of the command of that id, as it is printed on a keyboard."""
        return self.label(COMMAND_BY_ID[command_id])

    def choices(self, command_id: str) -> tuple[Choice, ...]:
        """Return the keys that may follow the command of that id."""
        return COMMAND_BY_ID[command_id].then

    def footer(self, where: Where) -> Iterable[tuple[str, str, str]]:
        """Yield id, key and label of the commands that the footer shows in a pane, those of few panes first."""
        for command in sorted(COMMANDS, key=lambda command: len(command.where) > 2):
            if where in command.where and (command.footer is True or (command.footer and where in command.footer)):
                yield command.id, self.label(command), command.label


_KEY_NAMES = {
    "escape": "Esc", "enter": "Enter", "space": "Space", "tab": "Tab", "shift+tab": "Shift+Tab", "pagedown": "PgDn",
    "pageup": "PgUp", "home": "Home", "end": "End", "up": "↑", "down": "↓", "left": "←", "right": "→",
    "backspace": "Backspace",
}  # fmt: skip


def key_name(key: str) -> str:
    """Return a key as it is printed on a keyboard: `ctrl+d` is `Ctrl+D`, `alt+left` is `Alt+←`."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    if f"{'+'.join(modifiers)}+{last}" in _KEY_NAMES:
        return _KEY_NAMES[f"{'+'.join(modifiers)}+{last}"]
    name = _KEY_NAMES.get(last, last.upper() if modifiers or (len(last) > 1 and last[0] == "f") else last)
    return "+".join([*(each.capitalize() for each in modifiers), name])
