"""`reader list`: the articles of the library."""

from reader.cli.command import Argument, CliCommand, Example, Options
from reader.cli.forms import EMPTY_LIBRARY, article_json, listed
from reader.cli.launch import current_room
from reader.cli.printing import out, out_json
from reader.library.catalog import ORDERS


def run(options: Options) -> int:
    """Print the list."""
    with current_room(options) as room:
        entries = [*room.articles(options.sort, with_problem=options.problems)]
        if options.json:
            notes = room.notebook.counts()
            out_json([article_json(each, room.state.of(each.id), notes.get(each.id, 0)) for each in entries])
            return 0
    for entry in entries:
        out(entry.id if options.ids else listed(entry))
    if not entries and not options.ids:
        out("No article has a problem." if options.problems else EMPTY_LIBRARY)
    return 0


COMMAND = CliCommand(
    "list",
    "List the articles",
    arguments=(
        Argument("--sort", "Order of the list", "ORDER", default="date", choices=tuple(ORDERS)),
        Argument("--ids", "Print only the ids"),
        Argument("--problems", "Only articles with whose files something was wrong, and what"),
    ),
    examples=(
        Example("reader list", "List all articles, the newest first."),
        Example("reader list --sort length", "List the longest articles first."),
        Example("reader list --ids", "Print the ids alone, one a line, for other programs."),
        Example("reader list --json", "Print every fact of every article as JSON."),
    ),
    run=run,
)
