"""`reader init`: make a library."""

import os
import shlex
from pathlib import Path

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options, UsageError, named_path
from reader.cli.printing import asked, has_terminal, out, out_json


def run(options: Options) -> int:
    """Make it, and say how to fill and open it; ask for a title if none is given and a person can answer."""
    from reader.library.folder import full_path
    from reader.room.libraries import LibraryShelf, make_library
    from reader.room.settings import user_places

    folder: Path = options.folder or Path.cwd()
    if full_path(folder) == Path.home():
        raise UsageError("Your home folder cannot be a library. Name a folder: reader init FOLDER.")
    proposed = full_path(folder).name.replace("-", " ").replace("_", " ").strip().capitalize()
    may_ask = has_terminal() and not options.json and not os.path.lexists(folder / "library.yaml")
    title = options.title or (asked("Title of the library?", proposed) if may_ask else proposed)
    library = make_library(folder, title, options.language)
    LibraryShelf(user_places()).note_opened(library.root)
    if options.json:
        out_json({"path": str(library.root), "title": library.title, "language": library.language})
        return 0
    shown = shlex.quote(str(library.root))
    out(f"The library “{library.title}” was made in {library.root}.\n")
    out(f"  reader add FILE… --library {shown}\n      Add pages, folders or exports of other programs.")
    out(f"  reader {shown}\n      Open it.")
    return 0


COMMAND = CliCommand(
    "init",
    "Make a library in a folder",
    group=CommandGroup.LIBRARY,
    details="Files in the folder are left alone; add them to make articles of them.",
    arguments=(
        Argument(
            "FOLDER", "The folder, which is made if it is missing; the current one if none is named",
            is_optional=True, read=named_path, completes="folder",
        ),
        Argument("--title", "The title of the library; asked for if it is not given", "TITLE", default=""),
        Argument("--language", "The language of most of its articles, such as en or ar", "CODE", default=""),
    ),
    examples=(
        Example('reader init new-library --title "The winter of 2016"', "Make a library."),
        Example("reader init", "Make the current folder a library; its title is asked for."),
    ),
    run=run,
)  # fmt: skip
