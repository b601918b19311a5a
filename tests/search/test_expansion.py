"""Prefixes, fuzzy words and words still being typed."""

from collections.abc import Iterator

import pytest

from reader.search import expansion
from reader.search.columnar.posting_file import TermPlace
from reader.search.columnar.segment import OpenSegment
from tests.search.conftest import Make, entry, ids

ENTRIES = [entry(f"e{n}", f"storm{chr(97 + n // 26)}{chr(97 + n % 26)} of rain") for n in range(60)]


def test_a_prefix_stands_for_every_word_that_begins_so(make: Make) -> None:
    results = make(ENTRIES).search("storm*", limit=100)

    assert results.total == 60
    assert results.lines == ()


def test_of_too_many_words_the_most_frequent_are_searched_and_that_is_told(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expansion, "MOST_EXPANSIONS", 10)
    index = make([*ENTRIES, entry("often", "stormzz"), entry("often-too", "stormzz")])

    results = index.search("storm*", limit=100)

    assert {"often", "often-too"} <= {hit.id for hit in results.hits}
    assert results.total == 11
    assert results.lines == ("“storm*” matches 61 words; only the 10 most frequent were searched.",)


def test_lists_to_read_are_bounded_too(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expansion, "MOST_LISTS", 5)

    assert make(ENTRIES).search("storm*").total == 5


def test_a_prefix_is_folded_as_words_are(make: Make) -> None:
    index = make([entry("a", "Müllers Haus"), entry("b", "al-Nusrawi")])

    assert ids(index, "MULL*") == ["a"]
    assert ids(index, "al-Nus*") == ["b"]


def test_fuzzy_keeps_the_first_two_letters_and_says_what_it_stands_for(make: Make) -> None:
    index = make([entry("a", "palmyra"), entry("b", "palymra"), entry("c", "almyra")])

    results = index.search("palmira~")

    assert {hit.id for hit in results.hits} == {"a", "b"}
    assert results.lines == ("“palmira~2” matches palmyra, palymra.",)


def test_a_fuzzy_word_of_sixty_letters_is_no_trouble(make: Make) -> None:
    assert make(ENTRIES).search("s" * 60 + "~").total == 0


def test_a_fuzzy_word_too_short_to_have_fixed_letters_is_itself_and_no_table_is_read_for_it(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = make([entry("a", "x marks ab"), entry("b", "xy marks b")])
    # The first search looks what languages there are.
    index.search("marks")

    def read(*_: object) -> Iterator[TermPlace]:
        raise AssertionError("a table of terms was read")

    monkeypatch.setattr(OpenSegment, "terms", read)

    assert ids(index, "x~1") == ["a"]
    # A combining mark alone folds to nothing.
    assert index.search("\u0301~1").total == 0


def test_a_word_being_typed_finds_what_it_may_become(make: Make) -> None:
    index = make([entry("a", "aleppo fell"), entry("b", "alep is a word"), entry("c", "the fall")])

    assert ids(index, "alep") == ["b"]
    assert ids(index, "alep", is_typing=True) == ["b", "a"]
    assert ids(index, "alep ", is_typing=True) == ["b"]
    assert ids(index, "title:x alep", is_typing=True) == []
    assert ids(index, "fell al", is_typing=True) == ["a"]
    assert ids(index, '"alep', is_typing=True) == ["b"]


def test_a_single_letter_being_typed_is_taken_as_it_is(make: Make) -> None:
    assert ids(make([entry("a", "aleppo"), entry("b", "a plan")]), "plan a", is_typing=True) == ["b"]
