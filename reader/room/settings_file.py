"""Changing the file of the settings, one value at a time; everything else in it stays as written."""

import re
from collections.abc import Iterable
from pathlib import Path

from reader.library.atomic_file import make_folder, write_text
from reader.library.errors import ReaderError
from reader.library.guarded_file import read_text
from reader.library.yaml_text import FRONT_MATTER, KeyLines, Value, YamlError, quote, read_yaml
from reader.room.settings import MAP, Settings, declared_settings, parse_settings, wrong_value


class SettingError(ReaderError):
    """A setting cannot be changed as asked."""


def change_setting(path: Path, name: str, text: str | None) -> Settings:
    """Change a setting in the file at *path*, or with None restore its default; return the new settings.

    An entry of a map is named with a point: `keys.star`. Raises: SettingError, WriteError.
    """
    key = _checked(path, name, text)
    before = _read(path)
    lines: KeyLines = {}
    try:
        value = read_yaml(before, FRONT_MATTER, lines)
    except YamlError as error:
        raise SettingError(f"{path.name} cannot be read, so it was not changed: {error}.") from error
    if not isinstance(value, dict):
        raise SettingError(f"{path.name} is not a map of settings, so it was not changed.")
    after = _edited(before, lines, key, text)
    if _parsed(after) != _changed(value, key, text):
        # A value over several lines, or a map in braces: only the user knows how to lay that out.
        place = f"{path.name}:{lines[key]}" if key in lines else path.name
        raise SettingError(f"{place}: “{name}” is written in a way that only you can change. Try “reader config edit”.")
    make_folder(path.parent)
    write_text(path, after)
    return parse_settings(after, path)


def _checked(path: Path, name: str, text: str | None) -> tuple[str, ...]:
    """Return the path of a setting's key. Raises: SettingError for a name or a value that is none."""
    first, _, rest = name.partition(".")
    setting = declared_settings().get(first)
    if setting is not None and setting.kind is MAP:
        if not rest:
            raise SettingError(f"“{first}” is a map: name one of its entries, as in “{first}.NAME”.")
        return first, rest
    wrong = wrong_value(name, text or "", path.parent) if text is not None or setting is None else ""
    if wrong:
        raise SettingError(wrong[0].upper() + wrong[1:])
    return (name,)


def _read(path: Path) -> str:
    try:
        return read_text(path)
    except FileNotFoundError:
        return ""
    except (ReaderError, OSError) as error:
        raise SettingError(f"{path.name} cannot be read, so it was not changed: {error}") from error


def _parsed(text: str) -> Value:
    try:
        return read_yaml(text)
    except YamlError:
        return ""


def _changed(value: dict[str, Value], key: tuple[str, ...], text: str | None) -> dict[str, Value]:
    """Return the new text of the file."""
    changed = dict(value)
    inner = changed
    if len(key) > 1:
        known = changed.get(key[0])
        inner = changed[key[0]] = dict(known) if isinstance(known, dict) else {}
    if text is None:
        inner.pop(key[-1], None)
    else:
        inner[key[-1]] = text
    if len(key) > 1 and not inner and text is None:
        changed.pop(key[0])
    return changed


def _edited(before: str, lines: KeyLines, key: tuple[str, ...], text: str | None) -> str:
    """Return the file with the line of a key changed, added or removed."""
    rows = before.splitlines()
    if text is None:
        gone = _to_remove(lines, key)
        return _joined(row for number, row in enumerate(rows, 1) if number not in gone)
    entry = f"{_plain(key[-1])}: {quote(text)}"
    if key in lines:
        at = lines[key] - 1
        rows[at] = f"{_indent(rows[at])}{entry}"
    elif len(key) > 1 and key[:-1] in lines:
        sister = next((lines[each] - 1 for each in lines if each[:-1] == key[:-1]), None)
        rows.insert(lines[key[:-1]], f"{'  ' if sister is None else _indent(rows[sister])}{entry}")
    else:
        rows += [f"{key[0]}:", f"  {entry}"] if len(key) > 1 else [entry]
    return _joined(rows)


def _to_remove(lines: KeyLines, key: tuple[str, ...]) -> set[int]:
    """Return the lines to remove for a key: with the last entry of a map, also the map's own."""
    if key not in lines:
        return set()
    is_last = len(key) > 1 and [each for each in lines if each[:-1] == key[:-1]] == [key]
    return {lines[key], lines[key[:-1]]} if is_last else {lines[key]}


def _joined(rows: Iterable[str]) -> str:
    return "".join(f"{row}\n" for row in rows)


def _plain(name: str) -> str:
    return name if re.fullmatch(r"[a-z][a-z0-9-]*", name) else quote(name)


def _indent(row: str) -> str:
    return row[: len(row) - len(row.lstrip())]
