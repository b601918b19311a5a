"""`reader diff`: what changed between two versions of a page."""

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options, whole_number
from reader.cli.commands.compare import run as compare
from reader.cli.launch import current_room


def run(options: Options) -> int:
    """Show what changed between an article and the version before it, or else the one after it."""
    with current_room(options) as room:
        earlier, later = room.versions(options.article)
    return compare(Options(**vars(options) | {"article": earlier, "other": later, "only_different": True}))


COMMAND = CliCommand(
    "diff",
    "Show what changed between two versions of a page",
    group=CommandGroup.COMPARISON,
    details="A page that was added again with another text is a version of the article that was there.",
    arguments=(
        Argument("ARTICLE", "The id of one of the versions", completes="article"),
        Argument("--width", "Wrap lines at this column", "COLUMNS", default=78, read=whole_number),
    ),
    examples=(Example("reader diff ferry-2", "Show what the second version of a page says differently."),),
    run=run,
)
