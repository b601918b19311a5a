"""Annotations in the model of the W3C (Web Annotation Data Model, 2017): alone, in lists, pages, collections, lines."""

from collections.abc import Iterator

from reader.ingest.formats.fields import Fields
from reader.ingest.formats.json_text import keys_of, values_of
from reader.ingest.formats.markup import plain
from reader.ingest.formats.part import FileFormat, Highlight, Parts
from reader.ingest.formats.passages import gathered
from reader.ingest.formats.saved_item import SavedItem
from reader.ingest.formats.source import Source
from reader.library.safe_text import clean, line

_DEEPEST = 20
_PACKED = ("items", "first", "@graph")


def quote_in(selectors: Iterator[Fields]) -> tuple[str, str, str]:
    """Return the words that selectors describe, and those before and behind; empty where none do."""
    for each in selectors:
        if each.line("type") == "TextQuoteSelector":
            return each.text("exact"), each.raw("prefix"), each.raw("suffix")
        inner = each.value("refinedBy")
        if inner:
            found = quote_in(iter((Fields.of(inner),)))
            if found[0]:
                return found
    return "", "", ""


def _read(source: Source) -> Parts:
    return gathered(_item(each) for value in values_of(source) for each in _in_collection(value, 0))


def _in_collection(value: object, depth: int) -> Iterator[Fields]:
    """Yield the annotations in a document, however they are packed."""
    fields = Fields.of(value)
    if "Annotation" in {each.rpartition(":")[2] for each in fields.words("type", "@type")}:
        yield fields
    elif depth < _DEEPEST:
        packed = [inner for name in _PACKED if (inner := fields.value(name)) is not None]
        for each in value if isinstance(value, list) else packed:
            yield from _in_collection(each, depth + 1)


def _item(annotation: Fields) -> SavedItem:
    target = next(_listed(annotation.value("target")), Fields())
    selectors = [*_listed(target.value("selector"))]
    exact, prefix, suffix = quote_in(iter(selectors))
    start = next((each.value("start") for each in selectors if each.line("type") == "TextPositionSelector"), None)
    bodies = [*_listed(annotation.value("body", "bodyValue"))]
    tags = [each.line("value") for each in bodies if each.line("purpose") == "tagging"]
    remarks = [_text(each) for each in bodies if each.line("purpose") != "tagging"]
    mark = Highlight(
        exact,
        clean("\n\n".join(remarks)).strip(),
        prefix,
        suffix,
        start if isinstance(start, int) else None,
        target.line("styleClass"),
        tuple(filter(None, tags)),
        annotation.moment("created", "modified").date,
    )
    is_marked = bool(exact or mark.note)
    return SavedItem(
        url=target.line("source.id", "source", "id"),
        title=target.line("source.title", "title"),
        tags=() if is_marked else mark.tags,
        highlights=(mark,) if is_marked else (),
    )


def _text(body: Fields) -> str:
    text = body.raw("value", "id")
    return plain(text) if line(body.line("format")) == "text/html" else text


def _listed(value: object) -> Iterator[Fields]:
    """Yield what the model lets stand alone or in a list, as an object or as its value only."""
    for each in value if isinstance(value, list) else [] if value is None else [value]:
        yield Fields({"value": each, "id": each}) if isinstance(each, str) else Fields.of(each)


def _recognizes(source: Source) -> bool:
    return b"w3.org/ns/anno" in source.head and bool(keys_of(source.head))


FORMATS = (FileFormat("web annotations", _recognizes, _read),)
