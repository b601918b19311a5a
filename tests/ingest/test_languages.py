"""One page in nineteen languages, as text and as HTML: who says what on it is found by form, not by English words."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import pytest

from reader.ingest.html import read_page
from reader.ingest.html_text import text_of
from reader.ingest.text import asides_of, scrape
from reader.library.article import Aside
from reader.library.record import Record

_PAGES = Path(__file__).with_name("languages.txt")
_TAGS = {"title": "h1", "menu": "li", "caption": "figcaption"}

Lines = list[tuple[str, str]]


def _pages() -> dict[str, Lines]:
    """Return the lines of the page in each language, each with what it is: a part of the record, or its kind."""
    pages = (page.splitlines() for page in _PAGES.read_text("utf-8").removeprefix("= ").split("\n= "))
    return {
        language: [(role, said) for role, _, said in (row.partition(" ") for row in rows)] for language, *rows in pages
    }


_LANGUAGES = sorted(_pages())


def _said(lines: Lines, role: str) -> list[str]:
    return [said for its_role, said in lines if its_role == role]


@pytest.mark.parametrize("language", _LANGUAGES)
def test_a_page_saved_as_text_is_read_in_its_language(language: str) -> None:
    lines = _pages()[language]
    shown = [said for role, said in lines if role not in {"site", "author"}]
    text = "\n".join([f"{lines[1][1]} - {lines[0][1]}", *shown[1:3], shown[0], *shown[3:]])

    page = scrape(text)

    _check(lines, page.record, page.markdown, asides_of(text, page.set_aside))


@pytest.mark.parametrize("language", _LANGUAGES)
def test_a_web_page_without_helpful_names_is_read_in_its_language(language: str) -> None:
    lines = _pages()[language]
    shown = "".join(
        f"<{_TAGS.get(role, 'p')}>{escape(said)}</{_TAGS.get(role, 'p')}>"
        for role, said in lines
        if role not in {"site", "author"}
    )
    html = f"<html lang={language}><title>{lines[1][1]} - {lines[0][1]}</title><body>{shown}</body></html>"

    page = read_page(html)

    _check(lines, page.record, page.markdown, asides_of(text_of(html), page.set_aside))


def _check(lines: Lines, record: Record, markdown: str, asides: Sequence[Aside]) -> None:
    found = (record.title, record.author, record.site, (record.published or "")[:10])
    assert found == (*(_said(lines, role)[0] for role in ("title", "author", "site")), "2017-03-08")
    assert [said for said in _said(lines, "text") if said not in markdown] == []
    aside = {
        kind: " ".join(each.text for each in asides if each.kind == kind) for kind in ("appeal", "comments", "rights")
    }
    assert [(kind, said) for kind, told in aside.items() for said in _said(lines, kind) if said not in told] == []
    left = [said for role in ("caption", "navigation", "metadata", "menu") for said in _said(lines, role)]
    assert [said for said in left if said in markdown and len(said) > len("Economy")] == []
