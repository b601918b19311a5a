"""`reader keys`: all keys of the app."""

from reader.cli.command import CliCommand, CommandGroup, Example, Options
from reader.cli.launch import opened_room
from reader.cli.printing import complain, out, out_json


def run(options: Options) -> int:
    """Print every command of the app with its keys, as they are bound."""
    from reader.view.commands import GROUPS
    from reader.view.keymap import Keymap, key_name

    with opened_room(options) as room:
        keymap = Keymap.of(room.settings)
    for problem in keymap.problems:
        complain(problem)
    if options.json:
        out_json([
            {"id": each.id, "keys": list(keymap.keys(each)), "where": sorted(each.where), "help": each.help,
             "twin": each.twin or None}
            for each in keymap.commands
        ])  # fmt: skip
        return 0
    out("The keys, the name that each command has in the settings, and what it does.\n")
    for group in (*GROUPS, *(["Macros"] if keymap.macros else [])):
        out(group)
        for each in keymap.commands:
            if each.group == group:
                out(f"  {' '.join(key_name(key) for key in keymap.keys(each)):<18} {each.id:<20} {each.help}")
        out()
    return 0


COMMAND = CliCommand(
    "keys",
    "Show all keys of the app",
    group=CommandGroup.PROGRAM,
    arguments=(),
    examples=(Example("reader keys", "Print the keys, as your settings bind them."),),
    run=run,
)
