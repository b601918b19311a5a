"""Quotations that go on after the word of saying: “A,” she said, “B”."""

import re
from bisect import bisect_right, insort
from collections.abc import Sequence
from itertools import accumulate

from reader.related.statements.quotations import is_whole
from reader.related.statements.statement import DIRECT, Saying, Span

# Letters of the least quotation that is a sentence of its own, and of what may stand before it.
_LEAST = 12
_LONGEST_GAP = 250
_ASKS = frozenset("ask question query wonder".split())
_NEXT_SENTENCE = re.compile(r"[.!?]\s+\S")
_ENDS = frozenset('.!?\n”"')


def continued(text: str, sayings: Sequence[Saying], quoted: Sequence[Span]) -> list[Saying]:
    """Return the sayings, with the quotations that follow and that nobody else claims.

    They stand in the same paragraph, or are the next one.
    """
    found = sorted(set(sayings))
    ends = sorted((_end(each), place) for place, each in enumerate(found) if each.kind == DIRECT or each.verb == "say")
    for start, end in _unclaimed(text, found, quoted):
        at = bisect_right(ends, (start, len(found) + len(quoted))) - 1
        if at < 0 or start - ends[at][0] > _LONGEST_GAP:
            continue
        place = ends[at][1]
        each = found[place]
        between = text[ends[at][0] : start]
        if not _goes_on(text, each, between, end):
            continue
        # One statement, unless most of it would be the words between.
        is_one = "\n" not in between and (start - each.end) * 2 <= each.end - each.start + end - start
        if is_one and each.kind == DIRECT:
            found[place] = each._replace(end=end)
        else:
            found.append(each._replace(start=start, end=end, kind=DIRECT))
            place = len(found) - 1
        insort(ends, (end, place))
    return found


def _goes_on(text: str, saying: Saying, between: str, end: int) -> bool:
    """Whether a quotation that ends at *end* goes on with a saying; *between* stands between them.

    What is told in other words is followed by its speaker's own in the very next sentence only.
    """
    if saying.kind != DIRECT:
        return "\n" not in between and _NEXT_SENTENCE.search(between) is None
    return "\n" not in between or (saying.lemma not in _ASKS and _is_next_paragraph(text, between, end))


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


def _is_next_paragraph(text: str, between: str, end: int) -> bool:
    """Whether a quotation that ends at *end* is all of the paragraph after a sentence that says who speaks."""
    rest, _, gap = between.partition("\n")
    return not gap.strip() and text[end : end + 1] in {"", "\n"} and _NEXT_SENTENCE.search(rest) is None


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 8) : start].rstrip(" \u00a0")
    return not before or before[-1] in _ENDS


def _end(saying: Saying) -> int:
    return max(saying.end, saying.cue[1], saying.who[1])
