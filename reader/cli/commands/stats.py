"""`reader stats`: count what is in the library."""

from reader.cli.command import CliCommand, CommandGroup, Example, Options
from reader.cli.launch import current_room
from reader.cli.printing import out, out_json

# As much of a date as names a day; an article may say only its year or month.
_DAY = len("2016-12-15")


def run(options: Options) -> int:
    """Print the counts. The exit status is 1 for a library without articles."""
    with current_room(options) as room:
        entries = tuple(room.articles())
        notes = len(room.notes.all())
    days = sorted({day for each in entries if len(day := (each.record.published or "")[:_DAY]) == _DAY})
    counts = {
        "articles": len(entries),
        "words": sum(each.words for each in entries),
        "sites": len({each.record.site for each in entries if each.record.site}),
        "days": len(days),
        "notes": notes,
    }
    if options.json:
        out_json(counts)
    else:
        for name, number in counts.items():
            span = f"  ({days[0]} to {days[-1]})" if name == "days" and days else ""
            out(f"{name:<8} {number:>9,}{span}")
    return 0 if entries else 1


COMMAND = CliCommand(
    "stats",
    "Count articles, words, sites, days and notes",
    group=CommandGroup.LIBRARY,
    details="The days are those on which articles were published.",
    arguments=(),
    examples=(
        Example("reader stats", "Count what is in the library."),
        Example("reader stats --json", "Print the counts as JSON."),
    ),
    run=run,
)
