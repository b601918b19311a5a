"""`reader search`: search the library."""

import dataclasses
from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, Example, Options, UsageError, whole_number
from reader.cli.forms import EMPTY_LIBRARY, listed, marked
from reader.cli.launch import current_room
from reader.cli.printing import out, out_json, say
from reader.library.errors import ReaderError
from reader.search.query import SORTS

if TYPE_CHECKING:
    from reader.room import ReadingRoom, SearchAnswer, SearchHit
    from reader.search.index import Explanation, Facets

_FACETS = ("site", "month", "tag", "name", "speaker", "language")
_FACETS_SHOWN = 10


def run(options: Options) -> int:
    """Search the library."""
    if not options.query and options.saved is None:
        raise UsageError("Say what to search for, or name a saved search with --saved.")
    # A damaged index is rebuilt first, and so is one made with other names.
    with current_room(options, verify=True) as room:
        answer = room.search(_query(options, room), limit=options.limit, sort=options.sort)
        if answer.results.problem:
            raise ReaderError(answer.results.problem)
        if options.json:
            out_json(_answer_json(answer) | _more_json(options, room, answer))
        elif options.ids:
            for found in answer.hits:
                out(found.entry.id)
        else:
            _print(options, room, answer)
        if not answer.hits and not options.json:
            _say_nothing(options, room, answer)
    return 0 if answer.hits else 1


def _say_nothing(options: Options, room: "ReadingRoom", answer: "SearchAnswer") -> None:
    from reader.view.explanation import blamed

    if not len(room.catalog):
        say(EMPTY_LIBRARY)
        return
    causes = () if options.explain else room.searcher.why_empty(answer.results.query)
    for each in ("Nothing found.", *blamed(causes)):
        say(each)


def _query(options: Options, room: "ReadingRoom") -> str:
    words = " ".join(options.query)
    if options.saved is None:
        return words
    searches = room.searches.saved()
    if options.saved not in searches:
        known = ", ".join(f"“{name}”" for name in searches)
        raise ReaderError(
            f"There is no saved search “{options.saved}”. "
            + (f"The saved searches are: {known}." if known else "No searches are saved yet.")
        )
    return f"{searches[options.saved]} {words}".strip()


def _answer_json(answer: "SearchAnswer") -> dict[str, object]:
    results = answer.results
    return {
        "query": results.query,
        "total": results.total,
        "relaxed": results.relaxed,
        "lines": list(results.lines),
        "hits": [_hit_json(found) for found in answer.hits],
    }


def _hit_json(found: "SearchHit") -> dict[str, object]:
    record = found.entry.record
    return {
        "id": found.entry.id,
        "title": record.title,
        "site": record.site,
        "published": record.published,
        "score": round(found.score, 4),
        "snippet": found.snippet,
        "marks": [list(mark) for mark in found.marks],
        "title_marks": [list(mark) for mark in found.title_marks],
        "missing": list(found.missing),
    }


def _more_json(options: Options, room: "ReadingRoom", answer: "SearchAnswer") -> dict[str, object]:
    more: dict[str, object] = {}
    query = answer.results.query
    if options.facets:
        more["facets"] = dataclasses.asdict(room.searcher.facets(query))
    if options.explain:
        found = (room.searcher.explain(query, each.entry.id) for each in answer.hits)
        more["explanations"] = [dataclasses.asdict(each) for each in found if each is not None]
        more["parts"] = [dataclasses.asdict(each) for each in room.searcher.why_empty(query)]
    return more


def _print(options: Options, room: "ReadingRoom", answer: "SearchAnswer") -> None:
    from reader.view.explanation import blamed

    query = answer.results.query
    for line in answer.results.lines:
        out(f"({line})")
    for found in answer.hits:
        # An article of which only the link is kept has no passage.
        passage = f"    {marked(found.snippet, found.marks)}\n" if found.snippet else ""
        out(f"{listed(found.entry)}\n{passage}")
        explanation = room.searcher.explain(query, found.entry.id) if options.explain else None
        if explanation is not None:
            _print_explanation(explanation)
    if options.facets:
        _print_facets(room.searcher.facets(query))
    if options.explain and not answer.results.strict_total:
        for line in blamed(room.searcher.why_empty(query)):
            out(line)


def _print_explanation(explanation: "Explanation") -> None:
    for part in explanation.parts:
        heading = f", {part.heading}" if part.heading else ""
        out(
            f"    {part.term} ({part.why} of “{part.word}”{heading}): {part.field} × {part.count}, "
            f"in {part.articles:,} of the articles, adds {part.score:.2f}"
        )
    if explanation.side_by_side:
        out(f"    the words side by side: adds {explanation.side_by_side:.2f}")
    if explanation.missing:
        out(f"    without {', '.join(f'“{word}”' for word in explanation.missing)}")
    out(f"    score {explanation.score:.2f}\n")


def _print_facets(facets: "Facets") -> None:
    for field in _FACETS:
        values = getattr(facets, field)
        if values:
            out(field)
            for each in values[:_FACETS_SHOWN]:
                out(f"  {each.count:>7,}  {each.value}  ({each.query})")
            if len(values) > _FACETS_SHOWN:
                out(f"           … {len(values) - _FACETS_SHOWN} more")


COMMAND = CliCommand(
    "search",
    "Search the library",
    details="Articles with all words come first. If there are few, articles with most of the words follow. "
    "“reader manual search” explains the query language.",
    arguments=(
        Argument("QUERY", "Words, phrases and fields, as in the search box", is_optional=True, is_repeated=True,
                 is_query=True),
        Argument("--limit", "Print at most this many articles", "NUMBER", default=20, read=whole_number),
        Argument("--sort", "Order of the articles", "ORDER", default="relevance", choices=SORTS),
        Argument("--ids", "Print only the ids"),
        Argument("--facets", "Also count by site, month, tag, name, speaker and language"),
        Argument("--explain", "Explain why each article was found, or which word empties the search"),
        Argument("--saved", "Run this saved search; further words narrow it", "NAME", completes="search"),
    ),
    examples=(
        Example("reader search aleppo corridor", "Find articles with both words, the best first."),
        Example("reader search corridor -ceasefire", "Leave out articles with a word."),
        Example("reader search 'name:palmyra date:2016-12' --facets", "Search in fields, and count what was found."),
        Example("reader search is:unread --ids", "Print the ids of all unread articles."),
    ),
    run=run,
)  # fmt: skip
