"""Which keys mean which command: presets, and the settings' own bindings on top."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Self

from reader.view.commands import COMMAND_BY_ID, COMMANDS, EVERYWHERE, WHERES, Choice, Command, Where

if TYPE_CHECKING:
    from reader.room.settings import Settings

# Where other presets differ from `vim`.
_PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "vim": {},
    "newsboat": {
        "back": ("escape", "q", "h"),
        "quit": ("Q", "ctrl+q"),
        "toggle-read": ("N", "r"),
        "read-all": ("A", "alt+a"),
        "article-note": ("alt+n",),
        "previous-hit": ("p",),
        "open-address": ("o", ">"),
        "original": ("alt+o",),
        "help": ("?", "f1"),
        "refresh": ("R", "ctrl+r"),
        "speakers": ("alt+q",),
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
        "drop-chip": ("X", "delete"),
        "quit": ("ctrl+q",),
        "undo": ("ctrl+z", "U"),
        "suspend": ("alt+z",),
    },
}
# The name of each place in a sentence.
PLACES: Mapping[Where, str] = {
    "list": "in the list", "article": "in the article", "crossrefs": "in the cross-references",
    "notes": "in the notes", "facets": "in the drawer", "months": "in the strip of months",
    "compare": "in a comparison", "notebook": "in the notebook", "selection": "while selecting",
}  # fmt: skip
_BLANK = re.compile(r"\{([a-z-]+)\}")


class Keymap:
    """Which command a key means in which pane, in a preset, with the settings' own bindings on top.

    *rebound* maps a command's id to its keys, separated by spaces; *lines* maps it to its line in the settings. Errors
    are in `problems`: sentences that begin with file and line.
    """

    def __init__(
        self,
        preset: str = "vim",
        rebound: Mapping[str, str] | None = None,
        lines: Mapping[str, int] | None = None,
        macros: Mapping[str, str] | None = None,
    ) -> None:
        self.problems: list[str] = []
        self._lines = lines or {}
        # A macro that cannot run is told once, and not again for the keys that it has.
        self._named = frozenset(macros or ())
        self.macros = {name: found for name, text in (macros or {}).items() if (found := self._macro(name, text))}
        self.commands = (*COMMANDS, *(_macro_command(name, steps) for name, steps in self.macros.items()))
        self._by_id = {command.id: command for command in self.commands}
        by_settings = {command_id: self._read(command_id, keys) for command_id, keys in (rebound or {}).items()}
        by_preset = _PRESETS.get(preset, {})
        self._keys = {each.id: by_settings.get(each.id, by_preset.get(each.id, each.keys)) for each in self.commands}
        self._command_by_key: dict[tuple[str, Where], Command] = {}
        # Settings win over the preset, which wins over the default; of two settings the later one wins.
        ranks = {command_id: at for at, command_id in enumerate((*by_preset, *by_settings), 1)}
        self.problems += self._bind(ranks)
        self.problems += self._unreachable()

    def _bind(self, ranks: Mapping[str, int]) -> Iterable[str]:
        """Bind the keys of every command, those of a higher rank last; yield a sentence for each key that two want."""
        taken: dict[tuple[str, str, str], list[Where]] = {}
        for command in sorted(self.commands, key=lambda each: ranks.get(each.id, 0)):
            for key in self._keys[command.id]:
                for where in sorted(command.where, key=WHERES.index):
                    loser = self._command_by_key.get((key, where))
                    self._command_by_key[key, where] = command
                    if loser is not None and loser is not command:
                        taken.setdefault((command.id, key, loser.id), []).append(where)
        return [self._conflict(*each, wheres) for each, wheres in taken.items()]

    @classmethod
    def of(cls, settings: "Settings") -> Self:
        """Return the keymap of the settings."""
        return cls(settings.preset, settings.keys, settings.key_lines, settings.macros)

    def become(self, other: "Keymap") -> None:
        """Take over the keys of *other*, for everything that holds this keymap."""
        self.__dict__.update(other.__dict__)

    def _macro(self, name: str, text: str) -> tuple[Command, ...]:
        """Return the commands that a macro runs; an empty macro or an unknown command becomes a problem."""
        place = self._place(f"macros.{name}")
        if name in COMMAND_BY_ID:
            self.problems.append(f"{place}: “{name}” is a command; give the macro another name.")
            return ()
        unknown = [each for each in text.split() if each not in COMMAND_BY_ID]
        self.problems += [
            f"{place}: the macro “{name}” has no command “{each}” to run.{_meant(each)}" for each in unknown
        ]
        if not text.split():
            self.problems.append(f"{place}: the macro “{name}” runs nothing.")
        return () if unknown else tuple(COMMAND_BY_ID[each] for each in text.split())

    def _read(self, command_id: str, keys: str) -> tuple[str, ...]:
        """Return the keys of a setting as Textual names them; an unknown command or key becomes a problem."""
        if command_id not in self._by_id and command_id not in self._named:
            self.problems.append(f"{self._place(command_id)}: there is no command “{command_id}”.{_meant(command_id)}")
        read = {key: parse_key(key) for key in keys.split()}
        for key in [key for key, name in read.items() if not name]:
            self.problems.append(f"{self._place(command_id)}: “{key}” is not a key.")
        return tuple(filter(None, read.values()))

    def _unreachable(self) -> Iterable[str]:
        """Yield a sentence for each sequence of keys that begins with a key that already does something."""
        told = set()
        for (keys, where), command in self._command_by_key.items():
            parts = keys.split(" ")
            heads = (" ".join(parts[:end]) for end in range(1, len(parts)))
            for before in filter(None, (self._command_by_key.get((head, where)) for head in heads)):
                told.add(
                    f"{self._place(command.id)}: {key_name(keys)} can never be typed for “{command.id}”: "
                    f"“{before.id}” takes its beginning. Give that another key."
                )
        return sorted(told)

    def _place(self, command_id: str) -> str:
        line = self._lines.get(command_id)
        return f"settings.yaml:{line}" if line else "settings.yaml"

    def _conflict(self, winner: str, key: str, loser: str, wheres: Sequence[Where]) -> str:
        """Say that *winner* has taken a key that *loser* has too."""
        at = ", ".join(wheres)
        left = {each for where in wheres for each in self.keys(COMMAND_BY_ID[loser], where)}
        rest = f"still has {' '.join(sorted(map(key_name, left)))}" if left else "has no other key there"
        line = f" (line {self._lines[loser]})" if loser in self._lines else ""
        return f"{self._place(winner)}: “{winner}” takes {key_name(key)} from “{loser}”{line}, which {rest} ({at})."

    def command(self, key: str, where: Where) -> Command | None:
        """Return the command of *key* (a character, or Textual's name of a key) in a pane."""
        return self._command_by_key.get((key, where))

    def pressed(self, key: str, character: str | None, *wheres: Where, begun: str = "") -> Command | None:
        """Return the command of a key press in the first of the places that has one for its name or character.

        *begun* is the part of a sequence of keys that was pressed before it.
        """
        found = (self.command(name, where) for where in wheres for name in _names(key, character, begun))
        return next((command for command in found if command is not None), None)

    def begins(self, key: str, character: str | None, *wheres: Where, begun: str = "") -> str:
        """Return the sequence that a key press begins or continues; empty if no sequence goes on so."""
        names = _names(key, character, begun)
        return next((name for name in names if any(self.continuations(name, each) for each in wheres)), "")

    def continuations(self, begun: str, where: Where) -> list[tuple[str, Command]]:
        """Return the keys that may follow *begun* in a place, each with its command."""
        return [
            (keys[len(begun) + 1 :], command)
            for (keys, at), command in self._command_by_key.items()
            if at == where and keys.startswith(f"{begun} ")
        ]

    def told_nothing(self, key: str, character: str | None, begun: str = "") -> str:
        """Return the sentence for a key that does nothing here: it says where the key does something."""
        names = _names(key, character, begun)
        label = key_name(names[-1] if character and character.isprintable() else names[0])
        found = [(where, each) for (name, where), each in self._command_by_key.items() if name in names]
        help_key = self.key("help")
        if not found:
            return f"{label} does nothing here. {help_key} shows the keys."
        command = found[0][1]
        places = [PLACES[where] for where, each in found if each is command]
        return f"{label} ({command.label}) works {' or '.join(places[:2])}. {help_key} shows the keys of this place."

    def keys(self, command: Command, where: Where | None = None) -> tuple[str, ...]:
        """Return the keys that mean *command*, in the pane *where* or in any, the first one first."""
        wheres = command.where if where is None else (where,)
        return tuple(
            key
            for key in self._keys[command.id]
            if any(self._command_by_key.get((key, each)) is command for each in wheres)
        )

    def label(self, command: Command, where: Where | None = None) -> str:
        """Return the first key of *command* as printed on a keyboard; without a key, its name."""
        keys = self.keys(command, where)
        return key_name(keys[0]) if keys else f"“{command.label}”"

    def key(self, command_id: str) -> str:
        """Return the first key of the command of that id, as printed on a keyboard."""
        return self.label(self._by_id[command_id])

    def fill(self, sentence: str) -> str:
        """Replace each `{command-id}` in *sentence* by the command's key; every message names keys so."""
        return _BLANK.sub(lambda blank: self.key(blank[1]), sentence)

    def choices(self, command_id: str) -> tuple[Choice, ...]:
        """Return the keys that may follow the command of that id."""
        return COMMAND_BY_ID[command_id].then

    def footer(self, where: Where) -> Iterable[tuple[str, str, str]]:
        """Yield id, key and label of the commands that the footer shows in a pane, those of few panes first."""
        for command in sorted(COMMANDS, key=lambda command: len(command.where & EVERYWHERE) > 2):
            is_shown = command.footer is True or (command.footer and where in command.footer)
            if is_shown and where in command.where and self.keys(command, where):
                yield command.id, self.label(command, where), command.label


_KEY_NAMES = {
    "escape": "Esc", "enter": "Enter", "space": "Space", "tab": "Tab", "pagedown": "PgDn", "pageup": "PgUp",
    "home": "Home", "end": "End", "up": "↑", "down": "↓", "left": "←", "right": "→", "backspace": "Backspace",
    "insert": "Insert", "delete": "Delete",
}  # fmt: skip
_KEY_BY_NAME = {name.casefold(): key for key, name in _KEY_NAMES.items()} | {key: key for key in _KEY_NAMES}
_FUNCTION_KEY = re.compile(r"f(?:[1-9]|1[0-9]|2[0-4])")
_LONGEST_SEQUENCE = 4
# Modifiers in the order in which Textual names them.
_MODIFIERS = ("alt", "ctrl", "shift")
# Keys for which terminals send the same bytes.
_SAME_KEY = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+left_square_bracket": "escape"}
# Textual's names of characters that differ from Unicode's.
_CHARACTER_NAMES = {"/": "slash", "\\": "backslash", "@": "at", "-": "minus", "+": "plus", "_": "underscore"}


def _names(key: str, character: str | None, begun: str) -> tuple[str, ...]:
    """Return the names under which a key press may be bound, after the keys *begun* before it."""
    names = (key, character) if character else (key,)
    return tuple(f"{begun} {name}" for name in names) if begun else names


def _meant(command_id: str) -> str:
    near = get_close_matches(command_id, COMMAND_BY_ID, 1)
    return f" Did you mean “{near[0]}”?" if near else " `reader keys` lists all commands."


def _macro_command(name: str, steps: Sequence[Command]) -> Command:
    """Return the command of a macro in the settings."""
    where = frozenset(WHERES) - {"selection"}
    return Command(name, (), name, f"Run {', '.join(each.label for each in steps)}", "Macros", where)


def key_name(key: str) -> str:
    """Return a key as printed on a keyboard: `ctrl+d` is `Ctrl+D`, `alt+left` is `Alt+←`, `g g` is `g,g`."""
    if " " in key:
        return ",".join(map(key_name, key.split(" ")))
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    name = _KEY_NAMES.get(last) or _character(last) or last
    if modifiers or _FUNCTION_KEY.fullmatch(last):
        name = name.upper() if len(name) == 1 or _FUNCTION_KEY.fullmatch(last) else name
    return "+".join([*(each.capitalize() for each in modifiers), name])


def fill_meanings(sentence: str, meanings: Mapping[str, str]) -> str:
    """Replace each `{meaning}` in *sentence* by its key; *meanings* maps the keys of a box."""
    return _BLANK.sub(lambda blank: key_name(_key_for(blank[1], meanings)), sentence)


def box_footer(meanings: Mapping[str, str], labels: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return the footer of a box: the first key of each meaning in *labels*, and its label."""
    return [("", key_name(_key_for(meaning, meanings)), label) for meaning, label in labels.items()]


def _key_for(meaning: str, meanings: Mapping[str, str]) -> str:
    return next(key for key, its in meanings.items() if its == meaning)


def parse_key(name: str) -> str:
    """Return a key as Textual names it, from that name or as printed on a keyboard; empty if it is no key.

    `Ctrl+D` is `ctrl+d`, `Esc` is `escape`, `question_mark` and `?` are `?`; `g,g` is two keys one after the other.
    """
    if len(name) > 1 and re.search("[ ,]", name):
        parts = [_one_key(each) for each in re.split("[ ,]", name)]
        return " ".join(parts) if all(parts) and len(parts) <= _LONGEST_SEQUENCE else ""
    return _one_key(name)


def _one_key(name: str) -> str:
    before, plus, last = name[:-1].rpartition("+")
    last += name[-1:]
    modifiers = before.casefold().split("+") if plus else []
    key = _single_key(last)
    if not key or not {*modifiers} <= {*_MODIFIERS} or len({*modifiers}) < len(modifiers):
        return ""
    if len(key) == 1 and modifiers == ["shift"]:
        return key.upper() if len(key.upper()) == 1 else ""
    if len(key) == 1 and modifiers:
        key = key.lower() if key.isalnum() else _character_name(key)
    key = "+".join([*sorted(modifiers), key])
    return _SAME_KEY.get(key, key)


def _single_key(name: str) -> str:
    folded = name.casefold()
    return folded if _FUNCTION_KEY.fullmatch(folded) else _KEY_BY_NAME.get(folded) or _character(name)


def _character_name(character: str) -> str:
    """Return Textual's name of a character."""
    unicode_name = unicodedata.name(character, character).lower().replace(" ", "_").replace("-", "_")
    return _CHARACTER_NAMES.get(character, unicode_name)


def _character(name: str) -> str:
    """Return the character that *name* is or names in Textual; empty if it is none that can be typed."""
    if len(name) > 1:
        typed = next((each for each, its in _CHARACTER_NAMES.items() if its == name), "")
        try:
            name = typed or unicodedata.lookup(name.replace("_", " "))
        except KeyError:
            return ""
    return name if len(name) == 1 and name.isprintable() and not name.isspace() else ""
