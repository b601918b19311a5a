"""A line of a text around evidence that stands in it: the reason in the text's own words."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reader.related.evidence import Span

_SPACE = re.compile(r"\s")
_START = re.compile(r"[.!?”]\s+(?=[^\sa-z])")
_LEAD = 0.25
_LEAST = 24
_LEAST_PARAGRAPH = 50


class Quote(NamedTuple):
    """A part of a text on one line; *marks* are the spans of it that are evidence."""

    text: str = ""
    marks: tuple[Span, ...] = ()


def quote(text: str, spans: Sequence[Span], length: int = 160) -> Quote:
    """Return about *length* characters of *text* where most of *spans* stand, the earliest place of several.

    It begins with its sentence if that leaves room, stays in its paragraph, and is cut between words. Without spans
    it is how the text begins.
    """
    length = max(length, _LEAST)
    spans = sorted(spans)
    first = _densest(_telling(text, spans) or spans, length) if spans else (0, 0)
    begin = _begin(text, first, length)
    end = _end(text, begin, length)
    while begin < end and text[begin].isspace():
        begin += 1
    before = "…" if begin and text[begin - 1] not in "\n" and not _is_start(text, begin) else ""
    after = "…" if end < len(text) and text[end : end + 1] != "\n" and text[end - 1 : end] not in '.!?”"' else ""
    shift = len(before) - begin
    marks = tuple(
        (max(start, begin) + shift, min(stop, end) + shift) for start, stop in spans if start < end and stop > begin
    )
    # Every white space is one space, so that the marks stay where they are.
    return Quote(before + _SPACE.sub(" ", text[begin:end]) + after, marks)


def _telling(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the spans that stand in a paragraph: a heading of three words tells no more than the reason does."""
    found = []
    for start, stop in spans:
        begin, end = text.rfind("\n", 0, start) + 1, text.find("\n", stop)
        if (end if end >= 0 else len(text)) - begin >= _LEAST_PARAGRAPH:
            found.append((start, stop))
    return found


def _densest(ordered: Sequence[Span], length: int) -> Span:
    """Return the first of the spans of which most begin within *length* characters."""
    best, most, last = ordered[0], 0, 0
    for place, span in enumerate(ordered):
        last = max(last, place)
        while last < len(ordered) and ordered[last][1] <= span[0] + length:
            last += 1
        if last - place > most:
            best, most = span, last - place
    return best


def _begin(text: str, first: Span, length: int) -> int:
    paragraph = text.rfind("\n", 0, first[0]) + 1
    room = length - min(first[1] - first[0], length)
    earliest = max(paragraph, first[0] - min(room, int(length * 0.6)))
    starts = [paragraph] if earliest == paragraph else []
    starts += [match.end() for match in _START.finditer(text, earliest, first[0] + 1) if match.end() <= first[0]]
    if starts:
        return starts[-1]
    lead = max(paragraph, first[0] - min(room, int(length * _LEAD)))
    space = text.find(" ", lead, first[0])
    return space + 1 if space >= 0 else first[0]


def _is_start(text: str, place: int) -> bool:
    """Whether a sentence seems to begin here."""
    if place == 0 or text[place - 1] == "\n":
        return True
    return any(match.end() == place for match in _START.finditer(text, max(0, place - 4), place + 1))


def _end(text: str, begin: int, length: int) -> int:
    newline = text.find("\n", begin)
    limit = newline if newline >= 0 else len(text)
    if limit <= begin + length:
        return limit
    space = text.rfind(" ", begin + length // 2, begin + length + 1)
    return space if space >= 0 else begin + length
