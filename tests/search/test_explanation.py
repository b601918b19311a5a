"""Explain why an article was found, or why none was."""

import pytest

from tests.search.conftest import Make, entry

ENTRIES = [
    entry("flood", "Troops came. Two troops of Lindow left.", title="A troop", notes="the troops again"),
    entry("rain", "Rain fell on the east quarter of the town.", title="Rain"),
    entry("hail", "Hail fell."),
]


def test_an_explanation_names_terms_fields_counts_and_rarity(make: Make) -> None:
    told = make(ENTRIES).explain("troops", "flood")

    assert told is not None
    parts = {(part.term, part.field): part for part in told.parts}
    assert set(parts) == {("troops", "text"), ("troops", "note"), ("troop…", "title")}
    assert parts["troops", "text"].count == 2
    assert parts["troops", "note"].count == 1
    assert parts["troop…", "title"].why == "other ending"
    assert {part.articles for part in told.parts} == {1}
    assert all(part.rarity > 0 and part.score > 0 for part in told.parts)


@pytest.mark.parametrize(
    "query",
    ["troops", "troops lindau", "rain fell", '"rain fell"', "rai* OR hail", "the rain", "text:rain", "title:rain fell"],
)
def test_the_parts_add_up_to_the_score_of_the_hit(make: Make, query: str) -> None:
    index = make(ENTRIES)

    for hit in index.search(query).hits:
        told = index.explain(query, hit.id)
        assert told is not None
        assert told.score == pytest.approx(hit.score, abs=1e-3)
        assert sum(part.score for part in told.parts) + told.side_by_side == pytest.approx(hit.score, abs=5e-3)


def test_a_hit_by_another_spelling_says_which_name_joined_them(make: Make) -> None:
    told = make(ENTRIES).explain("lindawa", "flood")

    assert told is not None
    (part,) = told.parts
    assert (part.word, part.term, part.why, part.heading) == ("lindawa", "Lindow", "spelling", "Lindau")


def test_what_stands_side_by_side_is_told_apart(make: Make) -> None:
    index = make(ENTRIES)

    beside = index.explain("east quarter", "rain")
    apart = index.explain("quarter east", "rain")

    assert beside is not None
    assert apart is not None
    assert beside.side_by_side > 0
    assert apart.side_by_side == 0


def test_a_hit_with_some_of_the_words_tells_what_it_misses(make: Make) -> None:
    told = make(ENTRIES).explain("rain hail", "rain")

    assert told is not None
    assert told.missing == ("hail",)


def test_what_was_not_found_is_not_explained(make: Make) -> None:
    index = make(ENTRIES)

    assert index.explain("rain", "hail") is None
    assert index.explain("rain", "nowhere") is None
    assert index.explain("titel:x", "rain") is None


def test_the_word_that_emptied_a_result_is_named_with_its_neighbors_here(make: Make) -> None:
    index = make([*ENTRIES, entry("more", "hail and hails")])

    told = index.why_empty("rian AND fell")

    assert told[0].label == "rian"
    assert told[0].count == 0
    assert told[0].without == 2
    assert [(each.word, each.count, each.query) for each in told[0].proposals] == [("rain", 1, "rain AND fell")]
    assert told[1].label == "fell"


def test_words_that_no_article_has_together_are_told_with_what_each_would_leave(make: Make) -> None:
    told = make(ENTRIES).why_empty("troops AND hail")

    assert [(each.label, each.count, each.without) for each in told] == [("troops", 1, 1), ("hail", 1, 1)]


def test_exclusions_and_groups_are_named_as_they_were_asked(make: Make) -> None:
    index = make(ENTRIES)

    assert {each.label for each in index.why_empty("rain -rain")} == {"rain", "-rain"}
    assert {each.label for each in index.why_empty("(fog OR mist) AND hail has:note")} == {
        "(fog OR mist)",
        "hail",
        "has:note",
    }
    assert index.why_empty("anti-hial AND fell")[0].proposals[0].query == "anti-hail AND fell"


def test_a_filter_can_be_what_empties(make: Make) -> None:
    told = make(ENTRIES).why_empty("rain date:2016")

    assert told[0].count == 0
    assert told[0].without == 1
    assert told[0].label == "date:2016"


@pytest.mark.parametrize(
    "typed",
    ["date:1999", "-date:2010..2030", "figure:31337", "is:orphaned", "lang:fr", 'site:="No Such Paper"', "tag:=none"],
)
def test_a_filter_that_empties_is_named_as_it_was_typed(make: Make, typed: str) -> None:
    assert typed in {each.label for each in make(ENTRIES).why_empty(f"rain {typed}")}


def test_a_word_of_a_site_is_proposed_as_one(make: Make) -> None:
    index = make([*ENTRIES, entry("s", "x", site="Southern Gazette")])

    told = index.why_empty("gazette")

    assert next((each.word, each.count, each.query) for each in told[0].proposals) == (
        "site:gazette",
        1,
        "site:gazette",
    )


def test_a_phrase_is_proposed_with_its_word_put_right(make: Make) -> None:
    told = make(ENTRIES).why_empty('"east quarten"')

    assert [each.query for each in told[0].proposals] == ['"east quarter"']


def test_not_every_word_of_a_long_query_is_put_right(make: Make) -> None:
    told = make(ENTRIES).why_empty(" ".join(f"quartr{chr(97 + n)}" for n in range(20)))

    assert len(told) == 20
    assert sum(1 for each in told if each.proposals) <= 8


def test_the_nearest_words_are_those_of_this_library(make: Make) -> None:
    index = make(ENTRIES)

    assert index.nearest("quater") == (("quarter", 1),)
    assert index.nearest("uqarter") == (("quarter", 1),)
    assert index.nearest("zzzzzz") == ()


def test_a_word_of_three_letters_is_near_what_differs_in_one_letter(make: Make) -> None:
    index = make([entry("a", "rate rants")])

    assert index.nearest("rat") == (("rate", 1),)
    assert index.nearest("rant") == (("rants", 1), ("rate", 1))
    assert index.why_empty("") == ()
    assert index.why_empty("titel:x") == ()
