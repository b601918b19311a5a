"""`reader add`: files and folders of pages become articles."""

from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options, named_path
from reader.cli.launch import opened_room
from reader.cli.printing import complain, out_json, report
from reader.library.errors import ReaderError

if TYPE_CHECKING:
    from reader.ingest.accession import AddedFile


def run(options: Options) -> int:
    """Add the files; what became of each is printed as it is known, and in the JSON also where adding ends early."""
    results: list[AddedFile] = []
    failure = None
    with opened_room(options) as room:
        try:
            for each in room.add(options.file):
                results.append(each)
                if not options.json:
                    report(_line(each))
        except ReaderError as error:
            if not results:
                raise
            failure = error
        if room.index_follows:
            complain("Another window is indexing this library and will index the new articles next.")
    if options.json:
        out_json([{"path": each.path, "result": each.result, "id": each.id, "reason": each.reason} for each in results])
    if failure is not None:
        complain(str(failure))
    return int(not results or failure is not None or any(each.result == "refused" for each in results))


def _line(added: "AddedFile") -> str:
    name = f"  [{added.id}]" if added.id else ""
    return f"{added.result:>8}  {added.path}{name}" + (f": {added.reason}" if added.reason else "")


COMMAND = CliCommand(
    "add",
    "Add files and folders of saved pages to the library",
    group=CommandGroup.LIBRARY,
    details="Pages become articles; the originals are kept byte for byte. No page is added twice.",
    arguments=(Argument("FILE", "A page, or a folder of pages", is_repeated=True, read=named_path, completes="file"),),
    examples=(
        Example("reader add page.html saved-pages/", "Add a page, and every page of a folder."),
        Example(
            "reader add page.html --json", "Print the result for each file: added, same, version, links or refused."
        ),
    ),
    run=run,
)
