"""Exports of Moon+ Reader."""

import pytest

from reader.ingest.formats.registry import format_of
from reader.library.guarded_file import UnreadableError
from tests.ingest.formats.exports import facts, read, source_of

HEAD = "6\nindent:false\ntrim:false\n"


def record(number: int, note: str, words: str) -> str:
    said = (
        number,
        "Ice",
        "/books/Ice.epub",
        "/books/ice.epub",
        2,
        0,
        120,
        14,
        -12451840,
        1481836938000,
        "",
        note,
        words,
    )
    return "\n".join(("#", *map(str, (*said, 0, 0, 0)), ""))


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_highlights_are_gathered_by_book_with_their_notes_colors_and_lines(mark: str) -> None:
    name, parts = read(mark + HEAD + record(1, "Why?", "Thin ice.") + record(2, "", "Two<BR>lines") + record(3, "", ""))

    assert name == "Moon+ Reader's highlights"
    assert [facts(each) for each in parts] == [
        {
            "title": "Ice",
            "marks": [
                "Thin ice. | Why? | #420000 |  | 2016-12-15T21:22:18Z",
                "Two\nlines |  | #420000 |  | 2016-12-15T21:22:18Z",
            ],
        }
    ]


def test_what_is_cut_short_is_read_as_far_as_it_is_whole() -> None:
    whole = HEAD + record(1, "", "Thin ice.") + record(2, "", "It broke.")

    assert facts(read(whole[: whole.index("It broke.") - 5])[1][0])["marks"] == [
        "Thin ice. |  | #420000 |  | 2016-12-15T21:22:18Z"
    ]
    assert read(HEAD) == ("Moon+ Reader's highlights", [])
    with pytest.raises(UnreadableError):
        list(format_of(source_of(HEAD)).read(source_of(HEAD.encode() + b"\x00\x01")))  # type: ignore[union-attr]


def test_a_text_that_only_begins_like_one_is_none() -> None:
    assert format_of(source_of("6\nindent:false\nof the lock")) is None
