"""An annotation as plain facts for JSON, and back; the keys are those of its file."""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from reader.library.identity import is_id
from reader.library.record import Record
from reader.notes.exports.import_batch import ImportRefused
from reader.notes.exports.quotation import Quotation
from reader.notes.model import Annotation, TextPositionSelector, TextQuoteSelector, is_annotation_id
from reader.notes.note_file import normalize, plain_value

_TEXTS = ("motivation", "color", "link", "relation", "created", "modified", "text_sha256")


def facts_of(annotation: Annotation) -> dict[str, Any]:
    """Return everything that an annotation says; what is empty is left out."""
    quote, position = annotation.quote, annotation.position
    facts: dict[str, Any] = {"id": annotation.id, "article": annotation.article}
    if quote:
        facts |= {"quote": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
    if position:
        facts |= {"start": position.start, "end": position.end}
    facts |= {name: getattr(annotation, name) for name in _TEXTS}
    facts |= {"tags": list(annotation.tags), "body": annotation.body, "extra": plain_value(annotation.extra)}
    return {key: value for key, value in facts.items() if value not in ("", [], {})}


def annotation_of(facts: object) -> Annotation:
    """Return the annotation that *facts* describe. Raises: ImportRefused if they describe none."""
    if not isinstance(facts, Mapping):
        raise ImportRefused("it is not a note")
    article, name = facts.get("article"), facts.get("id")
    if not isinstance(article, str) or not is_id(article) or not isinstance(name, str) or not is_annotation_id(name):
        raise ImportRefused("it has no valid article and id")
    texts = {key: _text(facts.get(key)) for key in (*_TEXTS, "quote", "prefix", "suffix", "body")}
    extra = facts.get("extra")
    return normalize(
        Annotation(
            name,
            article,
            texts["motivation"],
            TextQuoteSelector(texts["quote"], texts["prefix"], texts["suffix"]) if texts["quote"] else None,
            position_of(facts),
            texts["body"],
            texts["color"],
            tags_of(facts.get("tags")),
            texts["link"],
            texts["created"],
            texts["modified"],
            texts["text_sha256"],
            extra if isinstance(extra, Mapping) else {},
            relation=texts["relation"],
        )
    )


def position_of(facts: Mapping[str, object]) -> TextPositionSelector | None:
    """Return the place that `start` and `end` tell; None if they tell none."""
    start, end = facts.get("start"), facts.get("end")
    if isinstance(start, int) and isinstance(end, int) and 0 <= start <= end:
        return TextPositionSelector(start, end)
    return None


def tags_of(value: object) -> tuple[str, ...]:
    """Return the texts in a list."""
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def record_facts(record: Record) -> dict[str, Any]:
    """Return what an article says about itself, for a reader without the library; what is not known is left out."""
    first = record.first_published
    facts: dict[str, Any] = {
        "title": record.title,
        "author": record.author,
        "site": record.site,
        "published": record.published,
        "first_published": {"site": first.site, "published": first.published} if first else None,
        "url": record.url,
        "language": record.language,
        "saved": record.saved,
    }
    return {key: value for key, value in facts.items() if value}


def place_facts(quotation: Quotation) -> dict[str, Any]:
    """Return where the passage of a quotation is now, in which text; empty where it was not found."""
    if not quotation.is_placed:
        return {}
    return {
        "paragraph": quotation.paragraph,
        "start": quotation.start,
        "end": quotation.end,
        "state": quotation.state,
        "words": quotation.words,
        "sha256": quotation.sha256,
    }


def utc(text: object) -> str:
    """Return a date and time of another program in UTC, to the second; empty if it is none."""
    try:
        moment = datetime.fromisoformat(str(text).strip())
    except ValueError:
        return ""
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def id_for(foreign: str, created: str) -> str:
    """Return the id of an annotation that another program calls *foreign*: the same at every import."""
    # Not random: whoever imports a file twice must not have its notes twice.
    digest = sha256(foreign.encode("utf-8", "surrogatepass")).hexdigest()
    stamp = "".join(each for each in created[:19].lower() if each.isalnum()) or "0"
    return f"{stamp}-{digest[:10]}"


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
