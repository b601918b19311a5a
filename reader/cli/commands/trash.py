"""`reader trash`: list and restore removed articles."""

from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options
from reader.cli.forms import removed_json
from reader.cli.launch import bring_up_to_date, opened_room
from reader.cli.printing import out, out_json
from reader.library.errors import ReaderError

if TYPE_CHECKING:
    from reader.room import ReadingRoom
    from reader.room.trash import RemovedArticle


def run(options: Options) -> int:
    """List the trash, the last removed article first."""
    from reader.view.library_rows import removal_facts

    with opened_room(options) as room:
        found = room.trash.all()
    if options.json:
        out_json([removed_json(each) for each in found])
        return 0
    for each in found:
        out(f"{each.title}\n  {removal_facts(each)}  [{each.id}]")
    out("\nBring one back: reader trash restore ARTICLE" if found else "The trash is empty.")
    return 0


def _restore(options: Options) -> int:
    with opened_room(options) as room:
        return _brought_back(options, room, [room.trash.find(each) for each in options.article])


def _undo(options: Options) -> int:
    with opened_room(options) as room:
        found = room.trash.all()[:1]
        if not found:
            raise ReaderError("The trash is empty: there is nothing to undo.")
        return _brought_back(options, room, found)


def _brought_back(options: Options, room: "ReadingRoom", removed: "list[RemovedArticle]") -> int:
    for each in removed:
        room.trash.restore(each)
    bring_up_to_date(room)
    if options.json:
        out_json([removed_json(each) for each in removed])
    else:
        for each in removed:
            out(f"“{each.title}” is back.")
    return 0


COMMAND = CliCommand(
    "trash",
    "List the articles that were removed, and bring them back",
    group=CommandGroup.LIBRARY,
    details="The trash is the folder .trash of the library. To delete what is in it for good, delete that folder.",
    arguments=(),
    examples=(Example("reader trash", "List what was removed."),),
    run=run,
    actions=(
        CliCommand(
            "trash list", "List what was removed", (), (Example("reader trash", "List what was removed."),), run
        ),
        CliCommand(
            "trash restore",
            "Bring removed articles back, with their notes",
            (Argument("ARTICLE", "The id of an article in the trash", is_repeated=True),),
            (Example("reader trash restore aircraft-over-aleppo", "Bring an article back."),),
            _restore,
        ),
        CliCommand(
            "trash undo",
            "Bring back the article that was removed last",
            (),
            (Example("reader trash undo", "Undo the last removal."),),
            _undo,
        ),
    ),
)
