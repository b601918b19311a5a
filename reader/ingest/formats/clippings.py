"""Kindle's My Clippings.txt, in the languages that it is written in."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from reader.ingest.encodings import decoded
from reader.ingest.formats.moments import moment
from reader.ingest.formats.part import FileFormat, Highlight, Parts
from reader.ingest.formats.passages import gathered
from reader.ingest.formats.saved_item import SavedItem
from reader.ingest.formats.source import Source
from reader.library.guarded_file import UndecodableError, UnreadableError
from reader.library.safe_text import clean, line

LARGEST = 50_000_000
_END = "=========="
_BEGINNING = re.compile(r"\ufeff?[^\n]{1,1000}\n\ufeff?- (?=[^\n]{0,500}\d)[^\n]{1,500}\n", re.MULTILINE)
# A day of the week between a day and its hour.
_WEEKDAY = re.compile("[月火水木金土日]曜日|星期[一二三四五六日天]")
_AUTHOR = re.compile(r"\s*\(((?:[^()]|\([^()]*\)){1,300})\)\s*\Z")
_PLACE = re.compile(r"(\d[\d.,]*)(?:\s*[-–]\s*(\d[\d.,]*))?")
# By language: what begins a note, and a bookmark; all else is a highlight.
_WORDS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("de", ("Ihre Notiz",), ("Ihr Lesezeichen",)),
    ("es", ("Tu nota", "Mi nota", "La nota"), ("Tu marcador", "Mi marcador", "El marcador")),
    ("fr", ("Votre note",), ("Votre signet",)),
    ("it", ("Le mie note", "La tua nota", "La mia nota"), ("Il tuo segnalibro", "Il mio segnalibro")),
    ("pt", ("Sua nota",), ("Seu marcador",)),
    ("ja", ("メモ", "位置No. メモ"), ("ブックマーク",)),
    ("zh", ("我的笔记", "您在位置 的笔记"), ("我的书签",)),
    ("en", ("Your Note", "Note"), ("Your Bookmark", "Bookmark")),
)
_LANGUAGES = (
    ("de", ("Hinzugefügt", "Ihre ", "Ihr ")),
    ("es", ("Añadido",)),
    ("fr", ("Ajouté", "Votre ")),
    ("it", ("Aggiunto", "La mia", "La tua")),
    ("pt", ("Adicionado", "Seu ", "Sua ")),
    ("ja", ("作成日", "ハイライト", "メモ")),
    ("zh", ("添加于", "我的")),
)


@dataclass(frozen=True, slots=True)
class Clipping:
    """A record: its book, what it is (`highlight`, `note`, `bookmark`), its text, and the places from first to last."""

    title: str
    kind: str
    text: str
    first: int | None
    last: int | None
    created: str | None


def _recognizes(source: Source) -> bool:
    head = source.head
    if _END.encode() not in head:
        return False
    try:
        return _BEGINNING.match(clean(decoded(head).text)) is not None
    except UndecodableError:
        return False


def _read(source: Source) -> Parts:
    try:
        text = clean(decoded(source.read(LARGEST)).text).replace("\ufeff", "")
    except UndecodableError as error:
        raise UnreadableError(f"{line(source.name)} {error}.") from error
    return gathered(_items(_joined([*_clippings(text)])))


def _clippings(text: str) -> Iterator[Clipping]:
    """Yield the records; one without a head goes on with the text of the record before it."""
    last: Clipping | None = None
    for block in re.split(rf"^{_END}[ \t]*$", text, flags=re.MULTILINE):
        title, _, rest = block.strip("\n").partition("\n")
        status, _, body = rest.partition("\n")
        if status.startswith("- "):
            if last:
                yield last
            last = _clipping(line(title), status[2:].strip(), body.strip())
        elif last and block.strip():
            last = replace(last, text=f"{last.text}\n{_END}\n{block.strip()}")
    if last:
        yield last


def _clipping(title: str, status: str, body: str) -> Clipping:
    *places, added = status.split("|") if "|" in status else (status, "")
    language = next((code for code, words in _LANGUAGES if any(word in status for word in words)), None)
    found = [_PLACE.search(each) for each in places]
    # A page comes before the place that is counted in the text.
    place = next((each for each in reversed(found) if each), None)
    return Clipping(
        title,
        _kind(status),
        body,
        _number(place[1]) if place else None,
        _number(place[2] or place[1]) if place else None,
        moment(_WEEKDAY.sub(" ", added), language=language).date,
    )


def _kind(status: str) -> str:
    for _, notes, bookmarks in _WORDS:
        if status.startswith(bookmarks):
            return "bookmark"
        if status.startswith(notes):
            return "note"
    return "note" if "メモ" in status or "笔记" in status else "highlight"


def _number(digits: str) -> int:
    return int(re.sub(r"\D", "", digits)[:12] or "0")


def _joined(clippings: list[Clipping]) -> Iterator[tuple[str, Highlight]]:
    """Yield the highlights by title, each with the note that stands at its end, then the notes that are left."""
    notes: defaultdict[tuple[str, int | None], list[Clipping]] = defaultdict(list)
    for each in clippings:
        if each.kind == "note" and each.text:
            notes[each.title, each.last].append(each)
    for each in clippings:
        if each.kind == "highlight" and each.text:
            there = notes[each.title, each.last] or notes[each.title, each.first]
            said = there.pop(0).text if there and each.last is not None else ""
            yield each.title, Highlight(each.text, said, created=each.created)
    for note in chain.from_iterable(notes.values()):
        yield note.title, Highlight(note=note.text, created=note.created)


def _items(marks: Iterator[tuple[str, Highlight]]) -> Iterator[SavedItem]:
    for title, mark in marks:
        author = _AUTHOR.search(title)
        yield SavedItem(
            title=title[: author.start()] if author else title, author=author[1] if author else "", highlights=(mark,)
        )


FORMATS = (FileFormat("Kindle's clippings", _recognizes, _read),)
