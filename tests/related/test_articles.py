"""What records say: where articles come from, when, and what they link to."""

import pytest

from reader.library.record import FirstPublished
from reader.related.articles import (
    ArticleFacts,
    KnownArticle,
    address_key,
    closeness,
    days_apart,
    known_article,
    nearness,
    source_key,
    target_key,
)


def row(**facts: object) -> KnownArticle:
    return known_article(ArticleFacts(id="one", **facts), 1, 1.0, lambda _: None)  # type: ignore[arg-type]  # each test its own facts


@pytest.mark.parametrize(
    "url",
    [
        "https://www.herald.example/flood/",
        "http://herald.example/flood",
        "https://herald.example/flood#top",
        "https://herald.example/flood?utm_source=mail&utm_medium=x",
        "HTTPS://HERALD.example/flood",
    ],
)
def test_one_address_is_known_however_it_is_written(url: str) -> None:
    assert address_key(url) == address_key("https://herald.example/flood") != 0


@pytest.mark.parametrize("url", ["", "flood", "https://herald.example", "herald.example/flood"])
def test_what_is_no_page_has_no_address(url: str) -> None:
    assert address_key(url) == 0


def test_other_pages_have_other_addresses() -> None:
    assert address_key("https://herald.example/flood?id=1") != address_key("https://herald.example/flood?id=2")


def test_a_link_leads_to_an_address_a_title_or_an_id() -> None:
    assert target_key("https://www.herald.example/flood/") == address_key("http://herald.example/flood")
    assert target_key("Flood — in Marrow!") == target_key("flood in marrow")
    assert target_key("flood-in-marrow") == target_key("Flood in Marrow")
    assert target_key("…") == 0


def test_an_outlet_is_one_however_it_is_spaced() -> None:
    assert source_key("South Wind") == source_key("SouthWind") == source_key("south wind") != source_key("North Wind")


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ({"published": "2019-03-04"}, {"published": "2019-03-06T10:00:00Z"}, 2),
        (
            {"published": "2019-03-09", "first_published": FirstPublished(None, "2019-03-04")},
            {"published": "2019-03-03"},
            1,
        ),
        ({"published": "2019-03"}, {"published": "2019-03-03"}, None),
        ({}, {"published": "2019-03-03"}, None),
        ({"published": "no date"}, {"published": "2019-03-03"}, None),
    ],
)
def test_days_are_counted_between_the_nearest_known_dates(
    one: dict[str, object], other: dict[str, object], days: int | None
) -> None:
    assert days_apart(row(**one), row(**other)) == days
    assert days_apart(row(**other), row(**one)) == days


@pytest.mark.parametrize(
    ("days", "share", "told"),
    [
        (0, 1.0, ", the same day"),
        (1, 6 / 7, ", 1 day apart"),
        (6, 1 / 7, ", 6 days apart"),
        (7, 0.0, ", 7 days apart"),
        (8, 0.0, ""),
        (400, 0.0, ""),
        (None, 0.0, ""),
    ],
)
def test_articles_are_close_within_a_week(days: int | None, share: float, told: str) -> None:
    assert closeness(days) == pytest.approx(share)
    assert nearness(days) == told
