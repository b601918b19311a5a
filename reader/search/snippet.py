"""The best passage of a text on one line."""

import re
from collections.abc import Sequence

from reader.text.folding import fold

Span = tuple[int, int]

_ELLIPSIS = "…"
# So far back the beginning of the sentence is looked for.
_LEAD = 60
# All of a lead up to the last end of a sentence in it.
_ENDED = re.compile(r"(?s:.*)(?:[.!?] |\.[”\"] |\n)")


def snippet(
    text: str, spans: Sequence[Span], width: int = 160, *, is_first: bool = True, is_last: bool = True
) -> tuple[str, list[Span]]:
    """Return about *width* characters of *text* on one line where *spans* say most, and the marks in them.

    *text* may be a part of another, unless it *is_first* and *is_last*.
    """
    start, end = _window(text, spans, width)
    cut = text[start:end]
    flat = " ".join(cut.split())
    before = _ELLIPSIS if (start or not is_first) and not text.endswith("\n", 0, start) else ""
    after = _ELLIPSIS if end < len(text.rstrip()) or not is_last else ""
    shown = [
        (max(first, start) - start, min(last, end) - start) for first, last in spans if first < end and last > start
    ]
    marks = shown if flat == cut else _moved(cut, shown)
    return before + flat + after, [(first + len(before), last + len(before)) for first, last in marks]


def _moved(cut: str, marks: Sequence[Span]) -> list[Span]:
    """Return where *marks* of *cut* are once its runs of white space are one space each."""
    moved = [(_place(cut, first), _place(cut, last)) for first, last in marks]
    return [(first, last) for first, last in moved if first < last]


def _window(text: str, spans: Sequence[Span], width: int) -> Span:
    start = _sentence_start(text, _best_start(text, spans, width), width)
    while start < len(text) and text[start].isspace():
        start += 1
    end = min(len(text), start + width)
    if end < len(text):
        space = text.rfind(" ", start + width // 2, end + 1)
        end = space if space > 0 else end
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _best_start(text: str, spans: Sequence[Span], width: int) -> int:
    """Return where the window begins that has the most different hits, then the most, then comes first."""
    reach = width - width // 4
    if not spans or spans[-1][1] <= spans[0][0] + reach:
        return spans[0][0] if spans else 0
    kinds = [fold(text[start:end]) for start, end in spans]
    best, most, counts, last = spans[0][0], (0, 0), dict.fromkeys(kinds, 0), 0
    different = 0
    for first, (start, _) in enumerate(spans):
        while last < len(spans) and spans[last][1] <= start + reach:
            different += not counts[kinds[last]]
            counts[kinds[last]] += 1
            last += 1
        if (different, last - first) > most:
            best, most = start, (different, last - first)
        if last > first:
            counts[kinds[first]] -= 1
            different -= not counts[kinds[first]]
        else:
            # A hit that is longer than a window.
            last = first + 1
    return best


def _sentence_start(text: str, hit: int, width: int) -> int:
    if not hit:
        return 0
    earliest = max(0, hit - min(_LEAD, width // 3))
    ended = _ENDED.match(text, earliest, hit)
    if ended or not earliest:
        return ended.end() if ended else 0
    space = text.find(" ", earliest, hit)
    return space + 1 if space >= 0 else hit


def _place(cut: str, offset: int) -> int:
    """Return where the character at *offset* goes when runs of white space become one space."""
    before = cut[:offset]
    place = len(" ".join(before.split()))
    if not place or not before[-1].isspace():
        return place
    return place if cut[offset : offset + 1].isspace() else place + 1
