"""`reader completions`: what a shell needs to complete command lines."""

from reader.cli.command import Argument, Command, Example, Group, Options
from reader.cli.completions import SHELLS
from reader.cli.printing import out, out_json


def run(options: Options) -> int:
    """Print the completions for a shell."""
    from reader.cli.commands import load_commands

    script = SHELLS[options.shell](load_commands())
    out_json({"shell": options.shell, "script": script}) if options.json else out(script)
    return 0


COMMAND = Command(
    "completions",
    "Print completions for bash, zsh or fish",
    group=Group.PROGRAM,
    details="Write them to where your shell looks for completions.",
    arguments=(Argument("SHELL", "The shell", choices=tuple(SHELLS)),),
    examples=(
        Example("reader completions bash > ~/.local/share/bash-completion/completions/reader", "Install for bash."),
        Example("reader completions zsh > ~/.zfunc/_reader", "Install for zsh, if ~/.zfunc is in fpath."),
        Example("reader completions fish > ~/.config/fish/completions/reader.fish", "Install for fish."),
    ),
    run=run,
)
