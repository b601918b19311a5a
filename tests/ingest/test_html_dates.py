"""The date of an HTML page: shown by its elements, in its address, and which of all that are said is its own."""

import json

import pytest
from lxml.html import document_fromstring

from reader.ingest.html import read_page
from reader.ingest.html_dates import date_in_address, marked_date, publication, shown_date
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
        ("<time>15 December 2016</time>", "2016-12-15"),
        ("<p>Posted <time title='2016-12-15 10:00:00Z'>a day ago</time></p>", DATE),
        ("<p><time title='Thursday, December 15, 2016 - 10:00'>15/12 — 16</time></p>", "2016-12-15T10:00:00"),
        ("<p>Anna Berg wrote this on <span class='entry-date'>15 Dec 2016</span></p>", "2016-12-15"),
        ("<div>By<a>Anna Berg</a><span><span>Dec 15, 2016</span> | <a>6 comments</a></span></div>", "2016-12-15"),
        ("<div><span>Anna Berg</span><span>15. Dezember 2016</span></div>", "2016-12-15"),
        ("<ul><li>Anna Berg</li><li>15 december 2016</li></ul>", "2016-12-15"),
        ("<p><span>2016年12月15日</span></p>", "2016-12-15"),
        ("<div><span>15 Dec 2016</span></div><div><span>18 Dec 2016</span></div>", None),
        (f"<p>The fair on {TIME} will be the first since the wall fell down, and goats are to be seen.</p>", None),
        (f"<p>{TIME} by Anna Berg, who speaks for the committee of the harbor and of all its goats</p>", DATE),
        (f"<p>Starts {TIME}</p>", None),
        (f"<p>Posted {TIME} by the people of the harbor, who have been here since the goats came down</p>", DATE),
        (f"<ul><li><h3><a href='/a'>Ferry fares rise</a></h3>{TIME}</li></ul>", None),
        ("<dl><dt>Datum</dt><dd>15. Dezember 2016</dd></dl>", "2016-12-15"),
        ("<p>Today is <span class='date'>December 15, 2016</span></p>", None),
        (f"<nav>{TIME}</nav>", None),
        (f"<p>{'goats ' * 20}</p>" * 3 + TIME, None),
    ],
)  # fmt: skip
def test_a_time_element_below_the_headline_is_the_articles(shown: str, expected: str | None) -> None:
    assert shown_date(document_fromstring(f"<html><body>{TIME}<h1>Goats</h1>{shown}</body></html>")) == expected


MARKED = '<span itemprop="datePublished" content="2016-12-15">15 Dec</span>'


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (MARKED, "2016-12-15"),
        ("<p property='schema:datePublished' content='2016-12-15'>15 Dec</p>", "2016-12-15"),
        ("<li itemprop=datePublished><a href='/2016/12'><span>December 15, 2016</span></a></li>", "2016-12-15"),
        ("<abbr class='published' title='2016-12-15'>15 Dec</abbr>", "2016-12-15"),
        ("<time pubdate datetime='2016-12-15'>15 Dec</time>", "2016-12-15"),
        (f"<aside>{MARKED}</aside>", None),
        (f"<div class='widget recent-posts'>{MARKED}</div>", None),
        (f"<div class='widget'><h3>Ferry fares rise</h3><h3>Ice</h3><h3>Goats</h3>{MARKED}</div>", None),
        (f"<div class='comments'>{MARKED}</div>", None),
        (f"<article><h3><a href='/a'>Ferry fares rise</a></h3>{MARKED}</article>", None),
    ],
)  # fmt: skip
def test_an_element_marked_as_the_date_of_publication_is_the_pages_where_it_is_about_no_other(
    marked: str, expected: str | None
) -> None:
    assert marked_date(document_fromstring(f"<html><body><h1>Goats</h1>{marked}</body></html>")) == expected


HOUR = '<abbr class="published" title="2016-12-15T10:00:00Z">10:00</abbr>'


@pytest.mark.parametrize(
    "page",
    [
        f"<div class='post'><h3>Goats on the wall</h3><div class='post-footer'>Posted by Anna Berg {HOUR}</div></div>",
        f"<article><h1>Goats on the wall</h1><footer class='entry-footer'>{HOUR}</footer></article>",
        # A part of Blogger, and the page of a theme, are called as what stands beside an article elsewhere.
        f"<div class='widget Blog'><h2>Thursday</h2><div class=post><h3>Goats on the wall</h3>{HOUR}</div></div>",
        f"<div class='site right-sidebar'><h2>Goats on the wall</h2>{HOUR}</div>",
        f"<article><h2><a href='/goats'>Goats on the wall</a></h2>{HOUR}</article>",
    ],
)
@pytest.mark.parametrize("title", ["Goats on the wall | Port Post", "Port Post: Goats on the wall"])
def test_a_date_in_the_articles_own_foot_or_part_is_the_pages_whatever_that_is_called(page: str, title: str) -> None:
    tree = document_fromstring(f"<html><head><title>{title}</title></head><body>{page}</body></html>")

    assert marked_date(tree) == DATE


TEXT = "".join(f"<p>{'The goats of Osterby stood on the wall of the harbor all day. ' * 3}</p>" for _ in range(4))


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<header><p>Thursday, December 15, 2016</p><nav><a href='/'>Home</a></nav></header>", ""),
        ("<div class='topbar'><span class='current-date'>Thursday, December 15, 2016</span></div>", ""),
        ("", "<footer><p>Last updated: December 15, 2016</p></footer>"),
        ("", "<h2>More</h2><div><a href='/a'>Ferry fares rise again</a><p>Updated December 15, 2016</p></div>"),
        ("", "<ul><li><a href='/a'>Ferry fares rise</a> <time datetime='2016-12-15'>15 December 2016</time></li></ul>"),
    ],
)  # fmt: skip
def test_a_day_in_the_sites_own_parts_or_of_another_article_is_none_of_publication(above: str, below: str) -> None:
    page = f"<html><body>{above}<main><h1>Goats on the wall</h1>{TEXT}</main>{below}</body></html>"

    assert read_page(page).record.published is None


@pytest.mark.parametrize(
    ("headline", "address", "expected"),
    [
        ("Ferry fares rise again in spring", "http://p.example/fares", None),
        ("Ferry fares rise again in spring", "http://p.example/goats", "2016-12-15"),
        ("Goats seen on the town wall", "http://p.example/fares", "2016-12-15"),
        ("Wall", "http://p.example/fares", "2016-12-15"),
    ],
)
def test_data_about_an_article_of_another_address_and_headline_is_none_of_the_page(
    headline: str, address: str, expected: str | None
) -> None:
    data = {"@type": "NewsArticle", "headline": headline, "url": address, "datePublished": "2016-12-15"}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    head = f'<link rel=canonical href="http://p.example/goats">{script}'
    page = (
        f"<html><head><title>Goats on the wall</title>{head}</head><body><h1>Goats on the wall</h1>{TEXT}</body></html>"
    )

    assert read_page(page).record.published == expected


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
