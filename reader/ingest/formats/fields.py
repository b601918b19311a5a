"""What a row, an object or a tag says, by name: read tolerantly, since no two versions of a program write it alike."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from reader.ingest.formats.moments import FIRST_PAGES, Moment, moment
from reader.library.safe_text import clean, line

_YES = frozenset(("1", "true", "yes", "y", "on", "t"))
_NO = frozenset(("0", "false", "no", "n", "off", "f"))
Names = tuple[str, ...]
# A text in either kind of quotation marks, in which the other kind may stand.
_LITERAL = re.compile(r"\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)'", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def key(name: str) -> str:
    """Return a name as it is compared: without case, spaces and underscores."""
    return line(name).casefold().replace(" ", "").replace("_", "")


@dataclass(frozen=True, slots=True)
class Fields:
    """Values by name: as it is written, or as `key` has it.

    A name with dots leads inwards, into the first object of a list. The first of several names
    that says something wins.
    """

    values: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, value: object) -> "Fields":
        """Return the fields of an object; of anything else there are none."""
        return cls(value) if isinstance(value, Mapping) else cls()

    def value(self, *names: str) -> object:
        """Return the first value that is there and not empty; None if there is none."""
        found = (self._at(name) for name in names)
        return next((each for each in found if each is not None and each not in ("", [], {})), None)

    def _at(self, name: str) -> object:
        value: object = self.values
        for part in name.split("."):
            value = _first(value) if isinstance(value, list) else value
            value = value.get(part, value.get(key(part))) if isinstance(value, Mapping) else None
        return value

    def line(self, *names: str) -> str:
        """Return a text on one line; empty where there is none."""
        return line(self.raw(*names))

    def text(self, *names: str) -> str:
        """Return a text of several lines, cleaned; empty where there is none."""
        return clean(self.raw(*names)).strip()

    def raw(self, *names: str) -> str:
        """Return a text as it stands; a number as it is written; empty where there is none."""
        value = _first(self.value(*names))
        return value if isinstance(value, str) else "" if value is None or isinstance(value, dict) else str(value)

    def flag(self, *names: str) -> bool | None:
        """Return yes or no, however it is written; None where neither is said."""
        value = self.raw(*names).strip().casefold()
        return True if value in _YES else False if value in _NO else None

    def moment(self, *names: str, earliest: int = FIRST_PAGES) -> Moment:
        """Return the moment that a field tells."""
        return moment(_first(self.value(*names)), earliest)

    def items(self, *names: str) -> Iterator["Fields"]:
        """Yield the objects in a list."""
        value = self.value(*names)
        yield from (Fields(each) for each in value if isinstance(each, Mapping)) if isinstance(value, list) else ()

    def words(self, *names: str, separator: str = ",") -> tuple[str, ...]:
        """Return the texts in a list, the names of the objects in it, or the parts of a text between *separator*.

        A text may be a list as JSON or Python writes it.
        """
        value = self.value(*names)
        if isinstance(value, str):
            value = _literals(value) or value.split(separator)
        if not isinstance(value, list):
            return ()
        named = (each.get("name", each.get("label")) if isinstance(each, Mapping) else each for each in value)
        lines = (line(each) for each in named if isinstance(each, str))
        return tuple(dict.fromkeys(each for each in lines if each))


def _literals(text: str) -> list[object]:
    """Return the texts in a list literal; nothing for another text. No text is run to read it."""
    inner = text.strip()
    if not (inner.startswith("[") and inner.endswith("]")):
        return []
    with suppress(ValueError, RecursionError):
        value = json.loads(inner)
        # `[]` is a list of nothing.
        return [*value] or [None]
    if not _LITERAL.search(inner):
        return []
    return [_ESCAPED.sub(r"\1", double or single) for double, single in _LITERAL.findall(inner)]


def _first(value: object) -> object:
    return (value[0] if value else None) if isinstance(value, list) else value
