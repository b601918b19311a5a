"""`reader searches`: list, save and delete saved searches."""

from reader.cli.command import Argument, CliCommand, Example, Options
from reader.cli.launch import current_room, opened_room
from reader.cli.printing import out, out_json, say


def _list(options: Options) -> int:
    with current_room(options, verify=True) as room:
        saved = room.searches.saved()
        counts = {name: room.searches.count(query) for name, query in saved.items()}
    if options.json:
        out_json([
            {"name": name, "query": query, "total": counts[name][0], "unread": counts[name][1]}
            for name, query in saved.items()
        ])  # fmt: skip
    else:
        for name, query in saved.items():
            out(f"{name}: {counts[name][0]:,}, {counts[name][1]:,} unread\n  {query}")
        if not saved:
            say("No searches are saved. Save one: reader searches save NAME QUERY")
    return 0 if saved else 1


def _save(options: Options) -> int:
    query = " ".join(options.query)
    with opened_room(options) as room:
        room.searches.save(options.name, query)
    out_json({"name": options.name, "query": query}) if options.json else out(f"Saved as “{options.name}”.")
    return 0


def _delete(options: Options) -> int:
    with opened_room(options) as room:
        room.searches.delete(options.name)
    out_json({"name": options.name}) if options.json else out(f"Deleted “{options.name}”.")
    return 0


_NAME = Argument("NAME", "The name of the search", completes="search")

LIST = CliCommand(
    "searches list",
    "List the saved searches, with how many articles each finds",
    arguments=(),
    examples=(Example("reader searches", "List the saved searches."),),
    run=_list,
)
SAVE = CliCommand(
    "searches save",
    "Save a search, or replace the one with that name",
    arguments=(_NAME, Argument("QUERY", "The query", is_repeated=True, is_query=True)),
    examples=(Example("reader searches save Corridors 'corridor date:2016-12'", "Save a search."),),
    run=_save,
)
DELETE = CliCommand(
    "searches delete",
    "Delete a saved search",
    arguments=(_NAME,),
    examples=(Example("reader searches delete Corridors", "Delete a search."),),
    run=_delete,
)

COMMAND = CliCommand(
    "searches",
    "List, save and delete searches",
    details="Saved searches are kept in library.yaml, so they travel with the library.",
    arguments=LIST.arguments,
    examples=(*LIST.examples, *SAVE.examples, *DELETE.examples),
    run=LIST.run,
    actions=(LIST, SAVE, DELETE),
)
