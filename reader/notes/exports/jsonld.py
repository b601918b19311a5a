"""Annotations in the W3C's Web Annotation model: JSON-LD, exported and imported."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from reader.library.identity import is_id
from reader.library.safe_text import line
from reader.notes.exports.facts import annotation_of, facts_of, id_for, place_facts, position_of, record_facts, utc
from reader.notes.exports.import_batch import ImportBatch, ImportRefused, KnownArticles, not_in_library, read_each
from reader.notes.exports.quotation import Quotation
from reader.notes.model import MOTIVATIONS, Annotation, TextPositionSelector, TextQuoteSelector, format_link, parse_link
from reader.notes.note_file import normalize

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# What the model has no word for stands under our own prefix.
_OURS = {"reader": "reader://terms/"}
# Collections hold pages that hold collections; a hostile one does so without end.
_MAX_DEPTH = 20
# What the model has no place for, or not for every value of it.
_FACTS = ("text_sha256", "extra", "motivation", "link", "relation", "created", "modified")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+\Z")


def write_jsonld(quotations: Sequence[Quotation]) -> str:
    """Return an AnnotationCollection with one page of annotations; ASCII."""
    page = {
        "id": "reader://notes/page",
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": [_annotation(each) for each in quotations],
    }
    collection = {
        "@context": [CONTEXT, _OURS],
        "id": "reader://notes",
        "type": "AnnotationCollection",
        "total": len(quotations),
        "first": page,
    }
    return json.dumps(collection, indent=2) + "\n"


def read_jsonld(text: str, articles: KnownArticles) -> ImportBatch:
    """Return the annotations of a JSON-LD document: ours come back as they were, others' by their source's address."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ImportRefused("The file is not JSON.") from error
    return read_each(_items(value, 0), lambda each: _parsed(each, articles))


def _annotation(quotation: Quotation) -> dict[str, Any]:
    note = quotation.annotation
    item: dict[str, Any] = {"id": quotation.link, "type": "Annotation", "motivation": _written_motivation(note)}
    times = {"created": note.created, "modified": note.modified}
    item |= {key: value for key, value in times.items() if value and utc(value) == value}
    bodies = list(_bodies(note))
    if bodies:
        item["body"] = bodies
    item["target"] = _target(quotation)
    facts = facts_of(note)
    item["reader:facts"] = {key: facts[key] for key in _FACTS if key in facts}
    item["reader:record"] = record_facts(quotation.record)
    if quotation.is_placed:
        item["reader:place"] = place_facts(quotation)
    return item


def _written_motivation(note: Annotation) -> str:
    """Return the motivation as the model knows it; one that it does not know stands among our own facts."""
    known = note.motivation if note.motivation in MOTIVATIONS else ""
    return known or ("highlighting" if note.quote and not note.body else "commenting")


def _address(quotation: Quotation) -> str:
    """Return the address of the article: where it is from, or if that is none, its own link."""
    url = quotation.record.url or ""
    return url if _IRI.match(url) else format_link(quotation.annotation.article)


def _bodies(note: Annotation) -> Iterator[dict[str, Any]]:
    if note.body:
        yield {"type": "TextualBody", "value": note.body, "format": "text/markdown", "purpose": "commenting"}
    for tag in note.tags:
        yield {"type": "TextualBody", "value": tag, "purpose": "tagging"}
    if note.link:
        yield {"type": "SpecificResource", "source": format_link(note.link), "purpose": "linking"}


def _target(quotation: Quotation) -> dict[str, Any]:
    note = quotation.annotation
    target: dict[str, Any] = {
        "type": "SpecificResource",
        "source": _address(quotation),
    }
    selectors: list[dict[str, Any]] = []
    if note.quote:
        quote = {"type": "TextQuoteSelector", "exact": note.quote.exact}
        around = {"prefix": note.quote.prefix, "suffix": note.quote.suffix}
        selectors.append(quote | {key: value for key, value in around.items() if value})
    if note.position:
        selectors.append({"type": "TextPositionSelector", "start": note.position.start, "end": note.position.end})
    if selectors:
        target["selector"] = selectors
    if note.color:
        target["styleClass"] = note.color
    return target


