"""The W3C's Web Annotation model as a JSON Schema, written for these tests from the recommendation of 2017.

It is the model itself, not what we happen to write: every body, target and selector that the recommendation names is
allowed, with what it requires of each. Keys with a prefix of their own (`reader:`) are extensions, as JSON-LD has them.
"""

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator

_MOTIVATIONS = [
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
]  # fmt: skip
_PAINTED = "^[a-z]+:"


def _one_or_more(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "array", "minItems": 1, "items": schema}]}


def _object(required: list[str], **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required,
        "properties": properties,
        "patternProperties": {_PAINTED: True},
        "additionalProperties": False,
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}


_ABOUT = {
    "creator": {"anyOf": [_ref("iri"), {"type": "object"}, {"type": "array"}]},
    "generator": {"anyOf": [_ref("iri"), {"type": "object"}]},
    "created": _ref("moment"),
    "modified": _ref("moment"),
    "generated": _ref("moment"),
    "rights": _one_or_more(_ref("iri")),
    "canonical": _ref("iri"),
    "via": _one_or_more(_ref("iri")),
    "audience": {"type": "object"},
}
_PURPOSE = {"purpose": _one_or_more(_ref("motivation"))}
_REFINED = {"refinedBy": _one_or_more(_ref("selector"))}

SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$ref": "#/$defs/collection",
    "$defs": {
        # An IRI has a scheme and none of the characters that RFC 3987 leaves out.
        "iri": {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>\"{}|\\\\^`]+$"},
        # Times are xsd:dateTime with a zone; the model asks for UTC.
        "moment": {"type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"},
        "motivation": {"enum": _MOTIVATIONS},
        "offset": {"type": "integer", "minimum": 0},
        "selector": {
            "oneOf": [
                _object(["type", "exact"], type={"const": "TextQuoteSelector"}, exact={"type": "string"},
                        prefix={"type": "string"}, suffix={"type": "string"}, **_REFINED),
                _object(["type", "start", "end"], type={"const": "TextPositionSelector"}, start=_ref("offset"),
                        end=_ref("offset"), **_REFINED),
                _object(["type", "value"], type={"enum": ["CssSelector", "XPathSelector", "FragmentSelector"]},
                        value={"type": "string"}, conformsTo=_ref("iri"), **_REFINED),
                _object(["type", "startSelector", "endSelector"], type={"const": "RangeSelector"},
                        startSelector=_ref("selector"), endSelector=_ref("selector"), **_REFINED),
            ]
        },
        "text": _object(["value"], id=_ref("iri"), type=_one_or_more({"type": "string"}), value={"type": "string"},
                        format={"type": "string", "pattern": "^\\w+/[\\w+.-]+$"}, language={"type": "string"},
                        textDirection={"enum": ["ltr", "rtl", "auto"]}, processingLanguage={"type": "string"},
                        **_PURPOSE, **_ABOUT),
        "specific": _object(["source"], id=_ref("iri"), type=_one_or_more({"type": "string"}),
                            source={"anyOf": [_ref("iri"), {"type": "object", "required": ["id"]}]},
                            selector=_one_or_more(_ref("selector")), state={"type": ["object", "array"]},
                            styleClass=_one_or_more({"type": "string"}), scope=_one_or_more(_ref("iri")),
                            renderedVia={"type": ["object", "array"]}, **_PURPOSE, **_ABOUT),
        "resource": {"anyOf": [_ref("iri"), _ref("specific"), _ref("text"), {"type": "object", "required": ["id"]}]},
        "annotation": {
            **_object(["id", "type", "target"], id=_ref("iri"), type={"const": "Annotation"},
                      motivation=_one_or_more(_ref("motivation")), body=_one_or_more(_ref("resource")),
                      bodyValue={"type": "string"}, target=_one_or_more(_ref("resource")),
                      stylesheet={"type": ["object", "string"]}, **_ABOUT),
            # A body is given in one way.
            "not": {"required": ["body", "bodyValue"]},
        },
        "page": _object(["id", "type", "items"], id=_ref("iri"), type={"const": "AnnotationPage"},
                        partOf={"type": ["object", "string"]}, next=_ref("iri"), prev=_ref("iri"),
                        startIndex=_ref("offset"), items={"type": "array", "items": _ref("annotation")}),
        "context": {
            "type": "array",
            "contains": {"const": "http://www.w3.org/ns/anno.jsonld"},
            "items": {"anyOf": [_ref("iri"), {"type": "object", "additionalProperties": _ref("iri")}]},
        },
        "collection": _object(["@context", "id", "type", "first"], id=_ref("iri"),
                              type={"const": "AnnotationCollection"}, label={"type": "string"}, total=_ref("offset"),
                              first={"anyOf": [_ref("iri"), _ref("page")]}, last=_ref("iri"),
                              **{"@context": _ref("context")}),
    },
}  # fmt: skip
_VALIDATOR = Draft202012Validator(SCHEMA)


def errors(document: object) -> Iterator[str]:
    """Yield what in a document is not as the model says."""
    for error in _VALIDATOR.iter_errors(document):
        yield f"{error.json_path}: {error.message[:200]}"
