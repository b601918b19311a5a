"""YAML in and out: a bounded reader over libyaml's events, an exact writer, and the lines of each entry of a map.

This is the only module that imports yaml. `yaml.load` is never used: 25 kB of brackets crash it, a merge key can
run for ever, and it turns `NO` into false. Here every scalar is a string that our own schema types, and aliases,
anchors, tags and second documents are refused.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from reader.library.errors import ReaderError
from reader.library.safe_text import clean

# A PyYAML may have been built without libyaml.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Value = str | list["Value"] | dict[str, "Value"]


class YamlError(ReaderError):
    """The text is not YAML that this program reads; the sentence says where."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a text may ask of us: *size* in characters, *nodes* in all, *depth* of nesting."""

    size: int = 64_000
    nodes: int = 5_000
    depth: int = 8


FRONT_MATTER = Limits()
NOTE = Limits(size=1_000_000)
LARGE = Limits(size=16_000_000, nodes=500_000)


# The lines, from 1, of the keys of a text; a key in a map within a map has a path of several.
KeyLines = dict[tuple[str, ...], int]


def read_yaml(text: str, limits: Limits = FRONT_MATTER, lines: KeyLines | None = None) -> Value:
    """Parse one YAML document into strings, lists and dictionaries; an empty one is `{}`.

    An empty plain scalar and a plain `null` or `~` are the empty string. Every scalar is cleaned. Into *lines* goes
    where each key stands. Raises: YamlError.
    """
    if len(text) > limits.size:
        raise YamlError(f"it is larger than {limits.size:,} characters")
    try:
        return _Reader(yaml.parse(text, Loader=_Loader), limits, lines).document()
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise YamlError(_sentence(error)) from error


def _sentence(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "it is not YAML"
    where = f" (line {mark.line + 1}, column {mark.column + 1})" if mark else ""
    return f"{problem}{where}"


class _Reader:
    def __init__(self, events: Iterator[Any], limits: Limits, lines: KeyLines | None) -> None:
        self._events = events
        self._limits = limits
        self._lines = lines
        self._path: tuple[str, ...] = ()
        self._nodes = 0

    def document(self) -> Value:
        value: Value = {}
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise YamlError("it holds a second document")
            elif isinstance(event, yaml.NodeEvent):
                value = self._node(event, 1)
        return value if value != "" else {}

    def _node(self, event: Any, depth: int) -> Value:
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            raise YamlError(f"it has more than {self._limits.nodes:,} values")
        if depth > self._limits.depth:
            raise YamlError(f"it is nested deeper than {self._limits.depth} levels")
        where = f"line {event.start_mark.line + 1}"
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise YamlError(f"it uses an anchor or alias ({where})")
        if event.tag is not None and event.tag != "tag:yaml.org,2002:str":
            raise YamlError(f"it uses a tag ({where})")
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(depth)
        return self._mapping(depth, where)

    def _sequence(self, depth: int) -> Value:
        items: list[Value] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, depth + 1))
        return items

    def _mapping(self, depth: int, where: str) -> Value:
        pairs: dict[str, Value] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, depth + 1)
            if not isinstance(key, str):
                raise YamlError(f"a key is not a word ({where})")
            if key in pairs:
                raise YamlError(f"the key “{key}” appears twice ({where})")
            if self._lines is None:
                pairs[key] = self._node(next(self._events), depth + 1)
                continue
            outside, self._path = self._path, (*self._path, key)
            self._lines[self._path] = event.start_mark.line + 1
            pairs[key] = self._node(next(self._events), depth + 1)
            self._path = outside
        return pairs


def _scalar(event: Any) -> str:
    value: str = event.value
    # libyaml calls the plain style "", PyYAML's own parser None.
    if not event.style and value in {"null", "~", "Null", "NULL"}:
        return ""
    return clean(value)


# What stands unchanged between double quotes: neither a quote, a backslash, a control character nor what YAML's
# own line breaking or a byte order mark would touch.
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]')
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
