"""Sets of articles as arrays: each of them by the sets that Python has."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search import weights
from reader.search.weights import (
    Weights,
    added,
    are_among,
    articles_of,
    common,
    distinct,
    places_among,
    tallied,
    together,
    without,
)

# Some close together, some far apart: both ways of looking are taken.
SOME = st.sets(st.one_of(st.integers(0, 30), st.integers(0, 1 << 40)), max_size=40)


@given(SOME, SOME)
def test_sets_of_articles_are_those_of_python(some: set[int], others: set[int]) -> None:
    one, other = articles_of(some), articles_of(others)

    assert common(one, other).tolist() == sorted(some & others)
    assert without(one, other).tolist() == sorted(some - others)
    assert together([one, other]).tolist() == sorted(some | others)
    assert are_among(one, other).tolist() == [each in others for each in sorted(some)]
    assert one[places_among(one, other)].tolist() == sorted(some & others)
    assert distinct(np.array([*one, *other, *one], np.int64)).tolist() == sorted(some | others)
    articles, times = tallied([one, other, one])
    assert dict(zip(articles.tolist(), times.tolist(), strict=True)) == {
        each: 2 * (each in some) + (each in others) for each in some | others
    }


def test_what_stands_before_the_first_of_all_is_not_the_last() -> None:
    assert are_among(np.array([-1, 0]), np.array([0, 1, 2])).tolist() == [False, True]
    assert together([np.array([-1, 0]), np.array([0, 2])]).tolist() == [-1, 0, 2]


@given(st.dictionaries(st.integers(0, 60), st.integers(1, 9)), st.dictionaries(st.integers(0, 60), st.integers(0, 9)))
@pytest.mark.parametrize("sparse", [0, 1 << 20])
def test_weights_are_added_and_looked_up_by_article(sparse: int, some: dict[int, int], others: dict[int, int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weights, "_SPARSE", sparse)
        parts = [(np.array(list(each), np.int64), np.array(list(each.values()), np.float64)) for each in (some, others)]
        found = added(parts, 61)
        every = {each: some.get(each, 0) + others.get(each, 0) for each in some | others}

        assert dict(found) == {each: weight for each, weight in sorted(every.items()) if weight}
        assert found.aligned(np.arange(61)).tolist() == [every.get(each, 0) for each in range(61)]
        assert [found.of(each) for each in (0, 60, 61)] == [every.get(0, 0), every.get(60, 0), 0]


def test_no_weights_are_those_of_nobody() -> None:
    none: Weights = added([], 5)

    assert (len(none), 3 in none, none.aligned(np.arange(2)).tolist()) == (0, False, [0, 0])
