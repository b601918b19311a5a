"""Annotations of other programs: placed by their words, gathered by what they are on, notes with their passages."""

import json
from typing import Any

import pytest

from reader.ingest.formats.lua_table import in_order, read_table
from reader.ingest.formats.part import FilePart, Highlight
from reader.ingest.formats.registry import format_of
from reader.library.guarded_file import UnreadableError
from tests.ingest.formats.exports import facts, read, source_of

ICE = "https://example.org/ice"


def note(identity: str, text: str, **other: Any) -> dict[str, Any]:
    row = {
        "id": identity,
        "created": "2022-12-05T12:42:10.123456+00:00",
        "uri": ICE,
        "text": text,
        "tags": ["a"],
        "document": {"title": ["Ice"]},
        "target": [{"source": ICE}],
    }
    return row | other


PASSAGE = {
    "source": ICE,
    "selector": [
        {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 3},
        {"type": "TextPositionSelector", "start": 13, "end": 22},
        {"type": "TextQuoteSelector", "exact": "Thin ice.", "prefix": "saw ", "suffix": " It"},
    ],
}
ROWS = [
    note("1", "Why?", target=[PASSAGE]),
    note("2", "Because.", references=["1"], document={"title": "Ice"}),
    note("3", "All of it", document={}),
    note("4", "", uri=f"{ICE}2", target=[PASSAGE], document={}),
]
HYPOTHESIS: dict[str, Any] = {
    "an export": {"export_date": "2022-12-06T00:00:00Z", "client_version": "1", "annotations": ROWS},
    "an answer of its server": {"total": 4, "rows": ROWS},
    "a bare list": ROWS,
}


@pytest.mark.parametrize("form", HYPOTHESIS)
def test_annotations_of_hypothesis_are_gathered_by_page_and_replies_stand_with_what_they_answer(form: str) -> None:
    name, parts = read(json.dumps(HYPOTHESIS[form]))

    created = "2022-12-05T12:42:10Z"
    assert name == "Hypothesis' annotations"
    assert [facts(part) for part in parts] == [
        {
            "title": "Ice",
            "url": ICE,
            "marks": [
                f"Thin ice. | Why? |  | a | {created}",
                f"Thin ice. | Because. |  | a | {created}",
                f" | All of it |  | a | {created}",
            ],
        },
        {"url": f"{ICE}2", "marks": [f"Thin ice. |  |  | a | {created}"]},
    ]
    assert isinstance(parts[0], FilePart)
    assert parts[0].highlights[0] == Highlight("Thin ice.", "Why?", "saw ", " It", tags=("a",), created=created)


JSON_CASES: dict[str, tuple[str, Any, list[dict[str, Any]]]] = {
    "Memex": (
        "Memex' annotations",
        [
            {
                "url": "example.org/ice/#1",
                "pageUrl": "example.org/ice",
                "pageTitle": "Ice",
                "body": "Thin ice.",
                "comment": "Why?",
                "createdWhen": 1481836938000,
                "selector": {"quote": "Thin ice.", "descriptor": {"strategy": "hyp-anchoring", "content": []}},
            }
        ],
        [{"title": "Ice", "url": ICE, "marks": ["Thin ice. | Why? |  |  | 2016-12-15T21:22:18Z"]}],
    ),
    "Obsidian's Web Clipper": (
        "highlights of Obsidian's Web Clipper",
        [
            {
                "url": ICE,
                "title": "Ice",
                "highlights": [{"text": "Thin ice.", "timestamp": 1481836938000, "notes": ["Why?", "How?"]}],
                "data": [{"id": "1481836938000", "type": "text", "textQuote": {"prefix": "saw ", "suffix": ""}}],
            }
        ],
        [{"title": "Ice", "url": ICE, "marks": ["Thin ice. | Why?\n\nHow? |  |  | 2016-12-15T21:22:18Z"]}],
    ),
    "calibre": (
        "calibre's annotations",
        {
            "version": 1,
            "type": "calibre_annotation_collection",
            "annotations": [
                {
                    "type": "highlight",
                    "uuid": "1",
                    "highlighted_text": "Thin ice.",
                    "timestamp": "2022-12-05T12:42:10Z",
                },
                {"type": "highlight", "uuid": "2", "removed": True},
            ],
        },
        [{"title": "export", "marks": ["Thin ice. |  |  |  | 2022-12-05T12:42:10Z"]}],
    ),
    "KOReader's export of two books": (
        "KOReader's annotations",
        {
            "created_on": 1481836938,
            "documents": [
                {
                    "title": "Ice",
                    "author": "Ann Lee",
                    "entries": [{"text": "Thin ice.", "note": "Why?", "time": 1481836938}],
                },
                {"title": "Snow", "entries": []},
            ],
        },
        [
            {"title": "Ice", "author": "Ann Lee", "marks": ["Thin ice. | Why? |  |  | 2016-12-15T21:22:18Z"]},
            {"skipped": "It has neither an address nor a text."},
        ],
    ),
}


