"""The date of an HTML page: shown by its elements, in its address, and which of all that are said is its own."""

import pytest
from lxml.html import document_fromstring

from reader.ingest.html_dates import date_in_address, publication, shown_date
from reader.library.record import Record

TIME = '<time datetime="2016-12-15T10:00:00Z">15 Dec</time>'
DATE = "2016-12-15T10:00:00Z"


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (TIME, DATE),
        (f"<p>Posted {TIME}</p>", DATE),
        (f"<p>Updated {TIME}</p>", None),
        (f"<p><b>Last modified:</b> {TIME}</p>", None),
        (f'<p class="post-modified">{TIME}</p>', None),
        (f"<p>Actualizado: {TIME}</p>", None),
        ('<time itemprop="dateModified" datetime="2016-12-15">15 Dec</time>', None),
        (f'<p>Updated <time datetime="2016-12-18">18</time>, published {TIME}</p>', DATE),
        (f"<div class='event-date'>{TIME}</div>", None),
        (f"<aside>{TIME}</aside>", None),
        (f"<div class='related'><p>{TIME}</p></div>", None),
        ('<time datetime="PT4M">4 minutes</time>', None),
        ("<time>15 December</time>", None),
        (f"<p>{'goats ' * 20}</p>" * 3 + TIME, None),
    ],
)  # fmt: skip
def test_a_time_element_below_the_headline_is_the_articles(shown: str, expected: str | None) -> None:
    assert shown_date(document_fromstring(f"<html><body>{TIME}<h1>Goats</h1>{shown}</body></html>")) == expected


@pytest.mark.parametrize(
    ("shown", "date"),
    [
        ("Goats on the wall, December 9, 2016", "2016-12-09"),
        ("Goats on the wall, 09.12.2016", "2016-12-09"),
        ("Goats on the wall, 2016/12/9", "2016-12-09"),
        ("Goats on the wall, 9 de dezembro de 2016", "2016-12-09"),
        ("Goats on the wall, 12/9/2016", "2016-12-09"),
        ("Goats on the wall, December 10, 2016", None),
        ("Goats on the wall", None),
    ],
)
def test_a_day_in_the_address_counts_where_the_page_has_it_too(shown: str, date: str | None) -> None:
    assert date_in_address("http://port.example/2016/12/09/goats", shown) == date


def test_a_month_in_the_address_is_no_day() -> None:
    assert date_in_address("http://port.example/2016/12/goats", "December 2016") is None
    assert date_in_address(None, "December 2016") is None


@pytest.mark.parametrize(
    ("head", "shown", "lines", "expected"),
    [
        ("2016-12-15", None, Record(), ("2016-12-15", None)),
        ("2016-12-15", "2016-12-14", Record(), ("2016-12-14", None)),
        ("2016-12-15", None, Record(published="2016-12-13"), ("2016-12-13", None)),
        ("2016-12-15", None, Record(published="2016-12-15T07:14:00"), ("2016-12-15T07:14:00", None)),
        ("2016-12-15", None, Record(published="2016-12-13", published_from="title"), ("2016-12-15", None)),
        ("2016-12-15T00:04:00Z", "2016-12-14T20:04:00-04:00", Record(), ("2016-12-15T00:04:00Z", None)),
        ("2016-12-15T23:30:00-05:00", "2016-12-16", Record(), ("2016-12-15T23:30:00-05:00", None)),
        (None, None, Record(published="2016-12-18", published_from="update"), ("2016-12-18", "update")),
        (None, None, Record(published="2016-12-18", published_from="title"), ("2016-12-18", "title")),
        (None, "2016-12-15", Record(published="2016-12-18", published_from="update"), ("2016-12-15", None)),
        (None, None, Record(), (None, None)),
    ],
)
def test_the_earliest_date_is_that_of_publication_and_that_of_a_change_only_where_there_is_no_other(
    head: str | None, shown: str | None, lines: Record, expected: tuple[str | None, str | None]
) -> None:
    assert publication(head, shown, None, lines) == expected


def test_the_day_in_the_address_goes_before_that_of_a_change() -> None:
    update = Record(published="2016-12-18", published_from="update")
    assert publication(None, None, "2016-12-09", update) == ("2016-12-09", "url")
