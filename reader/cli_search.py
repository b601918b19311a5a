"""What `reader search` does."""

import argparse
import sys

from reader.cli_room import up_to_date
from reader.errors import ReaderError
from reader.printing import listed, marked, out, out_json, search_json
from reader.room import ReadingRoom


def search(options: argparse.Namespace, room: ReadingRoom) -> int:
    """Search the library."""
    up_to_date(room)
    answer = room.search(" ".join(options.query), limit=options.limit, sort=options.sort)
    if answer.results.problem:
        raise ReaderError(answer.results.problem)
    if options.json:
        out_json(search_json(answer))
    elif options.ids:
        for found in answer.found:
            out(found.entry.id)
    else:
        for told in answer.results.lines:
            out(f"({told})")
        for found in answer.found:
            out(f"{listed(found.entry)}\n  {marked(found)}\n")
        if not answer.found:
            out("Nothing is found.", sys.stderr)
    return 0 if answer.found else 1
