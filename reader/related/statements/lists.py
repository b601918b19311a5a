"""Lists after a colon: what stands in them belongs to the sentence before."""

import re
from collections.abc import Iterator

from reader.related.statements.statement import Span

_MARK = re.compile(r"[ \t]*(?:[-*•·–—]|\(?\d{1,2}[.)]|\(?[a-z]\))[ \u00a0]")
_LONGEST_ITEM = 600
_MOST_ITEMS = 200


def list_after(text: str, end: int) -> Span | None:
    """Return the span of the list that follows right after a colon that ends at *end*; None if none does.

    A list are lines without an empty one between, or with marks; a single line without a mark is a paragraph.
    """
    lines = list(_lines(text, end))
    is_marked = bool(lines) and _MARK.match(text, lines[0][0]) is not None
    count = 0
    for start, stop in lines:
        has_gap = count > 0 and text.count("\n", lines[count - 1][1], start) > 1
        is_item = _MARK.match(text, start) if is_marked else not has_gap
        if not is_item or stop - start > _LONGEST_ITEM:
            break
        count += 1
    is_list = count > 1 or (count and is_marked)
    return (lines[0][0], len(text[: lines[count - 1][1]].rstrip())) if is_list else None


def _lines(text: str, end: int) -> Iterator[Span]:
    """Yield the lines after the one that ends at *end* that are not empty, as many as a list may have."""
    stop = text.find("\n", end)
    if stop < 0 or text[end:stop].strip():
        return
    for _ in range(_MOST_ITEMS):
        start = stop
        while start < len(text) and text[start].isspace():
            start += 1
        if start >= len(text):
            return
        stop = text.find("\n", start)
        stop = stop if stop >= 0 else len(text)
        yield start, stop
