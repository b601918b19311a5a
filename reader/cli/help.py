"""The help of the command line: an overview of all commands, and a page for each."""

import shutil
import textwrap
from collections.abc import Iterable, Iterator

from reader.cli.command import COMMON, Argument, CliCommand, CommandGroup

INTRODUCTION = (
    "A terminal reading room for people who keep articles. Without a command, it opens your library; with a folder, "
    "it opens the articles in it, in place."
)
USAGE = ("reader [PATH | LINK] [--library PATH]", "reader COMMAND …")
EXIT_STATUS = "0 done; 1 nothing found, or refused with a sentence; 2 wrong usage; 130 interrupted."
_MARGIN = "  "


def overview(commands: Iterable[CliCommand]) -> str:
    """Return what `reader --help` prints."""
    known = tuple(commands)
    lines = [
        _filled(INTRODUCTION),
        "",
        *(f"{'Usage:' if not at else '      '} {each}" for at, each in enumerate(USAGE)),
    ]
    for group in CommandGroup:
        lines += ["", group, *_table((each.name, each.summary) for each in known if each.group == group)]
    options = (*COMMON, Argument("--version", "Print the version"), Argument("--help", "Print help"))
    lines += ["", "Options", *_table((named(each), each.help) for each in options)]
    lines += ["", "“reader COMMAND --help” explains a command; “reader manual” opens the manual."]
    return "\n".join(lines)


def page(command: CliCommand) -> str:
    """Return what `reader COMMAND --help` prints."""
    lines = [_filled(f"{command.summary}."), "", *_usage(command)]
    if command.details:
        lines += ["", _filled(command.details)]
    if command.actions:
        lines += ["", "Actions", *_table((each.name.split()[-1], each.summary) for each in command.actions)]
    for heading, arguments in (("Arguments", shown(command.places)), ("Options", shown(command.options))):
        if arguments:
            lines += ["", heading, *_table((named(each), described(each)) for each in arguments)]
    if command.examples:
        lines += ["", "Examples"]
        lines += [
            line for each in command.examples for line in (f"{_MARGIN}{each.line}", f"{_MARGIN * 3}{each.meaning}")
        ]
    return "\n".join(lines)


def shown(arguments: Iterable[Argument]) -> tuple[Argument, ...]:
    """Return the arguments that are for people."""
    return tuple(each for each in arguments if not each.is_hidden)


def described(argument: Argument) -> str:
    """Return the help of an argument, with its choices and its default."""
    parts = [argument.help]
    if argument.known_choices:
        parts.append(f"one of {', '.join(argument.known_choices)}")
    if argument.default not in {None, ""}:
        parts.append(f"default: {argument.default}")
    elif argument.is_repeated and argument.is_option:
        parts.append("may be repeated")
    return "; ".join(each for each in parts if each)


def named(argument: Argument) -> str:
    """Return how an argument is given: an option with its opposite and its value."""
    return ", ".join(argument.spelled) + (f" {argument.value}" if argument.value else "")


def _usage(command: CliCommand) -> Iterator[str]:
    yield f"Usage: {command.usage} [OPTION…]"
    if command.actions:
        yield f"       reader {command.name} ACTION …"


def _width() -> int:
    return max(40, min(shutil.get_terminal_size().columns, 100))


def _filled(text: str) -> str:
    return textwrap.fill(text, _width(), break_on_hyphens=False)


def _table(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield rows of two columns; a long first cell has its line to itself."""
    cells = tuple(rows)
    column = 2 + max((len(name) for name, _ in cells if len(name) <= 22), default=20)
    for name, text in cells:
        lead = _MARGIN + name.ljust(column)
        indent = " " * (len(_MARGIN) + column)
        if len(name) > column - 2:
            yield _MARGIN + name
            lead = indent
        yield (
            textwrap.fill(text, _width(), initial_indent=lead, subsequent_indent=indent, break_on_hyphens=False)
            if text
            else lead.rstrip()
        )
