"""`reader event`: the articles about one event, and the figures that they give."""

import shutil
from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options
from reader.cli.forms import listed, record_json
from reader.cli.launch import current_room
from reader.cli.printing import is_shown, out, out_json, say
from reader.view.ledger_rows import COLUMNS, ledger_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.catalog import CatalogEntry
    from reader.related.ledger import LedgerRow
    from reader.room import ReadingRoom

FORMATS = ("table", "markdown", "csv", "json")


def run(options: Options) -> int:
    """List the articles in time order, or the ledger of their figures."""
    with current_room(options) as room:
        dossier = room.references.event(options.article)
        if options.ledger:
            return _ledger(options, room, dossier)
    if options.json:
        out_json([record_json(each) for each in dossier])
    else:
        for entry in dossier:
            out(f"{'»' if entry.id == options.article else ' '} {listed(entry)}".replace("\n", "\n  "))
        if len(dossier) < 2:
            say("No other article in this library is about the same event.")
    return 0 if len(dossier) > 1 else 1


def _ledger(options: Options, room: "ReadingRoom", dossier: "Sequence[CatalogEntry]") -> int:
    from reader.related.ledger import filter_rows, sort_rows

    every = room.references.ledger([each.id for each in dossier])
    rows = sort_rows(filter_rows(every, speaker=options.speaker, event=options.happened), options.sort)
    if options.json or options.format == "json":
        out_json([_row_json(row) for row in rows])
    elif rows:
        out(_printed(rows, options.format or ("table" if is_shown() else "markdown")))
    else:
        say("No figure matches." if every else "The articles on this event give no figures.")
    return 0 if rows else 1


def _printed(rows: "Sequence[LedgerRow]", form: str) -> str:
    from reader.related.ledger import format_csv, format_markdown

    if form == "table":
        return "\n".join(ledger_lines(rows, shutil.get_terminal_size().columns))
    return (format_csv if form == "csv" else format_markdown)(rows).removesuffix("\n")


def _row_json(row: "LedgerRow") -> dict[str, object]:
    return {
        "counted": row.counted,
        "value": row.value,
        "number": row.number,
        "low": row.low,
        "high": row.high,
        "bound": row.bound,
        "event": row.event or None,
        "said_by": row.said_by or None,
        "via": row.via or None,
        "denied_by": row.denied_by or None,
        "day": row.day or None,
        "standing": row.standing or None,
        "site": row.site or None,
        "published": row.published or None,
        "article": row.article,
        "start": row.start,
        "end": row.end,
        "copies": row.copies,
    }


COMMAND = CliCommand(
    "event",
    "List the articles about one event in time order, or the figures that they give",
    group=CommandGroup.COMPARISON,
    arguments=(
        Argument("ARTICLE", "The id of an article about the event", completes="article"),
        Argument(
            "--ledger", "Print the figures: what is counted, what happened, the number, who says so, where and when"
        ),
        Argument("--speaker", "With --ledger: only figures of speakers with this in their name", "NAME", default=""),
        Argument("--happened", "With --ledger: only figures of this event, as a verb: kill, leave", "VERB", default=""),
        Argument("--sort", "With --ledger: order by this column", "COLUMN", default="counted", choices=COLUMNS),
        Argument(
            "--format",
            "With --ledger: how to print it; a table on a terminal, else Markdown, if nothing is given",
            "FORMAT",
            default="",
            choices=FORMATS,
        ),
    ),
    examples=(
        Example("reader event evacuation-of-eastern-aleppo", "List the articles about the same event."),
        Example("reader event evacuation-of-eastern-aleppo --ledger", "Print the figures as a table."),
        Example("reader event evacuation-of-eastern-aleppo --ledger --sort number --format csv", "As CSV, by number."),
    ),
    run=run,
)
