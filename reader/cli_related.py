"""What the commands that cross-reference do."""

import argparse
import sys

from reader.cli_room import up_to_date
from reader.printing import listed, out, out_json, related_json
from reader.room import ReadingRoom


def related(options: argparse.Namespace, room: ReadingRoom) -> int:
    """List the articles that bear on one, with the evidence."""
    up_to_date(room)
    room.article(options.id)
    crossrefs = room.related(options.id, options.limit)
    entries = {each.id: room.catalog.entry(each.id) for each in crossrefs}
    if options.json:
        out_json(related_json(crossrefs, {key: entry.title for key, entry in entries.items() if entry}))
    else:
        for each in crossrefs:
            entry = entries[each.id]
            reasons = "\n".join(f"    {piece.text}" for piece in each.evidence)
            out(f"{listed(entry) if entry else each.id}\n{reasons}\n")
        if not crossrefs:
            out("Nothing in this library bears on it.", sys.stderr)
    return 0 if crossrefs else 1
