"""Any YAML, by a bounded reader over libyaml's events.

This is the only module that imports yaml. `yaml.load` is never used: 25 kB of brackets crash it, a merge key can
run for ever, and it turns `NO` into false. Here every scalar is a string that our own schema types, and aliases,
anchors, tags and second documents are refused.
"""

from collections.abc import Iterator
from typing import Any

import yaml

from reader.library.safe_text import clean
from reader.library.yaml_text import EMPTY, KeyLines, Limits, Value, YamlError

# A PyYAML may have been built without libyaml.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_events(text: str, limits: Limits, lines: KeyLines | None) -> Value:
    """Parse one YAML document; see `read_yaml`. Raises: YamlError."""
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
    if not event.style and value in EMPTY:
        return ""
    return clean(value)