@pytest.mark.parametrize("case", JSON_CASES)
def test_annotations_in_json_are_known_by_their_keys(case: str) -> None:
    name, value, expected = JSON_CASES[case]

    found, parts = read(json.dumps(value))

    assert found == name
    assert [facts(part) for part in parts] == expected


def test_annotations_on_all_forms_of_a_page_s_address_are_those_of_one_page() -> None:
    rows = [
        note("a", "One.", uri=f"{ICE}?utm_source=x", document={}),
        note("b", "Two.", uri=f"{ICE}/", document={"title": "Ice"}),
    ]

    _, parts = read(json.dumps(rows))

    assert [(facts(part)["title"], len(facts(part)["marks"])) for part in parts] == [("Ice", 2)]


END = "==========\r\n"


def test_clippings_are_gathered_by_book_and_a_note_stands_with_its_passage() -> None:
    text = (
        "\ufeffIce (on the river) (Lee, Ann)\r\n"
        "- Your Highlight on page 12 | Location 1,170-1,172 | Added on Monday, December 5, 2022 12:42:10 PM\r\n\r\n"
        f"Thin ice.\r\n{END}"
        "\ufeffIce (on the river) (Lee, Ann)\r\n"
        "- Your Note on page 12 | Location 1,172 | Added on Monday, December 5, 2022 12:43:10 PM\r\n\r\n"
        f"Why?\r\n{END}"
        "Ice (on the river) (Lee, Ann)\r\n- Your Bookmark on page 14 | Location 1,200 | Added on Monday, December 5, 2022"
        f" 12:44:10 PM\r\n\r\n\r\n{END}"
        "Snow\r\n- Your Highlight at location 5-6 | Added on Monday, December 5, 2022 12:45:10 PM\r\n\r\n"
        f"A line\r\n{END}of a text that holds the mark\r\n{END}"
    )

    name, parts = read(text)

    assert name == "Kindle's clippings"
    assert [facts(part) for part in parts] == [
        {
            "title": "Ice (on the river)",
            "author": "Lee, Ann",
            "marks": ["Thin ice. | Why? |  |  | 2022-12-05T12:42:10"],
        },
        {
            "title": "Snow",
            "marks": ["A line\n==========\nof a text that holds the mark |  |  |  | 2022-12-05T12:45:10"],
        },
    ]


@pytest.mark.parametrize(
    ("status", "mark"),
    [
        ("Ihre Markierung bei Position 1.170-1.172 | Hinzugefügt am Montag, 5. Dezember 2022 12:42:10", "T |  |  |  | 2022-12-05T12:42:10"),
        ("Ihre Notiz bei Position 12 | Hinzugefügt am Montag, 5. Dezember 2022 12:42:10", " | T |  |  | 2022-12-05T12:42:10"),
        ("Tu subrayado en la página 3 | Añadido el lunes, 5 de diciembre de 2022 12:42:10", "T |  |  |  | 2022-12-05T12:42:10"),
        ("Mi nota Pos. 12 | Añadido el lunes 5 de diciembre de 2022, 12:42:10", " | T |  |  | 2022-12-05T12:42:10"),
        ("Votre surlignement sur la page 3 | Ajouté le lundi 5 décembre 2022 12:42:10", "T |  |  |  | 2022-12-05T12:42:10"),
        ("La mia evidenziazione a pagina 3 | Aggiunto in data lunedì 5 dicembre 2022 12:42:10", "T |  |  |  | 2022-12-05T12:42:10"),
        ("Le mie note a pagina 3 | Aggiunto in data lunedì 5 dicembre 2022 12:42:10", " | T |  |  | 2022-12-05T12:42:10"),
        ("Seu destaque ou posição 3-4 | Adicionado: segunda-feira, 5 de dezembro de 2022 12:42:10", "T |  |  |  | 2022-12-05T12:42:10"),
        ("位置No. 3-4のハイライト |作成日: 2022年12月5日月曜日 12:42:10", "T |  |  |  | 2022-12-05T12:42:10"),
        ("我的标注 位置3-4 | 添加于 2014年4月21日 星期一 下午2:03:05", "T |  |  |  | 2014-04-21T14:03:05"),
        ("Highlight Loc. 3-4 | Added on Monday, December 5, 2022, 12:42 PM", "T |  |  |  | 2022-12-05T12:42:00"),
    ],
)  # fmt: skip
def test_clippings_are_read_in_the_languages_of_the_device(status: str, mark: str) -> None:
    name, parts = read(f"\ufeffIce\r\n- {status}\r\n\r\nT\r\n{END}")

    assert name == "Kindle's clippings"
    assert facts(parts[0])["marks"][0].startswith(mark)


