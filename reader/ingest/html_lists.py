"""Lists in HTML: the numbers of their items, and the lists of word processors, whose items are paragraphs."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LEVEL = re.compile(r"mso-list\s{0,4}:\s{0,4}l\d{1,4} level(\d)", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(\d{1,6})[.)]?\s*\Z")
_MARK = "mso-list:ignore"


def numbering(element: "HtmlElement") -> tuple[int, int]:
    """Return the number of a list's first item, and the step to the next: a countdown begins at how many there are."""
    is_countdown = element.get("reversed") is not None
    start = element.get("start") or ""
    first = len(element.findall("li")) if is_countdown else 1
    return int(start) if re.fullmatch(r"\d{1,6}", start) else first, -1 if is_countdown else 1


def word_item(paragraph: "HtmlElement") -> tuple[str, int] | None:
    """Return the marker and the depth of a paragraph that is an item in Word and loses its sign; None for others."""
    level = _LEVEL.search(paragraph.get("style") or "")
    signs = [each for each in paragraph.iter("span") if _MARK in (each.get("style") or "").lower().replace(" ", "")]
    if level is None or not signs:
        return None
    number = _NUMBER.match(signs[0].text_content())
    signs[0].clear(keep_tail=True)
    return (f"{number.group(1)}. " if number else "- "), max(1, int(level.group(1)))
