"""Pages that show nothing of their article, which stands in the data for a script."""

import json
from typing import Any

import pytest

from reader.ingest.html import HtmlError, read_page
from reader.ingest.paywall import STUB

TITLE = "The notebooks below the mill"
TEXT = [
    "The gauge below the mill was set up in the spring of 1908 by a teacher who wanted to know how high it rose.",
    "Every morning he walked down with a lantern and wrote the height into a school notebook with a blue cover.",
    "Nobody asked him to do so, and for eleven years nobody but his pupils knew that the notebooks were there at all.",
    "When the dam at Harrow broke, the engineers had no record of the river, and somebody remembered the teacher.",
]
OTHER = [
    "The council wants a market in the lower town from May on, with forty stalls, a clock and a roof of glass.",
    "The traders say that the clock is the only part of the plan that is paid for, and that nobody asked for a roof.",
    "We and our partners use cookies to give you what you came for, and would like you to agree to all of them here.",
    "A list of ten bridges that everybody should have seen once before the next flood comes down and takes them away.",
]
HTML, OTHER_HTML = ("".join(f"<p>{each}</p>" for each in text) for text in (TEXT, OTHER))
OWN: dict[str, Any] = {"title": TITLE, "body": HTML}


def _page(data: str, shown: str = "", title: str = f"{TITLE} | Harrow Journal") -> str:
    return f"<html><head><title>{title}</title></head><body><div id=app>{shown}</div>{data}</body></html>"


def _record(**more: object) -> str:
    node = {"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n\n".join(TEXT), **more}
    return f"<script type='application/ld+json'>{json.dumps(node)}</script>"


def _next(article: object) -> str:
    data = json.dumps({"props": {"pageProps": {"article": article, "more": [{"title": "B", "body": OTHER_HTML * 2}]}}})
    return f"<script id='__NEXT_DATA__' type='application/json'>{data}</script>"


@pytest.mark.parametrize(
    "page",
    [
        _page(_record()),
        _page(_record(articleBody=HTML)),
        _page(_record(articleBody=HTML.replace("<", "&lt;").replace(">", "&gt;"))),
        _page(_record(), f"<nav><a href='/'>Home</a></nav><h1>{TITLE}</h1><footer>© Harrow Journal</footer>"),
        _page(_next(OWN)),
        _page(_next({"headline": TITLE, "body": [{"type": "p", "text": each} for each in TEXT]})),
        _page(_next({"name": TITLE, "content": {f"p:{n}": {"text": each} for n, each in enumerate(TEXT)}})),
        _page(
            _next({"title": TITLE, "doc": {"content": [{"content": [{"text": a}, {"text": b}]} for a, b in
                                                       ((each[:40], each[40:]) for each in TEXT)]}})
        ),
        _page(f"<script>window.__INITIAL_STATE__={json.dumps({'a': OWN})};(function(){{x()}}())</script>"),
        _page(f"<script>var a = 1; window.STATE = JSON.parse({json.dumps(json.dumps({'a': OWN}))});</script>"),
        _page(_next(OWN), "<p>Loading …</p><p>You need to enable scripts to read this page.</p>"),
    ],
)  # fmt: skip
def test_a_text_that_only_a_script_would_show_is_read(page: str) -> None:
    found = read_page(page)

    assert [each for each in TEXT if each not in found.markdown] == []
    assert [each for each in OTHER if each in found.markdown] == []
    assert (found.record.title, found.problem) == (TITLE, None)


def test_headings_and_lists_of_such_a_text_are_some() -> None:
    kinds = [("paragraph", TEXT[0]), ("heading", "Oak"), ("list-item", "iron"), ("p", TEXT[1]), ("p", TEXT[2])]

    found = read_page(_page(_next({"title": TITLE, "content": [{"type": kind, "text": text} for kind, text in kinds]})))

    assert "\n\n## Oak\n\n- iron\n\n" in found.markdown.replace("    ", "")


@pytest.mark.parametrize(
    "data", [_next({"title": "Cookies", "body": OTHER_HTML}), "<script>var a = {'b': [1], 'c': {</script>", ""]
)
def test_what_is_in_the_data_of_an_empty_page_under_no_title_of_its_own_is_none_of_it(data: str) -> None:
    with pytest.raises(HtmlError, match="only scripts that load one"):
        read_page(_page(f"<script src='/a.js'></script>{data}"))


def test_an_article_that_is_shown_is_read_from_where_it_is_shown() -> None:
    shown = f"<main><h1>{TITLE}</h1><p>{TEXT[0]} <a href='http://h.example/map'>A map</a></p>{HTML[130:]}</main>"

    for data in (_record(), _next(OWN), _next({"title": "B", "body": OTHER_HTML * 9})):
        assert "[A map](http://h.example/map)" in read_page(_page(data, shown)).markdown


def test_what_is_for_subscribers_is_not_taken_from_the_data() -> None:
    found = read_page(_page(_record(isAccessibleForFree=False), f"<main><h1>{TITLE}</h1>{OTHER_HTML}</main>"))

    assert TEXT[2] not in found.markdown
    assert found.problem == STUB


@pytest.mark.parametrize("shown", [1, 2])
def test_a_page_that_shows_only_the_beginning_of_its_article_is_read_whole(shown: int) -> None:
    beginning = "".join(f"<p>{each}</p>" for each in TEXT[:shown])
    more = [each.replace("the", "that") for each in TEXT[1:]]

    found = read_page(_page(_record(articleBody="\n".join([*TEXT, *more])), f"<h1>{TITLE}</h1>{beginning}"))

    assert [each for each in (*TEXT, *more) if each not in found.markdown] == []
    assert found.problem is None


def test_a_page_that_counts_more_words_than_it_shows_or_has_says_so() -> None:
    shown = f"<main><h1>{TITLE}</h1>{HTML}</main>"

    found = read_page(_page(_record(articleBody="", wordCount=400), shown))

    assert found.problem == "Much of the article was not found: 85 of about 400 words; o shows the rest of the page."
    assert read_page(_page(_record(articleBody=HTML, wordCount=90), shown)).problem is None
