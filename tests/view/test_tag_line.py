"""Tags on one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.safe_text import line
from reader.view.tag_line import completed, format_tags, parse_tags, suggestions, tag_at

TAGS = st.lists(
    st.text(min_size=1, max_size=12).map(lambda text: line(text.replace('"', ""))).filter(bool), max_size=5
).map(lambda tags: tuple(dict.fromkeys(tags)))
KNOWN = {"war": 3, "to check": 5, "tone": 1, "water": 9, "Warsaw": 3}


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("war, peace", ("war", "peace")),
        ("war peace", ("war", "peace")),
        ("#war #peace", ("war", "peace")),
        ('"to check", war', ("to check", "war")),
        ('"to check', ("to check",)),
        ("war,,  war ,", ("war",)),
        ('"a, b" c', ("a, b", "c")),
        ("", ()),
        (" , ", ()),
        ("\x1b[31m", ("\ufffd[31m",)),
    ],
)
def test_a_comma_or_a_space_parts_two_tags_and_quotation_marks_hold_one_together(
    text: str, tags: tuple[str, ...]
) -> None:
    assert parse_tags(text) == tags


@given(TAGS)
def test_tags_written_and_read_are_the_same(tags: tuple[str, ...]) -> None:
    assert parse_tags(format_tags(tags)) == tags


@pytest.mark.parametrize(
    ("text", "cursor", "offered"),
    [
        ("", 0, ["water", "to check", "Warsaw", "war", "tone"]),
        ("wa", 2, ["water", "Warsaw", "war"]),
        ("war", 3, ["Warsaw"]),
        ("heck", 4, ["to check"]),
        ('"to c', 5, ["to check"]),
        ("water, wa", 9, ["Warsaw", "war"]),
        ("zz", 2, []),
    ],
)
def test_known_tags_are_offered_those_that_begin_so_first_and_none_twice(
    text: str, cursor: int, offered: list[str]
) -> None:
    assert [tag for tag, _ in suggestions(text, cursor, KNOWN)] == offered


@pytest.mark.parametrize(
    ("text", "cursor", "tag", "line_after"),
    [
        ("wa", 2, "water", "water, "),
        ("war, to", 7, "to check", 'war, "to check", '),
        ('"to ch', 6, "to check", '"to check", '),
        ("#wa", 3, "water", "water, "),
        ("wa, tone", 2, "water", "water, tone"),
    ],
)
def test_completing_puts_the_tag_in_place_of_what_is_typed(text: str, cursor: int, tag: str, line_after: str) -> None:
    after, at = completed(text, cursor, tag)

    assert after == line_after
    assert parse_tags(after[:at])[-1] == tag


@given(st.text('ab ,"#', max_size=12), st.integers(0, 12), TAGS.filter(bool))
def test_completing_keeps_the_other_tags(text: str, cursor: int, tags: tuple[str, ...]) -> None:
    cursor = min(cursor, len(text))
    now = tag_at(text, cursor)

    after, at = completed(text, cursor, tags[0])

    assert 0 <= at <= len(after)
    assert after.startswith(text[: now.start])
    assert now.start <= cursor <= max(now.end, cursor)
