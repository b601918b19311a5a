"""Articles that have most of the words, when too few have all."""

import pytest

from reader.search import searcher
from reader.search.searcher import PAGE
from tests.search.conftest import Make, entry

RAIN = [
    entry("four", "storm rain wind hail"),
    entry("three-a", "storm rain wind"),
    entry("three-b", "storm rain wind wind"),
    entry("two", "storm rain"),
    entry("one", "storm"),
]


def test_most_of_the_words_follow_under_a_line_that_says_so(make: Make) -> None:
    results = make(RAIN).search("storm rain wind hail")

    assert [hit.id for hit in results.hits][:1] == ["four"]
    assert results.relaxed
    assert results.strict_total == 1
    assert results.total == 5
    assert results.lines == (
        "1 article has all 4 words; 2 have 3 of them, without “hail”; 1 has 2 of them, without “wind”, “hail”; "
        "1 has 1 of them, without “rain”, “wind”, “hail”",
    )


def test_every_hit_tells_what_it_is_missing(make: Make) -> None:
    results = make(RAIN).search("storm rain wind hail")

    missing = {hit.id: hit.missing for hit in results.hits}

    assert missing == {
        "four": (),
        "three-a": ("hail",),
        "three-b": ("hail",),
        "two": ("wind", "hail"),
        "one": ("rain", "wind", "hail"),
    }


@pytest.mark.parametrize("query", ["used treat scurvy", "scurvy used to treat", "drugs used to treat scurvy"])
def test_a_rare_word_says_more_than_several_common_ones(query: str, make: Make) -> None:
    common = [entry(f"c{n:02}", f"drugs used to treat patients in ward {n}") for n in range(25)]
    index = make([*common, entry("rare", "scurvy among the sailors of a ship, long ago")])

    results = index.search(query)

    assert results.strict_total == 0
    assert [hit.id for hit in results.hits[:2]] == ["rare", "c00"]


def test_of_words_as_rare_as_each_other_more_come_first(make: Make) -> None:
    assert [hit.id for hit in make(RAIN).search("storm rain wind hail").hits][-2:] == ["two", "one"]


def test_enough_with_all_words_and_none_follow(make: Make) -> None:
    index = make([entry(f"e{n:02}", "storm rain") for n in range(PAGE)] + [entry("other", "storm")])

    results = index.search("storm rain")

    assert not results.relaxed
    assert results.total == PAGE
    assert results.lines == ()


def test_what_was_asked_for_with_an_operator_is_never_relaxed(make: Make) -> None:
    index = make(RAIN)

    for query in (
        "storm AND hail AND fog",
        '"storm hail" fog',
        "title:storm rain",
        "=fog storm",
        "fog* storm",
        "#x storm",
    ):
        assert [hit.id for hit in index.search(query).hits] == [], query
    assert [hit.id for hit in index.search("storm fog -rain").hits] == ["one"]


def test_no_article_has_a_word_and_the_line_says_so(make: Make) -> None:
    results = make(RAIN).search("storm fog")

    assert results.lines == ("no article has both words; 5 have 1 of them, without “fog”",)


def test_one_word_that_nothing_has_finds_nothing(make: Make) -> None:
    results = make(RAIN).search("fog")

    assert (results.total, results.relaxed, results.hits) == (0, False, ())


def test_an_ordered_result_keeps_what_has_all_words_first(make: Make) -> None:
    index = make([entry("all", "storm rain", published="2010"), entry("some", "storm", published="2020")])

    assert [hit.id for hit in index.search("storm rain", sort="date").hits] == ["all", "some"]


def test_of_many_words_the_fewer_are_counted_together(make: Make) -> None:
    (line,) = make(RAIN).search("storm rain wind hail fog").lines

    assert line.startswith("no article has all 5 words; 1 has 4 of them, without “fog”; ")
    assert line.endswith("1 fewer")


def test_the_articles_with_some_words_are_bounded_and_that_is_told(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searcher, "MOST_RELAXED", 2)

    results = make(RAIN).search("storm rain wind hail")

    assert [hit.id for hit in results.hits] == ["four", "three-b", "three-a"]
    assert results.total == 3
    assert results.lines[-1] == "Of 4 articles with some of the words, the best 2 follow."


def test_the_limit_bounds_hits_and_not_the_count(make: Make) -> None:
    results = make(RAIN).search("storm rain wind hail", limit=2)

    assert len(results.hits) == 2
    assert results.total == 5
