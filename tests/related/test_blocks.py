"""Two texts side by side."""

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.related.blocks import TextBlock, align_texts, find_changed_words
from reader.related.terms import WORD
from tests.related.articles_made import HARBOR, TRIBUNE

_VOCABULARY = "army bridge boat dike flood harbor hill house left monday old people river school town water".split()
sentences = st.lists(st.sampled_from(_VOCABULARY), min_size=1, max_size=14).map(lambda words: " ".join(words) + ".")
texts = st.lists(sentences, max_size=6).map("\n\n".join)


def told(text: str, other: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (kind, text[slice(*here)] if here else None, other[slice(*there)] if there else None)
        for kind, here, there in align_texts(text, other)
    ]


def words_in(text: str, blocks: tuple[TextBlock, ...], side: int) -> list[str]:
    sides = [(block.here, block.there)[side] for block in blocks]
    spans = sorted(span for span in sides if span is not None)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    return [word for start, end in spans for word in WORD.findall(text[start:end])]


@given(texts, texts)
def test_every_word_of_both_stands_in_exactly_one_block(one: str, other: str) -> None:
    blocks = align_texts(one, other)

    assert words_in(one, blocks, 0) == WORD.findall(one)
    assert words_in(other, blocks, 1) == WORD.findall(other)


@given(texts, texts)
def test_blocks_follow_the_first_text_and_shared_ones_hold_the_same_words(one: str, other: str) -> None:
    blocks = align_texts(one, other)
    here = [block.here for block in blocks if block.here]

    assert here == sorted(here)
    for kind, first, second in told(one, other):
        assert (first is None) == (kind == "only-there")
        assert (second is None) == (kind == "only-here")
        if kind == "shared":
            assert WORD.findall(first or "") == WORD.findall(second or "")


@given(texts)
def test_a_text_beside_itself_is_shared_throughout(text: str) -> None:
    long_enough = len(WORD.findall(text)) >= 8

    assert {block.kind for block in align_texts(text, text)} <= (
        {"shared"} if long_enough else {"rewritten", "only-here", "only-there"}
    )


def test_a_changed_number_is_no_shared_word() -> None:
    one = "The army counted 318 boats in the town on the day of the flood."
    other = "The army counted 320 boats in the town on the day of the flood."

    (block, *_) = align_texts(one, other)
    here, there = find_changed_words(one[slice(*block.here or ())], other[slice(*block.there or ())])

    assert block.kind == "rewritten"
    assert [one[slice(*span)] for span in here] == ["318"]
    assert [other[slice(*span)] for span in there] == ["320"]


def test_words_changed_between_shared_ones_are_a_rewriting() -> None:
    one = "The army counted all the boats in the town on the day of the flood, Veres told us at the old bridge."
    other = "The army counted all the boats in the town on a rainy Monday, Veres told us at the old bridge."

    assert told(one, other)[1] == ("rewritten", "the day of the flood", "a rainy Monday")


def test_one_number_written_in_two_ways_is_shared() -> None:
    one = "In all 4,217 residents were taken out of the town on Monday."
    other = "In all 4217 residents were taken out of the town on Monday."

    assert [kind for kind, _, _ in told(one, other)] == ["shared"]


def test_a_reworded_sentence_is_found_where_it_moved() -> None:
    kinds = {(kind, (first or "")[:10], (second or "")[:10]) for kind, first, second in told(HARBOR.text, TRIBUNE.text)}

    assert ("shared", "We had an ", "We had an ") in kinds
    assert ("rewritten", "The bridge", "Traffic ha") in kinds


def test_a_moved_paragraph_is_shared_all_the_same() -> None:
    one, two = HARBOR.text.split("\n\n")[:2]

    assert {block.kind for block in align_texts(f"{one}\n\n{two}", f"{two}\n\n{one}")} == {"shared"}


def test_changed_words_are_told_on_both_sides() -> None:
    one, other = "left Marrow of their own will", "of their own will left the town"

    here, there = find_changed_words(one, other)

    assert "Marrow" in " ".join(one[slice(*span)] for span in here)
    assert "the town" in " ".join(other[slice(*span)] for span in there)


def test_what_is_too_long_to_look_into_is_changed_throughout() -> None:
    text = "word " * 700

    assert find_changed_words(text, "word") == (((0, len(text)),), ((0, 4),))


def test_two_long_texts_that_share_most_are_compared() -> None:
    chance = random.Random(4)  # noqa: S311 - a made text, no secret
    pick = ["".join(chance.choices("abcdefgh", k=7)) for _ in range(9_000)]
    shared = " ".join(chance.choices(pick, k=40_000))
    own, other = (" ".join(f"{side}{number}" for number in range(10_000)) for side in ("own", "other"))

    blocks = align_texts(f"{shared}. {own}.", f"{other}. {shared}.")

    assert [block.kind for block in blocks] == ["only-there", "shared", "only-here"]
