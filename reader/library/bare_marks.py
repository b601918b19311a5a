"""Marks without markup: bare addresses in the text, and `[^1]`, which leads to a footnote."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from reader.library.plain_text import Span

_ADDRESS = re.compile(
    r"(?<![\w@/.:-])(?:https?://|www\.(?=[\w-]+\.\w))[^\s<>\"“”„«»‘`{}|\\^\x00-\x1f]{1,2048}", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s^]{1,64})\]")
# Punctuation that may follow an address in a sentence.
_AFTER = ".,;:!?'’*_~…。，、"
_PAIRS = {")": "(", "]": "["}
_MOST = 10_000


def bare_marks(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the bare links and footnote marks in the text of a block, outside its *spans*."""
    if "://" not in text and "www." not in text and "[^" not in text:
        return []
    taken = sorted((each.start, each.end) for each in spans if each.kind in {"link", "wikilink", "image", "code"})
    return [each for each in (*_links(text), *_footnotes(text)) if not _is_taken(each, taken)]


def _links(text: str) -> Iterator[Span]:
    for number, found in enumerate(_ADDRESS.finditer(text)):
        if number >= _MOST:
            return
        address = _trimmed(found.group())
        if len(address) > len("https://"):
            target = address if "://" in address[:9] else f"https://{address}"
            yield Span("link", found.start(), found.start() + len(address), target)


def _trimmed(address: str) -> str:
    """Return an address without the stops and closing brackets of the sentence around it."""
    while address:
        last = address[-1]
        is_unopened = last in _PAIRS and address.count(last) > address.count(_PAIRS[last])
        if last not in _AFTER and not is_unopened:
            break
        address = address[:-1]
    return address


def _footnotes(text: str) -> Iterator[Span]:
    for number, found in enumerate(_FOOTNOTE.finditer(text)):
        if number >= _MOST:
            return
        yield Span("footnote", *found.span(), found.group(1))


def _is_taken(span: Span, taken: Sequence[tuple[int, int]]) -> bool:
    place = bisect_left(taken, (span.end,))
    return place > 0 and taken[place - 1][1] > span.start
