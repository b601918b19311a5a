"""`reader index`: bring the index and the evidence up to date with the files."""

import dataclasses
from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options, named_path
from reader.cli.launch import opened_room
from reader.cli.printing import complain, flush, out, out_json, say

if TYPE_CHECKING:
    from reader.room import Progress

# Seconds; the first index of a very large library takes an hour.
_PATIENCE = 3_600.0


def run(options: Options) -> int:
    """Look for new, changed and deleted files."""

    def tell(progress: "Progress") -> None:
        if options.progress:
            out_json(dataclasses.asdict(progress), indent=None)
            flush()
        elif progress.told:
            say(progress.told)

    with opened_room(options) as room:
        for problem in () if options.progress else room.problems:
            complain(problem)
        if options.rebuild:
            room.session.caches.forget()
        # The app waits for the run of another window, and then shows what that one found.
        patience = _PATIENCE if options.progress else 0.0
        # With known changes, everything else was checked before.
        done = room.index(tell, known=options.known, verify=not options.known, patience=patience)
        articles = len(room.catalog)
    if options.json:
        counts = {"added": done.added, "updated": done.updated, "dropped": done.dropped, "indexed": done.indexed}
        counts["moved"] = len(done.moved)
        out_json(counts | {"articles": articles, "problems": done.problems})
    elif not options.progress:
        moved = f", {len(done.moved):,} moved" if done.moved else ""
        out(f"{articles:,} articles: {done.added:,} new, {done.updated:,} changed, {done.dropped:,} gone{moved}.")
    # What could not be written was reported at the time.
    return int(bool(done.problems))


COMMAND = CliCommand(
    "index",
    "Look for new, changed and deleted files",
    group=CommandGroup.LIBRARY,
    details="The app and every command do this automatically. No article is changed; a moved file keeps its notes.",
    arguments=(
        Argument("--rebuild", "Delete the caches and build them again"),
        Argument("--known", "Look at this file first", "FILE", read=named_path, is_repeated=True, is_hidden=True),
        Argument("--progress", "Print a line of JSON for each step", is_hidden=True),
    ),
    examples=(
        Example("reader index", "Bring the index up to date."),
        Example("reader index --rebuild", "Read every file again."),
    ),
    run=run,
)
