"""Notes of Google Keep."""

import json
from typing import Any

import pytest

from reader.ingest.formats.registry import format_of
from reader.ingest.formats.source import BytesSource
from tests.ingest.formats.exports import facts, read

ICE = "https://example.org/ice"
LINK = {"description": "Thin.", "source": "WEBLINK", "title": "Ice", "url": ICE}


def note(**said: Any) -> str:
    whole = {"color": "DEFAULT", "isTrashed": False, "isPinned": False, "isArchived": False, "title": "A note"}
    return json.dumps(whole | {"createdTimestampUsec": 1481836938000000, "labels": [{"name": "river"}]} | said)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"textContent": "Thin ice."}, {"form": "article", "data": "Thin ice."}),
        (
            {"listContent": [{"text": "oak", "isChecked": True}, {"text": "iron", "isChecked": False}]},
            {"form": "article", "data": "- [x] oak\n- [ ] iron"},
        ),
        ({"textContent": f"{ICE}\n", "title": "", "annotations": [LINK]}, {"title": "Ice", "url": ICE}),
        (
            {"textContent": f"Why? {ICE}", "annotations": [LINK], "attachments": [{"filePath": "a.png"}]},
            {"form": "article", "data": f"Why? {ICE}", "note": "What is attached to it was left out."},
        ),
    ],
)
def test_a_note_is_an_article_and_a_shared_page_a_link(said: dict[str, Any], told: dict[str, Any]) -> None:
    name, parts = read(note(**said))

    known = {"title": "A note", "tags": ("river",), "saved": "2016-12-15T21:22:18Z"}
    assert name == "a note of Google Keep"
    assert [facts(each) for each in parts] == [known | told]


def test_what_was_deleted_or_is_empty_is_skipped() -> None:
    assert facts(read(note(isTrashed=True, textContent="Thin."))[1][0]) == {"skipped": "It was deleted there."}
    assert "skipped" in facts(read(note())[1][0])


def test_the_page_beside_a_note_is_left_out_for_it() -> None:
    page = b'<html><body><div class="note"><div class="heading">Dec 15</div><div class="content">Thin.</div></div>'
    beside = BytesSource("a.html", page, {"a.json": note(textContent="Thin.").encode()})
    found = format_of(beside)

    assert found is not None
    assert [facts(each) for each in found.read(beside)] == [{"skipped": "a.json beside it says the same."}]
    assert format_of(BytesSource("a.html", page)) is None