def _items(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    """Yield the annotations in a document, however they are packed: alone, in a list, a page or a collection."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for each in value:
            yield from _items(each, depth + 1)
    elif isinstance(value, Mapping):
        if "Annotation" in _list(value.get("type", value.get("@type"))):
            yield value
            return
        for key in ("items", "first", "@graph"):
            yield from _items(value.get(key), depth + 1)


def _parsed(item: Mapping[str, Any], articles: KnownArticles) -> Annotation:
    target = _first_target(item)
    iri = str(item.get("id", item.get("@id", "")))
    article, name = parse_link(iri) or ("", "")
    quote, position = read_selectors(target)
    body, tags, link = _read_bodies(item)
    note = Annotation(name, article, "", quote, position, body, line(str(target.get("styleClass", ""))), tags, link)
    facts = item.get("reader:facts")
    if article and name and isinstance(facts, Mapping):
        ours = annotation_of({**facts, "id": name, "article": article})
        return normalize(
            replace(
                note,
                motivation=ours.motivation,
                link=ours.link,
                relation=ours.relation,
                created=ours.created or line(str(item.get("created", ""))),
                modified=ours.modified or line(str(item.get("modified", ""))),
                text_sha256=ours.text_sha256,
                extra=ours.extra,
            )
        )
    created = utc(item.get("created", ""))
    return normalize(
        replace(
            note,
            id=id_for(iri or json.dumps(item, sort_keys=True), created),
            article=_article(target, articles),
            motivation=_motivation(item, body),
            # Another program's offsets count in another text.
            position=None if quote else position,
            created=created,
            modified=utc(item.get("modified", "")) or created,
            extra={"imported_from": iri} if iri else {},
        )
    )


def _first_target(item: Mapping[str, Any]) -> Mapping[str, Any]:
    target = next((each for each in _list(item.get("target")) if isinstance(each, (str, Mapping))), None)
    if target is None:
        raise ImportRefused("An annotation has no target; it was skipped.")
    return {"source": target} if isinstance(target, str) else target


def _article(target: Mapping[str, Any], articles: KnownArticles) -> str:
    source = target.get("source", target.get("id", ""))
    source = str(source.get("id", "")) if isinstance(source, Mapping) else str(source)
    ours = parse_link(source)
    article = ours[0] if ours else articles.find(source)
    if not article or not is_id(article):
        raise ImportRefused(not_in_library("", source))
    return article


def _motivation(item: Mapping[str, Any], body: str) -> str:
    given = [each for each in _list(item.get("motivation")) if each in MOTIVATIONS]
    return str(given[0]) if given else "commenting" if body else "highlighting"


def _read_bodies(item: Mapping[str, Any]) -> tuple[str, tuple[str, ...], str]:
    texts, tags, link = [], [], ""
    for each in [*_list(item.get("body")), *_list(item.get("bodyValue"))]:
        body = {"value": each} if isinstance(each, str) else each
        if not isinstance(body, Mapping):
            continue
        purpose, value = body.get("purpose"), body.get("value")
        source = parse_link(str(body.get("source", "")))
        if purpose == "tagging" and isinstance(value, str):
            tags.append(value)
        elif isinstance(value, str):
            texts.append(value)
        elif purpose == "linking" and source:
            link = source[0]
    return "\n\n".join(texts), tuple(tags), link


def read_selectors(target: Mapping[str, Any]) -> tuple[TextQuoteSelector | None, TextPositionSelector | None]:
    """Return the selectors of a target that tell its passage by words and by place."""
    quote, position = None, None
    for each in _list(target.get("selector")):
        if not isinstance(each, Mapping):
            continue
        if each.get("type") == "TextQuoteSelector" and isinstance(each.get("exact"), str):
            quote = TextQuoteSelector(each["exact"], str(each.get("prefix", "")), str(each.get("suffix", "")))
        elif each.get("type") == "TextPositionSelector":
            position = position_of(each)
    return quote, position


def _list(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
