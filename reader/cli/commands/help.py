"""`reader help`: the same as `--help`."""

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options


def run(options: Options) -> int:
    """Print the overview, or the help of a command or an action."""
    from reader.cli.main import main

    return main([*options.command, "--help"])


COMMAND = CliCommand(
    "help",
    "Explain a command",
    group=CommandGroup.PROGRAM,
    arguments=(Argument("COMMAND", "A command, and its action", is_optional=True, is_repeated=True),),
    examples=(
        Example("reader help search", "Explain a command."),
        Example("reader help notes export", "Explain an action."),
    ),
    run=run,
    common=(),
)
