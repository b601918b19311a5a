"""`reader stats`: count what is in the library."""

from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options
from reader.cli.launch import current_room
from reader.cli.printing import out, out_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.catalog import CatalogEntry

# As much of a date as names a day; an article may say only its year or month.
_DAY = len("2016-12-15")


def run(options: Options) -> int:
    """Print the counts. The exit status is 1 for a library without articles."""
    if options.reading:
        from reader.cli.commands.log import COMMAND as LOG
        from reader.cli.parser import run_other

        return run_other(LOG, options)
    if options.article:
        return _count_articles(options)
    with current_room(options) as room:
        entries = tuple(room.articles())
        notes = len(room.notes.all())
    counts, days = _counted(entries, notes)
    if options.json:
        out_json(counts)
        return 0 if entries else 1
    for name, number in counts.items():
        span = f"  ({days[0]} to {days[-1]})" if name == "days" and days else ""
        out(f"{name:<8} {number:>9,}{span}")
    return 0 if entries else 1


def _counted(entries: "Sequence[CatalogEntry]", notes: int) -> tuple[dict[str, int], list[str]]:
    """Return the counts of a library, and the days on which its articles were published."""
    days = sorted({day for each in entries if len(day := (each.record.published or "")[:_DAY]) == _DAY})
    sites = {each.record.site for each in entries if each.record.site}
    words = sum(each.words for each in entries)
    return {"articles": len(entries), "words": words, "sites": len(sites), "days": len(days), "notes": notes}, days


def _count_articles(options: Options) -> int:
    """Print what each of some articles consists of."""
    from reader.view.text_facts import NAMES, counts

    with current_room(options) as room:
        articles = [room.article(each) for each in options.article]
        notes = room.notebook.counts()
    found = {each.id: counts(each.plain)._asdict() | {"notes": notes.get(each.id, 0)} for each in articles}
    if options.json:
        out_json(found)
    for article in () if options.json else articles:
        out(f"{article.title}  [{article.id}]")
        for key, number in found[article.id].items():
            out(f"  {NAMES.get(key, key):<16} {number:>9,}")
    return 0


COMMAND = CliCommand(
    "stats",
    "Count articles, words, sites, days and notes",
    group=CommandGroup.LIBRARY,
    details="The days are those on which articles were published.",
    arguments=(
        Argument(
            "ARTICLE",
            "Count in these articles instead, by their ids",
            is_optional=True,
            is_repeated=True,
            completes="article",
        ),
        Argument("--reading", "Count instead how long was read on this machine, as “reader log” does"),
    ),
    examples=(
        Example("reader stats", "Count what is in the library."),
        Example("reader stats tiyas-air-base", "Count words, sentences, links and more of an article."),
        Example("reader stats --json", "Print the counts as JSON."),
    ),
    run=run,
)
