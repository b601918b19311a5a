"""The properties that other programs put before a text without YAML: Hugo's TOML and JSON, Pelican's plain lines."""

import json
import re
from collections.abc import Mapping

from reader.library.yaml_text import FRONT_MATTER, Value

_TOML = re.compile(r"\s*\+\+\+[ \t]*\n")
_TOML_END = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)
_PROPERTY = re.compile(r"([A-Za-z][A-Za-z_ -]{0,30}):(?:[ \t]+(.*))?")
# Properties that the second lines of a plain text would not name.
_TELLING = frozenset(
    ("date", "published", "tags", "category", "slug", "author", "authors", "url", "source", "modified")
)
_FETCHED = re.compile(
    r"\s*Title: ([^\n]{0,1000})\n\s*URL Source: (\S{1,4000})\n"
    r"\s*(?:Published Time: ([^\n]{0,100})\n\s*)?Markdown Content:\n"
)
_MOST = 60


def other_head(text: str) -> tuple[dict[str, Value], str] | None:
    """Return the properties before a text, with names in lower case, and the text; None if there are none."""
    if text.lstrip()[:6].lower() == "title:":
        return _fetched(text) or _plain(text)
    return _of_hugo(text)


def has_head_of_hugo(text: str) -> bool:
    """Whether a text begins with properties in TOML or JSON."""
    return _of_hugo(text) is not None


def _of_hugo(text: str) -> tuple[dict[str, Value], str] | None:
    return _json(text) if text[:100].lstrip()[:1] == "{" else _toml(text)


def _json(text: str) -> tuple[dict[str, Value], str] | None:
    """Read an object that stands alone, before a text."""
    try:
        values, end = json.JSONDecoder().raw_decode(text[: FRONT_MATTER.size].lstrip())
    except (ValueError, RecursionError):
        return None
    rest = text.lstrip()[end:]
    if (
        not isinstance(values, dict)
        or not {"title", "date"} & values.keys()
        or not re.match(r"[ \t]*\n\s*[^\s{]", rest)
    ):
        return None
    return _flat(values), rest.lstrip("\n ")


def _toml(text: str) -> tuple[dict[str, Value], str] | None:
    opening = _TOML.match(text)
    closing = opening and _TOML_END.search(text, opening.end(), opening.end() + FRONT_MATTER.size)
    if not opening or not closing:
        return None
    import tomllib

    try:
        values = tomllib.loads(text[opening.end() : closing.start()])
    except (ValueError, RecursionError):
        return None
    return _flat(values), text[closing.end() :].lstrip("\n")


def _flat(values: Mapping[str, object]) -> dict[str, Value]:
    """Return Hugo's own properties, and those of a theme, which are one level deeper."""
    inner = values.get("params")
    found = {**(inner if isinstance(inner, Mapping) else {}), **values}
    return {str(key).lower(): _value(each) for key, each in found.items() if key != "params"}


def _value(value: object) -> Value:
    if isinstance(value, list):
        return [_value(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): _value(each) for key, each in value.items()}
    return str(value).lower() if isinstance(value, bool) else str(value)


def _plain(text: str) -> tuple[dict[str, Value], str] | None:
    """Read lines of properties, beginning with the title, up to an empty line."""
    found: dict[str, Value] = {}
    name = ""
    lines = text.lstrip().split("\n", _MOST)
    for at, each in enumerate(lines[:_MOST]):
        if not each.strip():
            is_head = "title" in found and _TELLING & found.keys()
            return (found, "\n".join(lines[at + 1 :]).lstrip("\n")) if is_head else None
        told = _PROPERTY.fullmatch(each.rstrip())
        if told:
            name = told[1].strip().lower()
            found[name] = (told[2] or "").strip()
        elif name and each[0] in " \t":
            found[name] = f"{found[name]} {each.strip()}".strip()
        else:
            return None
    return None


def _fetched(text: str) -> tuple[dict[str, Value], str] | None:
    """Read what a program that fetches pages as Markdown puts before them."""
    found = _FETCHED.match(text)
    if found is None:
        return None
    values = {"title": found[1], "url": found[2], "published": found[3]}
    return {key: value.strip() for key, value in values.items() if value}, text[found.end() :]
