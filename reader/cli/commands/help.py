"""`reader help`: the same as `--help`."""

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options, UsageError, find_action


def run(options: Options) -> int:
    """Print the overview, or the help of a command or an action."""
    from reader.cli.commands import command_names, load_command, load_commands
    from reader.cli.help import overview, page
    from reader.cli.parser import meant, quoted
    from reader.cli.printing import out

    if not options.command:
        out(overview(load_commands()))
        return 0
    name, *words = options.command
    if name not in command_names():
        raise UsageError(f"There is no command {quoted(name)}.{meant(name, command_names())}")
    command, rest = find_action(load_command(name), words)
    if rest:
        names = [each.name.split()[-1] for each in command.actions]
        raise UsageError(f"“reader {command.name}” has no action {quoted(rest[0])}.{meant(rest[0], names)}")
    out(page(command))
    return 0


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
