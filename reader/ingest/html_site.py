"""What trafilatura reads in a page of its site and its topics.

Not by its `extract_metadata`, which looks through the whole page for a title, an author, a date and a licence besides:
a tenth of the time that a page takes, for what `html_title`, `html_bylines` and `html_dates` find better.
"""

from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.ingest.html_record import website_name

if TYPE_CHECKING:
    from lxml.html import HtmlElement


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
    found.sitename = _site(named or found.sitename or said.extract_sitename(tree), found.url)
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


def _site(name: str | None, url: str | None) -> str | None:
    """Return a site's name without the mark of a handle and with a capital, else what its address says."""
    from trafilatura.metadata import META_URL

    if name:
        bare = name.lstrip("@")
        return bare.title() if bare and "." not in bare and not bare[0].isupper() else bare
    at = META_URL.match(url) if url else None
    return at[1] if at else name
