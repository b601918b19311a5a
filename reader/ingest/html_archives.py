"""What archives of the web put around the pages that they keep, and what they say of them."""

import re
from typing import TYPE_CHECKING

from reader.library.dates import iso
from reader.text.months import month_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TOOLBARS = frozenset(("wm-ipp-base", "wm-ipp", "wm-ipp-print", "donato"))
# Those of archive.today.
_HEADS = frozenset(("HEADER", "DIVSHARE", "FOOTER"))
_CACHE = "google-cache-hdr"
# Wayback's script, and the comment at the end of its pages; old ones have no zero before a figure.
_WOMBAT = re.compile(r"""__wm\.wombat\(\s{0,4}"(https?://[^"<>\s]{1,4000})"\s{0,4},\s{0,4}"(\d{14})\"""")
_FILED = re.compile(
    r"FILE ARCHIVED ON (\d{1,2}):(\d{1,2}):(\d{1,2}) (\w{3,12}) (\d{1,2}), (\d{4}) AND RETRIEVED FROM THE"
)
_LONG_LINK = re.compile(r"/(\d{4})\.(\d\d)\.(\d\d)-(\d\d)(\d\d)(\d\d)/(https?:/{1,2}\S{1,4000})")


def archived(tree: "HtmlElement", html: str) -> tuple[str | None, str | None]:
    """Return the address that a page had and when an archive kept it, as the archive's own frame says."""
    link = _long_link(tree)
    if link:
        year, month, day, *clock, address = link.groups()
        return address, _moment(year, month, day, *clock)
    filed = _FILED.search(html)
    said = _WOMBAT.search(html)
    if said:
        digits = said.group(2)
        return said.group(1), _moment(digits[:4], *(digits[at : at + 2] for at in range(4, 14, 2)))
    if filed:
        hour, minute, second, month, day, year = filed.groups()
        return _toolbar_address(tree), _moment(year, str(month_of(month, "en") or 0), day, hour, minute, second)
    return _toolbar_address(tree), None


def cut_frames(tree: "HtmlElement") -> None:
    """Cut what an archive shows around a page: Wayback's bar, archive.today's head, a search engine's notice."""
    is_kept = _long_link(tree) is not None
    for element in [each for each in tree.iter("*") if (name := each.get("id")) and _is_frames(name, is_kept=is_kept)]:
        if element.getparent() is not None:
            element.drop_tree()


def _is_frames(name: str, *, is_kept: bool) -> bool:
    return name in _TOOLBARS or name.endswith(_CACHE) or (is_kept and name in _HEADS)


def _long_link(tree: "HtmlElement") -> re.Match[str] | None:
    """Return the long link of archive.today, in its head or as the page's own address."""
    for element in tree.iter("input", "link", "a", "textarea"):
        if element.get("rel") == "canonical" or element.get("id") == "SHARE_LONGLINK":
            said = element.get("value") or element.get("href") or ""
            if re.match(r"https?://archive\.(?:today|ph|is|li|vn|fo|md)/", said):
                return _LONG_LINK.search(said)
    return None


def _toolbar_address(tree: "HtmlElement") -> str | None:
    said = next((each.get("value") for each in tree.iter("input") if each.get("id") == "wmtbURL"), None)
    return said if said and said.startswith(("http://", "https://")) else None


def _moment(year: str, month: str, day: str, hour: str, minute: str, second: str) -> str | None:
    clock = ":".join(part.zfill(2) for part in (hour, minute, second))
    return iso(f"{year}-{month.zfill(2)}-{day.zfill(2)}T{clock}Z")
