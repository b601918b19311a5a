"""Program code in an HTML page: its lines as they stand, without the numbers that a page puts beside them."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What a page's script made of the lines.
_LINES = frozenset(("li", "div", "p", "tr"))
_NUMBERS = re.compile(
    r"lineno|linenos|line-?numbers?(?:-(?:rows|wrapper))?|gutter|(?:blob|crayon)-nums?", re.IGNORECASE
)
_LONGEST_NUMBERS = 20_000
# Stands for the end of an element that is a line: a break, unless one is there.
_END = "\ufdd2"
_ENDS = re.compile(rf"\n?{_END}+\n?")


def code_in(element: "HtmlElement") -> str:
    """Return the lines of code in an element."""
    text = "".join(_pieces(element)).replace("\r", "")
    return _ENDS.sub("\n", text).strip("\n")


def _pieces(element: "HtmlElement") -> Iterator[str]:
    from lxml.etree import iterwalk

    walk = iterwalk(element, events=("start", "end"))
    for event, each in walk:
        if event == "end":
            yield "\n" if each.tag == "br" else _END if each.tag in _LINES else ""
            yield (each.tail or "") if each is not element else ""
        elif are_line_numbers(each):
            walk.skip_subtree()
        else:
            yield each.text or ""


def are_line_numbers(element: "HtmlElement") -> bool:
    """Whether an element beside code or in it is called its line numbers, and says nothing but numbers."""
    names = element.get("class")
    if not names or not _NUMBERS.search(names) or not any(_NUMBERS.fullmatch(name) for name in names.split()):
        return False
    text = element.text_content()
    return len(text) < _LONGEST_NUMBERS and all(each.isdecimal() for each in text.split())
