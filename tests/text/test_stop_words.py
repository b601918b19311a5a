"""Stop words by language."""

import pytest

from reader.text.stop_words import frequent_words, stop_words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", {"the", "of", "themselves"}),
        ("fr", {"le", "etaient"}),
        ("ru", {"и", "я", "потому"}),
        ("ar", {"في", "الي"}),
        ("hu", {"es", "elott"}),
        ("hi", {"के", "में"}),
    ],
)
def test_a_language_has_its_stop_words_folded_as_words_are_compared(language: str, words: set[str]) -> None:
    assert words <= stop_words(language)


def test_a_word_that_is_as_often_a_name_is_none_and_an_unknown_language_has_none() -> None:
    assert not {"us", "mi"} & (stop_words("en") | stop_words("it") | stop_words("es"))
    assert stop_words("xx") == frozenset()


def test_every_list_is_long_enough_to_tell_a_language_and_no_two_are_the_same() -> None:
    lists = frequent_words()

    assert min(map(len, lists.values())) >= 20
    assert len(set(lists.values())) == len(lists)
