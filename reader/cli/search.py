"""What `reader search` and `reader searches` do."""

import argparse
import dataclasses
import sys
from typing import TYPE_CHECKING

from reader.cli.freshness import up_to_date
from reader.cli.printing import listed, marked, out, out_json, search_json
from reader.library.errors import ReaderError
from reader.room import ReadingRoom, SearchAnswer

if TYPE_CHECKING:
    from reader.search.index import Emptier, Explanation, Facets

_FACETS = ("site", "month", "tag", "name", "language")
_FACETS_SHOWN = 10


def search(options: argparse.Namespace, room: ReadingRoom) -> int:
    """Search the library."""
    query = _query(options, room)
    # An index that cannot be trusted is built anew first, and so is one made with other names.
    up_to_date(room, verify=True)
    answer = room.search(query, limit=options.limit, sort=options.sort)
    if answer.results.problem:
        raise ReaderError(answer.results.problem)
    if options.json:
        out_json(search_json(answer) | _more_json(options, room, answer))
    elif options.ids:
        for found in answer.hits:
            out(found.entry.id)
    else:
        _print(options, room, answer)
    return 0 if answer.hits else 1


def _query(options: argparse.Namespace, room: ReadingRoom) -> str:
    words = " ".join(options.query)
    if options.saved is None:
        return words
    searches = room.searches.saved()
    if options.saved not in searches:
        known = ", ".join(f"“{name}”" for name in searches) or "none is saved"
        raise ReaderError(f"There is no saved search “{options.saved}” ({known}).")
    return f"{searches[options.saved]} {words}".strip()


def _more_json(options: argparse.Namespace, room: ReadingRoom, answer: SearchAnswer) -> dict[str, object]:
    more: dict[str, object] = {}
    query = answer.results.query
    if options.facets:
        more["facets"] = dataclasses.asdict(room.searcher.facets(query))
    if options.explain:
        found = (room.searcher.explain(query, each.entry.id) for each in answer.hits)
        more["explanations"] = [dataclasses.asdict(each) for each in found if each is not None]
        more["parts"] = [dataclasses.asdict(each) for each in room.searcher.why_empty(query)]
    return more


def _print(options: argparse.Namespace, room: ReadingRoom, answer: SearchAnswer) -> None:
    query = answer.results.query
    for line in answer.results.lines:
        out(f"({line})")
    for found in answer.hits:
        out(f"{listed(found.entry)}\n    {marked(found)}\n")
        explanation = room.searcher.explain(query, found.entry.id) if options.explain else None
        if explanation is not None:
            _print_explanation(explanation)
    if options.facets:
        _print_facets(room.searcher.facets(query))
    if not answer.hits:
        out("Nothing is found.", sys.stderr)
    if options.explain and not answer.results.strict_total:
        for each in room.searcher.why_empty(query):
            _print_emptier(each)


def _print_explanation(explanation: "Explanation") -> None:
    for part in explanation.parts:
        told = f"{part.field} × {part.count}, in {part.articles:,} of the articles, adds {part.score:.2f}"
        heading = f", {part.heading}" if part.heading else ""
        out(f"    {part.term} ({part.why} of “{part.word}”{heading}): {told}")
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


def _print_emptier(emptier: "Emptier") -> None:
    out(f"“{emptier.label}” is in {emptier.count:,}; without it there are {emptier.without:,}.")
    for each in emptier.proposals:
        out(f"    near: {each.word}, in {each.count:,}")


def searches(options: argparse.Namespace, room: ReadingRoom) -> int:
    """List, save and delete searches by name."""
    return {"list": _list_searches, "save": _save_search, "delete": _delete_search}[options.action](options, room)


def _list_searches(options: argparse.Namespace, room: ReadingRoom) -> int:
    saved = room.searches.saved()
    up_to_date(room, verify=True)
    counts = {name: room.searches.count(query) for name, query in saved.items()}
    if options.json:
        out_json(
            [
                {"name": name, "query": query, "total": counts[name][0], "unread": counts[name][1]}
                for name, query in saved.items()
            ]
        )
    else:
        for name, query in saved.items():
            out(f"{name}: {counts[name][0]:,}, {counts[name][1]:,} unread\n  {query}")
        if not saved:
            out("No search is saved; “reader searches save NAME QUERY” saves one.", sys.stderr)
    return 0 if saved else 1


def _save_search(options: argparse.Namespace, room: ReadingRoom) -> int:
    if not options.name or not options.query:
        raise ReaderError("Which? “reader searches save NAME QUERY”")
    query = " ".join(options.query)
    room.searches.save(options.name, query)
    out_json({"name": options.name, "query": query}) if options.json else out(f"Saved as “{options.name}”.")
    return 0


def _delete_search(options: argparse.Namespace, room: ReadingRoom) -> int:
    if not options.name:
        raise ReaderError("Which? “reader searches delete NAME”")
    room.searches.delete(options.name)
    out_json({"name": options.name}) if options.json else out(f"“{options.name}” is deleted.")
    return 0
