"""Two events of one kind at one place are told apart."""

from dataclasses import replace
from pathlib import Path

import pytest

from reader.related.exclusions import event_marks, exclude_each_other
from tests.related.articles_made import HARBOR, reference, store_of


@pytest.mark.parametrize(
    ("one", "other", "are_two"),
    [
        ("A magnitude 6.3 earthquake struck Tolm.", "A 5.1-magnitude earthquake struck Tolm.", True),
        ("An earthquake of magnitude 6.3 struck Tolm.", "An M 6.1 earthquake struck Tolm.", False),
        ("A magnitude 6.3 earthquake struck Tolm.", "An earthquake struck Tolm.", False),
        ("Category 4 Hurricane Vera nears.", "A category 1 hurricane nears.", True),
        ("Category 4 Hurricane Vera nears.", "A category 3 hurricane nears.", False),
        ("The court ruled in 1998 on the Harbor Act.", "In its 2015 ruling the court limited the act.", True),
        ("The cup final of 2009 was long.", "The final of 2017, as that of 2009, was long.", False),
        ("The 2006 cholera epidemic spread.", "The cholera epidemic of 2014 spread.", True),
        ("It cost $1998 in 10.2016 and 2000-2010.", "The final of 2017.", False),
        ("The 2012 presidential election is over.", "In the election of 2018 Norland voted.", True),
        ("The law of 1968 stands.", "The court named a case of 2011.", False),
    ],
)
def test_years_magnitudes_and_categories_exclude_each_other(one: str, other: str, are_two: bool) -> None:
    assert exclude_each_other(event_marks("", one), event_marks("", other), None) is are_two


def test_years_say_nothing_where_the_days_are_known() -> None:
    one, other = event_marks("The final of 2009", ""), event_marks("The final of 2017", "")

    assert exclude_each_other(one, other, None)
    assert not exclude_each_other(one, other, 1)


def test_what_tells_of_another_quake_comes_after_what_tells_of_this_one(tmp_path: Path) -> None:
    text = "A magnitude {} earthquake struck Tolm in Norland, damaging {}, officials of the {} said."
    articles = [
        replace(HARBOR, id=each, url=None, title="Earthquake in Tolm", published=None, text=text.format(size, *words))
        for each, size, words in (
            ("here", "6.3", ("hundreds of houses in the old town", "civil protection")),
            ("this", "6.3", ("the church and a long bridge", "rescue service")),
            ("that", "5.1", ("hundreds of houses in the new town", "civil protection office")),
        )
    ]

    store = store_of(tmp_path, articles)

    assert reference(store, "here", "this").score > reference(store, "here", "that").score
    assert not [each for each in reference(store, "here", "that").evidence if each.kind == "event"]
