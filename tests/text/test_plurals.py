"""A number with its noun."""

import pytest

from reader.text.plurals import count


@pytest.mark.parametrize(
    ("number", "words", "told"),
    [
        (0, ("article",), "0 articles"),
        (1, ("article",), "1 article"),
        (3_000, ("article",), "3,000 articles"),
        (1, ("query", "queries"), "1 query"),
        (2, ("query", "queries"), "2 queries"),
    ],
)
def test_a_noun_follows_its_number(number: int, words: tuple[str, ...], told: str) -> None:
    assert count(number, *words) == told
