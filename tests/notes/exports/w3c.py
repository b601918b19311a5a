"""The W3C's Web Annotation model as far as we write it, as a schema and what checks one: nothing beyond the library."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

MOTIVATION = re.compile(
    r"(assessing|bookmarking|classifying|commenting|describing|editing|highlighting|identifying|linking|moderating"
    r"|questioning|replying|tagging)\Z"
)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z\Z")
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+\Z")

# A schema is: a type; a pattern; a list of the one schema of all its items (never empty); a tuple of alternatives;
# or a dictionary of keys, those that must be there with a `!`.
QUOTE = {"type!": re.compile("TextQuoteSelector\\Z"), "exact!": str, "prefix": str, "suffix": str}
POSITION = {"type!": re.compile("TextPositionSelector\\Z"), "start!": int, "end!": int}
TEXT_BODY = {
    "type!": re.compile("TextualBody\\Z"),
    "value!": str,
    "format": re.compile(r"\w+/[\w+.-]+\Z"),
    "purpose": MOTIVATION,
}
RESOURCE_BODY = {"type!": re.compile("SpecificResource\\Z"), "source!": IRI, "purpose": MOTIVATION}
TARGET = {
    "type": re.compile("SpecificResource\\Z"),
    "source!": IRI,
    "selector": [(QUOTE, POSITION)],
    "styleClass": str,
}
ANNOTATION = {
    "id!": IRI,
    "type!": re.compile("Annotation\\Z"),
    "motivation": MOTIVATION,
    "created": MOMENT,
    "modified": MOMENT,
    "body": [(TEXT_BODY, RESOURCE_BODY)],
    "target!": TARGET,
}
PAGE = {"id!": IRI, "type!": re.compile("AnnotationPage\\Z"), "startIndex": int, "items!": [ANNOTATION]}
COLLECTION = {
    "@context!": [(re.compile(r"http://www\.w3\.org/ns/anno\.jsonld\Z"), {"reader!": IRI})],
    "id!": IRI,
    "type!": re.compile("AnnotationCollection\\Z"),
    "total": int,
    "first!": PAGE,
}


def errors(value: object, schema: Any, where: str = "") -> Iterator[str]:
    """Yield what in *value* is not as *schema* says. Keys with a prefix of their own (`reader:`) are free."""
    if isinstance(schema, type):
        if not isinstance(value, schema) or isinstance(value, bool):
            yield f"{where}: {value!r} is no {schema.__name__}"
    elif isinstance(schema, re.Pattern):
        if not isinstance(value, str) or not schema.match(value):
            yield f"{where}: {value!r} is not {schema.pattern}"
    elif isinstance(schema, list):
        yield from _item_errors(value, schema[0], where)
    elif isinstance(schema, tuple):
        yield from min(([*errors(value, each, where)] for each in schema), key=len)
    else:
        yield from _key_errors(value, schema, where)


def _item_errors(value: object, schema: Any, where: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{where}: {value!r} is no list"
        return
    for number, each in enumerate(value):
        yield from errors(each, schema, f"{where}[{number}]")


def _key_errors(value: object, schema: Mapping[str, Any], where: str) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield f"{where}: {value!r} is no object"
        return
    known = {key.removesuffix("!"): each for key, each in schema.items()}
    for key in schema:
        if key.endswith("!") and key[:-1] not in value:
            yield f"{where}: {key[:-1]} is missing"
    for key, each in value.items():
        if key in known:
            yield from errors(each, known[key], f"{where}.{key}")
        elif ":" not in key:
            yield f"{where}: {key} is no key of the model"
