"""What comes first."""

import random
from math import log

import numpy as np
import pytest

from reader.search.ranking import K1, B, Order, idf
from reader.search.weights import Weights
from tests.search.conftest import Make, entry, ids

FILLER = "Water ran under the old bridge while the town slept and nobody heard a thing."


def test_rarity_is_as_lucene_counts_it() -> None:
    assert idf(1, 10) == pytest.approx(log(1 + (10 - 1 + 0.5) / 1.5))
    assert idf(10, 10) > 0
    assert idf(12, 10) > 0


def test_a_score_is_bm25_of_the_weighted_counts(make: Make) -> None:
    index = make([entry("a", "storm storm rain"), entry("b", "rain rain rain rain rain"), entry("c", "wind")])

    (hit,) = index.search("storm").hits

    average = (3 + 5 + 1) / 3
    norm = K1 * (1 - B + B * 3 / average)
    assert hit.score == pytest.approx(idf(1, 3) * (K1 + 1) * 2 / (2 + norm), abs=1e-3)


def test_a_rare_word_says_more_than_a_common_one(make: Make) -> None:
    index = make(
        [entry(f"rain{n}", f"rain came again {FILLER}") for n in range(30)]
        + [entry("hail", f"hail came again {FILLER}")]
    )

    assert ids(index, "rain OR hail")[0] == "hail"


def test_the_form_that_was_typed_ranks_above_other_endings(make: Make) -> None:
    index = make([entry("plural", f"The troops. {FILLER}"), entry("single", f"The troop. {FILLER}")])

    assert ids(index, "troop") == ["single", "plural"]
    assert ids(index, "troops") == ["plural", "single"]


def test_a_word_in_the_title_counts_more_than_in_the_text(make: Make) -> None:
    index = make(
        [entry("text", f"Harvest. {FILLER}", title="A day"), entry("title", f"A day. {FILLER}", title="Harvest")]
    )

    assert ids(index, "harvest") == ["title", "text"]


def test_another_spelling_of_a_name_counts_a_little_less(make: Make) -> None:
    index = make([entry("other", f"Lindawa. {FILLER}"), entry("typed", f"Lindow. {FILLER}")])

    assert ids(index, "lindow") == ["typed", "other"]
    assert ids(index, "lindawa") == ["other", "typed"]


def test_words_side_by_side_as_typed_come_before_the_same_words_apart(make: Make) -> None:
    index = make(
        [
            entry("apart", f"The gate was east. {FILLER} A quarter was taken."),
            entry("beside", f"The east quarter was taken. {FILLER} The gate was shut."),
        ]
    )

    assert ids(index, "east quarter") == ["beside", "apart"]


@pytest.mark.parametrize("others", [0, 2, 80])
def test_a_phrase_is_found_alike_however_many_places_are_left_to_look_at(make: Make, others: int) -> None:
    found = entry("found", f"The east gate, the east wall: the east quarter fell. {FILLER}")
    beside = entry("beside", "The east gate, the east wall, the east shore and one other quarter.")
    index = make([found, beside, *(entry(f"e{n}", f"A quarter. {FILLER}") for n in range(others))])

    assert ids(index, '"the east quarter"') == ids(index, '"east quarter"') == ["found"]
    assert ids(index, '"one other quarter"') == ["beside"]


def test_a_repeated_word_of_the_query_counts_more_each_time_but_less_than_a_new_one(make: Make) -> None:
    index = make([entry("rain", f"rain {FILLER}"), entry("wind", f"wind {FILLER}")])

    once, twice, *more = (index.search(" ".join(["rain"] * times)).hits[0].score for times in (1, 2, 4, 9))

    assert 1.5 * once < twice < 2 * once
    assert 2 * twice > more[0] > 1.5 * twice
    assert more[0] == more[1]


def test_equal_answers_come_newest_first_then_by_id(make: Make) -> None:
    index = make(
        [
            entry("b", "storm", published="2016-01-01"),
            entry("c", "storm", published="2017-01-01"),
            entry("a", "storm", published="2016-01-01"),
            entry("undated", "storm"),
        ]
    )

    assert ids(index, "storm") == ["c", "a", "b", "undated"]
    assert ids(index, "") == ["c", "a", "b", "undated"]


