"""The best passage of a text on one line."""

from collections.abc import Sequence

from reader.text.folding import fold

Span = tuple[int, int]

_ELLIPSIS = "…"
# So far back the beginning of the sentence is looked for.
_LEAD = 60
_ENDS = (". ", "! ", "? ", ".” ", '." ', "\n")


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
    marks = _marks(cut, flat, [(first - start, last - start) for first, last in spans])
    return before + flat + after, [(first + len(before), last + len(before)) for first, last in marks]


def _marks(cut: str, flat: str, spans: Sequence[Span]) -> list[Span]:
    """Return where *spans* of *cut* are in it as it is shown, *flat*."""
    shown = [(max(first, 0), min(last, len(cut))) for first, last in spans if first < len(cut) and last > 0]
    if flat != cut:
        shown = [(_place(cut, first), _place(cut, last)) for first, last in shown]
    return [(first, last) for first, last in shown if first < last]


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
    if len(spans) < 2:
        return spans[0][0] if spans else 0
    kinds = [fold(text[start:end]) for start, end in spans]
    reach = width - width // 4
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
    places = [(text.rfind(mark, earliest, hit), len(mark)) for mark in _ENDS]
    best = max(place + length if place >= 0 else -1 for place, length in places)
    if best >= 0 or not earliest:
        return max(best, 0)
    space = text.find(" ", earliest, hit)
    return space + 1 if space >= 0 else hit


def _place(cut: str, offset: int) -> int:
    """Return where the character at *offset* goes when runs of white space become one space."""
    before = cut[:offset]
    place = len(" ".join(before.split()))
    if not place or not before[-1].isspace():
        return place
    return place if cut[offset : offset + 1].isspace() else place + 1
