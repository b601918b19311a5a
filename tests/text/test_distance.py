"""Edit distance, bounded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.distance import edit_distance, is_near, nearest


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("", "", 0),
        ("aleppo", "alepo", 1),
        ("aleppo", "alpepo", 1),
        ("palmyra", "palymra", 1),
        ("abc", "cab", 2),
        ("a", "abcd", 3),
    ],
)
def test_letters_added_dropped_changed_and_swapped_count_one_each(one: str, other: str, distance: int) -> None:
    assert edit_distance(one, other, 5) == distance


@given(st.text(alphabet="abc", max_size=8), st.text(alphabet="abc", max_size=8), st.integers(0, 3))
def test_the_distance_is_symmetric_and_never_more_than_the_limit_tells(one: str, other: str, limit: int) -> None:
    found = edit_distance(one, other, limit)

    assert found == edit_distance(other, one, limit)
    assert found == min(edit_distance(one, other, 20), limit + 1)
    assert (found == 0) == (one == other)


def test_a_fuzzy_word_is_right_in_its_first_two_letters() -> None:
    assert is_near("aleppo", "alepo", 1)
    assert not is_near("aleppo", "eleppo", 1)
    assert not is_near("aleppo", "alep", 1)


def test_the_nearest_is_the_one_with_the_fewest_edits_or_that_begins_so() -> None:
    assert nearest("titel", ["text", "title"]) == "title"
    assert nearest("auth", ["author", "auto"]) == "author"
    assert nearest("xyz", ["title"]) is None
    assert nearest("", ["title"]) is None
