"""Quotations that go on after the word of saying: “A,” she said, “B”."""

from bisect import bisect_right, insort
from collections.abc import Sequence
from itertools import accumulate

from reader.related.statements.quotations import is_whole
from reader.related.statements.statement import DIRECT, Saying, Span

# Letters of the least quotation that is a sentence of its own, and of what may stand before it.
_LEAST = 12
_LONGEST_GAP = 250
_ENDS = frozenset('.!?\n”"')


def continued(text: str, sayings: Sequence[Saying], quoted: Sequence[Span]) -> list[Saying]:
    """Return the sayings, with the quotations that follow in the same paragraph and that nobody else claims."""
    found = sorted(set(sayings))
    ends = sorted((_end(each), place) for place, each in enumerate(found) if each.kind == DIRECT)
    for start, end in _unclaimed(text, found, quoted):
        at = bisect_right(ends, (start, len(found) + len(quoted))) - 1
        if at < 0 or start - ends[at][0] > _LONGEST_GAP or "\n" in text[ends[at][0] : start]:
            continue
        place = ends[at][1]
        each = found[place]
        # One statement, unless most of it would be the words between.
        if (start - each.end) * 2 <= each.end - each.start + end - start:
            found[place] = each._replace(end=end)
        else:
            found.append(each._replace(start=start, end=end))
            place = len(found) - 1
        insort(ends, (end, place))
    return found


def _unclaimed(text: str, found: Sequence[Saying], quoted: Sequence[Span]) -> list[Span]:
    """Return the quotations that are sentences of their own and part of no saying; *found* is in order."""
    starts = [each.start for each in found]
    reached = [0, *accumulate((each.end for each in found), max)]
    return [
        (start, end)
        for start, end in quoted
        if end - start >= _LEAST
        and reached[bisect_right(starts, start)] < end
        and is_whole(text, (start, end))
        and _begins_sentence(text, start)
    ]


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 8) : start].rstrip(" \u00a0")
    return not before or before[-1] in _ENDS


def _end(saying: Saying) -> int:
    return max(saying.end, saying.cue[1], saying.who[1])