NEW = """-- /books/ice.epub
return {
    ["annotations"] = {
        [1] = {
            ["chapter"] = "One",
            ["color"] = "yellow",
            ["datetime"] = "2024-06-01 12:42:10",
            ["drawer"] = "lighten",
            ["note"] = "Why \\"now\\"?\\
And how?",
            ["page"] = "/body/DocFragment[3]/body/p[2]/text().0",
            ["pos0"] = { ["page"] = 3, ["x"] = 1.5e2, },
            ["text"] = "Thin ice.",
        },
        [2] = { ["datetime"] = "2024-06-01 12:43:10", ["page"] = 7, ["text"] = "in One", },
    },
    ["doc_props"] = { ["title"] = "Ice", ["authors"] = "Ann Lee\\nBo Li", ["language"] = "en-GB",
        ["keywords"] = "winter\\nrivers" },
    ["doc_pages"] = 0x10, ["partial"] = nil, ["summary"] = { ["status"] = "complete", ["note"] = "Read again" },
}
"""
OLD = """-- we can read Lua syntax here!
return {
    ["bookmarks"] = {
        [1] = { ["highlighted"] = true, ["notes"] = "It broke.", ["text"] = "Why?", ["datetime"] = "2020-01-02 03:04:05" },
        [2] = { ["highlighted"] = true, ["notes"] = "Thin ice.", ["text"] = "Page 3 Thin ice. @ 2020-01-02 03:04:05" },
        [3] = { ["notes"] = "in One", ["page"] = 7 },
    },
    ["doc_path"] = "/mnt/books/Ice.epub",
    ["highlight"] = {
        [12] = { [1] = { ["datetime"] = "2020-01-02 03:04:05", ["drawer"] = "lighten", ["text"] = "It broke." } },
        [3] = { [1] = { ["datetime"] = "2020-01-02 03:04:05", ["text"] = "Thin ice.", ["pos0"] = "/body" } },
    },
}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            NEW,
            {
                "title": "Ice",
                "author": "Ann Lee, Bo Li",
                "language": "en",
                "tags": ("winter", "rivers"),
                "read": True,
                "marks": ['Thin ice. | Why "now"?\nAnd how? | yellow |  | 2024-06-01T12:42:10', " | Read again"],
            },
        ),
        (
            OLD,
            {
                "title": "Ice",
                "marks": ["Thin ice. |  |  |  | 2020-01-02T03:04:05", "It broke. | Why? |  |  | 2020-01-02T03:04:05"],
            },
        ),
    ],
    ids=["since May 2024", "before"],
)
def test_a_sidecar_of_koreader_gives_its_highlights_and_no_bookmarks(text: str, expected: dict[str, Any]) -> None:
    name, parts = read(text)

    assert name == "KOReader's sidecar"
    assert [facts(part) for part in parts] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        'return { ["annotations"] = { [1] = os.exit() } }',
        'return { ["annotations"] = {',
        'return { ["annotations"] = "a }',
    ],
)
def test_what_is_no_table_is_refused_and_never_run(text: str) -> None:
    found = format_of(source_of(text))

    assert found is not None
    with pytest.raises(UnreadableError, match="damaged"):
        [*found.read(source_of(text))]


def test_a_table_of_lua_gives_its_values() -> None:
    table = read_table(
        'return { "a", -2, 1.5, 0x10, true, nil, x = "\\65\\195\\169\\n", [7] = {}, ["k"] = "--" } -- end'
    )

    assert table == {
        "1": "a", "2": -2, "3": 1.5, "4": 16, "5": True, "6": None, "x": "Aé\n", "7": {}, "k": "--"
    }  # fmt: skip
    assert in_order({"2": "b", "10": "c", "x": "", "1": "a"}) == ["a", "b", "c"]
    with pytest.raises(ValueError, match="missing"):
        read_table("return " + "{" * 50)


@pytest.mark.parametrize("text", ["Ice\n- thin\n==========\n", "return { x = 1 }", "==========\nIce\n"])
def test_a_text_that_is_like_them_is_none_of_them(text: str) -> None:
    assert format_of(source_of(text)) is None
