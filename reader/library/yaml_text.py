"""Reading and writing YAML: our own form is read line by line, other YAML by a bounded reader; an exact writer."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.library.errors import ReaderError
from reader.library.safe_text import clean

Value = str | list["Value"] | dict[str, "Value"]


class YamlError(ReaderError):
    """The text is not YAML that this program reads; the sentence says where."""


class Limits(NamedTuple):
    """The limits of a text: *size* in characters, *nodes* in all, *depth* of nesting."""

    size: int = 64_000
    nodes: int = 5_000
    depth: int = 8


FRONT_MATTER = Limits()
NOTE = Limits(size=1_000_000)
LARGE = Limits(size=16_000_000, nodes=500_000)


# Plain scalars that are empty.
EMPTY = frozenset({"null", "~", "Null", "NULL"})
# The depth of a map, a list in it, and a text in that.
_PLAIN_DEPTH = 3
# The lines, from 1, of the keys of a text; a key in a map within a map has a path of several.
KeyLines = dict[tuple[str, ...], int]


def read_yaml(text: str, limits: Limits = FRONT_MATTER, lines: KeyLines | None = None) -> Value:
    """Parse one YAML document into strings, lists and dictionaries; an empty one is `{}`.

    An empty plain scalar and a plain `null` or `~` are the empty string. Every scalar is cleaned. *lines* receives
    the line of each key. Raises: YamlError.
    """
    if len(text) > limits.size:
        raise YamlError(f"it is larger than {limits.size:,} characters")
    found = _read_plain(text, limits)
    if found is None:
        # Importing yaml takes longer than everything else that a start reads.
        from reader.library.yaml_events import read_events

        return read_events(text, limits, lines)
    if lines is not None:
        lines.update({(key,): number for key, (number, _) in found.items()})
    return {key: value for key, (_, value) in found.items()}


# What does not stand unchanged between double quotes: a quote, a backslash, a control character, and what YAML's own
# line breaking or a byte order mark would touch.
_TOUCHED = '"\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff'
_ESCAPED = re.compile(f"[{_TOUCHED}]")
# What `write_yaml` makes of a string, which JSON reads just so: no half of a pair, and no key too long for libyaml.
_TEXT = rf'"(?:[^{_TOUCHED}]|\\(?:["\\nt]|u(?![dD][89a-fA-F])[0-9A-Fa-f]{{4}}))*"'
_KEY_OF_LINE = rf'[A-Za-z_][A-Za-z0-9_-]{{0,99}}|"[^{_TOUCHED}]{{1,99}}"'
_PLAIN_LINE = re.compile(rf"({_KEY_OF_LINE}): ({_TEXT}|\[(?:{_TEXT}(?:, {_TEXT})*)?\])\Z")
_REMARK = re.compile(rf'(?:#(?: (?:[^{_TOUCHED}]|["\\])*)?)?\Z')


def _read_plain(text: str, limits: Limits) -> dict[str, tuple[int, Value]] | None:
    """Return the line and the value of each key if all is as `write_yaml` writes strings and lists of them."""
    found: dict[str, tuple[int, Value]] = {}
    nodes = 1
    for number, line in enumerate(text.split("\n"), 1):
        if _REMARK.match(line):
            continue
        match = _PLAIN_LINE.match(line)
        if match is None:
            return None
        key = match[1].strip('"')
        value = json.loads(match[2])
        nodes += 2 + len(value) * isinstance(value, list)
        if clean(key) != key or key in found or key in EMPTY or nodes > limits.nodes or limits.depth < _PLAIN_DEPTH:
            return None
        found[key] = number, clean(value) if isinstance(value, str) else [clean(each) for each in value]
    return found


_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
_RESERVED = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


def quote(text: str) -> str:
    """Return *text* as a YAML double-quoted scalar on one line."""
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    short = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}.get(character)
    return short or f"\\u{ord(character):04X}"


def write_yaml(value: Mapping[str, object]) -> str:
    """Format a mapping of strings, numbers, lists and mappings; every string double-quoted, keys in their order.

    `read_yaml(write_yaml(v)) == v` for cleaned strings; numbers and booleans are read back as strings.
    """
    return "".join(_lines(value, ""))


def _lines(value: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, item in value.items():
        name = key if _PLAIN_KEY.match(key) and key.lower() not in _RESERVED else quote(key)
        yield from _entry(f"{indent}{name}:", item, indent)


def _entry(head: str, item: object, indent: str) -> Iterator[str]:
    if isinstance(item, Mapping):
        yield f"{head}\n" if item else f"{head} {{}}\n"
        yield from _lines(item, indent + "  ")
    elif isinstance(item, Sequence) and not isinstance(item, str):
        if all(not isinstance(part, (Mapping, list, tuple)) for part in item):
            yield f"{head} [{', '.join(_flow(part) for part in item)}]\n"
        else:
            yield f"{head}\n"
            for part in item:
                yield from _item(part, indent + "  ")
    else:
        yield f"{head} {_flow(item)}\n"


def _item(part: object, indent: str) -> Iterator[str]:
    if isinstance(part, Mapping) and part:
        lines = "".join(_lines(part, indent + "  "))
        yield f"{indent}- {lines.removeprefix(indent + '  ')}"
    elif isinstance(part, (list, tuple)):
        yield f"{indent}- [{', '.join(_flow(each) for each in part)}]\n"
    else:
        yield f"{indent}- {_flow(part)}\n"


def _flow(item: object) -> str:
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, int):
        return str(item)
    if isinstance(item, Mapping):
        return "{" + ", ".join(f"{quote(key)}: {_flow(value)}" for key, value in item.items()) + "}"
    if isinstance(item, Sequence) and not isinstance(item, str):
        return "[" + ", ".join(_flow(each) for each in item) + "]"
    return quote("" if item is None else str(item))


# The entries of a map as they are written: changing one leaves another program's comments, order and numbers alone.

_KEY = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#"'\[\]{},&*!|>%@`:-][^\n]*?)[ \t]*:(?=[ \t\r\n]|\Z)""")


class Entry(NamedTuple):
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
