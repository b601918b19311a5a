"""Annotations as the JSON of Hypothesis, exported and imported."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from reader.notes.exports.facts import annotation_of, facts_of, id_for, place_facts, record_facts, tags_of, utc
from reader.notes.exports.import_batch import ImportBatch, ImportRefused, KnownArticles, not_in_library, read_each
from reader.notes.exports.jsonld import read_selectors
from reader.notes.exports.quotation import Quotation
from reader.notes.model import Annotation, format_link
from reader.notes.note_file import normalize


def write_hypothesis(quotations: Sequence[Quotation]) -> str:
    """Return what a search of Hypothesis would return; ASCII. Our own facts stand under `reader…` in each row."""
    return json.dumps({"total": len(quotations), "rows": [_row(each) for each in quotations]}, indent=2) + "\n"


def read_hypothesis(text: str, articles: KnownArticles) -> ImportBatch:
    """Return the annotations of a document of Hypothesis; those on a page that is not in the library are told."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ImportRefused("The file is not JSON.") from error
    rows = value.get("rows", value.get("annotations")) if isinstance(value, Mapping) else value
    if not isinstance(rows, list):
        raise ImportRefused("The file has no annotations.")
    return read_each(rows, lambda each: _parsed(each, articles))


def _row(quotation: Quotation) -> dict[str, Any]:
    note = quotation.annotation
    uri = quotation.record.url or format_link(note.article)
    selectors: list[dict[str, Any]] = []
    if note.position:
        selectors.append({"type": "TextPositionSelector", "start": note.position.start, "end": note.position.end})
    if note.quote:
        quote = note.quote
        selectors.append(
            {"type": "TextQuoteSelector", "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
        )
    return {
        "id": note.id,
        "created": note.created,
        "updated": note.modified,
        "user": "acct:reader@localhost",
        "uri": uri,
        "text": note.body,
        "tags": list(note.tags),
        "group": "__world__",
        "permissions": {"read": [], "admin": [], "update": [], "delete": []},
        "target": [{"source": uri, **({"selector": selectors} if selectors else {})}],
        "document": {"title": [quotation.title]},
        "links": {"html": quotation.link, "incontext": quotation.link},
        "reader": facts_of(note),
        "reader_place": place_facts(quotation),
        "reader_record": record_facts(quotation.record),
    }


def _parsed(row: object, articles: KnownArticles) -> Annotation:
    if not isinstance(row, Mapping):
        raise ImportRefused("A row is not an annotation; it was skipped.")
    if isinstance(row.get("reader"), Mapping):
        return annotation_of(row["reader"])
    title = _title(row)
    uri = str(row.get("uri", ""))
    article = articles.find(uri, title)
    if article is None:
        raise ImportRefused(not_in_library(title, uri))
    target = _first(row.get("target"))
    quote, position = read_selectors(target if isinstance(target, Mapping) else {})
    created = utc(row.get("created", ""))
    body = str(row.get("text", "") or "")
    foreign = str(row.get("id", "")) or json.dumps(row, sort_keys=True)
    extra = _extra(row)
    return normalize(
        Annotation(
            id_for(f"hypothesis:{foreign}", created),
            article,
            "replying" if "references" in extra else "commenting" if body or not quote else "highlighting",
            quote,
            # Another program's offsets count in another text.
            None if quote else position,
            body,
            "",
            tags_of(row.get("tags")),
            created=created,
            modified=utc(row.get("updated", "")) or created,
            extra=extra,
        )
    )


def _extra(row: Mapping[str, Any]) -> dict[str, object]:
    """Return what our notes have no fact for: where the row is from, and what it answers."""
    extra: dict[str, object] = {"imported_from": f"hypothesis:{row['id']}"} if row.get("id") else {}
    references = row.get("references")
    if isinstance(references, list) and references:
        extra["references"] = [str(each) for each in references]
    return extra


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else None


def _title(row: Mapping[str, Any]) -> str:
    document = row.get("document")
    titles = document.get("title") if isinstance(document, Mapping) else None
    first = _first(titles) or titles
    return first if isinstance(first, str) else ""
