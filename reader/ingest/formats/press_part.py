"""An article of a press database: what its record says becomes ours, its text as the database has it."""

import re

from reader.ingest.encodings import decoded
from reader.ingest.formats.content import document
from reader.ingest.formats.part import FilePart, Skipped
from reader.ingest.formats.source import Source
from reader.library.errors import ReaderError
from reader.library.guarded_file import UnreadableError
from reader.library.record import Record
from reader.library.safe_text import line

LARGEST = 200_000_000
_BY = re.compile(r"(?:by|von|par|por|di|door|av|от|автор:?)\s+", re.IGNORECASE)
_REVERSED = re.compile(r"([^,;]{2,60}), ([^,;]{2,60})\Z")
_CAPITALS = re.compile(r"[^a-zß-öø-ÿ]{5,}\Z")


def text_of_bundle(source: Source) -> str:
    """Return the text of a bundle, with one kind of line end and of space. Raises: UnreadableError."""
    try:
        text = decoded(source.read(LARGEST)).text
    except UnreadableError:
        raise
    except ReaderError as error:
        raise UnreadableError(f"{line(source.name)} {error}.") from error
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")


def press_part(number: int, body: str, record: Record, original: str, suffix: str = ".txt") -> FilePart | Skipped:
    """Return an article whose text is *body* (HTML) and whose part of the bundle is *original*."""
    name = f"{number} {record.title or ''}".strip()
    if not body.strip():
        return Skipped(name, "The database gives no text of it.")
    return FilePart(
        name,
        "content",
        document(body, record.title),
        suffix=suffix,
        original=original.encode("utf-8", "replace"),
        record=record,
        is_told=True,
    )


def author_of(said: str) -> str | None:
    """Return authors as they are called: without "By", first name first, not in capitals."""
    names: list[str] = []
    for each in re.split(r"\s*;\s*", line(said)):
        bare = _BY.sub("", each, count=1) if _BY.match(each) else each
        turned = _REVERSED.match(bare)
        bare = f"{turned[2]} {turned[1]}" if turned and ";" not in bare and len(bare.split()) < 6 else bare
        names.append(bare.title() if _CAPITALS.match(bare) else bare)
    return ", ".join(filter(None, names)) or None
