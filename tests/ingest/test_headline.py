"""Which line is the headline."""

import pytest

from reader.ingest.headline import find_headline
from reader.ingest.lines import read_lines
from reader.ingest.vocabulary import vocabulary

TEXT = (
    "The goats are on the town wall again, the third time since Easter, and the council has asked their owner to mend "
    "his fence.\n\nTheir owner was not at home when this paper called, but the goats were, and looked very well to us."
)


@pytest.mark.parametrize(
    ("top", "title", "site"),
    [
        ("Goats on the town wall again", "Goats on the town wall again", None),
        ("# Goats on the town wall. A third visit", "Goats on the town wall. A third visit", None),
        (
            "Goats on the wall again - The Port Paper\n\nGoats on the wall again",
            "Goats on the wall again",
            "The Port Paper",
        ),
        (
            "The Port Paper | Goats on the wall again\n\nGoats on the wall again",
            "Goats on the wall again",
            "The Port Paper",
        ),
        ("Goats on the wall again | The Port Paper", "Goats on the wall again", "The Port Paper"),
        ("Goats on the wall – a chronicle", "Goats on the wall – a chronicle", None),
        ("Goats’ wall again - Port Paper\n\nGoats' wall again", "Goats' wall again", "Port Paper"),
        (
            "7 goats on the old town wall (2016) - Port Paper\n\nHome\nNews\n\n7 goats on the old town wall in 2016",
            "7 goats on the old town wall in 2016",
            "Port Paper",
        ),
        (
            "0 $\n250 $\n4 DAYS LEFT UNTIL MAY\n\nGoats on the town wall again",
            "Goats on the town wall again",
            None,
        ),
        ("Home\nNews\nSport\n\nGoats on the town wall again\n\nBy Anna Berg", "Goats on the town wall again", None),
        (
            "ANIMALS\n\nGoats on the town wall again\n\nThe third time since Easter\n\nBy Anna Berg",
            "Goats on the town wall again",
            None,
        ),
        (
            "Animals\nGoats on the town wall again\nAnna Berg, Osterby\nMarch 8, 2017",
            "Goats on the town wall again",
            None,
        ),
        ("Animals: Goats on the town wall - Port\n\nGoats on the town wall", "Goats on the town wall", "Port"),
        ("FOR IMMEDIATE RELEASE\nMarch 8, 2017\nGoats on the town wall again", "Goats on the town wall again", None),
        ("https://port.example/goats\n\nGoats on the town wall again", "Goats on the town wall again", None),
        ("Anna Berg | Port Paper\nMarch 8, 2017\nGoats on the town wall again", "Goats on the town wall again", None),
        ("Home\nOpinion\nAnimals\nGoats\nMarch 8, 2017 by Anna Berg", "Goats", None),
        ("Menu\n\nHome > News > Animals\n\nGoats on the wall", "Goats on the wall", None),
    ],
)
def test_the_headline_and_the_site_that_hangs_on_it(top: str, title: str, site: str | None) -> None:
    headline = find_headline(read_lines(f"{top}\n\n{TEXT}\n"), vocabulary())

    assert headline is not None
    assert (headline.title, headline.site) == (title, site)


@pytest.mark.parametrize("text", ["", "Goats on the wall", "Goats\n\nGoats\n\nGoats", TEXT, f"{TEXT}\n\nThe end"])
def test_a_text_without_headline_has_none(text: str) -> None:
    assert find_headline(read_lines(text), vocabulary()) is None


def test_the_first_copy_is_the_headline_and_the_article_begins_after_the_last_above_it() -> None:
    title = "Goats on the town wall again"
    lines = read_lines(f"{title}\n\n{title}\n\n{TEXT}\n\n{title}\n\nNext article")

    headline = find_headline(lines, vocabulary())

    assert headline is not None
    assert (headline.position, headline.repeats, headline.anchor) == (0, (1, 4), 1)


def test_of_copies_that_are_headings_the_article_begins_after_the_highest() -> None:
    title = "Goats on the town wall again"
    lines = read_lines(f"{title}\n\n# {title}\n\nBaked at dawn.\n\n##### {title}\n\n{TEXT}")

    headline = find_headline(lines, vocabulary())

    assert headline is not None
    assert (headline.repeats, headline.anchor) == ((1, 3), 1)
