"""Fingerprints of passages."""

from hypothesis import given
from hypothesis import strategies as st

from reader.related.profile import GUARANTEE, SHINGLE_SIZE, WINDOW, fingerprints, repeated, shingles

numbers = st.lists(st.integers(1, 2**32 - 1), max_size=60)


def sampled(words: list[int]) -> set[int]:
    """Thin the naive way, to every fourth hash value: it promises nothing about any one passage."""
    return {each & 0xFFFFFFFF for each in shingles(words) if each % 4 == 0}


def broken_promise(of_method: object) -> bool:
    """Whether a passage of the guaranteed length can go without a common fingerprint."""
    assert callable(of_method)
    for start in range(1, 400):
        passage = [start * 7919 + step * 104729 for step in range(GUARANTEE)]
        if not of_method([1, 2, 3, *passage, 4, 5]) & of_method([9, *passage, 8, 7, 6]):
            return True
    return False


@given(numbers, numbers, st.lists(st.integers(1, 2**32 - 1), min_size=GUARANTEE, max_size=GUARANTEE), numbers, numbers)
def test_a_passage_of_the_guaranteed_length_is_always_found(
    before: list[int], after: list[int], passage: list[int], other_before: list[int], other_after: list[int]
) -> None:
    one = fingerprints(before + passage + after)
    other = fingerprints(other_before + passage + other_after)

    assert one & other


def test_the_promise_is_one_that_sampling_breaks() -> None:
    assert not broken_promise(fingerprints)
    assert broken_promise(sampled)


@given(numbers)
def test_fingerprints_are_few_and_from_the_text(words: list[int]) -> None:
    found = fingerprints(words)

    assert found <= {each & 0xFFFFFFFF for each in shingles(words)}
    assert bool(found) == (len(words) >= SHINGLE_SIZE)


def test_fingerprints_are_as_few_as_the_window_allows() -> None:
    words = [(number * 2654435761) % 2**32 for number in range(4000)]

    assert len(fingerprints(words)) < 1.2 * 2 / (WINDOW + 1) * len(words)


def test_words_in_common_passages_are_marked_and_no_others() -> None:
    furniture = list(range(100, 140))
    text = [*range(30), *furniture, *range(200, 230)]

    marked = repeated(text, fingerprints(text), fingerprints(furniture))

    # Less than a window at either end may stay unmarked: too few words to be a passage.
    assert not any(marked[:30])
    assert all(marked[30 + WINDOW : 70 - WINDOW])
    assert not any(marked[70:])


def test_a_formula_that_many_articles_have_is_not_marked() -> None:
    formulas = list(range(100, 112)), list(range(300, 312))
    text = [*range(30), *formulas[0], *range(50, 62), *formulas[1], *range(200, 230)]
    common = {each & 0xFFFFFFFF for formula in formulas for each in shingles(formula)}

    assert fingerprints(text) & common
    assert not any(repeated(text, fingerprints(text), common))
