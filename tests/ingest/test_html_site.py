"""What a page says of its site and topics is what trafilatura says, without all else that it looks for."""

import json

import pytest
from lxml.html import document_fromstring

from reader.ingest.html_site import site_record

_HEADS = {
    "nothing": "<title>A bridge is opened</title>",
    "og": '<meta property="og:site_name" content="the daily bridge"><meta property="og:url" content="https://a.example/1">',
    "a handle": '<meta name="twitter:site" content="@dailybridge"><link rel="canonical" href="https://a.example/one">',
    "in its title": "<title>A bridge is opened - bridge.example</title>",
    "its address alone": '<link rel="canonical" href="https://www.bridge.example/2016/one">',
    "keywords": '<meta name="keywords" content="bridges, rivers"><meta property="article:section" content="World">',
    "JSON-LD": '<script type="application/ld+json">'
    + json.dumps({"@type": "NewsArticle", "publisher": {"name": "Bridge Post"}, "articleSection": "Rivers"})
    + "</script>",
    "JSON-LD of odd types": '<script type="application/ld+json">[1, {"@type": ["Article", 3]}]</script>',
    "broken JSON-LD": '<script type="application/ld+json">{"@type": "NewsArticle", "publisher": {</script>',
}


@pytest.mark.parametrize("head", _HEADS.values(), ids=_HEADS.keys())
def test_site_and_topics_are_those_of_the_whole_search(head: str) -> None:
    from trafilatura.metadata import extract_metadata

    page = (
        f'<html><head>{head}</head><body><h1>A bridge is opened</h1><a href="/category/news/">News</a>'
        f'<div class="tags"><a href="/tag/bridges/" rel="tag">Bridges</a></div><p>It stands.</p></body></html>'
    )
    whole = extract_metadata(document_fromstring(page), date_config={"extensive_search": False})

    found = site_record(document_fromstring(page))

    topics = (*(whole.tags or ()), *(whole.categories or ()))
    assert (found.name, found.host, found.topics) == (whole.sitename, whole.hostname, topics)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("", "Bridge Post"),
        ('<meta property="og:site_name" content="Bridge Daily">', "Bridge Daily"),
    ],
)
def test_the_site_of_linked_data_is_its_name_and_not_that_of_whose_company_it_is(head: str, name: str) -> None:
    data = [
        {"@type": "WebSite", "name": "Bridge Post"},
        {"@type": "NewsArticle", "publisher": {"name": "Media"}},
        {"@type": "WebSite", "name": {"@value": "Bridge"}},
    ]
    page = (
        f'<html><head>{head}<script type="application/ld+json">{json.dumps(data)}</script></head><body></body></html>'
    )

    assert site_record(document_fromstring(page)).name == name


@pytest.mark.parametrize(
    ("handle", "name"),
    [
        ("@wallgoats", "Wall Goats"),
        ("http://@wallgoats", "Wall Goats"),
        ("https://network.example/wallgoats/", "Wall Goats"),
        ("@wall_goats", "Wall Goats"),
        ("@port_ai", None),
        ("@port42", None),
        ("port_ai", None),
        ("@portpaper", "Portpaper"),
    ],
)
def test_a_handle_is_a_name_as_the_title_spells_it_or_if_it_is_a_word(handle: str, name: str | None) -> None:
    head = f'<title>A bridge is opened | Wall Goats</title><meta name="twitter:site" content="{handle}">'

    assert site_record(document_fromstring(f"<html><head>{head}</head><body></body></html>")).name == name
