"""Which part of a page an element is."""

import pytest
from lxml.html import document_fromstring, fragment_fromstring

from reader.ingest.html_blocks import read_blocks
from reader.ingest.html_tree import read_tree

GOATS = (
    "The goats are on the town wall again, the third time since Easter, and the council has asked their owner to mend "
    "his fence before the summer."
)
WALL = "The wall was built by the harbor company in its best year, and nobody has mended it since then, the mayor said."


def zone_of(element: str) -> str:
    body = f"<main><p>{GOATS}</p><p>{WALL}</p>{element}</main>"
    return next(block.zone for block in read_blocks(document_fromstring(body), None, "en") if "Here" in block.line)


@pytest.mark.parametrize(
    ("element", "zone"),
    [
        ("<div class='newsletter-box'><p>Here</p></div>", "furniture"),
        ("<div class='c-promo'><p>Here</p></div>", "furniture"),
        ("<div class='PromoCard_card__t30'><p>Here</p></div>", "furniture"),
        ("<section id='related'><ul><li>Here</li></ul></section>", "furniture"),
        ("<div class='ad'><p>Here</p></div>", "furniture"),
        ("<div class='widget'><p>Here</p></div>", "furniture"),
        ("<div class='signature'><p>Here</p></div>", "furniture"),
        ("<div class='catlinks'><p>Here</p></div>", "furniture"),
        ("<div class='s-btn-group post-menu'><a>Here</a></div>", "furniture"),
        ("<a class='wprm-recipe-print-link'>Here</a><p>Here</p>", ""),
        ("<p class='wprm-recipe-jump'>Here</p>", "furniture"),
        ("<div class='author-bio'><p>Here</p></div>", "furniture"),
        ("<ul class='post-page-links'><li>Here</li></ul>", "furniture"),
        ("<div class='nav pager'><p>Here</p></div>", "furniture"),
        ("<div class='pagerank'><p>Here</p></div>", ""),
        ("<div class='faq'><p>Here</p></div>", "folded"),
        ("<div class='related'><div class='faq'><p>Here</p></div></div>", "furniture"),
        ("<div class='related'><nav><p>Here</p></nav></div>", "nav"),
        ("<div class='faq'><div class='cta'><p>Here</p></div></div>", "furniture"),
        ("<div class='x'><p>Here</p><form><input name='e'><button>Go</button></form></div>", "form"),
        (f"<div class='x'><p>Here</p><p>{GOATS} {WALL} {GOATS}</p><form><input name='e'></form></div>", ""),
        # Words that only hold such a name, and builders of pages that call everything a widget.
        ("<div class='node--promoted'><p>Here</p></div>", ""),
        ("<div class='elementor-widget-container'><p>Here</p></div>", ""),
        ("<div class='shadow reading-column'><p>Here</p></div>", ""),
        ("<article><header><p>Here</p></header></article>", ""),
        ("<div role='complementary'><p>Here</p></div>", "aside"),
    ],
)
def test_the_names_of_an_element_tell_its_zone(element: str, zone: str) -> None:
    assert zone_of(element) == zone


MISSTATED = "Here an earlier version of this article misstated how often the goats were on the wall."


@pytest.mark.parametrize(
    ("element", "zone"),
    [
        (f"<aside class='correction'><p><strong>Correction:</strong> {MISSTATED}</p></aside>", ""),
        (f"<aside><h4>Corrections</h4><p>{MISSTATED}</p></aside>", ""),
        (f"<div class='article-footer'><p>Correction (4 March): {MISSTATED}</p></div>", ""),
        (f"<aside role='note'><p>Editor’s note, March 4: {MISSTATED}</p></aside>", ""),
        ("<aside><p>Berichtigung: Here stand früher, die Ziegen seien zum ersten Mal auf der Mauer.</p></aside>", ""),
        ("<aside><p>Correction: Here.</p></aside>", "aside"),
        ("<aside><p>Corrections and letters Here: all that our readers wrote us this year.</p></aside>", "aside"),
        ("<aside><p>更正：本报昨日误称山羊是第一次爬上城墙，实为第三次，Here特此更正。</p></aside>", ""),
        (f"<nav><p>Correction: {MISSTATED}</p></nav>", "nav"),
        (f"<aside><p>{WALL} Here.</p><p>Correction: {MISSTATED}</p></aside>", "aside"),
    ],
)
def test_what_puts_an_article_right_belongs_to_it_wherever_it_stands(element: str, zone: str) -> None:
    assert zone_of(element) == zone


