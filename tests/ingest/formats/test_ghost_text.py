"""The texts of Ghost's editors, of which some exports hold no HTML."""

import json

from reader.ingest.formats.ghost_text import lexical_html, mobiledoc_html
from reader.ingest.html import read_content


def _text(text: str, form: int = 0) -> dict[str, object]:
    return {"type": "extended-text", "text": text, "format": form}


LEXICAL = {
    "root": {
        "type": "root",
        "children": [
            {"type": "extended-heading", "tag": "h2", "children": [_text("The pier")]},
            {
                "type": "paragraph",
                "children": [
                    _text("The boats came "),
                    _text("back", 1),
                    {"type": "linebreak"},
                    {"type": "link", "url": "https://port.example/a", "children": [_text("before <the> tide")]},
                    _text(", 10"),
                    _text("6", 64),
                    _text(" of them."),
                ],
            },
            {"type": "list", "tag": "ol", "children": [{"type": "listitem", "children": [_text("One boat")]}]},
            {"type": "extended-quote", "children": [_text("They left.")]},
            {"type": "horizontalrule"},
            {"type": "callout", "calloutText": "Mind the tide."},
            {"type": "bookmark", "url": "https://port.example/b", "metadata": {"title": "The other pier"}},
            {"type": "signup", "header": "Join us"},
        ],
    }
}
MOBILEDOC = {
    "version": "0.3.1",
    "atoms": [["soft-return", "", {}]],
    "cards": [["code", {"code": "a < b"}], ["markdown", {"markdown": "First.\n\nSecond."}], ["gallery", {}]],
    "markups": [["strong"], ["a", ["href", "https://port.example/a"]], ["script"]],
    "sections": [
        [1, "h2", [[0, [], 0, "The pier"]]],
        [1, "p", [[0, [], 0, "The "], [0, [0, 1], 2, "boats"], [1, [], 0, 0], [0, [2], 1, " came & went."]]],
        [3, "ul", [[[0, [], 0, "One boat"]]]],
        [10, 0],
        [10, 1],
        [10, 2],
        [10, 9],
        ["odd"],
    ],
}


def _markdown(written: str) -> str:
    return read_content(written, None, None).markdown


def test_a_text_in_lexical_is_read_with_its_marks_and_without_frames() -> None:
    assert _markdown(lexical_html(json.dumps(LEXICAL))) == (
        "## The pier\n\nThe boats came **back**\\\n[before \\<the> tide](https://port.example/a), 10⁶ of them.\n\n"
        "1. One boat\n\n> They left.\n\n---\n\n> Mind the tide.\n\n[The other pier](https://port.example/b)\n"
    )


def test_a_text_in_mobiledoc_is_read_with_its_marks_and_cards() -> None:
    assert _markdown(mobiledoc_html(json.dumps(MOBILEDOC))) == (
        "## The pier\n\nThe **[boats](https://port.example/a)**\\\ncame & went.\n\n- One boat\n\n"
        "```\na < b\n```\n\nFirst.\n\nSecond.\n"
    )


def test_what_is_no_such_text_gives_nothing() -> None:
    for written in ("", "[1]", "{", '{"root": 1}', '{"sections": [1, [], [1, "p", [1, [0]]]]}'):
        assert not lexical_html(written)
        assert not mobiledoc_html(written).replace("<p></p>", "").strip()
