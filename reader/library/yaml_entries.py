"""The entries of a YAML map as they are written, so that changing one leaves the others as they were.

Another program's comments, order, numbers and block texts survive our saving because its lines are never rewritten.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.library.errors import ReaderError
from reader.library.yaml_text import NOTE, Limits, Value, read_yaml

_KEY = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#"'\[\]{},&*!|>%@`:-][^\n]*?)[ \t]*:(?=[ \t\r\n]|\Z)""")


@dataclass(frozen=True, slots=True)
class Entry:
    """Some lines of a map: the entry of *key* and its *value*, or for an empty key comments and blanks."""

    lines: str
    key: str = ""
    value: Value = ""


def entries(head: str, limits: Limits = NOTE) -> list[Entry] | None:
    """Return the top-level entries of *head*, whose lines joined are *head*; None if it is written in another way."""
    found = []
    for lines in pieces(head):
        if not _KEY.match(lines):
            found.append(Entry(lines))
            continue
        try:
            value = read_yaml(lines, limits)
        except ReaderError:
            return None
        if not isinstance(value, dict) or len(value) != 1:
            return None
        ((key, only),) = value.items()
        found.append(Entry(lines, key, only))
    return found


def pieces(head: str) -> Iterator[str]:
    """Yield the lines of each entry together; comments and blank lines before a key are pieces of their own."""
    piece = ""
    # Not splitlines: a line separator in a quoted text ends no entry.
    for line in re.findall(r"[^\n]*\n|[^\n]+", head):
        begins = bool(_KEY.match(line)) or (line[:1] == "#" and not _KEY.match(piece))
        if piece and (begins or (line[:1] == "#")):
            yield piece
            piece = ""
        piece += line
    if piece:
        yield piece
