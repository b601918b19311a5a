"""Words of neighbors in a short line that a style sheet alone holds apart: a name and a date, each with its class."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMES = ("span", "time", "a", "b", "strong", "small", "em")
_CODE = ("pre", "code", "kbd", "samp", "svg", "math")
# A name, then a date; not "iPhone", not "YouTube", nor the halves of a number.
_END, _START = re.compile(r"[^\W\d_]{2}[.,]?\Z|\d\Z"), re.compile(r"[^\W\d_]{2}|\d")
_LONGEST, _SEEN = 160, 30


def hold_apart(tree: "HtmlElement") -> list[tuple[str, str]]:
    """Put a space between such neighbors; return what was glued, and what it is now."""
    return [_parted(left, right) for left in tree.iter("span", "time") for right in _glued_to(left)]


def with_gaps(text: str, gaps: Iterable[tuple[str, str]]) -> str:
    """Return the text that a page shows with the spaces that were put in."""
    for glued, apart in gaps:
        text = text.replace(glued, apart)
    return text


def _glued_to(left: "HtmlElement") -> Iterator["HtmlElement"]:
    """Yield the neighbor that *left* is glued to, if it is a part of the same row and not of the same word."""
    right = left.getnext()
    if left.tail or right is None or right.tag not in _NAMES or not _is_marked(left, right):
        return
    is_apart = _are_words(_squeezed(left), _squeezed(right)) and _is_row(left)
    if is_apart and next(left.iterancestors(*_CODE), None) is None:
        yield right


def _are_words(one: str, other: str) -> bool:
    """Whether words end and begin where two texts meet; "2016" may stand in two pieces, and a word go on."""
    is_two = " " in one or " " in other
    if not is_two or not _END.search(one) or not _START.match(other):
        return False
    return not other[0].islower() and not (one[-1].isdigit() and other[0].isdigit())


def _is_marked(left: "HtmlElement", right: "HtmlElement") -> bool:
    """Whether two neighbors are called differently, or shown as blocks."""
    is_block = any("inline-block" in (each.get("style") or "") for each in (left, right))
    names = left.get("class"), right.get("class")
    return is_block or left.tag != right.tag or (names[0] != names[1] and all(names))


def _is_row(element: "HtmlElement") -> bool:
    """Whether nothing but such elements stands beside *element*, and they are short."""
    parent = element.getparent()
    if parent is None or (parent.text or "").strip() or any((each.tail or "").strip() for each in parent):
        return False
    return all(each.tag in _NAMES for each in parent) and sum(map(len, parent.itertext())) <= _LONGEST


def _squeezed(element: "HtmlElement") -> str:
    text = element.text_content()
    # A space at its end or beginning holds it apart already.
    return "" if len(text) > _LONGEST or text != text.strip() else " ".join(text.split())


def _parted(left: "HtmlElement", right: "HtmlElement") -> tuple[str, str]:
    left.tail = " "
    one, other = _squeezed(left)[-_SEEN:], _squeezed(right)[:_SEEN]
    return f"{one}{other}", f"{one} {other}"
