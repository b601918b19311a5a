"""What trafilatura reads in a page of its site and its topics.

Not by its `extract_metadata`, which looks through the whole page for a title, an author, a date and a licence besides:
a tenth of the time that a page takes, for what `html_title`, `html_bylines` and `html_dates` find better.
"""

import re
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.ingest.html_record import website_name
from reader.ingest.html_title import said_titles

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# An account at a network: by its name, or by its address.
_HANDLE = re.compile(r"(?:https?://(?:\S*/)?@?|@|(?=[a-z]+_))(\w+)/?")
_PIECES = re.compile(r"\s*[|｜]\s*|\s+(?:[-–—•·»›]|::)\s+")


@dataclass(frozen=True, slots=True)
class SiteRecord:
    """The name of a page's site, the host of its address, and its *topics*: the tags, then the categories."""

    name: str | None
    host: str | None
    topics: tuple[str, ...]


def site_record(tree: "HtmlElement") -> SiteRecord:
    """Return what a page says of its site, by its meta elements, its JSON-LD, its title and its links."""
    from trafilatura import metadata as said

    found = said.examine_meta(tree)
    named = None if found.sitename else website_name(tree)
    # What nobody expects in JSON-LD is raised there as almost anything; what was read before it stays.
    with suppress(ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        found = said.extract_meta_json(tree, found)
    found.url = found.url or said.extract_url(tree)
    if found.url:
        found.hostname = said.extract_domain(found.url, fast=True)  # type: ignore[attr-defined]  # courlan's, no requirement of ours
    found.sitename = _site(named or found.sitename or said.extract_sitename(tree), found.url, tree)
    found.categories = found.categories or _topics("category", tree)
    found.tags = found.tags or _topics("tag", tree)
    found.clean_and_trim()
    return SiteRecord(found.sitename, found.hostname, (*(found.tags or ()), *(found.categories or ())))


def _topics(kind: str, tree: "HtmlElement") -> list[str]:
    """Return the topics of a *kind* that a page has: without links to any, those that its head tells."""
    from trafilatura.metadata import extract_catstags

    addresses = "\n".join(link.get("href", "") for link in tree.iter("a"))
    if f"/{kind.rstrip('y')}" in addresses:
        return extract_catstags(kind, tree)
    # To look through the elements for such links is most of what it takes, and in vain.
    return extract_catstags(kind, _head_of(tree)) if kind == "category" else []


def _head_of(tree: "HtmlElement") -> "HtmlElement":
    """Return a page that is only the head of this one."""
    page = tree.makeelement("html")
    page.extend(deepcopy(each) for each in tree.iter("head"))
    return page


def _site(name: str | None, url: str | None, tree: "HtmlElement") -> str | None:
    """Return a site's name with a capital, else what its address says.

    The handle of an account is a name as the page's titles spell it, else if it is a word.
    """
    from trafilatura.metadata import META_URL

    handle = _HANDLE.fullmatch(name) if name else None
    if handle:
        spelled = (piece for title in said_titles(tree) for piece in _PIECES.split(title))
        own = next((piece for piece in spelled if re.sub(r"\W", "", piece.casefold()) == _plain(handle[1])), None)
        return own or (None if re.search(r"[_\d]", handle[1]) else _capitalized(handle[1]))
    if name:
        return _capitalized(name)
    at = META_URL.match(url) if url else None
    return at[1] if at else name


def _plain(handle: str) -> str:
    return handle.casefold().replace("_", "")


def _capitalized(name: str) -> str:
    return name.title() if name and "." not in name and not name[0].isupper() else name
