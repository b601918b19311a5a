"""What the command line prints: plain text for people, JSON for programs.

JSON is ASCII, one document, with stable keys; facts that are not known are null.
"""

import json
import sys
from typing import TYPE_CHECKING, TextIO

from reader.library.article import Article
from reader.library.catalog import CatalogEntry
from reader.library.plain_text import PlainText
from reader.library.safe_text import clean
from reader.library.state import Reading
from reader.view.layout import ArticleLayout
from reader.view.phrases import facts

if TYPE_CHECKING:
    from reader.ingest.addition import Added
    from reader.notes.anchoring import Anchoring
    from reader.notes.model import Annotation
    from reader.room import SearchAnswer, SearchHit

MEASURE = 78


def out(text: str, stream: TextIO | None = None) -> None:
    """Print cleaned text: what a file says is never a terminal's command."""
    stream = stream or sys.stdout
    stream.write(clean(text) + "\n")


def out_json(value: object) -> None:
    """Print one JSON document."""
    sys.stdout.write(json.dumps(value, ensure_ascii=True, indent=2) + "\n")


def article_json(entry: CatalogEntry, reading: Reading, notes: int) -> dict[str, object]:
    """Return an article as `reader list --json` tells it."""
    record = entry.record
    first = record.first_published
    return {
        "id": entry.id,
        "title": record.title,
        "author": record.author,
        "site": record.site,
        "published": record.published,
        "published_from": record.published_from,
        "first_published": {"site": first.site, "published": first.published} if first else None,
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
        "problem": entry.problem,
    }


def asides_json(article: Article) -> list[dict[str, object]]:
    """Return what was set aside from an article."""
    return [{"kind": each.kind, "text": each.text, "parts": list(each.parts)} for each in article.asides]


def search_json(answer: "SearchAnswer") -> dict[str, object]:
    """Return what a search brought."""
    results = answer.results
    return {
        "query": results.query,
        "total": results.total,
        "relaxed": results.relaxed,
        "lines": list(results.lines),
        "hits": [_found_json(found) for found in answer.hits],
    }


def _found_json(found: "SearchHit") -> dict[str, object]:
    record = found.entry.record
    return {
        "id": found.entry.id,
        "title": record.title,
        "site": record.site,
        "published": record.published,
        "score": round(found.score, 4),
        "snippet": found.snippet,
        "marks": [list(mark) for mark in found.marks],
        "title_marks": [list(mark) for mark in found.title_marks],
        "missing": list(found.missing),
    }


def note_json(annotation: "Annotation", place: "Anchoring") -> dict[str, object]:
    """Return an annotation as `reader notes --json` tells it."""
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


def added_json(added: "Added") -> dict[str, object]:
    """Return what became of a file that was to be added."""
    return {"path": added.path, "result": added.result, "id": added.id, "reason": added.reason}


def listed(entry: CatalogEntry) -> str:
    """Return an article as two lines of a list."""
    told = f"  {entry.problem}" if entry.problem else f"  {facts(entry)}"
    return f"{entry.title}\n{told}  [{entry.id}]"


def marked(found: "SearchHit") -> str:
    """Return a hit's snippet with its marks between » and «, legible on paper and in a pipe."""
    parts = []
    position = 0
    for start, end in found.marks:
        parts += [found.snippet[position:start], "»", found.snippet[start:end], "«"]
        position = end
    return "".join([*parts, found.snippet[position:]])


def wrapped(plain: PlainText, width: int = MEASURE) -> str:
    """Return a plain text wrapped to *width* columns, with bullets, quotation bars and underlined headings."""
    layout = ArticleLayout(plain, width)
    rows: list[str] = []
    for line in layout.lines:
        block = plain.blocks[line.block]
        lead = ("│ " * block.quote + " " * line.indent)[: line.indent - len(line.lead)] + line.lead
        text = plain.text[line.start : line.end]
        rows.append(lead + text if text else "")
        if block.kind == "heading" and line.end == block.end and text:
            rows.append("=" * len(text) if block.level == 1 else "-" * len(text))
    return "\n".join(rows)
