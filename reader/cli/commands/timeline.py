"""`reader timeline`: the library or a search along the days of publishing."""

from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options, named_path
from reader.cli.forms import EMPTY_LIBRARY
from reader.cli.launch import current_room
from reader.cli.printing import out, out_json, say
from reader.library.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.catalog import CatalogEntry
    from reader.room import ReadingRoom
    from reader.view.timeline import TimelineDay

_MOST = 5_000


def run(options: Options) -> int:
    """Print the days, or draw them."""
    from reader.view.timeline import timeline, timeline_svg

    query = " ".join(options.query)
    with current_room(options) as room:
        entries = _entries(room, query)
        events = room.references.day_events(entries)
        days = timeline(entries, room.session.names.heading_by_spelling(), events)
        title = query or room.library.title
    if not days and not options.json:
        say("Nothing found." if query else EMPTY_LIBRARY)
        return 1
    if options.svg is not None:
        from reader.library.atomic_file import write_text

        write_text(options.svg, timeline_svg(title, days))
    if options.json:
        out_json([_day_json(each) for each in days])
    elif options.svg is not None:
        out(f"Drawn in {options.svg}.")
    else:
        _print(days)
    return 0 if days else 1


def _day_json(each: "TimelineDay") -> dict[str, object]:
    events = [
        {"article": one.article, "start": one.start, "end": one.end, "words": one.words, "copies": one.copies}
        for one in each.events
    ]
    articles = [entry.id for entry in each.entries]
    return {"day": each.day or None, "articles": articles, "names": list(each.names), "events": events}


def _print(days: "Sequence[TimelineDay]") -> None:
    from reader.view.timeline import day_line, event_line

    most = max((len(each.entries) for each in days), default=0)
    for each in days:
        out(day_line(each, most))
        for entry in each.entries:
            out(f"    {entry.title}  [{entry.id}]")
        for event in each.events:
            out(f"    · {event_line(event)}  [{event.article}]")


def _entries(room: "ReadingRoom", query: str) -> "Sequence[CatalogEntry]":
    if not query:
        return list(room.articles())
    answer = room.search(query, limit=_MOST)
    if answer.results.problem:
        raise ReaderError(answer.results.problem)
    return [each.entry for each in answer.hits]


COMMAND = CliCommand(
    "timeline",
    "Show the library, or what a search finds, along the days: what came out, and what happened",
    group=CommandGroup.COMPARISON,
    details="Under each day are the articles published on it, and its events: sentences that name the day. A day "
    "without a year is the last one before the article was published. Beside the day are the names of names.yaml in "
    "the titles.",
    arguments=(
        Argument("QUERY", "Only what this search finds", is_optional=True, is_repeated=True, is_query=True),
        Argument("--svg", "Draw the days in this file", "FILE", read=named_path, completes="file"),
    ),
    examples=(
        Example("reader timeline", "Print all days with their articles."),
        Example("reader timeline corridor --svg corridor.svg", "Draw the days of what a search finds."),
    ),
    run=run,
)
