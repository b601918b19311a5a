"""The declaration of one command; parser, help, manual, man page and completions follow from it."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from types import SimpleNamespace
from typing import Literal, NamedTuple

# The values of a command's arguments, each under the key of its argument.
Options = SimpleNamespace


class CommandGroup(StrEnum):
    """The groups of commands in the help, in this order."""

    READING = "Read and search"
    COMPARISON = "Cross-reference and compare"
    NOTES = "Notes and quotations"
    LIBRARY = "Library"
    PROGRAM = "Help and settings"


# What a value names, for completion.
Completion = Literal["", "file", "folder", "article", "note", "search"]


class UsageError(Exception):
    """A wrong command line; `str()` is one sentence for the user, and the exit status is 2."""


def whole_number(text: str) -> int:
    """Read a number of 1 or more. Raises: ValueError."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0
    if number < 1:
        raise ValueError("a whole number, 1 or more")
    return number


def named_path(text: str) -> Path:
    """Read a path. Raises: ValueError for an empty text, which pathlib takes for this folder."""
    if not text:
        raise ValueError("a path")
    return Path(text)


# No dataclasses: they import `inspect`, which would delay the first picture.
class Argument(NamedTuple):
    """One argument of a command: an option if its *name* begins with `--`, else a word in its place.

    *read* turns a word into a value and raises ValueError with what it takes ("a whole number"). *choices* may be a
    function, for those that a room declares: it is imported only when they are needed.
    """

    name: str
    help: str = ""
    # What stands for the value in the usage; an option without it is a flag.
    value: str = ""
    default: object = None
    read: Callable[[str], object] = str
    choices: Sequence[str] | Callable[[], Sequence[str]] = ()
    # A word: may it be missing, may there be several? An option: may it be given several times?
    is_optional: bool = False
    is_repeated: bool = False
    # An option that may not be missing.
    is_required: bool = False
    # A flag that also has a `--no-` form; without either its value is the default.
    has_opposite: bool = False
    # How many words an option takes.
    words: int = 1
    # Words of a query may begin with a hyphen.
    is_query: bool = False
    completes: Completion = ""
    is_hidden: bool = False

    @property
    def is_option(self) -> bool:
        """Whether it is given by its name."""
        return self.name.startswith("--")

    @property
    def is_flag(self) -> bool:
        """Whether it is an option without a value."""
        return self.is_option and not self.value

    @property
    def key(self) -> str:
        """Where its value is in the options."""
        return self.name.lstrip("-").lower().replace("-", "_")

    @property
    def known_choices(self) -> tuple[str, ...]:
        """The values that it may have; empty if it may have any."""
        return tuple(self.choices() if callable(self.choices) else self.choices)

    @property
    def spelled(self) -> tuple[str, ...]:
        """The names that an option is given by."""
        return (self.name, f"--no-{self.name[2:]}") if self.has_opposite else (self.name,)

    @property
    def usage(self) -> str:
        """How it is written in a usage line."""
        if self.is_option:
            shown = " | ".join(self.spelled) + (f" {self.value}" if self.value else "")
            return shown if self.is_required else f"[{shown}]"
        shown = self.name + ("…" if self.is_repeated else "")
        return f"[{shown}]" if self.is_optional else shown


LIBRARY = Argument("--library", "Open this library or folder", "PATH", read=named_path, completes="folder")
JSON = Argument("--json", "Print JSON for programs")
OFFLINE = Argument("--offline", "Let nothing leave this machine, not even an address that you open")
# What every command takes, also before its name.
COMMON = (LIBRARY, JSON, OFFLINE)


class Example(NamedTuple):
    """A command line that works on the bundled library, and what it does."""

    line: str
    meaning: str


class CliCommand(NamedTuple):
    """A command, or one action of a command (`reader notes add`).

    *summary* is an imperative without a full stop. *run* returns the exit status: 0 done, 1 nothing found or refused.
    A command with *actions* does what the first of them does where none is named.
    """

    name: str
    summary: str
    arguments: tuple[Argument, ...]
    examples: tuple[Example, ...]
    run: Callable[[Options], int]
    group: CommandGroup = CommandGroup.READING
    details: str = ""
    actions: tuple["CliCommand", ...] = ()
    # Of each set of options only one may be given.
    exclusive: tuple[tuple[str, ...], ...] = ()
    common: tuple[Argument, ...] = COMMON

    @property
    def options(self) -> tuple[Argument, ...]:
        """What is given by name, the common options last."""
        return (*(each for each in self.arguments if each.is_option), *self.common)

    @property
    def places(self) -> tuple[Argument, ...]:
        """What is given by its place."""
        return tuple(each for each in self.arguments if not each.is_option)

    @property
    def usage(self) -> str:
        """How it is called, without its options."""
        needed = (each for each in self.arguments if (not each.is_option or each.is_required) and not each.is_hidden)
        return " ".join(("reader", self.name, *(each.usage for each in needed)))


def action_of(command: CliCommand, name: str) -> CliCommand | None:
    """Return the action of that name, None if *command* has none."""
    return next((each for each in command.actions if each.name == f"{command.name} {name}"), None)


def find_action(command: CliCommand, words: list[str]) -> tuple[CliCommand, list[str]]:
    """Return the action that *words* begin with, after common options, and the others; the command if it is none."""
    at = 0
    while at < len(words) and words[at].partition("=")[0] in {each.name for each in COMMON}:
        at += 2 if words[at] == LIBRARY.name else 1
    action = action_of(command, words[at]) if at < len(words) else None
    return (action, words[:at] + words[at + 1 :]) if action else (command, words)
