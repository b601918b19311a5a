"""`reader libraries`: the libraries that were opened on this machine, the user's own and the samples."""

from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options, named_path
from reader.cli.printing import out, out_json
from reader.library.errors import ReaderError
from reader.library.safe_text import line

if TYPE_CHECKING:
    from reader.room.libraries import KnownLibrary


def run(options: Options) -> int:
    """Print the list; or drop a library from it."""
    from reader.cli.launch import chosen_library
    from reader.room.libraries import LibraryShelf
    from reader.room.settings import user_places
    from reader.view.library_rows import library_facts

    shelf = LibraryShelf(user_places())
    if options.forget:
        return _forget(options, shelf.titled(str(options.forget)) or options.forget)
    current = chosen_library(options).path.absolute()
    known = list(shelf.all())
    if options.json:
        out_json([_json(each, is_current=each.path == current) for each in known])
        return 0
    for each in known:
        out(f"{'*' if each.path == current else ' '} {each.title}\n    {library_facts(each)}\n    {each.path}")
    out("\n* opens when no library is named. Open another one: reader PATH. Make one: reader init FOLDER.")
    return 0


def _json(known: "KnownLibrary", *, is_current: bool) -> dict[str, object]:
    return {
        "path": str(known.path), "title": known.title, "articles": None if known.problem else known.articles,
        "in_place": known.in_place, "opened": known.opened or None, "opens_next": is_current,
        "problem": known.problem or None,
    }  # fmt: skip


def _forget(options: Options, path: Path) -> int:
    from reader.room.libraries import LibraryShelf
    from reader.room.settings import user_places

    if not LibraryShelf(user_places()).forget(path):
        raise ReaderError(f"{line(str(path))} is not in the list of libraries.")
    if options.json:
        out_json({"path": str(path.absolute()), "forgotten": True})
    else:
        out(f"{path} was dropped from the list. Nothing in it was deleted.")
    return 0


COMMAND = CliCommand(
    "libraries",
    "List your libraries, the one opened last first",
    group=CommandGroup.LIBRARY,
    details="Its title in this list can stand for the path of a library, as in --library TITLE or reader TITLE.",
    arguments=(
        Argument(
            "--forget", "Drop a library from this list; nothing in it is deleted", "PATH",
            read=named_path, completes="folder",
        ),
    ),
    examples=(
        Example("reader libraries", "List the libraries, and which one opens next."),
        Example("reader list --library my-library", "Name a library, by its folder or by its title."),
    ),
    run=run,
)  # fmt: skip
