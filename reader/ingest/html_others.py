"""Other articles on the page of one: those that follow it without end, the posts below it, the beginnings of some."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.ingest.html_regions import cut
from reader.ingest.html_title import parts_of
from reader.ingest.lines import key_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# The host and the path of an address.
_Place = tuple[str, str]
_HEADINGS = ("h1", "h2", "h3", "h4")
# How the makers of pages call an article among several.
_ARTICLE = re.compile(
    r"(?:^|\s)(?:h-?entry|(?:blog-?)?post|story|article|teaser|news-?item)(?=$|[\s_-])", re.IGNORECASE
)
# A piece of text of so many letters is prose, and what has less than so many of it is no article.
_PROSE, _LEAST = 60, 250
# After so many headings none is looked at any more.
_MOST = 200


def cut_other_articles(tree: "HtmlElement", titles: Sequence[str], addresses: Collection[str]) -> list[str]:
    """Cut the articles beside the one that the *titles* of a page name, and return what they said, in paragraphs.

    Another has a heading that leads to another page of the site, or a main heading of its own, and stands outside of
    what holds the headline and its text. Without a headline or a text that stand together, nothing is cut.
    """
    headline = _headline(tree, titles)
    if headline is None:
        return []
    above = {*headline.iterancestors()}
    own = {_place(each) for each in addresses}
    found = list(_others(tree, headline, above, own))
    return [paragraph for each in found for paragraph in cut(each, tree)]


def _headline(tree: "HtmlElement", titles: Sequence[str]) -> "HtmlElement | None":
    """Return the first heading that says one of the titles, or one without what hangs on it."""
    said = {key_of(part) for title in titles for part in parts_of(title)} - {""}
    return next((each for each in tree.iter(*_HEADINGS) if key_of(each.text_content()) in said), None)


def _others(
    tree: "HtmlElement", headline: "HtmlElement", above: Collection["HtmlElement"], own: Collection[_Place]
) -> Iterator["HtmlElement"]:
    for heading, _ in zip(tree.iter(*_HEADINGS), range(_MOST), strict=False):
        if heading is headline or heading in above or not _leads_elsewhere(heading, own):
            continue
        inside = [heading]
        for each in heading.iterancestors():
            if each in above:
                break
            inside.append(each)
        other = next((each for each in inside if _is_article(each, heading)), None)
        if other is not None and _holds_text(headline, inside[-1]):
            yield other


def _leads_elsewhere(heading: "HtmlElement", own: Collection[_Place]) -> bool:
    """Whether a heading is a main one, or a link to another page of the site."""
    links = [link.get("href") or "" for link in (*heading.iter("a"), *heading.iterancestors("a"))]
    return heading.tag == "h1" or any(_is_page(link, own) for link in links[:1])


def _is_page(address: str, own: Collection[_Place]) -> bool:
    """Whether an address is that of another page of the site, whose *own* place there is known or not."""
    host, path = _place(address)
    is_here = not host or not own or host in {each[0] for each in own}
    return is_here and bool(path) and path not in {each[1] for each in own}


def _place(address: str) -> _Place:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return "", ""
    is_web = parts.scheme in {"", "http", "https"}
    return parts.netloc.removeprefix("www."), parts.path.rstrip("/") if is_web else ""


def _is_article(element: "HtmlElement", heading: "HtmlElement") -> bool:
    """Whether an element begins with a *heading* and goes on with prose, and is called an article."""
    is_called = element.tag == "article" or (heading.tag != "h1" and _ARTICLE.search(element.get("class") or ""))
    if not is_called or next(element.iter(*_HEADINGS)) is not heading:
        return False
    return any(_is_prose(each) for each in element.iter("p", "div") if each is not heading)


def _is_prose(element: "HtmlElement") -> bool:
    return len((element.text or "").strip()) >= _PROSE


def _holds_text(headline: "HtmlElement", other: "HtmlElement") -> bool:
    """Whether headline and prose stand in one part of a page, apart from that which holds the *other* article."""
    beside = other.getparent()
    part = next((each for each in (headline, *headline.iterancestors()) if each.getparent() is beside), None)
    pieces = [len(text.strip()) for text in part.itertext()] if part is not None else []
    prose = [length for length in pieces if length >= _PROSE]
    return len(prose) > 1 and sum(prose) >= _LEAST
