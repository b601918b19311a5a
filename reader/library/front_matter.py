"""An article's file: its record as front matter, then its body in Markdown."""

import re
from collections.abc import Callable
from typing import TypeVar

from reader.library.dates import iso
from reader.library.other_heads import other_head
from reader.library.record import FirstPublished, Record
from reader.library.safe_text import clean, line
from reader.library.yaml_text import FRONT_MATTER, Value, YamlError, read_yaml, write_yaml

# The key for what could not be read of an article's page.
CUT = "cut"
_OPENING = re.compile(r"\s*---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_LOOSE_LINE = re.compile(r"([A-Za-z_][\w -]{0,40}):[ \t]+(\S.*)$")
_WIKI = re.compile(r"\[\[([^\[\]|]+)(?:\|[^\[\]]+)?\]\]")

# What other programs call our properties: Obsidian's Web Clipper, then Pelican, Hugo and Jekyll.
_OTHER_NAMES = {"source": "url", "created": "saved", "date": "published", "lang": "language", "authors": "author"}
# Their other names for tags; a folder of theirs is one.
_MORE_TAGS = ("categories", "category")
# MarkDownload writes a zone so.
_ZONE = re.compile(r"[ \t]*\(UTC[ \t]*([+-]\d\d:\d\d)\)\Z")
_TEXTS = ("title", "author", "site", "published_from", "url", "language", "original", "sha256")
_DATES = ("published", "saved")

_T = TypeVar("_T")


def parse_article(text: str) -> tuple[Record, str | None, str, str | None]:
    """Read the text of an article's file into its record, its id, its body and a problem.

    The problem is a sentence if the front matter is wrong, or says that the body was cut when it was made; the record
    has what could be read, and the body is whole. Raises nothing.
    """
    head, body = _split(text)
    other = other_head(body) if head is None else None
    if head is None and other is None:
        return Record(), None, body, None
    properties, problem = _properties(head) if head is not None else (other[0] if other else {}, None)
    body = other[1] if other else body
    typed = _Typed(properties)
    record, identity = typed.record()
    cut = record.extra.get(CUT)
    problems = [*filter(None, (problem, line(cut) if isinstance(cut, str) else None)), *typed.problems]
    return record, identity, body, " ".join(problems) or None


def parse_body(text: str) -> str:
    """Return the body of an article's file, as `parse_article` does, if its record is known."""
    head, body = _split(text)
    other = other_head(body) if head is None else None
    return other[1] if other else body


def _split(text: str) -> tuple[str | None, str]:
    return split(clean(text.removeprefix("\ufeff")))


def split(text: str) -> tuple[str | None, str]:
    """Return the front matter of *text*, None where it has none, and the rest."""
    opening = _OPENING.match(text)
    if opening is None:
        return None, text
    closing = _CLOSING.search(text, opening.end(), opening.end() + FRONT_MATTER.size)
    if closing is None:
        return None, text
    return text[opening.end() : closing.start()], text[closing.end() :].lstrip("\n")


def format_article(identity: str, record: Record, markdown: str) -> str:
    """Return the text of an article's file; `parse_article` gives back the same record, id and body."""
    head: dict[str, object] = {"id": identity}
    for key in ("title", "author", "site", "published", "published_from"):
        head[key] = getattr(record, key)
    if record.first_published:
        first = record.first_published
        head["first_published"] = {"site": first.site, "published": first.published}
    for key in ("url", "language", "tags", "saved", "original", "sha256"):
        head[key] = getattr(record, key)
    kept = {key: value for key, value in head.items() if value not in (None, ())}
    return f"---\n{write_yaml(kept | dict(record.extra))}---\n\n{markdown}"


def _properties(head: str) -> tuple[dict[str, Value], str | None]:
    try:
        value = read_yaml(head)
    except YamlError as error:
        return _loose_properties(head), f"The front matter was read line by line: {error}."
    if isinstance(value, dict):
        return value, None
    return {}, "The front matter is not a list of properties."


def _loose_properties(head: str) -> dict[str, Value]:
    """Read `key: value` lines of a front matter that is not YAML, as `title: Rust: a history` is not."""
    found: dict[str, Value] = {}
    for each in head.split("\n"):
        match = _LOOSE_LINE.match(each)
        if match:
            value = match.group(2).strip()
            is_list = value.startswith("[") and value.endswith("]")
            listed: Value = [_unquoted(word) for word in value[1:-1].split(",")] if is_list else _unquoted(value)
            found.setdefault(match.group(1), listed)
    return found


def _unquoted(value: str) -> str:
    return value.strip().strip("\"'")


class _Typed:
    """Converts the properties of a front matter to our types, noting what does not fit."""

    def __init__(self, properties: dict[str, Value]) -> None:
        self._left = dict(properties)
        self.problems: list[str] = []
        for other, ours in _OTHER_NAMES.items():
            if other in self._left and not self._left.get(ours):
                self._left[ours] = self._left.pop(other)

    def record(self) -> tuple[Record, str | None]:
        identity = self._take("id", self._text)
        texts = {key: self._take(key, self._text) for key in _TEXTS}
        dates = {key: self._take(key, self._date) for key in _DATES}
        first = self._take("first_published", self._first)
        tags = self._tags()
        extra = {key: _frozen(value) for key, value in self._left.items()}
        return Record(**texts, **dates, first_published=first, tags=tags, extra=extra), identity

    def _tags(self) -> tuple[str, ...]:
        """Return tags and categories; Jekyll separates them by spaces."""
        if "layout" in self._left:
            for name in ("tags", *_MORE_TAGS):
                value = self._left.get(name)
                self._left |= {name: [*value.split()]} if isinstance(value, str) and "," not in value else {}
        found = [each for name in ("tags", *_MORE_TAGS) for each in self._take(name, self._words) or ()]
        return tuple({each.casefold(): each for each in reversed(found)}.values())[::-1]

    def _take(self, key: str, read: Callable[[str, Value], _T | None]) -> _T | None:
        value = self._left.get(key)
        if value in (None, "", [], {}):
            self._left.pop(key, None)
            return None
        typed = read(key, self._left[key])
        # What did not fit stays among the unknown keys, so that saving the article again does not lose it.
        if typed is not None:
            del self._left[key]
        return typed

    def _text(self, key: str, value: Value) -> str | None:
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            value = ", ".join(str(part) for part in value)
        if isinstance(value, str):
            return line(_WIKI.sub(r"\1", value)) or None
        self.problems.append(f"“{key}” is not text.")
        return None

    def _date(self, key: str, value: Value) -> str | None:
        date = iso(_ZONE.sub(r"\1", value)) if isinstance(value, str) else None
        if date is None:
            self.problems.append(f"“{key}” is not a date.")
        return date

    def _first(self, key: str, value: Value) -> FirstPublished | None:
        if not isinstance(value, dict):
            self.problems.append(f"“{key}” has neither a site nor a date.")
            return None
        site, published = value.get("site"), value.get("published")
        date = self._date("published", published) if published else None
        return FirstPublished(self._text("site", site) if site else None, date)

    def _words(self, key: str, value: Value) -> tuple[str, ...] | None:
        if isinstance(value, str):
            value = list(value.split(","))
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            self.problems.append(f"“{key}” is not a list of words.")
            return None
        words = (line(str(part)).removeprefix("#") for part in value)
        return tuple(dict.fromkeys(word for word in words if word))


def _frozen(value: Value) -> object:
    if isinstance(value, list):
        return tuple(_frozen(part) for part in value)
    if isinstance(value, dict):
        return {key: _frozen(part) for key, part in value.items()}
    return value
