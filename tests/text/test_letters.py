"""The folded text and the way back."""

from hypothesis import given
from hypothesis import strategies as st

from reader.notes.occurrences import nearest
from reader.text.letters import LETTERS, VISIBLE, FoldedText, fold_letters
from reader.text.wording import Wording

TEXT = st.text(st.sampled_from("aB. \n-ßéİﬁ中🙂́_1²"), max_size=40)


@given(TEXT, st.sampled_from([LETTERS, VISIBLE]))
def test_every_folded_letter_comes_from_the_letter_it_says(text: str, runs: object) -> None:
    pattern = LETTERS if runs is LETTERS else VISIBLE
    folded = FoldedText(text, pattern)

    assert folded.folded == fold_letters(text, pattern)
    for offset, letter in enumerate(folded.folded):
        assert letter in text[folded.origin(offset)].casefold()


@given(TEXT, st.data())
def test_a_folded_span_comes_from_a_span_that_folds_to_it(text: str, data: st.DataObject) -> None:
    folded = FoldedText(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    wanted = fold_letters(text[start:end])
    if not wanted:
        return

    first = folded.offset(start)
    span = folded.span(first, first + len(wanted))

    assert start <= span[0] < span[1] <= end
    assert fold_letters(text[slice(*span)]) == wanted


@given(TEXT, st.integers(-3, 50))
def test_the_folded_offset_is_that_of_the_first_letter_at_or_after(text: str, origin: int) -> None:
    folded = FoldedText(text)

    assert folded.offset(origin) == len(fold_letters(text[: max(0, origin)]))


@given(st.text("ab", max_size=60), st.text("ab", min_size=1, max_size=3), st.integers(-5, 70), st.integers(1, 4))
def test_the_nearest_occurrences_on_each_side_are_found(text: str, needle: str, expected: int, limit: int) -> None:
    every = [start for start in range(len(text)) if text.startswith(needle, start)]
    before = [start for start in every if start < expected]
    after = [start for start in every if start >= max(0, expected)]

    assert nearest(text, needle, expected, limit) == before[-limit:] + after[:limit]


def test_an_occurrence_far_back_is_found() -> None:
    text = "needle" + "a" * 50_000

    assert nearest(text, "needle", 49_000, 2) == [0]


@given(st.lists(st.sampled_from(["one", "two", "Three"]), max_size=80), st.integers(0, 90), st.integers(2, 9))
def test_the_places_of_a_word_are_those_around_an_index(words: list[str], index: int, limit: int) -> None:
    wording = Wording(" ".join(words))
    every = [place for place, word in enumerate(words) if word == "Three"]

    near = wording.near("three", index, limit)

    assert near == sorted(near)
    assert len(near) == min(limit, len(every))
    assert set(near) <= set(every)
    if near:
        outside = [abs(place - index) for place in every if place not in near]
        assert min([*outside, 10**9]) >= min(abs(place - index) for place in near)


def test_han_and_kana_are_words_of_one_letter() -> None:
    assert Wording("新しい wall 壁").words == ["新", "し", "い", "wall", "壁"]
