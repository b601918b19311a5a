"""What the head of an HTML page says of its article."""

import json

import pytest
from lxml.html import document_fromstring

from reader.ingest.html_record import head_record, iso_date

HOST = "https://port.example"
OTHER = {"@type": "NewsArticle", "headline": "Ferry fares rise again", "datePublished": "2015-01-01"}


def _data(node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("2017-03-08T14:20Z", "2017-03-08T14:20:00Z"),
        ("20170308", "2017-03-08"),
        ("March 8, 2017", "2017-03-08"),
        ("Wed, 08 Mar 2017 14:20:00 +0100", "2017-03-08T14:20:00+01:00"),
        ("Wed Mar 08 2017 14:20:00 GMT+0330 (IRST)", "2017-03-08T14:20:00+03:30"),
        (1488982800, "2017-03-08T14:20:00Z"),
        ("1488982800000", "2017-03-08T14:20:00Z"),
        ("03/08/2017", None),
        ("March 8, 2017 to March 9, 2017", None),
        ("March 2017", None),
        ("17", None),
        (None, None),
    ],
)
def test_a_date_in_an_attribute_is_read_in_any_form_that_is_sure(said: object, date: str | None) -> None:
    assert iso_date(said) == date


def test_figures_in_an_attribute_have_the_day_first_where_the_pages_language_does() -> None:
    assert iso_date("08.03.2017", "de") == "2017-03-08"


@pytest.mark.parametrize(
    ("head", "date"),
    [
        (_data({"@type": "NewsArticle", "datePublished": ["2017-03-08"]}), "2017-03-08"),
        (
            _data({"@type": "NewsArticle", "datePublished": "March 8, 2017"})
            + '<meta name="date" content="2017-03-08T14:20:00Z">',
            "2017-03-08T14:20:00Z",
        ),
        ('<meta name="citation_date" content="2017">', "2017"),
        ('<meta name="citation_publication_date" content="2017/3">', "2017-03"),
        ('<meta name="citation_date" content="2017"><meta name="pubdate" content="2017-03-08">', "2017-03-08"),
        ('<meta name="date" content="2017">', None),
        (_data({"@type": "ItemList", "itemListElement": [OTHER]}), None),
        (_data({"@type": "ItemList", "itemListElement": [OTHER | {"headline": "Goats"}]}), "2015-01-01"),
    ],
)
def test_the_date_that_a_head_says(head: str, date: str | None) -> None:
    page = f"<html><head><title>Goats</title>{head}</head><body></body></html>"

    assert head_record(document_fromstring(page), page).published == date


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="/goats">' + f'<base href="{HOST}/a/">', f"{HOST}/goats"),
        (f'<link rel="canonical" href="{HOST}/"><meta property="og:url" content="{HOST}/goats">', f"{HOST}/goats"),
        (f'<link rel="canonical" href="{HOST}/">', f"{HOST}/"),
        (_data({"@type": "NewsArticle", "url": f"{HOST}/goats"}), f"{HOST}/goats"),
        (_data({"@type": "NewsArticle", "mainEntityOfPage": {"@id": f"{HOST}/goats"}}), f"{HOST}/goats"),
        (_data({"@type": "NewsArticle", "url": {"@id": 7}, "@id": ["x"]}), None),
        (f'<meta name="parsely-link" content="{HOST}/goats">', f"{HOST}/goats"),
        (f'<base href="https://web.archive.org/web/20180102030405id_/{HOST}:443/goats">', f"{HOST}/goats"),
        (f'<base href="{HOST}/a/">', None),
    ],
)
def test_the_address_that_a_head_says(head: str, url: str | None) -> None:
    page = f"<html><head><title>Goats</title>{head}</head><body></body></html>"

    assert head_record(document_fromstring(page), page).url == url
