"""Passages that two texts share: runs of the same words, joined across what was changed between them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

SIZE = 5
_GAP = 12
_PLACES = 6
_STRIDE = 64


class SharedRun(NamedTuple):
    """*length* words that are the same from word *here* of one text and word *there* of the other."""

    here: int
    there: int
    length: int


class SharedPassage(NamedTuple):
    """Words `here_start:here_end` of one text that are, but for a few, words `there_start:there_end` of the other.

    *matched* is how many are the same, *changes* how often something else stands between them.
    """

    here_start: int
    here_end: int
    there_start: int
    there_end: int
    matched: int
    changes: int = 0


class Aligner:
    """One text's words, by number, made ready to be laid beside others.

    *left_out* marks, one byte a word, what must not match: passages that stand in every article.
    """

    def __init__(self, numbers: Sequence[int], left_out: bytes | bytearray = b"") -> None:
        self._numbers = list(numbers)
        for place, is_out in enumerate(left_out):
            if is_out:
                # Below zero, so that it equals no word, and each its own, so that no two make a run.
                self._numbers[place] = -1 - place
        # By its hash, where a run of SIZE words first stands, and for the few that come again, where else.
        grams = _grams(self._numbers)
        self._first = dict(zip(reversed(grams), range(len(grams) - 1, -1, -1), strict=True))
        self._again: dict[int, list[int]] = {}
        for place, gram in enumerate(grams if len(self._first) < len(grams) else ()):
            if place != self._first[gram]:
                again = self._again.setdefault(gram, [])
                # A line repeated ten thousand times would else cost the square of that.
                if len(again) < _PLACES - 1:
                    again.append(place)

    def runs(self, numbers: Sequence[int]) -> list[SharedRun]:
        """Return the runs of at least SIZE words shared with another text, in its order; none overlap there.

        Of several places here the one with the longest run is taken, of equals the one that goes on where
        the last run stood.
        """
        there = list(numbers)
        found: list[SharedRun] = []
        past = 0
        for start, gram in enumerate(_grams(there)):
            if start < past or gram not in self._first:
                continue
            words = there[start : start + SIZE]
            places = [each for each in self._places(gram) if self._numbers[each : each + SIZE] == words]
            if not places:
                # Other words of the same hash.
                continue
            run = self._longest(there, start, places, found[-1] if found else None)
            found.append(run)
            past = start + run.length
        return found

    def _places(self, gram: int) -> Iterable[int]:
        return self._first[gram], *self._again.get(gram, ())

    def passages(self, numbers: Sequence[int]) -> list[SharedPassage]:
        """Return the passages shared with another text, in its order: runs at most a few words apart are one."""
        return joined(self.runs(numbers))

    def _longest(self, there: list[int], start: int, places: list[int], last: SharedRun | None) -> SharedRun:
        candidates = list(places)
        if last is not None:
            onward = last.here + start - last.there
            if onward >= 0 and self._numbers[onward : onward + SIZE] == there[start : start + SIZE]:
                candidates.insert(0, onward)
        runs = (SharedRun(place, start, self._length(place, there, start)) for place in candidates)
        return max(runs, key=lambda run: run.length)

    def _length(self, here_start: int, there: list[int], there_start: int) -> int:
        here, length = self._numbers, SIZE
        limit = min(len(here) - here_start, len(there) - there_start)
        while length + _STRIDE <= limit and (
            here[here_start + length : here_start + length + _STRIDE]
            == there[there_start + length : there_start + length + _STRIDE]
        ):
            length += _STRIDE
        while length < limit and here[here_start + length] == there[there_start + length]:
            length += 1
        return length


def joined(runs: Sequence[SharedRun]) -> list[SharedPassage]:
    """Join runs that follow each other in both texts with at most a few words between them."""
    passages: list[SharedPassage] = []
    for run in runs:
        last = passages[-1] if passages else None
        end_here, end_there = run.here + run.length, run.there + run.length
        if last and 0 <= run.here - last.here_end <= _GAP and 0 <= run.there - last.there_end <= _GAP:
            matched = last.matched + run.length
            passages[-1] = SharedPassage(
                last.here_start, end_here, last.there_start, end_there, matched, last.changes + 1
            )
        else:
            passages.append(SharedPassage(run.here, end_here, run.there, end_there, run.length))
    return passages


def _grams(numbers: Sequence[int]) -> list[int]:
    """Return the hash of every run of SIZE words."""
    return list(map(hash, zip(*(numbers[offset:] for offset in range(SIZE)), strict=False)))