def test_the_order_does_not_depend_on_the_order_of_indexing(make: Make) -> None:
    entries = [entry(f"e{n}", "storm and rain " * (n % 3 + 1), published=f"201{n % 5}") for n in range(12)]

    assert ids(make(entries), "storm rain") == ids(make(entries[::-1]), "storm rain")


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("relevance", ["two", "one", "three"]),
        ("date", ["three", "one", "two"]),
        ("title", ["two", "one", "three"]),
        ("site", ["one", "three", "two"]),
        ("length", ["three", "one", "two"]),
        ("unread", ["three", "two", "one"]),
    ],
)
def test_results_can_be_ordered(make: Make, sort: str, expected: list[str]) -> None:
    index = make(
        [
            entry("one", "storm rain", title="Éclair", site="Alpha", published="2016-05"),
            entry("two", "storm", title="Apple", published="2015"),
            entry("three", "storm rain wind", title="zebra", site="beta", published="2017"),
        ]
    )

    assert ids(index, "storm", sort=sort, scope={"unread": frozenset({"three"})}) == expected


def test_an_order_that_does_not_exist_is_told(make: Make) -> None:
    assert "Use one of: relevance, date" in str(make([entry("a", "b")]).search("b", sort="size").problem)


def test_function_words_are_asked_of_no_article_but_are_not_dropped(make: Make) -> None:
    index = make([entry("with", f"The fall of the city. {FILLER}"), entry("without", "City fall")])

    results = index.search("the fall of the city")

    assert {hit.id for hit in results.hits} == {"with", "without"}
    assert any("“the” is too common" in line and "1 of these" in line for line in results.lines)
    assert "the" in results.terms
    assert ids(index, "the of") == ["with"]
    assert ids(index, "the -fog") == ["with"]
    assert ids(index, "the -the") == []
    assert ids(index, '"the fall"') == ["with"]


def test_a_function_word_says_little_beside_another(make: Make) -> None:
    index = make([entry("a", "who storm"), *[entry(f"r{n}", "rain") for n in range(5)]])

    assert index.search("who storm rain").hits
    plain, both = index.search("storm").hits[0].score, index.search("who storm").hits[0].score
    neighbors = index.explain("who storm", "a")
    assert neighbors is not None
    assert plain < both - neighbors.side_by_side < plain * 1.2


def test_a_function_word_counts_once_however_often_it_is_typed(make: Make) -> None:
    index = make([entry("a", "the storm of the year"), entry("b", "rain")])

    assert index.search("the the the of the storm").hits[0].score == index.search("the of storm").hits[0].score


def test_the_form_as_typed_counts_in_full_in_a_language_that_ends_it_otherwise(make: Make) -> None:
    index = make([entry("a", "the troops", language="en"), entry("b", "the troops", language="xx"), entry("c", "rain")])

    one, other = index.search("troops").hits

    assert (one.id, other.id) == ("a", "b")
    assert one.score == other.score


def test_the_function_words_of_another_language_count_once_the_query_is_in_it(make: Make) -> None:
    index = make([entry("a", "Bin Laden in the news", language="en"), entry("b", "ich bin hier", language="de")])

    assert ids(index, "bin laden") == ["a"]
    assert "a" not in [hit.id for hit in index.search("bin news -laden").hits]


def test_a_long_text_is_searched_by_its_most_telling_words_and_says_so(make: Make) -> None:
    words = [f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(60)]
    entries = [entry(f"all{n}", " ".join(words[:40])) for n in range(5)] + [entry("rare", " ".join(words[40:]))]

    results = make(entries).search(" ".join(words))

    assert results.hits[0].id == "rare"
    assert any(line.startswith("Only the 32 rarest of 60 words were searched, without ") for line in results.lines)


def test_the_first_articles_are_those_that_come_first_of_all_sorted(make: Make) -> None:
    index = make(entry(f"a{number}", "storm", published=f"2016-12-{number % 7 + 1:02}") for number in range(60))
    order = Order(index._searcher.snapshot)
    chance = random.Random(1)  # noqa: S311 - the same scores every time

    for limit in (*range(1, 61), 100):
        values = chance.choice([[0.0], [0.0, 0.1, 0.1 + 1e-7, 0.1 + 6e-7, 0.2], [chance.random() for _ in range(40)]])
        scores = [chance.choice(values) for _ in range(60)]
        newest = order.sorted(Weights(np.arange(60), np.zeros(60)), "date")
        best = sorted(newest, key=lambda number: -round(scores[number], 6))
        assert order.first(Weights(np.arange(60), np.array(scores)), limit) == best[:limit]
