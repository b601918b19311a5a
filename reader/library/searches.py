"""Saved searches: queries by name, in `library.yaml` so that they travel with the library.

The user edits that file too, with comments: only the lines of `searches:` are ever changed.
"""

from collections.abc import Mapping
from pathlib import Path

from reader.library.atomic_file import create_bytes, write_bytes
from reader.library.errors import ReaderError
from reader.library.guarded_file import read_bytes
from reader.library.safe_text import line
from reader.library.yaml_text import LARGE, Entry, Value, YamlError, entries, read_yaml, write_yaml

KEY = "searches"
LONGEST_NAME = 80
LONGEST_QUERY = 10_000


class SearchesError(ReaderError):
    """The saved searches cannot be read or written; the file is as it was."""


def load_searches(path: Path) -> dict[str, str]:
    """Map the names of the saved searches in the file at *path* to their queries. Raises: SearchesError."""
    return _searches(_parsed(_text(path), path), path)


def save_searches(path: Path, searches: Mapping[str, str]) -> None:
    """Replace the searches in the file at *path* by *searches*, and change nothing else in it.

    Raises: SearchesError, WriteError; then the file is as it was.
    """
    searches = {line(name): line(query) for name, query in searches.items()}
    before = _text(path)
    value = _parsed(before, path)
    _searches(value, path)
    after = _with_block(before, write_yaml({KEY: searches}) if searches else "")
    # However the file is written, nothing but the searches may change.
    rest = {key: each for key, each in value.items() if key != KEY}
    if _said(after) != (rest | {KEY: searches} if searches else rest):
        raise SearchesError(f"{path.name} cannot be changed safely as it is written; add the search by hand.")
    data = after.encode("utf-8")
    if before or path.exists():
        write_bytes(path, data)
        return
    try:
        create_bytes(path, data)
    except FileExistsError as error:
        raise SearchesError(f"{path.name} was just created by another program; try again.") from error


def search_name(text: str) -> str:
    """Return *text* as the name of a saved search. Raises: SearchesError."""
    name = line(text).strip()
    if not name:
        raise SearchesError("A saved search needs a name.")
    if len(name) > LONGEST_NAME:
        raise SearchesError(f"The name of a saved search has at most {LONGEST_NAME} characters.")
    return name


def _text(path: Path) -> str:
    try:
        data = read_bytes(path)
    except FileNotFoundError:
        return ""
    except ReaderError as error:
        raise SearchesError(str(error)) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SearchesError(f"{path.name} is not UTF-8, so its searches cannot be read.") from error


def _parsed(text: str, path: Path) -> dict[str, Value]:
    try:
        value = read_yaml(text, LARGE)
    except YamlError as error:
        raise SearchesError(f"{path.name} cannot be read: {error}.") from error
    if not isinstance(value, dict):
        raise SearchesError(f"{path.name} is not a map of settings.")
    return value


def _said(text: str) -> Value | None:
    try:
        return read_yaml(text, LARGE)
    except YamlError:
        return None


def _searches(value: Mapping[str, Value], path: Path) -> dict[str, str]:
    found = value.get(KEY) or {}
    if not isinstance(found, dict):
        raise SearchesError(f"{path.name}: “{KEY}” is not a map of names and queries.")
    searches = {}
    for name, query in found.items():
        if not isinstance(query, str) or len(query) > LONGEST_QUERY:
            raise SearchesError(f"{path.name}: the saved search “{name[:LONGEST_NAME]}” is not a query.")
        searches[line(name)] = line(query)
    return searches


def _with_block(text: str, block: str) -> str:
    """Return *text* with *block* in place of the entry `searches:`, or at the end."""
    found = entries(text, LARGE) or [Entry(text)]
    if all(each.key != KEY for each in found):
        gap = "" if not text or text.endswith("\n") else "\n"
        return text + gap + block
    return "".join(block + _blank_end(each.lines) if each.key == KEY else each.lines for each in found)


def _blank_end(lines: str) -> str:
    """Return the blank lines between an entry and the next one."""
    return lines[len(lines.rstrip()) :].partition("\n")[2]
