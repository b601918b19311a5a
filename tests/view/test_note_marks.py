"""Annotations that overlap, touch and nest are all to be seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.view.marks import Mark, NotePassage, note_marks

PASSAGES = st.lists(
    st.builds(
        lambda start, length, color, is_noted: NotePassage(start, start + length, color, is_noted),
        st.integers(0, 30),
        st.integers(1, 15),
        st.sampled_from(["yellow", "green", "blue"]),
        st.booleans(),
    ),
    max_size=8,
)
LOOKS = ("yellow", "green", "blue", "pink", "orange")


def colors_at(marks: list[Mark], offset: int) -> list[str]:
    looks = [mark.look.removeprefix("article--") for mark in marks if mark.start <= offset < mark.end]
    return [look for look in looks if look in LOOKS]


@given(PASSAGES)
def test_every_character_has_the_color_of_the_shortest_passage_on_it(passages: list[NotePassage]) -> None:
    marks = note_marks(passages)

    for offset in range(50):
        here = [each for each in passages if each.start <= offset < each.end]
        shortest = min((each.end - each.start for each in here), default=0)
        wanted = {each.color for each in here if each.end - each.start == shortest}
        found = colors_at(marks, offset)
        assert len(found) == bool(here)
        assert {*found} <= wanted
        is_double = any(mark.look == "article--overlap" and mark.start <= offset < mark.end for mark in marks)
        assert is_double == (len(here) > 1)


@given(PASSAGES)
def test_a_passage_that_begins_right_at_another_shows_where(passages: list[NotePassage]) -> None:
    edges = {mark.start for mark in note_marks(passages) if mark.look == "article--edge"}

    for each in passages:
        others = [*passages]
        others.remove(each)
        if any(other.start < each.start <= other.end for other in others):
            assert each.start in edges


@pytest.mark.parametrize(
    ("passages", "colors"),
    [
        ([(0, 9, "yellow"), (3, 6, "green")], "yyygggyyy"),
        ([(0, 6, "yellow"), (3, 7, "green")], "yyygggg"),
        ([(0, 3, "yellow"), (3, 6, "green")], "yyyggg"),
        ([(0, 6, "yellow"), (0, 3, "green")], "gggyyy"),
        ([(0, 6, "yellow"), (3, 6, "green")], "yyyggg"),
        ([(0, 9, "yellow"), (1, 8, "green"), (2, 4, "blue")], "ygbbggggy"),
    ],
)
def test_nested_overlapping_and_touching_passages(passages: list[tuple[int, int, str]], colors: str) -> None:
    marks = note_marks(NotePassage(*each, False) for each in passages)

    assert "".join(colors_at(marks, offset)[0][0] for offset in range(len(colors))) == colors


def test_a_color_that_is_none_of_ours_is_shown_as_the_usual_one() -> None:
    assert note_marks([NotePassage(0, 3, "#ff0000", False)]) == [Mark(0, 3, "article--yellow")]


def test_a_noted_passage_is_underlined_whatever_lies_on_it() -> None:
    marks = note_marks([NotePassage(0, 9, "yellow", True), NotePassage(3, 6, "green", False)])

    assert Mark(0, 9, "article--noted") in marks
