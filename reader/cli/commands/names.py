"""`reader names`: list the names found in the library; merge and split headings of names.yaml."""

from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options, UsageError, whole_number
from reader.cli.launch import current_room, opened_room
from reader.cli.printing import out, out_json, say
from reader.library.errors import ReaderError
from reader.library.names import KINDS

if TYPE_CHECKING:
    from reader.library.names import Name, NamesAuthority
    from reader.related.names import NameCount

_SHOWN = 8


def run(options: Options) -> int:
    """List the names, or merge and split."""
    if options.merge or options.split:
        return _change(options)
    if options.write or options.kind:
        raise UsageError("Say what to change: --merge A B or --split HEADING SPELLING.")
    return _list(options)


def _list(options: Options) -> int:
    with current_room(options) as room:
        found = [each for each in room.references.names() if _is_asked_for(each, options)][: options.limit]
        heading_of = room.session.names.heading_by_spelling()
        kinds = {each.heading: each.kind for each in room.session.names}
    if options.json:
        out_json([_spotted_json(each, heading_of, kinds) for each in found])
    elif not found:
        say("No such name was found in the articles.")
    else:
        for each in found:
            out(_described(each, heading_of))
    return 0 if found else 1


def _is_asked_for(name: "NameCount", options: Options) -> bool:
    searched = _searched(name)
    return options.known in {None, name.is_known} and all(word.casefold() in searched for word in options.word)


def _searched(spotted: "NameCount") -> str:
    return " ".join((spotted.heading, *spotted.forms)).casefold()


def _proposed(spotted: "NameCount", heading_of: dict[str, str]) -> list[str]:
    """Return the spellings that sound like the heading and are missing from names.yaml."""
    return [each for each in spotted.forms if each != spotted.heading and each.casefold() not in heading_of]


def _described(spotted: "NameCount", heading_of: dict[str, str]) -> str:
    known = [each for each in spotted.forms if each != spotted.heading and each.casefold() in heading_of]
    proposed = _proposed(spotted, heading_of)
    lines = [f"{spotted.articles:>6,}  {spotted.heading}{'' if spotted.is_known else '  (not in names.yaml)'}"]
    for forms, label in ((known, "also"), (proposed, "perhaps the same")):
        if forms:
            more = f" and {len(forms) - _SHOWN} more" if len(forms) > _SHOWN else ""
            lines.append(f"        {label}: {' · '.join(forms[:_SHOWN])}{more}")
    return "\n".join(lines)


def _spotted_json(spotted: "NameCount", heading_of: dict[str, str], kinds: dict[str, str]) -> dict[str, object]:
    return {
        "heading": spotted.heading,
        "kind": kinds.get(spotted.heading),
        "known": spotted.is_known,
        "articles": spotted.articles,
        "spellings": list(spotted.forms),
        "proposed": _proposed(spotted, heading_of),
    }


def _change(options: Options) -> int:
    from reader.library.names import changed_text, merge_names, read_names_text, split_name, write_names

    def change(authority: "NamesAuthority") -> "NamesAuthority":
        if options.merge:
            return merge_names(authority, options.merge[0], options.merge[1], options.kind)
        return split_name(authority, options.split[0], options.split[1], options.kind)

    with opened_room(options) as room:
        if room.library.in_place:
            told = "Change its names.yaml in an editor, or add a library.yaml to make it a library."
            raise ReaderError(f"{room.library.title} is a folder read in place: only notes are written into it. {told}")
        path = room.library.names
    before_text, before = read_names_text(path)
    after = change(before)
    text = changed_text(before_text, before, after)
    if options.write:
        after = write_names(path, change)
    changed = [name for name in after if name not in before.names]
    gone = [name.heading for name in before if name.heading not in {each.heading for each in after}]
    if options.json:
        out_json({"written": options.write, "changed": [_name_json(each) for each in changed], "gone": gone})
    else:
        out(_difference(before_text, text))
        out("names.yaml was changed." if options.write else "Dry run: add --write to change names.yaml.")
    return 0


def _name_json(name: "Name") -> dict[str, object]:
    return {"heading": name.heading, "kind": name.kind, "spellings": list(name.spellings)}


def _difference(before: str, after: str) -> str:
    """Return the lines that are removed and added."""
    from difflib import unified_diff

    lines = unified_diff(before.splitlines(), after.splitlines(), "names.yaml", "names.yaml", n=1, lineterm="")
    return "\n".join(lines)


COMMAND = CliCommand(
    "names",
    "List the names found in the articles; merge and split names in names.yaml",
    group=CommandGroup.COMPARISON,
    details="names.yaml says which spellings are one name. It is changed line by line, and only with --write.",
    arguments=(
        Argument("WORD", "Only names with these words", is_optional=True, is_repeated=True),
        Argument("--limit", "Print at most this many names", "NUMBER", default=100, read=whole_number),
        Argument("--known", "Only names that are in names.yaml, or only those that are not", has_opposite=True),
        Argument("--merge", "Merge B and its spellings into A", "A B", words=2),
        Argument("--split", "Make a spelling a separate name", "HEADING SPELLING", words=2),
        Argument("--kind", "With --merge or --split: what kind of name it is", "KIND", default="", choices=KINDS),
        Argument("--write", "With --merge or --split: change names.yaml; without it, only show the change"),
    ),
    examples=(
        Example("reader names palmyra", "List the names with this word, and their spellings."),
        Example("reader names --no-known --limit 20", "List frequent names that names.yaml does not have."),
        Example('reader names --merge "United States" US', "Show what merging two names would change."),
    ),
    exclusive=(("--merge", "--split"),),
    run=run,
)
