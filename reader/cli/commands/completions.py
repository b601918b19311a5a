"""`reader completions`: the shell's completions of commands, options and ids."""

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options
from reader.cli.printing import out, out_json

_SHELLS = ("bash", "zsh", "fish")


def run(options: Options) -> int:
    """Print the completions for a shell; with words, what the last of them may become."""
    from reader.cli.completions import SCRIPTS, complete

    if options.word:
        for name, meaning in complete(options.word):
            out(f"{name}\t{meaning}" if meaning else name)
    elif options.json:
        out_json({"shell": options.shell, "script": SCRIPTS[options.shell]})
    else:
        out(SCRIPTS[options.shell])
    return 0


COMMAND = CliCommand(
    "completions",
    "Print completions for bash, zsh or fish",
    group=CommandGroup.PROGRAM,
    details="Write them to where your shell looks for completions. They complete commands, options, their values, and "
    "the ids of articles and notes.",
    arguments=(
        Argument("SHELL", "The shell", choices=_SHELLS),
        Argument("WORD", "After --, the words to complete", is_optional=True, is_repeated=True, is_hidden=True),
    ),
    examples=(
        Example("reader completions bash > ~/.local/share/bash-completion/completions/reader", "Install for bash."),
        Example("reader completions zsh > ~/.zfunc/_reader", "Install for zsh, if ~/.zfunc is in fpath."),
        Example("reader completions fish > ~/.config/fish/completions/reader.fish", "Install for fish."),
    ),
    run=run,
)
