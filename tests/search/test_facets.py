"""How results divide."""

from reader.search.facets import MOST_VALUES, FacetValue
from tests.search.conftest import Make, entry, ids

ENTRIES = [
    entry("a", "storm in Lindow", site="Daily", tags=("Sea", "war"), published="2016-12-01", language="en"),
    entry(
        "b", "storm, Lindau and Lindawa; al-Mina", site="Daily", tags=("sea",), published="2016-12-20", language="en"
    ),
    entry("c", "storm", site="Post", published="2016", language="de"),
    entry("d", "rain", site="Post", published="2015-01-02"),
]


def test_each_field_is_counted_most_frequent_first(make: Make) -> None:
    facets = make(ENTRIES).facets("storm")

    assert facets.total == 3
    assert facets.site == (FacetValue("Daily", 2, 'site:="Daily"'), FacetValue("Post", 1, 'site:="Post"'))
    assert [(each.value, each.count) for each in facets.language] == [("en", 2), ("de", 1)]
    assert [(each.value, each.count) for each in facets.name] == [("Lindau", 2), ("Harbor Front", 1)]


def test_a_tag_written_in_two_ways_is_one_value(make: Make) -> None:
    facets = make(ENTRIES).facets("")

    assert [(each.value, each.count) for each in facets.tag] == [("Sea", 2), ("war", 1)]


def test_of_very_many_values_the_most_frequent_are_told_equal_ones_by_name(make: Make) -> None:
    tags = [f"tag {number:03}" for number in range(MOST_VALUES + 20)]
    index = make([entry("all", "storm", tags=tuple(reversed(tags))), entry("last", "storm", tags=(tags[-1],))])

    told = index.facets("storm").tag

    assert [each.value for each in told] == [tags[-1], *tags[: MOST_VALUES - 1]]
    assert [each.count for each in told] == [2, *[1] * (MOST_VALUES - 1)]


def test_months_stand_in_order_of_time_and_a_bare_year_for_itself(make: Make) -> None:
    facets = make(ENTRIES).facets("")

    assert [(each.value, each.count) for each in facets.month] == [("2015-01", 1), ("2016", 1), ("2016-12", 2)]


def test_the_query_of_a_value_narrows_to_as_many_as_it_counts(make: Make) -> None:
    index = make(ENTRIES)
    facets = index.facets("storm")

    for each in (*facets.site, *facets.tag, *facets.name, *facets.language, *facets.month):
        found = ids(index, f"storm {each.query}")
        assert len(found) == each.count or each.value == "2016", each


def test_what_a_search_shows_is_counted_those_with_some_of_the_words_too(make: Make) -> None:
    index = make(ENTRIES)

    assert index.facets("storm rain").total == 4
    assert index.facets("storm lindau").total == index.search("storm lindau").total == 3


def test_a_query_with_a_problem_has_no_facets(make: Make) -> None:
    assert make(ENTRIES).facets("titel:x").total == 0


def test_what_is_gone_is_not_counted(make: Make) -> None:
    index = make(ENTRIES)
    index.facets("")

    index.update([], gone=["a"])

    assert [(each.value, each.count) for each in index.facets("").site] == [("Post", 2), ("Daily", 1)]
