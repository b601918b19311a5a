"""Evernote's ENEX: notes one after the other, their pictures beside them, what was marked as highlights."""

import base64
import hashlib
import re
from binascii import Error as Base64Error
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from reader.ingest.formats.fields import Fields
from reader.ingest.formats.markup import plain
from reader.ingest.formats.part import FileFormat, FilePart, Highlight, Parts, Skipped
from reader.ingest.formats.saved_item import ItemMapping
from reader.ingest.formats.source import Source
from reader.library.guarded_file import UnreadableError
from reader.library.safe_text import line

_CHUNK = 1 << 18
_LARGEST = 8_000_000
_MOST_PICTURES = 60
_TEXTS = frozenset(("title", "created", "updated", "author", "source", "source-url", "content", "tag", "data", "mime"))
_NOTE = re.compile(r"<en-note\b[^<>]{0,5000}>(.*)</en-note\s*>", re.DOTALL)
_MEDIA = re.compile(r"<en-media\b([^<>]{0,2000}?)/?>(?:</en-media>)?")
# A box to tick, as Evernote writes it now and as it did.
_TASK = re.compile(
    r"<li\b[^<>]{0,500}?--en-checked\s*:\s*(true|false)[^<>]{0,500}>(?:\s*<div\b[^<>]{0,500}>)?"
    r"|<en-todo\b(?:\s+checked\s*=\s*[\"'](true|false)[\"'])?\s*(?:/>|>\s*</en-todo\s*>)"
)
_HASH = re.compile(r"""\bhash\s*=\s*["']([0-9a-fA-F]{32})""")
_MARKED = re.compile(
    r"""<span\b[^<>]{0,2000}?(?:--en-highlight\s*:|-evernote-highlight\s*:\s*true)([^<>]{0,500}?)>([^<]{1,20000})"""
)
# A tag, also one that is cut, and those that part no words.
_TAG = re.compile(r"^[^<>]*>|</?(\w*)[^<>]*>?")
_OF_LETTERS = frozenset((None, *"a b i u em strong span font code sup sub".split()))
# How much of the note beside a passage tells where it stands: of its HTML, and of its text.
_BESIDE, _AROUND = 500, 32
_COLOR = re.compile(r"\s*([a-z]{3,10})")
_ENCRYPTED = "<en-crypt"
_ITEM = ItemMapping(url=("source-url",), author=("author",), tags=("tag",), saved=("created",))


class _Notes:
    """Gathers the notes of a stream; those that are complete wait in *done*."""

    def __init__(self) -> None:
        self.done: list[tuple[Fields, dict[str, bytes]]] = []
        self._said: dict[str, Any] = {}
        self._pictures: dict[str, bytes] = {}
        self._within: list[str] = []
        self._text: list[str] = []
        self._length = 0

    def start(self, name: str, _: dict[str, str]) -> None:
        self._within.append(name)
        self._text, self._length = [], 0
        if name == "note":
            self._said, self._pictures = {}, {}

    def text(self, text: str) -> None:
        self._length += len(text)
        if self._length <= 2 * _LARGEST and self._within and self._within[-1] in _TEXTS:
            self._text.append(text)

    def end(self, name: str) -> None:
        self._within.pop()
        text = "".join(self._text)
        self._text = []
        if name == "tag":
            self._said.setdefault("tag", []).append(text)
        elif name == "data" and "resource" in self._within:
            self._picture(text)
        elif name == "note":
            self.done.append((Fields(self._said), self._pictures))
        elif name in _TEXTS and "resource" not in self._within and "task" not in self._within:
            self._said[name] = text

    def _picture(self, text: str) -> None:
        try:
            data = base64.b64decode("".join(text.split()))
        except (Base64Error, ValueError):
            return
        if len(data) <= _LARGEST and len(self._pictures) < _MOST_PICTURES:
            # What a note calls its pictures by; it protects nothing.
            self._pictures[hashlib.md5(data, usedforsecurity=False).hexdigest()] = data


def _read(source: Source) -> Parts:
    notes = _Notes()
    parser = ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = notes.start, notes.end
    parser.CharacterDataHandler = notes.text
    parser.EntityDeclHandler = _refuse
    parser.buffer_text = True
    problem: Exception | None = None
    with source.open() as stream:
        is_end = False
        while not is_end and problem is None:
            chunk = stream.read(_CHUNK)
            is_end = not chunk
            try:
                parser.Parse(chunk, is_end)
            except (ExpatError, ValueError, IndexError) as error:
                problem = error
            yield from _parts(notes)
    if problem:
        raise UnreadableError(f"{line(source.name)} is damaged; it was read as far as it is sound.") from problem


def _refuse(*_: object) -> None:
    raise ValueError("a declaration of an entity")


def _parts(notes: _Notes) -> Iterator[FilePart | Skipped]:
    done, notes.done = notes.done, []
    for said, pictures in done:
        item = _ITEM.item(said)
        body = _NOTE.search(said.raw("content"))
        html = _TASK.sub(_box, _MEDIA.sub(_picture, body[1])) if body else ""
        item.html = html if plain(html) or pictures else ""
        item.highlights = tuple(_marked(html))
        if _ENCRYPTED in html:
            item.notes = ("a part of it is encrypted and was left out",)
        part = item.part()
        shown = {name: data for name, data in pictures.items() if name in html}
        yield replace(part, pictures=shown) if isinstance(part, FilePart) else part


def _picture(media: re.Match[str]) -> str:
    found = _HASH.search(media[1])
    return f'<img src="{found[1].lower()}">' if found else ""


def _box(task: re.Match[str]) -> str:
    return f"{task[0] if task[1] else ''}{'☑' if 'true' in (task[1], task[2]) else '☐'} "


def _marked(html: str) -> Iterator[Highlight]:
    for found in _MARKED.finditer(html):
        named = _COLOR.match(found[1])
        if plain(found[2]):
            before = _text(html[max(0, found.start() - _BESIDE) : found.start()])[-_AROUND:]
            behind = _text(html[found.end() : found.end() + _BESIDE])[:_AROUND]
            yield Highlight(plain(found[2]), prefix=before, suffix=behind, color=named[1] if named else "")


def _text(html: str) -> str:
    """Return the text of a piece of HTML on one line, with the spaces at its ends."""
    return re.sub(r"\s+", " ", unescape(_TAG.sub(lambda tag: "" if tag[1] in _OF_LETTERS else " ", html)))


FORMATS = (FileFormat("Evernote's export", lambda source: b"<en-export" in source.head[:4_000], _read),)
