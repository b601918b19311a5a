"""Whole pages: those written for these tests, and the real ones where they are beside the project."""

from pathlib import Path

import pytest

from reader.ingest.text import scrape
from tests.ingest.gold import PAGES, found, gold, scraped, wanted

SEEDS = (
    "000_8121d45c71a84b40.txt",
    "001_8e5f409ad5c90434.txt",
    "002_404d187dfc5e28fd.txt",
    "003_26de5e3908462ee1.txt",
    "004_abd5eaf95fdd1b4a.txt",
)


@pytest.mark.parametrize("name", sorted(path.name for path in PAGES.glob("*.txt")))
def test_a_page_comes_apart_as_its_gold_says(name: str) -> None:
    text, page = scraped(name)

    assert found(page, text) == wanted(gold(PAGES / "gold.yaml")[name])


def test_every_page_has_a_gold() -> None:
    assert set(gold(PAGES / "gold.yaml")) == {path.name for path in PAGES.glob("*.txt")}


@pytest.mark.parametrize("name", SEEDS)
def test_a_real_page_comes_apart_as_its_gold_says(name: str, shared: Path) -> None:
    text = (shared / "seeds" / name).read_text(encoding="utf-8")
    truth = gold(shared / "gold" / "seeds.yaml")[name]
    assert isinstance(truth, dict)

    page = scrape(text)

    expected = wanted(truth)
    # The gold tells this one in a comment: the date stands in the headline alone.
    expected["published_from"] = "title" if name.startswith("001") else ""
    assert found(page, text) == expected
    joined = truth.get("joined", "")
    assert isinstance(joined, str)
    assert joined in page.markdown


def test_a_sentence_torn_by_a_page_break_is_whole_again() -> None:
    _, page = scraped("republished.txt")

    assert "for the last week of the month in the town hall" in page.markdown


def test_what_was_set_aside_is_not_in_the_article() -> None:
    _, page = scraped("interrupted.txt")

    for furniture in ("adsbygoogle", "Advertisement", "Read more", "Photo:", "dataLayer", "rights reserved"):
        assert furniture not in page.markdown


def test_a_page_of_marks_keeps_its_marks_but_not_its_empty_links() -> None:
    _, page = scraped("marked_up.txt")

    assert "[yearbook of the fisheries](http://example.org/yearbook)" in page.markdown
    assert "**A law by accident**" in page.markdown
    assert "](#)" not in page.markdown


def test_a_text_wrapped_at_a_margin_flows_again() -> None:
    _, page = scraped("essay.txt")

    assert "and I have never once read an old one" in page.markdown


def test_an_invitation_between_two_claims_of_rights_belongs_to_them_and_a_menu_does_not() -> None:
    claim = "© 2016 The Port Paper. All rights reserved."
    text = (PAGES / "agency.txt").read_text(encoding="utf-8")

    one_block = scrape(f"{text}\n\n{claim}\n\nBecome a member\n\n{claim}\n").set_aside
    parted = scrape(f"{text}\n\n{claim}\n\nHome\nNews\nSport\nCulture\nLogin\n\n{claim}\n").set_aside

    assert [part.kind for part in one_block] == ["metadata", "rights"]
    assert [part.kind for part in parted] == ["metadata", "rights", "navigation", "rights"]
