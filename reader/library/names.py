"""The names authority: one heading for each person, place, group and outlet, with all its spellings.

`names.yaml` maps a heading to its kind and spellings:

    "Jabhat Fatah al-Sham":
      kind: "group"
      spellings: ["al-Nusra", "Jabhat al-Nusra"]
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.library.errors import ReaderError
from reader.library.guarded_file import read_text
from reader.library.safe_text import line
from reader.library.yaml_text import LARGE, Value, read_yaml

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
    """All headings in file order; *problems* are sentences about entries that were passed over."""

    names: tuple[Name, ...] = ()
    problems: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Name]:
        return iter(self.names)

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
        return NamesAuthority(problems=(f"{path.name}: {error}",))
    return parse_names(value)


def parse_names(value: Value) -> NamesAuthority:
    """Make an authority of what the file says; what is wrong in it is told and the rest used."""
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
    """Return the names with each form under one heading only, and sentences about those that were under more.

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
