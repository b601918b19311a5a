"""`reader export`: the whole library as one zip archive."""

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options, named_path
from reader.cli.launch import opened_room
from reader.cli.printing import complain, out, out_json


def run(options: Options) -> int:
    """Write the archive."""
    with opened_room(options) as room:
        exported = room.export_library(options.file)
    for problem in exported.problems:
        complain(problem)
    if options.json:
        out_json({
            "path": str(options.file), "articles": exported.articles, "files": exported.files,
            "problems": [*exported.problems],
        })  # fmt: skip
    else:
        out(f"{exported.articles:,} articles, {exported.files:,} files in {options.file}.")
    return int(bool(exported.problems))


COMMAND = CliCommand(
    "export",
    "Write the whole library to one zip archive",
    group=CommandGroup.LIBRARY,
    details="Articles, originals, notes, names, what was read and starred, and saved searches. "
    "`reader add` of the archive into an empty library makes the same library again; into another one it adds what is "
    "missing and writes over nothing.",
    arguments=(Argument("FILE", "The archive to write", read=named_path, completes="file"),),
    examples=(Example("reader export my-library.zip", "Write the library to my-library.zip."),),
    run=run,
)
