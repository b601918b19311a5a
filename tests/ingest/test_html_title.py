"""The headline of an HTML page among its headings and titles."""

import pytest
from lxml.html import document_fromstring

from reader.ingest.html_title import headings_of, is_below_text, said_titles, title_of, title_without_site


@pytest.mark.parametrize(
    ("said", "headings", "site", "expected"),
    [
        (["Goats on the wall | Port Paper"], ["Goats on the wall"], "Port Paper", "Goats on the wall"),
        (["Goats on the wall | Port Paper"], [], "Port Paper", "Goats on the wall"),
        (["Goats on the wall | Animals | Port Paper"], [], "Port Paper", "Goats on the wall"),
        (["Goats on the wall - a chronicle"], [], "Port Paper", "Goats on the wall - a chronicle"),
        (["Goats on the wall | History, fences & figures | Port"], ["goats on the wall"], None, "goats on the wall"),
        (["Goats on the wall"], ["Port Paper", "Goats are on the wall"], None, "Goats are on the wall"),
        (["Goats on the wall"], ["Goats on the wall Posted on May 3 by Anna"], None, "Goats on the wall"),
        (["Goats on the wall"], ["Dec 18 2016 Goats on the wall"], None, "Goats on the wall"),
        (["Goats on the wall"], ["Goats on the wall and on the roof"], None, "Goats on the wall and on the roof"),
        (["Goats on the wall"], ["Subscribe now"], None, "Goats on the wall"),
        (
            ["The goats of Osterby", "Nine goats, one wall"],
            ["Nine goats and one wall"],
            None,
            "Nine goats and one wall",
        ),
        (
            ["Goats: a guide to your wall"],
            ["What to do when the wall has goats"],
            None,
            "What to do when the wall has goats",
        ),
        (["Goats on the wall - Port Paper"], ["A word from the Port Paper"], "Port Paper", "Goats on the wall"),
        (["Goats on the wall"], ["Port Paper"], "Port Paper", "Goats on the wall"),
        ([], ["Goats on the wall"], None, "Goats on the wall"),
        ([], ["Goats", "Walls"], None, None),
        ([], [], None, None),
    ],
)
def test_the_headline_is_the_heading_that_agrees_with_a_title(
    said: list[str], headings: list[str], site: str | None, expected: str | None
) -> None:
    assert title_of(said, headings, site) == expected


def test_a_heading_worded_otherwise_is_the_headline_where_it_was_seen_as_one() -> None:
    said, heading = ["Hybrid buying guide - Port Paper"], "Find a cart that is right for you"

    assert title_of(said, [heading], "Port Paper", seen=heading) == heading
    assert title_of(said, [heading], "Port Paper", seen="Carts of the coast") == "Hybrid buying guide"


@pytest.mark.parametrize(
    ("title", "site", "bare"),
    [
        ("Goats on the wall | Port Paper", None, "Goats on the wall"),
        ("Goats on the wall | The motto of this paper is a sentence of its own.", None, "Goats on the wall"),
        ("Goats | Port Paper", None, "Goats | Port Paper"),
        ("Goats | Port Paper", "Port Paper", "Goats"),
        ("Goats – Port", "Port Paper", "Goats"),
        ("Goats – Portland", "Port Paper", "Goats – Portland"),
        ("Port Paper", "Port Paper", "Port Paper"),
        ("Port Paper » Goats on the wall", "Port Paper", "Goats on the wall"),
        ("Port Paper - Goats on the wall - Animals", "Port Paper", "Goats on the wall - Animals"),
        ("Goats :: Port Paper", "Port Paper", "Goats"),
        ("", None, None),
    ],
)
def test_what_hangs_on_a_title_behind_a_bar_is_the_sites(title: str, site: str | None, bare: str | None) -> None:
    assert title_without_site(title, site) == bare


def test_the_titles_in_the_head_of_a_page_are_read_once_each() -> None:
    tree = document_fromstring(
        "<html><head><title>Goats &amp;amp; walls - Port</title>"
        '<meta property="og:title" content=" Goats  on the wall ">'
        '<meta name="twitter:title" content="Goats on the wall"><script type="application/ld+json">'
        '{"@type": "NewsArticle", "headline": "Goats &amp; walls"}</script></head><body></body></html>'
    )

    assert said_titles(tree) == ["Goats on the wall", "Goats & walls", "Goats & walls - Port"]


def test_a_heading_that_leads_home_is_the_sites_name() -> None:
    tree = document_fromstring(
        '<div><h1><a href="https://port.example/">The Port Paper</a></h1>'
        '<h1><a href="/goats">Goats<br>on the wall</a></h1></div>'
    )

    assert headings_of(tree) == ["Goats on the wall"]


def test_a_main_heading_below_the_text_heads_a_part_of_it() -> None:
    paragraph = f"<p>{'goats on the wall ' * 6}</p>"

    assert is_below_text(document_fromstring(f"<div>{paragraph * 2}<h1>Walls</h1></div>"))
    assert not is_below_text(document_fromstring(f"<div>{paragraph}<h1>Walls</h1>{paragraph * 2}</div>"))
