"""Other articles on the page of one: those that follow it without end, the posts below it, the beginnings of some."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.ingest.html_bylines import byline_of
from reader.ingest.html_regions import cut
from reader.ingest.html_title import leads_home, parts_of
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
# Where a site has those who write on it: the head of an answer in a forum leads there.
_PERSON = re.compile(r"/(?:u|users?|members?|profiles?|people)(?:/|\.php\Z)", re.IGNORECASE)
# A piece of text of so many letters is prose, and what has less than so many of it is no article.
_PROSE, _LEAST = 60, 250
# After so many headings none is looked at any more.
_MOST = 200


def cut_other_articles(tree: "HtmlElement", titles: Sequence[str], addresses: Collection[str]) -> list[str]:
    """Cut the articles beside the one that the *titles* of a page name, and return what they said, in paragraphs.

    Another has a heading that leads to another page of the site, or a main heading and a byline or time of its own,
    and stands outside of the article that holds the headline and its text. Where no such article is, nothing is cut:
    the headline may be the name of a blog, and what is said below it its description.
    """
    headline, others = _headings(tree, {key_of(part) for title in titles for part in parts_of(title)} - {""})
    found = list(_others(headline, others, {_place(each) for each in addresses})) if headline is not None else []
    return [paragraph for each in found for paragraph in cut(each, tree)]


def _headings(tree: "HtmlElement", said: Collection[str]) -> "tuple[HtmlElement | None, list[HtmlElement]]":
    """Return the headline, which is the first heading of the highest level that is *said*, and others of its level.

    Below a teaser of the article that is read, its own headline has other words and a higher level. The site's name,
    which is the title of a page with one post, heads none.
    """
    headings = [each for each, _ in zip(tree.iter(*_HEADINGS), range(_MOST), strict=False)]
    named = [each for each in headings if key_of(each.text_content()) in said and not leads_home(each)]
    headline = min(named, key=lambda each: str(each.tag), default=None)
    least = str(headline.tag) if headline is not None else ""
    return headline, [each for each in headings if each not in named and str(each.tag) >= least]


def _others(
    headline: "HtmlElement", headings: Sequence["HtmlElement"], own: Collection[_Place]
) -> Iterator["HtmlElement"]:
    """Yield the articles besides that of the *headline* that have one of the other *headings*."""
    above = {*headline.iterancestors()}
    for heading in headings:
        if heading in above:
            continue
        inside = [heading, *takewhile(lambda each: each not in above, heading.iterancestors())]
        other = next((each for each in inside if _is_article(each, heading)), None)
        if other is not None and _leads_elsewhere(heading, other, own) and _holds_text(headline, inside[-1]):
            yield other


def _leads_elsewhere(heading: "HtmlElement", article: "HtmlElement", own: Collection[_Place]) -> bool:
    """Whether a heading is a link to another page of the site, or the main one of an *article* with its own record."""
    links = [link.get("href") or "" for link in (*heading.iter("a"), *heading.iterancestors("a"))]
    if heading.tag != "h1" or links:
        return any(_is_page(link, own) for link in links[:1])
    # Chapters have main headings too, but no byline.
    return next(article.iter("time"), None) is not None or byline_of(article, None) is not None


def _is_page(address: str, own: Collection[_Place]) -> bool:
    """Whether an address is that of another page of the site, whose *own* place there is known or not."""
    host, path = _place(address)
    is_here = not host or not own or host in {each[0] for each in own}
    # What stands below its own address is a part of it: an entry of a live report, the next part of a study.
    is_own = any(path == each or (each and path.startswith(f"{each}/")) for _, each in own)
    return is_here and bool(path) and not is_own and not _PERSON.search(path)


def _place(address: str) -> _Place:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return "", ""
    is_web = parts.scheme in {"", "http", "https"}
    return parts.netloc.removeprefix("www."), parts.path.rstrip("/") if is_web else ""


def _is_article(element: "HtmlElement", heading: "HtmlElement") -> bool:
    """Whether an element begins with a *heading* and goes on with prose, and is called an article."""
    is_called = _is_called(element) and (heading.tag != "h1" or element.tag == "article")
    if not is_called or next(element.iter(*_HEADINGS)) is not heading:
        return False
    return any(_is_prose(each) for each in element.iter("p", "div") if each is not heading)


def _is_called(element: "HtmlElement") -> bool:
    return element.tag == "article" or bool(_ARTICLE.search(element.get("class") or ""))


def _is_prose(element: "HtmlElement") -> bool:
    return len((element.text or "").strip()) >= _PROSE


def _holds_text(headline: "HtmlElement", other: "HtmlElement") -> bool:
    """Whether headline and prose stand in one article of a page, apart from that which holds the *other* one."""
    beside = other.getparent()
    for each in (headline, *headline.iterancestors()):
        if each is beside:
            break
        prose = [length for text in each.itertext() if (length := len(text.strip())) >= _PROSE]
        if _is_called(each) and len(prose) > 1 and sum(prose) >= _LEAST:
            return True
    return False
