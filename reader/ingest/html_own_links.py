"""Links of a page to its own parts, which savers write out with the whole address: Chromium's MHTML, wget -k."""

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# An address is the page's own if so many of its parts are here, and for each that is not here two are.
_LEAST = 2


def shorten_own_links(tree: "HtmlElement", base: str | None) -> None:
    """Write links to the page's own parts without its address, which is *base*, or borne out by where they lead.

    A copy has often another address than the one at which it was saved, so most pages do not say which is their own.
    """
    links = _links(tree)
    names = {each.get("id") or each.get("name") for each in tree.iter("*")} if links else set()
    own = (base or "").partition("#")[0]
    for address, found in links.items():
        told = {name for _, name in found}
        here = told & names
        if address == own or len(here) >= max(_LEAST, 2 * len(told - here)):
            for link, name in found:
                link.set("href", f"#{name}" if name in here else link.get("href"))


def _links(tree: "HtmlElement") -> "dict[str, list[tuple[HtmlElement, str]]]":
    """Return the links to a part of a page that name the page, with the part's name, by the page's address."""
    links: defaultdict[str, list[tuple[HtmlElement, str]]] = defaultdict(list)
    for link in tree.iter("a"):
        address, _, name = (link.get("href") or "").strip().partition("#")
        if address and name:
            links[address].append((link, name))
    return links
