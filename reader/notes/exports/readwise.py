"""Highlights as Readwise takes and gives them: CSV, out with the header of its import, in with either header."""

import csv
import io
import re
from collections.abc import Mapping, Sequence

from reader.notes.exports.facts import id_for, utc
from reader.notes.exports.imported import Imported, ImportRefused, KnownArticles, not_in_library
from reader.notes.exports.quotation import Quotation
from reader.notes.links import parse_link
from reader.notes.model import COLORS, Annotation, TextPositionSelector, TextQuoteSelector
from reader.notes.note_file import normalized

HEADER = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")
# Readwise takes words with a full stop before them, at the beginning of a note, for tags.
_TAGS = re.compile(r"\A((?:\.[^\s.]\S*[ \t]*)+)(?:\n|\Z)")
_MAX_FIELD = 1_000_000


def write_readwise(quotations: Sequence[Quotation]) -> str:
    """Return the CSV that Readwise imports. A note on a whole article is a highlight of its own words there."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for each in quotations:
        note, record = each.annotation, each.record
        tags = " ".join(f".{tag.replace(' ', '-')}" for tag in note.tags)
        text = "\n".join(filter(None, (tags, note.body if note.quote else "")))
        place = note.position.start if note.position else ""
        date = note.created.replace("T", " ").replace("Z", "")
        url = record.url or each.link
        writer.writerow(
            [note.exact or note.body, each.title, record.author or record.site or "", url, text, place, date]
        )
    return out.getvalue()


def read_readwise(text: str, articles: KnownArticles) -> Imported:
    """Return the highlights of a CSV of Readwise; those of an article that is not in the library are told."""
    csv.field_size_limit(_MAX_FIELD)
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    try:
        if "Highlight" not in (rows.fieldnames or ()):
            raise ImportRefused("The file has no column “Highlight”, which Readwise's CSV has.")
        annotations, problems = [], []
        for row in rows:
            try:
                annotations.append(_parsed(row, articles))
            except ImportRefused as error:
                problems.append(str(error))
    except csv.Error as error:
        raise ImportRefused(f"The file is not CSV: {error}.") from error
    return Imported(tuple(annotations), tuple(problems))


def _parsed(row: Mapping[str, str | None], articles: KnownArticles) -> Annotation:
    url, title = row.get("URL") or "", row.get("Title") or row.get("Book Title") or ""
    ours = parse_link(url)
    article = ours[0] if ours else articles.find(url, title)
    exact = row.get("Highlight") or ""
    if article is None or not exact:
        raise ImportRefused(not_in_library(title, url) if exact else "A row without a highlight was left out.")
    created = utc(row.get("Date") or row.get("Highlighted at") or "")
    note = (row.get("Note") or "").replace("\r\n", "\n")
    match = _TAGS.match(note)
    tags = [each[1:] for each in match[1].split()] if match else []
    tags += [each.strip().lstrip("#.") for each in (row.get("Tags") or "").split(",")]
    body = note[match.end() :] if match else note
    color = (row.get("Color") or "").lower()
    # In Readwise's own files a location may be a page, or a place in a book.
    location = row.get("Location") or "" if "Location Type" not in row else ""
    start = int(location) if location.isascii() and location.isdigit() and len(location) < 10 else None
    return normalized(
        Annotation(
            id_for(f"readwise:{url}{title}{exact}", created),
            article,
            "commenting" if body else "highlighting",
            TextQuoteSelector(exact),
            TextPositionSelector(start, start + len(exact)) if start is not None else None,
            body,
            color if color in COLORS else COLORS[0],
            tuple(tags),
            created=created,
            modified=created,
        )
    )
