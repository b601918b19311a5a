"""Highlights as the CSV of Readwise: exported with the header of its import, imported with either header."""

import re
from collections.abc import Mapping, Sequence

from reader.library.csv_text import CsvError, read_csv, write_csv
from reader.notes.colors import COLORS, USUAL_COLOR
from reader.notes.exports.facts import id_for, utc
from reader.notes.exports.import_batch import ImportBatch, ImportRefused, KnownArticles, not_in_library, read_each
from reader.notes.exports.quotation import Quotation
from reader.notes.model import Annotation, TextPositionSelector, TextQuoteSelector, parse_link
from reader.notes.note_file import normalize

# What Readwise's import knows by name, in its order, and what it passes over: the rest of what a quotation carries.
READWISE = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")
OURS = (
    "On", "Color", "Tags", "Site", "Published", "First published", "Saved", "Paragraph", "Start", "End", "Text SHA-256",
    "Link",
)  # fmt: skip
HEADER = READWISE + OURS
# Readwise takes words with a full stop before them, at the beginning of a note, for tags.
_TAGS = re.compile(r"\A((?:\.[^\s.]\S*[ \t]*)+)(?:\n|\Z)")


def write_readwise(quotations: Sequence[Quotation]) -> str:
    """Return the CSV that Readwise imports. A note on a whole article is a highlight of its own words there."""
    return write_csv([HEADER, *map(_row, quotations)])


def _row(quotation: Quotation) -> list[object]:
    note, record = quotation.annotation, quotation.record
    text = "\n".join(filter(None, (_tag_words(note.tags), note.body if note.quote else "")))
    theirs = [
        note.exact or note.body,
        quotation.title,
        record.author or record.site or "",
        record.url or quotation.link,
        text,
        note.position.start if note.position else "",
        note.created.replace("T", " ").replace("Z", ""),
    ]
    place = [quotation.paragraph, quotation.start, quotation.end] if quotation.is_placed else ["", "", ""]
    ours = [
        "passage" if note.quote else "article",
        note.color,
        # A tag has no line break in it; it may have a comma.
        "\n".join(note.tags),
        record.site or "",
        record.published or "",
        quotation.first_published,
        record.saved or "",
        *place,
        quotation.sha256,
        quotation.link,
    ]
    return [*theirs, *ours]


def _tag_words(tags: Sequence[str]) -> str:
    """Return tags as Readwise takes them: words with a full stop before them."""
    return " ".join(f".{tag.replace(' ', '-')}" for tag in tags)


def read_readwise(text: str, articles: KnownArticles) -> ImportBatch:
    """Return the highlights of a CSV of Readwise; those of an article that is not in the library are told."""
    try:
        header, *rows = [*read_csv(text, is_ours=_is_ours(text))] or [[]]
    except CsvError as error:
        raise ImportRefused(f"The file is not CSV: {error}.") from error
    if "Highlight" not in header:
        raise ImportRefused("The file has no column “Highlight”, so it is not a CSV file of Readwise.")
    named = (dict(zip(header, row, strict=False)) for row in rows if row)
    return read_each(named, lambda row: _parsed(row, articles))


def _is_ours(text: str) -> bool:
    """Tell whether a CSV is of our own making, with whatever columns a spreadsheet has left of it."""
    return {"On", "Link"} <= {*next(read_csv(text.partition("\n")[0], is_ours=False), [])}


def _parsed(row: Mapping[str, str], articles: KnownArticles) -> Annotation:
    url, title, exact = row.get("URL", ""), row.get("Title") or row.get("Book Title", ""), row.get("Highlight")
    article, name = parse_link(row.get("Link", "")) or parse_link(url) or (articles.find(url, title), "")
    if not exact:
        raise ImportRefused("A row without a highlight was skipped.")
    if article is None:
        raise ImportRefused(not_in_library(title, url))
    created = utc(row.get("Date") or row.get("Highlighted at"))
    tags, body = _tags_and_body(row)
    # Our own note on a whole article is its own highlight there.
    is_whole = row.get("On") == "article"
    return normalize(
        Annotation(
            name or id_for(f"readwise:{url}{title}{exact}", created),
            article,
            "commenting" if body or is_whole else "highlighting",
            None if is_whole else TextQuoteSelector(exact),
            _position(row, exact),
            exact if is_whole else body,
            _color(row),
            tags,
            created=created,
            modified=created,
        )
    )


def _position(row: Mapping[str, str], exact: str) -> TextPositionSelector | None:
    location = row.get("Location", "")
    # In Readwise's own files a location may be a page, or a place in a book.
    if "Location Type" in row or not re.fullmatch("[0-9]{1,9}", location):
        return None
    return TextPositionSelector(int(location), int(location) + len(exact))


def _color(row: Mapping[str, str]) -> str:
    """Return the color of a highlight: only a file of ours has others than those of Readwise."""
    color = row.get("Color", "").lower()
    return color if color in COLORS or "On" in row else USUAL_COLOR


def _tags_and_body(row: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    note = (row.get("Note") or "").replace("\r\n", "\n")
    if "Link" in row:
        # Our own file names the tags as they are; the words before the body stand for the same.
        tags = tuple(filter(None, (row.get("Tags") or "").replace("\r\n", "\n").split("\n")))
        words = _tag_words(tags)
        return tags, note.removeprefix(words).removeprefix("\n") if words else note
    match = _TAGS.match(note)
    listed = [each[1:] for each in match[1].split()] if match else []
    listed += [each.strip().lstrip("#.") for each in (row.get("Tags") or "").split(",")]
    return tuple(listed), note[match.end() :] if match else note
