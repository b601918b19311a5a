"""The man page, in the roff macros of man(7)."""

import re
import textwrap
from collections.abc import Iterable, Iterator

from reader import __version__
from reader.cli.command import COMMON, Argument, CliCommand, CommandGroup
from reader.cli.crash_report import FOLDER, MOST_REPORTS
from reader.cli.help import EXIT_STATUS, INTRODUCTION, described, named, shown

_ENVIRONMENT = (
    ("READER_LIBRARY", "The library to open when none is named."),
    ("READER_OFFLINE", "If it is set, as if --offline were given."),
    ("NO_COLOR", "If set, the app shows no colors."),
    ("VISUAL, EDITOR", "The editor for notes, if the settings name none."),
    ("READER_DEBUG", "If set, a bug prints its traceback, which may quote your texts; its report does not (see BUGS)."),
)
_BUGS = (
    "After a bug, reader keeps the note that was being written, ends with status 1, and names a report: versions and "
    f"places in the program, none of your texts. It is sent nowhere. The last {MOST_REPORTS} reports stay in "
    f"reading-room/{FOLDER} in your state folder, which “reader config” names. “reader manual security” says how to "
    "report a bug."
)
# A hyphen that must stay one when it is copied, and what roff would take for a command.
_SPECIAL = str.maketrans(
    {"\\": "\\e", "-": "\\-", "'": "\\(aq", "“": "\\(lq", "”": "\\(rq", "…": "...", "»": ">>", "«": "<<"}
)


def man_page(commands: Iterable[CliCommand]) -> str:
    """Return the page as roff."""
    known = tuple(commands)
    lines = [
        f'.TH READER 1 "" "reader {__version__}" "User Commands"',
        ".SH NAME", r"reader \- read, search, compare and annotate saved articles",
        ".SH SYNOPSIS",
        *_usage("reader [PATH | LINK] [--library PATH]"), ".br", *_usage("reader COMMAND …"),
        ".SH DESCRIPTION", _filled(INTRODUCTION),
        ".SH OPTIONS", *_arguments(COMMON),
    ]  # fmt: skip
    for group in CommandGroup:
        lines.append(f".SH {_text(str(group)).upper()}")
        for command in known:
            if command.group == group:
                lines += _command(command)
    lines += [".SH EXIT STATUS", _filled(EXIT_STATUS), ".SH ENVIRONMENT"]
    for name, meaning in _ENVIRONMENT:
        lines += [".TP", f".B {_text(name)}", _filled(meaning)]
    lines += [".SH BUGS", _filled(_BUGS)]
    lines += [".SH SEE ALSO", _filled("“reader manual” opens the manual; “reader COMMAND --help” explains a command.")]
    return "\n".join(lines)


def _command(command: CliCommand) -> Iterator[str]:
    yield f".SS {_text(f'reader {command.name}')}"
    yield _filled(f"{command.summary}.")
    yield ".PP"
    yield from _usage(f"{command.usage} [OPTION…]")
    if command.details:
        yield ".PP"
        yield _filled(command.details)
    yield from _arguments(shown(command.arguments))
    if command.examples and not command.actions:
        yield from (".PP", "Examples:")
        for each in command.examples:
            yield from (".TP", f".B {_text(each.line)}", _filled(each.meaning))
    for action in command.actions:
        yield from _command(action)


def _arguments(arguments: Iterable[Argument]) -> Iterator[str]:
    for each in arguments:
        yield from (".TP", f".B {_text(named(each))}", _filled(described(each)))


def _usage(text: str) -> Iterator[str]:
    yield f".B {_text(text)}"


def _text(text: str) -> str:
    """Return text that roff prints as it is."""
    return re.sub(r"\s+", " ", text).strip().translate(_SPECIAL)


def _filled(text: str) -> str:
    """Return text for the page, wrapped as roff files are."""
    lines = textwrap.wrap(_text(text), 79, break_long_words=False, break_on_hyphens=False)
    # roff would take a line that begins with a dot for a request.
    return "\n".join(f"\\&{each}" if each.startswith(".") else each for each in lines)
