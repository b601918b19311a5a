"""Chronologies: the dates above their days are part of the article, and none is the date of the page."""

import pytest

from reader.ingest.html import read_page
from reader.ingest.text import scrape

HEAD = "A Week at the Mill"
PROSE = (
    "The miller went down to the river before sunrise and came back with the news that the wheel had been found where "
    "the water leaves the wood, and that it would turn again."
)
SHORT = "The wheel was found."


def _days(*days: str, told: str = PROSE, mark: str = "") -> str:
    return "\n\n".join(f"{mark}{day}\n\n{told}" for day in days)


@pytest.mark.parametrize(
    "days",
    [
        ("15 December 2016", "16 December 2016", "17 December 2016"),
        ("Thursday, 15 December 2016", "Friday, 16 December 2016", "Saturday, 17 December 2016"),
        ("15.12.2016", "16.12.2016", "18.12.2016", "20.12.2016"),
        ("15 декабря 2016", "16 декабря 2016", "17 декабря 2016"),
    ],
)
@pytest.mark.parametrize("mark", ["", "## "])
def test_the_days_of_a_chronology_stay_in_it_and_none_dates_the_page(days: tuple[str, ...], mark: str) -> None:
    page = scrape(f"{HEAD}\n\n{PROSE}\n\n{_days(*days, mark=mark)}\n")

    assert all(day in page.markdown.replace("\\", "") for day in days)
    assert page.record.published is None


def test_days_on_which_little_happened_are_days_too() -> None:
    page = scrape(f"{HEAD}\n\n{PROSE}\n\n{_days('15 May 1986', '16 May 1986', '17 May 1986', told=SHORT)}\n\n{PROSE}")

    assert page.markdown.count("May 1986") == 3


def test_of_headings_two_days_are_enough() -> None:
    days = "".join(f"<h2>{day} December 2016</h2><p>{PROSE}</p>" for day in (15, 16))
    page = read_page(
        f"<html><head><title>{HEAD}</title></head><body><article><h1>{HEAD}</h1>{days}</article></body></html>"
    )

    assert page.markdown.count("## ") == 2
    assert page.record.published is None


def test_one_day_is_a_subheading_far_down_in_the_article_only() -> None:
    deck = f"{HEAD}\n\n{SHORT}\n\n### 15 May 1986\n\n{PROSE}\n\n{PROSE}\n"
    far = f"{HEAD}\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n### 15 May 1986\n\n{PROSE}\n"

    assert scrape(deck).record.published == "1986-05-15"
    assert "15 May 1986" in scrape(far).markdown
    assert scrape(far).record.published is None


def test_the_date_of_the_page_above_a_chronology_is_that_of_the_page() -> None:
    days = _days("15 May 1986", "16 May 1986", "17 May 1986", mark="## ")
    page = scrape(f"{HEAD}\n\nBy Ada Moor\n\n2 June 1987\n\n{PROSE}\n\n{days}\n")

    assert page.record.published == "1987-06-02"
    assert page.markdown.count("May 1986") == 3


def test_the_dates_of_a_list_of_articles_are_no_days() -> None:
    listed = "\n\n".join(f"Another Headline Number {day}\n\n{day} May 1986\n\n{PROSE}" for day in (11, 12, 13))
    page = scrape(f"{HEAD}\n\n2 June 1987\n\n{PROSE}\n\n{PROSE}\n\nRelated\n\n{listed}\n")

    assert page.record.published == "1987-06-02"


def test_dates_that_do_not_follow_one_another_are_those_of_a_page_and_of_a_list_under_it() -> None:
    teasers = _days("2 July 2025", "22 April 2025", "11 May 2025")
    page = scrape(f"{HEAD}\n\n9 February 2016\n\n{PROSE}\n\n{PROSE}\n\n{teasers}\n")

    assert page.record.published == "2016-02-09"


def test_headings_that_are_dates_in_no_order_are_no_days() -> None:
    dates = _days("5 July 2025", "2 March 2024", "9 May 2025", "1 January 2025", mark="## ")

    assert scrape(f"{HEAD}\n\n{PROSE}\n\n{dates}\n").record.title == HEAD


@pytest.mark.parametrize(
    "labels", [("Received", "Accepted", "Published"), ("Erstellt", "Aktualisiert", "Veröffentlicht")]
)
def test_a_list_of_what_befell_the_article_itself_is_no_chronology(labels: tuple[str, str, str]) -> None:
    days = zip(labels, ("10 May 2016", "16 December 2016", "8 March 2017"), strict=True)
    listed = "".join(f"<li>{label}: {day}</li>" for label, day in days)

    page = read_page(f"<article><h1>{HEAD}</h1><ul>{listed}</ul><p>{PROSE}</p><p>{PROSE} And more.</p></article>")

    assert page.record.published is not None
    assert page.record.published[:4] in {"2016", "2017"}
    assert "Dec" not in page.markdown
