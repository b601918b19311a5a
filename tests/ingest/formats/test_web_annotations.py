"""The W3C's annotations, in the forms in which its model lets them stand, and notes that reader exported itself."""

import json
from typing import Any

import pytest

from reader.ingest.formats.part import FilePart, Highlight
from reader.ingest.formats.registry import format_of
from reader.library.guarded_file import UnreadableError
from tests.ingest.formats.exports import facts, read, source_of

ICE = "https://example.org/ice"
CONTEXT = {"@context": "http://www.w3.org/ns/anno.jsonld"}
CREATED = "2022-12-05T12:42:10Z"
QUOTE = {"type": "TextQuoteSelector", "exact": "Thin ice.", "prefix": "saw ", "suffix": " It"}


def annotation(**said: Any) -> dict[str, Any]:
    whole = {"id": "https://example.org/1", "type": "Annotation", "created": CREATED, "body": "Why?"}
    return whole | {"target": {"source": ICE, "selector": QUOTE}} | said


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"type": ["Annotation"], "body": {"type": "TextualBody", "value": "Why?"}},
        {"@type": "oa:Annotation", "type": None, "body": None, "bodyValue": "Why?"},
        {"body": [{"type": "TextualBody", "value": "<p>Why?</p>", "format": "text/html", "purpose": "commenting"}]},
        {
            "target": [
                {"source": {"id": ICE, "type": "Text"}, "selector": [{"type": "CssSelector", "value": "p"}, QUOTE]}
            ]
        },
        {"target": {"source": ICE, "selector": {"type": "FragmentSelector", "value": "a", "refinedBy": QUOTE}}},
    ],
)
def test_passage_and_remark_are_read_in_each_form_that_the_model_has_for_them(said: dict[str, Any]) -> None:
    name, parts = read(json.dumps(CONTEXT | annotation(**said)))

    assert name == "web annotations"
    assert [facts(each) for each in parts] == [{"url": ICE, "marks": [f"Thin ice. | Why? |  |  | {CREATED}"]}]
    assert isinstance(parts[0], FilePart)
    assert parts[0].highlights[0] == Highlight("Thin ice.", "Why?", "saw ", " It", created=CREATED)


FORMS: dict[str, Any] = {
    "a page": json.dumps(CONTEXT | {"type": "AnnotationPage", "items": [annotation(), annotation(target=f"{ICE}#a")]}),
    "a collection": json.dumps(
        CONTEXT | {"type": "AnnotationCollection", "first": {"items": [annotation(), annotation(target={"id": ICE})]}}
    ),
    "a list": json.dumps([CONTEXT | annotation(), annotation(target=ICE)]),
    "a graph": json.dumps(CONTEXT | {"@graph": [annotation(), annotation(target=[ICE])]}),
    "lines": "\n".join(json.dumps(CONTEXT | annotation(**said)) for said in ({}, {"target": ICE})) + "\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_annotations_are_found_however_they_are_packed_and_gathered_by_page(form: str) -> None:
    _, parts = read(FORMS[form])

    marks = [f"Thin ice. | Why? |  |  | {CREATED}", f" | Why? |  |  | {CREATED}"]
    assert [facts(each)["marks"] for each in parts] == [marks]


def test_tags_stand_with_the_passage_or_else_with_the_page_and_a_place_is_a_hint() -> None:
    tags = [{"value": each, "purpose": "tagging"} for each in ("river", "ice")]
    place = {"type": "TextPositionSelector", "start": 13, "end": 22}
    marked = annotation(body=tags, target={"source": ICE, "selector": [place, QUOTE], "styleClass": "green"})

    _, parts = read(json.dumps([CONTEXT | marked, annotation(body=tags, target=f"{ICE}2")]))

    assert [facts(each) for each in parts] == [
        {"url": ICE, "marks": [f"Thin ice. |  | green | river,ice | {CREATED}"]},
        {"url": f"{ICE}2", "tags": ("river", "ice")},
    ]
    assert isinstance(parts[0], FilePart)
    assert parts[0].highlights[0].start == 13


def test_lines_that_are_no_json_are_told_after_those_before() -> None:
    source = source_of(json.dumps(CONTEXT | annotation()) + "\n{")
    found = format_of(source)

    assert found is not None
    with pytest.raises(UnreadableError, match="not valid JSON"):
        list(found.read(source))


def test_a_collection_without_end_or_annotations_is_read_in_a_moment() -> None:
    deep: Any = {"first": None}
    for _ in range(200):
        deep = {"items": [deep, deep] if deep == {"first": None} else [deep], "first": None}

    assert read(json.dumps(CONTEXT | deep)) == ("web annotations", [])


@pytest.mark.parametrize(
    "text",
    [
        '# Notes\n\n> ice\n\n<!-- reader:note {"id": "0-1", "article": "ice"} -->\n',
        '{"@context": ["http://www.w3.org/ns/anno.jsonld"], "items": [{"reader:facts": {"created": "x"}}]}',
        '{"total": 1, "rows": [{"id": "0-1", "uri": "reader://ice", "target": []}]}',
        '{"id": "0-1", "article": "ice", "quote": "ice"}\n',
        "Highlight,Title,Author,URL,Note,Text SHA-256,Link\nice,Ice,,,,,\n",
    ],
)
def test_notes_that_reader_exported_are_no_articles_and_it_is_told_what_brings_them_back(text: str) -> None:
    source = source_of(text)
    found = format_of(source)

    assert found is not None
    with pytest.raises(UnreadableError, match="reader notes import"):
        list(found.read(source))
