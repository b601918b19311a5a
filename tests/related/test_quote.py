"""A line of a text around its evidence, and what a copy adds and leaves out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.related.copy_difference import Difference, diff_copy
from reader.related.evidence import quote

TEXT = (
    "A heading\n\nThe river rose in the night. By noon 4,217 residents were taken out of the town, said the mayor, who "
    "had slept at the dike. Nobody was hurt.\n\nMuch later 318 boats and 4,217 tents were counted by the army on the "
    "hill above the old town, which had been dry for a hundred years."
)


def spans(*words: str) -> list[tuple[int, int]]:
    return [(TEXT.index(word), TEXT.index(word) + len(word)) for word in words]


def test_the_evidence_is_shown_in_its_sentence() -> None:
    shown = quote(TEXT, spans("4,217 residents"), 90)

    assert shown.text.startswith("By noon 4,217 residents were taken out")
    assert [shown.text[start:end] for start, end in shown.marks] == ["4,217 residents"]
    assert shown.text.endswith("…")


def test_the_place_with_the_most_evidence_wins() -> None:
    shown = quote(TEXT, spans("residents", "318 boats", "army"), 100)

    assert [shown.text[start:end] for start, end in shown.marks] == ["318 boats", "army"]


def test_a_heading_is_quoted_only_where_there_is_nothing_else() -> None:
    assert "318" in quote(TEXT, spans("heading", "318 boats"), 80).text
    assert quote(TEXT, spans("heading"), 80).text == "A heading"


def test_white_space_alone_is_not_marked() -> None:
    assert quote(" \n", [(0, 2)], 1).marks == ()


@pytest.mark.parametrize(("text", "told"), [("", ""), ("One.", "One."), ("\n\n", "")])
def test_without_evidence_it_is_how_the_text_begins(text: str, told: str) -> None:
    assert quote(text, []).text == told


@given(
    st.text("ab .\n“”é中", max_size=300),
    st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60)), max_size=8),
    st.integers(1, 120),
)
def test_what_is_marked_is_what_the_text_says_there(text: str, pairs: list[tuple[int, int]], length: int) -> None:
    places = [(start, min(len(text), start + size)) for start, size in pairs if start < len(text)]

    shown = quote(text, places, length)

    assert "\n" not in shown.text
    assert len(shown.text) <= max(length, 24) + 2
    said = " ".join(text.split())
    for start, end in shown.marks:
        assert 0 <= start < end <= len(shown.text)
        assert " ".join(shown.text[start:end].strip("…").split()) in said


def test_within_a_long_sentence_it_is_cut_between_words_on_both_sides() -> None:
    words = " ".join(f"word{number}" for number in range(100))
    start = words.index("word50")

    shown = quote(words, [(start, start + 6)], 60)

    assert shown.text.startswith("…word4")
    assert shown.text.endswith("…")
    assert set(shown.text.strip("…").split()) <= set(words.split())
    assert [shown.text[slice(*mark)] for mark in shown.marks] == ["word50"]


def test_a_sentence_that_begins_just_before_is_shown_from_its_beginning() -> None:
    text = f"{'The river rose and rose for days on end ' * 5}. Nobody knew why 318 boats had come to the town."
    start = text.index("318 boats")

    assert quote(text, [(start, start + 9)], 80).text.startswith("Nobody knew why 318 boats")


def test_a_copy_tells_what_it_adds_leaves_out_and_changes() -> None:
    first, second, third = TEXT.split("\n\n")
    added = "The road was closed again on Friday and stayed so."

    told = diff_copy(TEXT, f"{first}\n\n{second}\n\n{third}\n\n{added}")
    assert str(told) == f"adds 10 words: “{added.rstrip('.')}”"

    told = diff_copy(TEXT, third)
    assert told.added == 0
    assert str(told).startswith("leaves out ")
    assert "4,217 residents" in str(told)

    told = diff_copy(TEXT, TEXT.replace("318 boats", "319 boats"))
    assert str(told) == "1 word changed"

    assert str(diff_copy(TEXT, TEXT)) == "word for word the same" == str(Difference())
