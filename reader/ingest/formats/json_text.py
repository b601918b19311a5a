"""JSON that other programs export: known by the keys at its beginning, a long list read one value after the other."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from functools import lru_cache
from io import TextIOWrapper
from typing import BinaryIO

from reader.ingest.formats.source import UTF_16, Source
from reader.library.guarded_file import UndecodableError, UnreadableError, decode
from reader.library.safe_text import line

# What is read whole, and what one value of a list may be long.
LARGEST = 100_000_000
_LONGEST_VALUE = 40_000_000
_CHUNK = 1 << 18
_DEEPEST = 6
# The last string may be cut.
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*+)(?:"(\s*:)?|\\?\Z)|[\[\]{}]', re.DOTALL)
_GAP = re.compile(r"[\s,]+")


@lru_cache(maxsize=8)
def keys_of(head: bytes) -> frozenset[str]:
    """Return the paths of the keys in the JSON that begins with *head*: `items[].title`; nothing for other files.

    What comes before the keys, `{` or `[`, is told by the path `{}` or `[]`.
    """
    start = head[:200].removeprefix(BOM_UTF8).lstrip()[:1]
    if start not in {b"{", b"["}:
        return frozenset()
    try:
        text = decode(head)
    except UndecodableError:
        return frozenset()
    paths = {"{}" if start == b"{" else "[]"}
    place: list[str] = []
    name = ""
    for token in _TOKEN.finditer(text):
        mark = token.group()[0]
        if mark in "[{":
            # A list has the name of its key with brackets; an object in it has none of its own.
            place.append(f"{name}[]" if mark == "[" else name)
            name = ""
        elif mark in "]}":
            if place:
                place.pop()
        elif token[2] and len(place) <= _DEEPEST:
            name = token[1]
            paths.add(_path(place, name))
        else:
            name = ""
    return frozenset(paths)


def _path(place: list[str], name: str) -> str:
    path = ""
    for each in (*place, name):
        dot = "." if path and each and not each.startswith("[") else ""
        path += dot + each if each else ""
    return path


def read_json(source: Source) -> object:
    """Return the value that a file holds. Raises: UnreadableError."""
    try:
        return json.loads(decode(source.read(LARGEST)))
    except (ValueError, RecursionError, UndecodableError) as error:
        raise UnreadableError(f"{line(source.name)} is not valid JSON.") from error


def values_of(source: Source) -> Iterator[object]:
    """Yield the values of the list that a file holds, in bounded memory; of one that is no list, those on its lines.

    Raises: UnreadableError for what is no JSON, from there on.
    """
    try:
        if not source.head.removeprefix(BOM_UTF8).lstrip().startswith(b"["):
            yield from _one_by_one(decode(source.read(LARGEST)))
            return
        with source.open() as opened, TextIOWrapper(opened, _encoding(opened), errors="replace") as stream:
            yield from _values(stream)
    except (ValueError, RecursionError, UndecodableError) as error:
        raise UnreadableError(f"{line(source.name)} is not valid JSON; it was read as far as it is.") from error


def _one_by_one(text: str) -> Iterator[object]:
    """Yield the values that stand one behind the other. Raises: ValueError, RecursionError."""
    decoder = json.JSONDecoder()
    end = len(text) - len(text.lstrip())
    while end < len(text):
        value, end = decoder.raw_decode(text, end)
        gap = _GAP.match(text, end)
        end = gap.end() if gap else end
        yield value


def _encoding(stream: BinaryIO) -> str:
    encoding = "utf-16" if stream.read(2) in UTF_16 else "utf-8-sig"
    stream.seek(0)
    return encoding


def _values(stream: TextIOWrapper) -> Iterator[object]:
    """Yield the values of the list on a stream. Raises: ValueError, RecursionError."""
    decoder = json.JSONDecoder()
    buffer = stream.read(_CHUNK)
    position, is_whole = buffer.index("[") + 1, False
    while True:
        gap = _GAP.match(buffer, position)
        position = gap.end() if gap else position
        if buffer[position : position + 1] == "]":
            return
        try:
            value, end = decoder.raw_decode(buffer, position)
        except json.JSONDecodeError:
            end, value = len(buffer), None
        if end < len(buffer):
            position = end
            yield value
            continue
        # The value goes on behind what was read; twice as much is read each time, so that all takes linear time.
        if is_whole or len(buffer) - position > _LONGEST_VALUE:
            raise ValueError(position)
        more = stream.read(max(_CHUNK, len(buffer) - position))
        buffer, position, is_whole = buffer[position:] + more, 0, not more
