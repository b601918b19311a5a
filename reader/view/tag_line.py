"""Tags on one line: separated by commas or spaces, with quotation marks around tags of several words.

Computed without Textual.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reader.library.safe_text import line

_TAG = re.compile(r'"([^"]*)("|$)|[^\s,"]+')
_PLAIN = re.compile(r'[^\s,"#][^\s,"]*\Z')


class TypedTag(NamedTuple):
    """The tag being typed: `text[start:end]` of the line, and its text without quotation marks."""

    start: int
    end: int
    part: str


def parse_tags(text: str) -> tuple[str, ...]:
    """Return the tags of a line, each once; a `#` before one is a way to write it."""
    found = (match[1] if match[2] is not None else match[0].lstrip("#") for match in _TAG.finditer(text))
    return tuple(dict.fromkeys(filter(None, map(line, found))))


def format_tags(tags: Iterable[str]) -> str:
    """Return *tags* as a line that `parse_tags` reads back, but for quotation marks in them."""
    return ", ".join(map(_written, tags))


def _written(tag: str) -> str:
    return tag if _PLAIN.match(tag) else '"' + tag.replace('"', "") + '"'


def tag_at(text: str, cursor: int) -> TypedTag:
    """Return the tag that is being typed at *cursor*; an empty one between two."""
    for match in _TAG.finditer(text):
        if match.start() < cursor <= match.end() and not (match[2] == '"' and cursor == match.end()):
            part = match[1] if match[2] is not None else match[0].lstrip("#")
            return TypedTag(match.start(), match.end(), part)
    return TypedTag(cursor, cursor, "")


def suggestions(text: str, cursor: int, known: Mapping[str, int], most: int = 8) -> list[tuple[str, int]]:
    """Return known tags for the one being typed, with their counts: first those that begin with it.

    Tags already on the line are left out; the most frequent come first.
    """
    now = tag_at(text, cursor)
    had = {tag.casefold() for tag in parse_tags(text[: now.start] + " " + text[now.end :])}
    part = now.part.casefold()
    fitting = [
        (not tag.casefold().startswith(part), -count, tag)
        for tag, count in known.items()
        if part in tag.casefold() and tag.casefold() not in had and tag.casefold() != part
    ]
    return [(tag, -count) for _, count, tag in sorted(fitting)[:most]]


def completed(text: str, cursor: int, tag: str) -> tuple[str, int]:
    """Return the line with *tag* in place of what is being typed, ready for the next one, and the new cursor."""
    now = tag_at(text, cursor)
    before, after = text[: now.start], text[now.end :].lstrip(", ")
    written = _written(tag) + ", "
    return before + written + after, len(before + written)
