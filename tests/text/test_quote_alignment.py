"""Aligning the words of a quote with those of a text."""

from hypothesis import given
from hypothesis import strategies as st

from reader.text.quote_alignment import QuoteWords, align, is_respelled
from reader.text.wording import Wording

WORDS = st.lists(st.sampled_from("the wall of harbor stone breakwater board 410 kept keeps".split()), max_size=60)


@given(WORDS, WORDS, st.integers(0, 40), st.integers(1, 30), st.integers(-5, 90))
def test_what_is_aligned_is_in_the_text_and_no_more_than_the_quote(
    text: list[str], pattern: list[str], start: int, length: int, expected: int
) -> None:
    passage = QuoteWords(pattern[:start], pattern[start : start + length], pattern[start + length :])
    if not passage.quote:
        return

    for place in align(Wording(" ".join(text)), passage, expected):
        assert 0 <= place.first < place.last <= len(text)
        assert 0 <= place.letters <= place.quoted
        assert 0 <= place.before <= 1
        assert 0 <= place.after <= 1


def test_a_text_of_one_word_is_given_up_before_it_costs_minutes() -> None:
    text = Wording("same " * 50_000)
    passage = QuoteWords(["same"] * 6, ["same"] * 150, ["other", "words"])

    assert align(text, passage, 0) == []


def test_the_same_word_said_again_further_on_does_not_stretch_a_passage() -> None:
    new = "The keeper lit the great lamp above the northern pier and went home to eat and sleep. So it is said."
    passage = QuoteWords.of("keeper lit the great lamp above the northern pier as it is", "Each evening the ", " told")

    best = align(Wording(new), passage, 0)[0]

    assert Wording(new).words[best.last - 1] == "pier"


def test_a_single_word_that_stands_alone_does_not_stretch_a_passage() -> None:
    new = "There it was new. We counted every stone of the breakwater twice before dinner."
    passage = QuoteWords.of("it? We counted every stone of the breakwater", "What was the use of ", " twice before")

    best = align(Wording(new), passage, 0)[0]

    assert Wording(new).words[best.first] == "we"


def test_a_word_cut_by_the_edge_of_the_surroundings_is_not_looked_for() -> None:
    passage = QuoteWords.of("the wall", "board held that ", " was hig")

    assert (passage.before, passage.after) == (["held", "that"], ["was"])


def test_words_but_for_a_letter_are_respelled_and_short_or_huge_ones_are_not() -> None:
    assert is_respelled("breakwater", "breakwatter")
    assert not is_respelled("410", "411")
    assert not is_respelled("harbor", "arbitrary")
    assert not is_respelled("a" * 100_000, "a" * 100_000 + "b")


def test_a_long_quote_of_which_only_the_ends_are_there_is_not_found() -> None:
    words = [f"word{number}" for number in range(400)]
    passage = QuoteWords([], words, [])

    assert align(Wording(" ".join([*words[:80], *words[-80:]])), passage, 0) == []
    assert align(Wording("nothing of it"), passage, 0) == []
