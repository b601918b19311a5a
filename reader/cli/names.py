"""What `reader names` does: list the names spotted, merge and split the headings of names.yaml."""

import argparse
import sys
from typing import TYPE_CHECKING

from reader.cli.freshness import up_to_date
from reader.cli.printing import out, out_json
from reader.library.errors import ReaderError
from reader.library.names import Name, NamesAuthority
from reader.room import ReadingRoom

if TYPE_CHECKING:
    from reader.related.roster import Spotted

_SHOWN = 8


def names(options: argparse.Namespace, room: ReadingRoom) -> int:
    """Do what `reader names` says."""
    if options.merge or options.split:
        return _change(options, room)
    if options.write or options.kind:
        raise ReaderError("Say what to write: --merge A B or --split HEADING SPELLING.")
    return _list(options, room)


def _list(options: argparse.Namespace, room: ReadingRoom) -> int:
    up_to_date(room)
    words = [each.casefold() for each in options.words]
    found = [
        each
        for each in room.references.names()
        if options.known in {None, each.is_known} and all(word in _searched(each) for word in words)
    ][: options.limit]
    heading_of = room.session.names.heading_by_spelling()
    if options.json:
        kinds = {each.heading: each.kind for each in room.session.names}
        out_json([_spotted_json(each, heading_of, kinds) for each in found])
    else:
        for each in found:
            out(_told(each, heading_of))
        if not found:
            out("No such name was spotted.", sys.stderr)
    return 0 if found else 1


def _searched(spotted: "Spotted") -> str:
    return " ".join((spotted.heading, *spotted.forms)).casefold()


def _proposed(spotted: "Spotted", heading_of: dict[str, str]) -> list[str]:
    """Return the forms that sound like the heading and that names.yaml does not have."""
    return [each for each in spotted.forms if each != spotted.heading and each.casefold() not in heading_of]


def _told(spotted: "Spotted", heading_of: dict[str, str]) -> str:
    known = [each for each in spotted.forms if each != spotted.heading and each.casefold() in heading_of]
    proposed = _proposed(spotted, heading_of)
    lines = [f"{spotted.articles:>6,}  {spotted.heading}{'' if spotted.is_known else '  (not in names.yaml)'}"]
    for forms, told in ((known, "also"), (proposed, "proposed as one")):
        if forms:
            more = f" and {len(forms) - _SHOWN} more" if len(forms) > _SHOWN else ""
            lines.append(f"        {told}: {' · '.join(forms[:_SHOWN])}{more}")
    return "\n".join(lines)


def _spotted_json(spotted: "Spotted", heading_of: dict[str, str], kinds: dict[str, str]) -> dict[str, object]:
    return {
        "heading": spotted.heading,
        "kind": kinds.get(spotted.heading),
        "known": spotted.is_known,
        "articles": spotted.articles,
        "spellings": list(spotted.forms),
        "proposed": _proposed(spotted, heading_of),
    }


def _change(options: argparse.Namespace, room: ReadingRoom) -> int:
    from reader.library.names_file import changed_text, merged, read_names_text, split, write_names

    if room.library.in_place and options.write:
        raise ReaderError(f"{room.library.title} is a folder read in place; nothing is written into it.")

    def change(authority: NamesAuthority) -> NamesAuthority:
        if options.merge:
            return merged(authority, options.merge[0], options.merge[1], options.kind)
        return split(authority, options.split[0], options.split[1], options.kind)

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
        out("names.yaml is written." if options.write else "Nothing is written; with --write it is.")
    return 0


def _name_json(name: Name) -> dict[str, object]:
    return {"heading": name.heading, "kind": name.kind, "spellings": list(name.spellings)}


def _difference(before: str, after: str) -> str:
    """Return the lines that go and come."""
    from difflib import unified_diff

    lines = unified_diff(before.splitlines(), after.splitlines(), "names.yaml", "names.yaml", n=1, lineterm="")
    return "\n".join(lines)
