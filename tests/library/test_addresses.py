"""Addresses of pages: as the page has them, and which of them are one page's."""

import pytest

from reader.library.addresses import page_key, plain_address


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("https://web.archive.org/web/20170310120000/https://p.example/a", "https://p.example/a"),
        ("https://web.archive.org/web/20170310120000/https:/p.example/a", "https://p.example/a"),
        ("http://web.archive.org/web/2017id_/http://p.example/a?b=c", "http://p.example/a?b=c"),
        ("http://web.archive.org:80/web/2017im_/http://p.example:80/a", "http://p.example/a"),
        ("https://web.archive.org/web/2017/www.p.example/a", "http://www.p.example/a"),
        ("https://p.example:443/a", "https://p.example/a"),
        ("https://p.example:8443/a", "https://p.example:8443/a"),
        ("https://p.example/a?utm_source=x&id=3&fbclid=y", "https://p.example/a?id=3"),
        ("https://p.example/a?q=%E2%82%AC+x#part", "https://p.example/a?q=%E2%82%AC+x"),
        ("https://p.example/#!/boats/3", "https://p.example/#!/boats/3"),
        ("file:///home/a.html", None),
        ("javascript:x", None),
    ],
)
def test_addresses_are_the_page_s_own(address: str, plain: str | None) -> None:
    assert plain_address(address) == plain


@pytest.mark.parametrize(
    "address",
    [
        "http://port.example/Boats?id=3&page=2",
        "port.example/boats?id=3&page=2",
        "https://www.port.example/boats/?page=2&id=3",
        "https://m.port.example:443/boats?id=3&page=2#top",
        "https://mobile.port.example/boats/index.html?id=3&page=2&m=1",
        "https://amp.port.example/boats/amp/?id=3&page=2&utm_source=mail&ref=front-page",
        "https://www.google.com/amp/s/port.example/boats?id=3&page=2&amp=1",
        "https://port-example.cdn.ampproject.org/c/s/port.example/boats?id=3&page=2",
        "https://web.archive.org/web/20161215/http://port.example:80/boats?id=3&page=2",
        "https://reader@port.example/boats?id=3&page=2#:~:text=the%20boats",
    ],
)
def test_all_forms_of_a_page_s_address_are_the_same_page(address: str) -> None:
    assert page_key(address) == page_key("https://port.example/boats?id=3&page=2") == "port.example/boats?id=3&page=2"


def test_letters_beyond_ascii_are_the_same_however_they_are_written() -> None:
    assert page_key("https://port.example/%D9%85%D9%8A%D9%86%D8%A7%D8%A1") == page_key("http://port.example/ميناء/")
    assert page_key("https://en.m.port.example/Caf%C3%A9") == page_key("https://en.port.example/Cafe\u0301")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://port.example/boats?id=3", "https://port.example/boats?id=4"),
        ("https://port.example/?p=3", "https://port.example/"),
        ("https://port.example/boats?ref=31", "https://port.example/boats?ref=32"),
        ("https://port.example/amplitude", "https://port.example/litude"),
        ("https://m.example/boats", "https://example/boats"),
        ("https://news.port.example/boats", "https://port.example/boats"),
        ("https://port.example/#!/boats/3", "https://port.example/#!/boats/4"),
    ],
)
def test_what_makes_another_page_stays_in_the_address(one: str, other: str) -> None:
    assert page_key(one) != page_key(other)


@pytest.mark.parametrize("address", ["", "   ", "mailto:harbor@port.example", "file:///home/a.html", "https://[port/a"])
def test_what_is_no_address_of_the_web_has_no_key(address: str) -> None:
    assert page_key(address) == ""
