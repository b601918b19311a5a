"""The passage of a text that answers a query best."""

from collections import Counter
from collections.abc import Sequence

from reader.search.hits import Span
from reader.text.folding import fold

_ELLIPSIS = "…"
# So far back the beginning of the sentence is looked for.
_LEAD = 60
_ENDS = (". ", "! ", "? ", ".” ", '." ', "\n")


def snippet(text: str, spans: Sequence[Span], width: int = 160) -> tuple[str, list[Span]]:
    """Return about *width* characters of *text* on one line where *spans* say most, and the marks in them."""
    start, end = _window(text, spans, width)
    cut, places = _on_one_line(text, start, end)
    before = _ELLIPSIS if start and not text[:start].endswith("\n") else ""
    after = _ELLIPSIS if end < len(text.rstrip()) else ""
    shift = len(before)
    marks = [
        (places[max(first, start) - start] + shift, places[min(last, end) - start] + shift)
        for first, last in spans
        if first < end and last > start
    ]
    return before + cut + after, [mark for mark in marks if mark[0] < mark[1]]


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
    best, best_worth = (spans[0][0] if spans else 0), (0, 0)
    kinds: Counter[str] = Counter()
    last = 0
    for first, (start, _) in enumerate(spans):
        while last < len(spans) and spans[last][1] <= start + width - width // 4:
            kinds[fold(text[slice(*spans[last])])] += 1
            last += 1
        worth = (len(kinds), sum(kinds.values()))
        if worth > best_worth:
            best, best_worth = start, worth
        if last <= first:
            last = first + 1
            continue
        gone = fold(text[slice(*spans[first])])
        kinds[gone] -= 1
        if not kinds[gone]:
            del kinds[gone]
    return best


def _sentence_start(text: str, hit: int, width: int) -> int:
    if not hit:
        return 0
    earliest = max(0, hit - min(_LEAD, width // 3))
    ends = (text.rfind(mark, earliest, hit) + len(mark) for mark in _ENDS if text.rfind(mark, earliest, hit) >= 0)
    best = max(ends, default=-1)
    if best >= 0 or not earliest:
        return max(best, 0)
    space = text.find(" ", earliest, hit)
    return space + 1 if space >= 0 else hit


def _on_one_line(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """Return the text with runs of white space as one space, and where each of its characters went."""
    letters: list[str] = []
    places = []
    for letter in text[start:end]:
        if letter.isspace():
            if letters and letters[-1] != " ":
                letters.append(" ")
                places.append(len(letters) - 1)
            else:
                places.append(max(0, len(letters) - 1))
        else:
            letters.append(letter)
            places.append(len(letters) - 1)
    places.append(len(letters))
    return "".join(letters), places
