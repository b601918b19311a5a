"""The names authority: one heading for each person, place, group and outlet, with all its spellings.

`names.yaml` maps a heading to its kind and spellings:

    "Jabhat Fatah al-Sham":
      kind: "group"
      spellings: ["al-Nusra", "Jabhat al-Nusra"]

Changing it merges and splits headings and rewrites only their lines. Unknown entries, comments and the order stay as
they are; an unreadable file is never overwritten.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from reader.library.atomic_file import write_text
from reader.library.errors import ReaderError
from reader.library.guarded_file import UnreadableError, read_text
from reader.library.safe_text import line
from reader.library.yaml_text import LARGE, Entry, Value, entries, read_yaml, write_yaml

KINDS = ("person", "place", "group", "outlet", "name")


@dataclass(frozen=True, slots=True)
class Name:
    """A heading, its kind (one of KINDS) and the other spellings of it."""

    heading: str
    kind: str = "name"
    spellings: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """The heading and every other spelling."""
        return (self.heading, *self.spellings)


@dataclass(frozen=True, slots=True)
class NamesAuthority:
    """All headings in file order; *problems* are sentences about skipped entries."""

    names: tuple[Name, ...] = ()
    problems: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Name]:
        return iter(self.names)

    def by_heading(self) -> dict[str, Name]:
        """Map every heading to its name."""
        return {name.heading: name for name in self.names}

    def heading_by_spelling(self) -> dict[str, str]:
        """Map every casefolded form to its heading."""
        return {form.casefold(): name.heading for name in self.names for form in name.forms}


def load_names(path: Path) -> NamesAuthority:
    """Read `names.yaml`; a file that is missing is an empty authority, one that is broken is a problem."""
    try:
        value = read_yaml(read_text(path), LARGE)
    except FileNotFoundError:
        return NamesAuthority()
    except ReaderError as error:
        return NamesAuthority(problems=(str(error) if isinstance(error, UnreadableError) else f"{path.name}: {error}",))
    return parse_names(value)


def parse_names(value: Value) -> NamesAuthority:
    """Parse the file; errors become problems, and the rest is used."""
    if not isinstance(value, dict):
        return NamesAuthority(problems=("names.yaml is not a map of headings.",))
    problems: list[str] = []
    by_heading: dict[str, Name] = {}
    for heading, entry in value.items():
        name, wrong = _name(line(heading), entry)
        problems += wrong
        if name is not None and by_heading.setdefault(name.heading.casefold(), name) is not name:
            problems.append(f"names.yaml: the heading “{name.heading}” appears twice; the first is used.")
    names, doubts = _settled(by_heading)
    return NamesAuthority(tuple(names), (*problems, *doubts))


def _settled(by_heading: dict[str, Name]) -> tuple[list[Name], list[str]]:
    """Return the names with each form under one heading only, and sentences about forms under several.

    A heading is nobody else's spelling, even where two headings name each other.
    """
    taken = {form: name.heading for form, name in by_heading.items()}
    names: list[Name] = []
    problems: dict[frozenset[str], str] = {}
    for name in by_heading.values():
        kept = []
        for form in name.spellings:
            owner = taken.setdefault(form.casefold(), name.heading)
            if owner == name.heading:
                if form != name.heading and form not in kept:
                    kept.append(form)
            elif owner.casefold() == form.casefold():
                told = f"names.yaml: “{owner}” is a heading of its own, so it is not a spelling of “{name.heading}”."
                problems.setdefault(frozenset({owner, name.heading}), told)
            else:
                told = f"names.yaml: “{form}” is a spelling of both “{owner}” and “{name.heading}”."
                problems.setdefault(frozenset({form, owner, name.heading}), told)
        names.append(Name(name.heading, name.kind, tuple(kept)))
    return names, list(problems.values())


def _name(heading: str, entry: Value) -> tuple[Name | None, list[str]]:
    if isinstance(entry, list):
        entry = {"spellings": entry}
    if not heading or not isinstance(entry, dict):
        return None, [f"names.yaml: “{heading}” has neither a kind nor spellings."]
    problems = []
    kind = entry.get("kind", "name")
    if kind not in KINDS:
        problems.append(f"names.yaml: the kind of “{heading}” must be one of {', '.join(KINDS)}.")
        kind = "name"
    spellings = entry.get("spellings", [])
    if not isinstance(spellings, list) or not all(isinstance(each, str) for each in spellings):
        problems.append(f"names.yaml: the spellings of “{heading}” are not a list of words.")
        spellings = []
    forms = (line(each) for each in spellings if isinstance(each, str))
    return Name(heading, str(kind), tuple(form for form in forms if form)), problems


Change = Callable[[NamesAuthority], NamesAuthority]


class NamesError(ReaderError):
    """This change of names is not possible; the sentence says why."""


def merge_names(authority: NamesAuthority, one: str, other: str, kind: str = "") -> NamesAuthority:
    """Return the authority with *other* and all its spellings under the heading of *one*, which may be a new one.

    Raises: NamesError.
    """
    one, other = line(one), line(other)
    heading_of = authority.heading_by_spelling()
    heading, absorbed = heading_of.get(one.casefold(), one), heading_of.get(other.casefold(), other)
    if not one or not other or heading.casefold() == absorbed.casefold():
        raise NamesError(f"“{one}” and “{other}” are already one name.")
    by_heading = authority.by_heading()
    into, gone = by_heading.get(heading, Name(heading)), by_heading.get(absorbed, Name(absorbed))
    kind = _kind(kind) or (into.kind if into.kind != "name" else gone.kind)
    spellings = tuple(dict.fromkeys((*into.spellings, *gone.forms)))
    by_heading[heading] = Name(heading, kind, spellings)
    by_heading.pop(absorbed, None)
    return replace(authority, names=tuple(by_heading.values()))


def split_name(authority: NamesAuthority, heading: str, spelling: str, kind: str = "") -> NamesAuthority:
    """Return the authority with a spelling of *heading* as a heading of its own. Raises: NamesError."""
    heading, spelling = line(heading), line(spelling)
    heading_of = authority.heading_by_spelling()
    owner = heading_of.get(heading.casefold())
    name = next((each for each in authority if each.heading == owner), None)
    if name is None:
        raise NamesError(f"names.yaml has no heading “{heading}”.")
    form = next((each for each in name.spellings if each.casefold() == spelling.casefold()), None)
    if form is None:
        raise NamesError(f"“{spelling}” is not a spelling of “{name.heading}”.")
    left = replace(name, spellings=tuple(each for each in name.spellings if each != form))
    names = tuple(left if each is name else each for each in authority)
    return replace(authority, names=(*names, Name(form, _kind(kind) or name.kind)))


def _kind(kind: str) -> str:
    if kind and kind not in KINDS:
        raise NamesError(f"“{kind}” is not a kind of name; use one of {', '.join(KINDS)}.")
    return kind


def read_names_text(path: Path) -> tuple[str, NamesAuthority]:
    """Return the text of a names file and its names; empty if there is no file.

    Raises: NamesError if it cannot be read, so that nothing is ever written over it.
    """
    try:
        text = read_text(path)
    except FileNotFoundError:
        return "", NamesAuthority()
    except ReaderError as error:
        raise NamesError(f"{path.name} was not changed: {error}") from error
    try:
        value = read_yaml(text, LARGE)
    except ReaderError as error:
        raise NamesError(f"{path.name} cannot be read, so it was not changed: {error}.") from error
    if not isinstance(value, dict):
        raise NamesError(f"{path.name} is not a map of headings, so it was not changed.")
    return text, parse_names(value)


def changed_text(text: str, before: NamesAuthority, after: NamesAuthority) -> str:
    """Return the text of a names file with changed headings rewritten.

    Raises: NamesError if it is written in a way that does not allow it.
    """
    told = after.by_heading()
    changed = {name.heading for name in before if told.get(name.heading) != name}
    pieces, seen = [], set()
    for entry in entries(text, LARGE) or []:
        heading = line(entry.key)
        seen.add(heading)
        if heading not in changed:
            pieces.append(entry.lines)
        elif heading in told:
            pieces.append(_rewritten(entry, told[heading]))
    body = "".join(pieces)
    if body and not body.endswith("\n"):
        body += "\n"
    body += "".join(_written(name.heading, name, {}) for name in after if name.heading not in seen)
    if _said(body) != told:
        raise NamesError("names.yaml cannot be changed line by line as it is written; edit it by hand.")
    return body


def _said(text: str) -> dict[str, Name]:
    try:
        return parse_names(read_yaml(text, LARGE)).by_heading()
    except ReaderError:
        return {}


def write_names(path: Path, change: Change) -> NamesAuthority:
    """Change the names file at *path* and return the new names.

    The file is read just before, so that changes by other programs are not lost.
    Raises: NamesError, WriteError; the file is then as it was.
    """
    text, before = read_names_text(path)
    after = change(before)
    write_text(path, changed_text(text, before, after))
    return after


def _rewritten(entry: Entry, name: Name) -> str:
    """Return an entry with another kind or other spellings, its heading written as it was."""
    lines = _written(entry.key, name, entry.value)
    head = entry.lines.partition("\n")[0]
    return f"{head}\n{lines.partition(chr(10))[2]}" if head.endswith(":") else lines


def _written(key: str, name: Name, value: Value) -> str:
    """Return the lines of a heading; its other properties are kept."""
    facts: dict[str, object] = dict(value) if isinstance(value, dict) else {}
    facts["kind"] = name.kind
    facts["spellings"] = list(name.spellings)
    return write_yaml({key: facts})