def test_a_page_without_an_element_for_its_article_is_put_right_below_its_paragraphs() -> None:
    aside = f"<aside><p>Correction: {MISSTATED}</p></aside>"
    body = "<div><h1>Goats</h1>{}</div>"

    def zone(inside: str) -> str:
        blocks = read_blocks(document_fromstring(body.format(inside)), None, "en")
        return next(block.zone for block in blocks if "misstated" in block.line)

    assert zone(f"<p>{GOATS}</p><p>{WALL}</p>{aside}") == ""
    assert zone(f"{aside}<p>{GOATS}</p><p>{WALL}</p>") == "aside"


def test_a_part_that_holds_most_of_the_page_is_the_page_whatever_it_is_called() -> None:
    body = f"<div class='sidebar-right author-theme'><p>{GOATS}</p><p>{WALL}</p></div><div class='sidebar'>Here</div>"

    zones = [block.zone for block in read_blocks(fragment_fromstring(body, create_parent="body"), None, "en")]

    assert zones == ["", "", "furniture"]


def page_with(middle: str) -> str:
    text = "".join(f"<p>{GOATS} It was day {day} of it.</p><p>{WALL} So said {day} others.</p>" for day in range(8))
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Goats on the wall</title></head><body><article>"
        f"<h1>Goats on the wall</h1>{text}{middle}<p>Nobody asked the goats, of course.</p></article></body></html>"
    )


def test_a_box_between_paragraphs_is_none_of_them() -> None:
    box = "<div class='c-related'><p>Fences that last: our guide</p><p>Ten walls to see this summer</p></div>"

    markdown = read_tree(page_with(box))["markdown"]

    assert "Fences that last" not in markdown
    assert "Nobody asked the goats" in markdown


def test_a_table_is_part_of_the_article_with_all_its_rows() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{count}</td></tr>" for name, count in (("May", 3), ("June", 0), ("Home", 9))
    )

    markdown = read_tree(page_with(f"<table><tr><th>Month</th><th>Goats</th></tr>{rows}</table>"))["markdown"]

    assert "| Month | Goats |\n| --- | --- |\n| May | 3 |\n| June | 0 |\n| Home | 9 |" in markdown


def test_a_paragraph_that_only_mentions_rights_stays() -> None:
    told = (
        "The council's lawyer holds that all rights reserved to the harbor company in the old deed went to the "
        "town, fences and goats and all, and that without permission of the town nobody may whistle for them there."
    )

    assert "whistle for them" in read_tree(page_with(f"<p>{told}</p>"))["markdown"]


def test_a_line_that_is_furniture_and_nothing_else_is_out_wherever_it_stands() -> None:
    assert "Advertisement" not in read_tree(page_with("<p>Advertisement</p>"))["markdown"]


def test_what_invites_to_fill_in_a_form_amid_the_text_is_out() -> None:
    invitation = "<h3>Get it in your inbox</h3><p>One letter each Friday, free of charge.</p>"
    box = f"<div>{invitation}<form><input name='e'><button>Sign up</button></form></div>"

    markdown = read_tree(page_with(box))["markdown"]

    assert "One letter" not in markdown
    assert GOATS in markdown


@pytest.mark.parametrize("name", ["wp-caption-text", "caption", "image-caption", "c-photo__caption"])
def test_what_is_named_a_caption_is_one(name: str) -> None:
    body = f"<main><p>{GOATS}</p><div><img src='a.jpg'><p class='{name}'>Here is the wall</p></div><p>{WALL}</p></main>"
    kinds = {block.line: block.kind for block in read_blocks(document_fromstring(body), None, "en")}

    assert kinds["Here is the wall"] == "caption"
    assert kinds[GOATS] == "text"


@pytest.mark.parametrize(
    ("name", "is_text"),
    [
        ("sticky-content", True),
        ("is-trusted", True),
        ("BorlabsCookieBox", False),
        ("cky-modal", False),
        ("truste", False),
    ],
)
def test_what_asks_for_consent_is_known_by_a_word_of_its_name_and_not_by_some_letters(name: str, is_text: bool) -> None:
    told = "The mayor has asked all who own goats to come to the wall on the first Sunday after Easter."

    markdown = read_tree(page_with(f"<div class='{name}'><p>{told}</p></div>"))["markdown"]

    assert (told in markdown) is is_text
    assert GOATS in markdown
