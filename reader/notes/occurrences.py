"""Choosing among the occurrences of a quote, by its surroundings, then by its place."""

from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

# The most occurrences checked on each side of the expected place; a repeated word may have thousands.
_EACH_SIDE = 200
# How far from the quote its surroundings may have moved and still support a place.
_NEARBY = 200
# A smaller difference in letters of agreement does not decide between two occurrences.
_NOISE = 6
# How many letters back the search for an occurrence goes at first.
_REACH = 1_000


class Occurrence(NamedTuple):
    """An occurrence at *start* (in folded letters), its confidence, and how many letters agree."""

    start: int
    confidence: float
    agreement: float
    is_whole: bool


class _Candidate(NamedTuple):
    start: int
    before: float
    after: float
    distance: int

    @property
    def agreement(self) -> float:
        return self.before + self.after

    @property
    def nearness(self) -> float:
        """The weight of the place, in letters of agreement."""
        return 8 / (1 + self.distance / 200)


def best_occurrence(folded: str, prefix: str, exact: str, suffix: str, expected: int | None) -> Occurrence | None:
    """Return the occurrence of *exact* in *folded* that *prefix*, *suffix* and *expected* support; None without one.

    All are folded alike; *expected* is the probable offset, None if unknown: then of two equal occurrences neither is
    taken.
    """
    known, expected = expected is not None, expected or 0
    starts = [start + len(prefix) for start in nearest(folded, prefix + exact + suffix, expected - len(prefix), 2)]
    is_whole = bool(starts)
    if is_whole:
        candidates = [_Candidate(start, len(prefix), len(suffix), abs(start - expected)) for start in starts]
    else:
        candidates = [
            _Candidate(start, *_agreement(folded, prefix, exact, suffix, start), abs(start - expected))
            for start in nearest(folded, exact, expected, _EACH_SIDE)
        ]
    if not candidates:
        return None
    best, *others = sorted(candidates, key=lambda each: (-each.agreement - each.nearness, each.distance, each.start))
    context = max(best.before / max(1, len(prefix)), best.after / max(1, len(suffix)))
    if not prefix and not suffix:
        context = 1.0
    agreement = len(exact) + best.agreement
    confidence = evidence(agreement + best.nearness * known, context)
    rivals = [each.distance for each in others if each.agreement > best.agreement - _NOISE]
    if rivals:
        # Only the place decides: the nearer the best is compared with the next, the higher the confidence.
        confidence *= max(0.0, 1 - best.distance / max(1, min(rivals))) * known
    return Occurrence(best.start, round(confidence, 3), agreement, is_whole)


def evidence(letters: float, context: float) -> float:
    """Return the confidence of a place, from 0 to 1, by the letters that agree and the share of the better context.

    A few letters occur anywhere; words without their surroundings are probably about something else.
    """
    few: float = 0.5 ** (max(0.0, letters - 8) / 12)
    return (1 - few) * (0.4 + 0.6 * context)


def nearest(text: str, needle: str, expected: int, each_side: int) -> list[int]:
    """Return where *needle* starts in *text*, at most *each_side* places before *expected* and as many from it on."""
    expected = max(0, expected)
    reach = _REACH
    while True:
        # Backwards by growing steps: `rfind` is quadratic on a text made for it, and all of them may be thousands.
        start = max(0, expected - reach)
        before = deque(_occurrences(text, needle, start, expected + len(needle) - 1), maxlen=each_side)
        if len(before) == each_side or start == 0:
            break
        reach *= 4
    return [*before, *islice(_occurrences(text, needle, expected, len(text)), each_side)]


def _occurrences(text: str, needle: str, start: int, end: int) -> Iterator[int]:
    start = text.find(needle, start, end)
    while start >= 0:
        yield start
        start = text.find(needle, start + 1, end)


def _agreement(folded: str, prefix: str, exact: str, suffix: str, start: int) -> tuple[float, float]:
    """Return how many letters before and after are unchanged; those near but not adjacent count less."""
    end = start + len(exact)
    before = folded[max(0, start - len(prefix) - _NEARBY) : start]
    after = folded[end : end + len(suffix) + _NEARBY]
    beside_before = _agreeing(before[::-1], prefix[::-1])
    beside_after = _agreeing(after, suffix)
    near_before = 0.6 * len(prefix) if prefix in before else 0
    near_after = 0.6 * len(suffix) if suffix in after else 0
    return max(beside_before, near_before), max(beside_after, near_after)


def _agreeing(one: str, other: str) -> int:
    """Return the length of the common beginning of two texts."""
    for count, (letter, its) in enumerate(zip(one, other, strict=False)):
        if letter != its:
            return count
    return min(len(one), len(other))
