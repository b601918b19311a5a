"""`reader remove`: move articles to the library's trash, with their originals and notes."""

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options
from reader.cli.forms import removed_json
from reader.cli.launch import bring_up_to_date, current_room
from reader.cli.printing import out, out_json, report


def run(options: Options) -> int:
    """Remove the articles and print each; stop with the reason at the first that cannot be removed."""
    from reader.text.plurals import count

    done: list[dict[str, object]] = []
    with current_room(options) as room:
        # All must exist before the first one is removed.
        ids = dict.fromkeys(room.article(each).id for each in options.article)
        for each in ids:
            removed = room.trash.remove(each)
            done.append(removed_json(removed))
            if not options.json:
                notes = f" with {count(removed.notes, 'note')}" if removed.notes else ""
                report(f"Removed “{removed.title}”{notes}.")
        bring_up_to_date(room)
    if options.json:
        out_json(done)
    else:
        out("Bring the last one back: reader trash undo")
    return 0


COMMAND = CliCommand(
    "remove",
    "Remove articles: they go to the trash with their notes",
    group=CommandGroup.LIBRARY,
    details="Nothing is deleted: “reader trash” lists what was removed and brings it back. The files of a folder that "
    "is read in place are never touched.",
    arguments=(Argument("ARTICLE", "The id of an article", is_repeated=True, completes="article"),),
    examples=(
        Example("reader remove deir-ezzor", "Remove an article, its original and its notes."),
        Example("reader remove eastern-ghouta-and-douma palmyra --json", "Remove two, and print where they are."),
    ),
    run=run,
)
