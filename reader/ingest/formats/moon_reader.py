"""Moon+ Reader's exports (`.mrexpt`): highlights one after the other, each on seventeen lines."""

import re
from collections.abc import Iterator

from reader.ingest.formats.moments import moment
from reader.ingest.formats.part import FileFormat, Highlight, Parts
from reader.ingest.formats.passages import gathered
from reader.ingest.formats.saved_item import SavedItem
from reader.ingest.formats.source import Source
from reader.library.guarded_file import UndecodableError, UnreadableError
from reader.library.safe_text import clean, line

_BEGINNING = re.compile(r"[^\n]{0,40}\nindent:\w{4,5}\ntrim:\w{4,5}\n(?:#\n|\Z)")
# Which lines of a record say what.
_TITLE, _COLOR, _MOMENT, _NOTE, _WORDS = 1, 8, 9, 11, 12
_END = re.compile(r"<BR>", re.IGNORECASE)


def _read(source: Source) -> Parts:
    try:
        text = clean(source.text())
    except UndecodableError as error:
        raise UnreadableError(f"{line(source.name)} {error}.") from error
    return gathered(_items(text))


def _items(text: str) -> Iterator[SavedItem]:
    for record in re.split(r"^#\n", text, flags=re.MULTILINE)[1:]:
        said = record.split("\n")
        if len(said) <= _WORDS:
            continue
        words, note = (_END.sub("\n", said[at]).strip() for at in (_WORDS, _NOTE))
        if words or note:
            mark = Highlight(words, note, color=_color(said[_COLOR]), created=moment(said[_MOMENT]).date)
            yield SavedItem(title=line(said[_TITLE]), highlights=(mark,))


def _color(number: str) -> str:
    """Return a color that is written as a number with its opacity, which makes it negative."""
    return f"#{int(number) & 0xFFFFFF:06x}" if re.fullmatch(r"-?\d{1,10}", number) else ""


FORMATS = (FileFormat("Moon+ Reader's highlights", lambda source: bool(_BEGINNING.match(source.head_text)), _read),)
