"""The commands, one module each: a command's name is its module's, so that only the chosen one is imported."""

from functools import cache
from importlib import import_module

from reader.cli.command import CliCommand


@cache
def command_names() -> tuple[str, ...]:
    """Return the names of all commands, by the files of this folder; nothing is imported."""
    import pkgutil

    return tuple(sorted(each.name for each in pkgutil.iter_modules(__path__)))


def load_command(name: str) -> CliCommand:
    """Import a command of `command_names`."""
    command: CliCommand = import_module(f"{__name__}.{name}").COMMAND
    return command


def load_commands() -> tuple[CliCommand, ...]:
    """Import all commands."""
    return tuple(load_command(name) for name in command_names())
