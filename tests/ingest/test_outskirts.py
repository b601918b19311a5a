"""What stands above, below and far from an article's text, and looks like some of it."""

import pytest

from reader.ingest.body import find_body
from reader.ingest.outskirts import without_outskirts
from reader.ingest.page import read_page
from reader.ingest.text import NO_RULES, scrape

TITLE = "Goats on the town wall"
PARAGRAPH = (
    "The goats are on the town wall again, the third time since Easter, and the council has asked their owner to mend "
    "his fence before the summer, because nobody else will."
)
OTHER = (
    "The wall was built by the harbor company in its best year, and nobody has mended it since then, the mayor said on "
    "Monday, when he was asked about the goats once more."
)
HEADLINES = (
    "Ferry to the islands late again",
    "What the mayor said to the harbor company",
    "Ten gardens that survived the frost",
    "Wool prices at their highest for years",
    "A new bridge for the mill road",
    "Choir seeks two tenors and a bass",
)


def body(*lines: str) -> list[str]:
    page = read_page("\n\n".join(lines), NO_RULES, ())
    return [page.lines[at].text for at in find_body(page)]


def test_a_list_of_headlines_below_the_text_is_none_of_it() -> None:
    found = body(TITLE, PARAGRAPH, OTHER, PARAGRAPH.replace("third", "fourth"), *HEADLINES)

    assert OTHER in found
    assert not set(HEADLINES) & set(found)


def test_a_list_of_headlines_above_the_text_is_none_of_it() -> None:
    found = body(f"{TITLE} | The Port Paper", TITLE, *HEADLINES, PARAGRAPH, OTHER)

    assert found == [PARAGRAPH, OTHER]


@pytest.mark.parametrize("lead", ["He offered the town:", OTHER.removesuffix(".") + ":"])
def test_a_list_that_a_colon_leads_to_is_the_articles(lead: str) -> None:
    page = read_page("\n\n".join((TITLE, PARAGRAPH, lead, *HEADLINES)), NO_RULES, ())
    plain = read_page("\n\n".join((TITLE, PARAGRAPH, OTHER, *HEADLINES)), NO_RULES, ())

    every = range(1, len(page.lines))

    assert without_outskirts(page, every) == list(every)
    assert without_outskirts(plain, every) == [1, 2]


def test_items_below_the_text_stay() -> None:
    items = tuple(f"- {headline}" for headline in HEADLINES)

    found = body(TITLE, PARAGRAPH, OTHER, "What to do", *items)

    assert set(HEADLINES) <= set(found)


@pytest.mark.parametrize("words", [60, 200])
def test_the_only_paragraph_of_a_short_article_is_not_lost_among_headlines(words: int) -> None:
    said = " ".join(["The goats of the town went up to the wall and looked over the harbor for a while"] * 20).split()
    paragraph = " ".join(said[:words]) + "."
    menu = [f"{headline} {number}" for number in range(3) for headline in HEADLINES]

    found = body(f"{TITLE} | The Port Paper", *menu, TITLE, "By Anna Berg on July 3, 2012", paragraph, *menu)

    assert paragraph in found
    assert not set(menu) & set(found)


def test_what_stands_far_from_the_text_and_is_little_is_none_of_it() -> None:
    lines = (TITLE, *[f"{PARAGRAPH} {OTHER}"] * 3, *HEADLINES * 5, "The fine print is the harbor company's, as ever.")
    page = read_page("\n\n".join(lines), NO_RULES, ())

    assert without_outskirts(page, [1, 2, 3, len(lines) - 1]) == [1, 2, 3]


def test_a_poem_keeps_its_lines() -> None:
    verses = (
        "Upon the wall the goats at play",
        "look down on boats and on the bay",
        "and none will ever come away",
        "until the ferry sails at day",
        "so let them eat and let them stay",
    )

    found = body(TITLE, "By Anna Berg", *verses)

    assert set(verses) <= set(found)


@pytest.mark.parametrize(
    "way",
    [
        "1 2 3",
        "Pages: 1 2 3",
        "1 | 2 | 3 | Next >",
        "Страницы: 1 · 2 · 3",
        "Continued on page 2",
        "Weiterlesen auf Seite 2",
        "Lire la suite en page 2",
        "Next: Ferry to the islands late again →",
        "← Ferry to the islands late again",
        "Get the whole story >",
    ],
)
def test_the_way_to_other_pages_is_none_of_the_article(way: str) -> None:
    assert body(TITLE, PARAGRAPH, OTHER, way) == [PARAGRAPH, OTHER]
    assert body(TITLE, PARAGRAPH, way, OTHER) == [PARAGRAPH, OTHER]


@pytest.mark.parametrize("line", ["In 2009, 2010 and 2012 there were none.", "“So,” he said → and went.", "3, 4 or 5?"])
def test_a_line_with_numbers_or_arrows_may_be_the_articles(line: str) -> None:
    assert line in body(TITLE, PARAGRAPH, line, OTHER)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Print this page | Close window", "Find this article at:\nhttps://port.example/goats.html"),
        ("Find this article at:\nhttps://port.example/goats.html", "Back to the index | Mail me"),
        ("Close this window", "This article was printed from https://port.example/goats.html"),
        ("", "Check the box to include the list of links referenced in the article."),
        ("", "Diesen Artikel finden Sie unter https://port.example/goats.html"),
        ("", "Адрес этой страницы: https://port.example/goats.html"),
        ("", "Puede encontrar este artículo en https://port.example/goats.html"),
        ("", "يمكنكم قراءة هذا المقال على الرابط https://port.example/goats.html"),
    ],
)
def test_what_versions_for_print_say_about_an_article_is_none_of_it(above: str, below: str) -> None:
    goats = "The goats are on the town wall again, the third time since Easter, and the council wants a fence for them."
    owner = "Their owner was not at home when this paper called, but the goats were, and looked very well to us."

    page = scrape(f"{above}\n\nGoats on the wall\n\n{goats}\n\n{owner}\n\n{below}\n")

    assert page.markdown == f"{goats}\n\n{owner}\n"
