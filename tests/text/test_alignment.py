"""Runs and passages that two texts share."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.text.alignment import SIZE, Aligner, SharedPassage, SharedRun, joined

few_words = st.lists(st.integers(1, 6), max_size=80)
many_words = st.lists(st.integers(1, 10**6), max_size=40)


@given(few_words, few_words)
def test_a_run_is_the_same_words_in_both(here: list[int], there: list[int]) -> None:
    for run in Aligner(here).runs(there):
        assert run.length >= SIZE
        assert here[run.here : run.here + run.length] == there[run.there : run.there + run.length]


@given(few_words, few_words)
def test_runs_are_in_order_and_never_overlap_in_the_other_text(here: list[int], there: list[int]) -> None:
    runs = Aligner(here).runs(there)

    assert all(one.there + one.length <= other.there for one, other in pairwise(runs))


@given(many_words, many_words, st.lists(st.integers(1, 10**6), min_size=SIZE, max_size=30, unique=True), many_words)
def test_a_passage_is_found_wherever_it_moved(
    before: list[int], after: list[int], passage: list[int], elsewhere: list[int]
) -> None:
    matched = sum(run.length for run in Aligner(before + passage + after).runs(elsewhere + passage))

    assert matched >= len(passage)


def test_changed_words_do_not_end_a_passage() -> None:
    here = list(range(40))
    there = [*range(12), 900, 901, 902, *range(13, 40)]

    assert Aligner(here).passages(there) == [SharedPassage(0, 40, 0, 42, 39, 1)]


def test_runs_far_apart_are_two_passages() -> None:
    runs = [SharedRun(0, 0, 10), SharedRun(60, 11, 10)]

    assert len(joined(runs)) == 2


def test_what_is_left_out_matches_nothing() -> None:
    here = list(range(40))
    left_out = bytes([0] * 10 + [1] * 20 + [0] * 10)

    runs = Aligner(here, left_out).runs(here)

    assert [(run.here, run.length) for run in runs] == [(0, 10), (30, 10)]


def test_of_repeated_words_the_run_goes_on_where_it_stood() -> None:
    line = [1, 2, 3, 4, 5, 6, 7]

    runs = Aligner(line * 500).runs(line * 400)

    assert runs == [SharedRun(0, 0, 2800)]
