"""Articles and notes as lines for people, and as JSON, where unknown values are null."""

from typing import TYPE_CHECKING

from reader.view.phrases import facts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.library.catalog import CatalogEntry
    from reader.library.state import Reading
    from reader.notes.anchoring import Anchoring
    from reader.notes.model import Annotation
    from reader.related.statements.statement import Party
    from reader.room.trash import RemovedArticle

EMPTY_LIBRARY = "The library is empty. Add articles: reader add FILE…"


def record_json(entry: "CatalogEntry") -> dict[str, object]:
    """Return who published an article, where and when."""
    record = entry.record
    first = record.first_published
    return {
        "id": entry.id,
        "title": record.title,
        "author": record.author,
        "site": record.site,
        "published": record.published,
        "first_published": {"site": first.site, "published": first.published} if first else None,
    }


def article_json(entry: "CatalogEntry", reading: "Reading", notes: int) -> dict[str, object]:
    """Return the facts of an article."""
    record = entry.record
    return record_json(entry) | {
        "published_from": record.published_from,
        "url": record.url,
        "language": record.language,
        "tags": list(record.tags),
        "words": entry.words,
        "path": entry.path,
        "original": record.original,
        "sha256": record.sha256,
        "read": reading.read,
        "starred": reading.starred,
        "notes": notes,
        "page": _page_json(entry),
        "problem": entry.problem,
    }


def _page_json(entry: "CatalogEntry") -> dict[str, object] | None:
    """Return what the page says where a person corrected it; None where nothing is corrected."""
    from reader.library.corrections import CORRECTABLE, value_of

    page = entry.said
    if page is None:
        return None
    changed = [name for name in CORRECTABLE if value_of(page, name) != value_of(entry.record, name)]
    return {name: value_of(page, name) or None for name in changed}


def note_json(annotation: "Annotation", place: "Anchoring") -> dict[str, object]:
    """Return the facts of an annotation and where it is."""
    has_place = annotation.quote is not None and place.state != "orphan"
    return {
        "id": annotation.id,
        "article": annotation.article,
        "quote": annotation.quote.exact if annotation.quote else None,
        "start": place.start if has_place else None,
        "end": place.end if has_place else None,
        "state": place.state if annotation.quote else None,
        "color": annotation.color or None,
        "tags": list(annotation.tags),
        "body": annotation.body,
        "motivation": annotation.motivation,
        "link": annotation.link or None,
        "relation": annotation.relation or None,
        "created": annotation.created,
        "modified": annotation.modified,
    }


def removed_json(removed: "RemovedArticle") -> dict[str, object]:
    """Return the facts of an article in the trash."""
    return {
        "id": removed.id,
        "title": removed.title,
        "removed": removed.removed,
        "path": removed.path or None,
        "notes": removed.notes,
        "trash": str(removed.folder),
        "problem": removed.problem or None,
    }


def listed(entry: "CatalogEntry") -> str:
    """Return an article as two lines of a list, and a third where something was wrong with a file that has a text."""
    if entry.problem and entry.words:
        return f"{entry.title}\n  {facts(entry)}  [{entry.id}]\n  ! {entry.problem}"
    return f"{entry.title}\n  {entry.problem or facts(entry)}  [{entry.id}]"


def marked(text: str, marks: "Iterable[tuple[int, int]]") -> str:
    """Return *text* with its marks between » and «, legible on paper and in a pipe."""
    parts, position = [], 0
    for start, end in marks:
        if start >= position:
            parts += [text[position:start], "»", text[start:end], "«"]
            position = end
    return "".join([*parts, text[position:]])


def party_json(party: "Party | None") -> dict[str, object] | None:
    """Return who says something, and where the text names them; None where it names nobody."""
    return party._asdict() if party else None


def unread(language: str | None) -> str:
    """Return a sentence about a text that is not read for statements; empty where it is."""
    if language is None:
        return ""
    return (
        f"Texts in “{language}” are not read for statements." if language else "The language of this text is not known."
    )
