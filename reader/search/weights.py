"""Articles by their numbers, in ascending order: sets of them, and what a word weighs or a query scores in each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]
NONE: Integers = np.empty(0, np.int64)
# A place of a word is one number: its article's, above so many bits of the position in it.
OCCURRENCE = 32
POSITION = (1 << OCCURRENCE) - 1
# Sums over so many times fewer numbers than there may be are not made in a row of all.
_SPARSE = 8
# So many times fewer numbers are looked for one by one.
_FEW = 16


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each of some *articles*, which stand in ascending order, beside it in *values*."""

    articles: Integers
    values: Floats

    def __len__(self) -> int:
        """Return how many articles there are."""
        return len(self.articles)

    def __contains__(self, number: int) -> bool:
        """Whether the article *number* is among them."""
        return holds(self.articles, number)

    def __iter__(self) -> Iterator[tuple[int, float]]:
        """Yield each article with its weight."""
        return zip(self.articles.tolist(), self.values.tolist(), strict=True)

    def of(self, number: int) -> float:
        """Return the weight of one article, 0 where it is not among them."""
        return float(self.values[np.searchsorted(self.articles, number)]) if number in self else 0.0

    def aligned(self, articles: Integers) -> Floats:
        """Return the weight of each of *articles*, 0 of those that are not among them."""
        if not len(self.articles) or not len(articles):
            return np.zeros(len(articles))
        last = max(int(self.articles[-1]), int(articles[-1]))
        if _are_dense(len(self.articles) + len(articles), last):
            every = np.zeros(last + 1)
            every[self.articles] = self.values
            return every[articles]
        places = np.minimum(np.searchsorted(self.articles, articles), len(self.articles) - 1)
        found: Floats = np.where(self.articles[places] == articles, self.values[places], 0.0)
        return found


NO_WEIGHTS = Weights(NONE, np.empty(0))


def holds(articles: Integers, number: int) -> bool:
    """Whether *number* is among *articles*, which stand in order."""
    place = int(np.searchsorted(articles, number))
    return place < len(articles) and int(articles[place]) == number


def articles_of(numbers: Iterable[int]) -> Integers:
    """Return different *numbers* in order."""
    return np.array(sorted(numbers), np.int64)


def are_among(numbers: Integers, among: Integers) -> Truths:
    """Return which of *numbers* are among others, which stand in order: numpy's own `isin` takes far longer."""
    if not len(among) or not len(numbers):
        return np.zeros(len(numbers), np.bool_)
    first, last = min(int(among[0]), int(numbers.min())), max(int(among[-1]), int(numbers.max()))
    if first >= 0 and len(numbers) * _FEW > len(among) and _are_dense(len(numbers) + len(among), last):
        every = np.zeros(last + 1, np.bool_)
        every[among] = True
        return every[numbers]
    found: Truths = among[np.minimum(np.searchsorted(among, numbers), len(among) - 1)] == numbers
    return found


def _are_dense(count: int, last: int) -> bool:
    """Whether to mark numbers in a row of all is less than to look for each of so many."""
    return count * _SPARSE > last


def places_among(numbers: Integers, among: Integers) -> Integers:
    """Return the places of those of *numbers* that are *among* others; both are different and stand in order."""
    if len(among) * _SPARSE >= len(numbers):
        return np.flatnonzero(are_among(numbers, among))
    places = np.searchsorted(numbers, among)
    places = places[places < len(numbers)]
    found: Integers = places[numbers[places] == among[: len(places)]]
    return found


def common(some: Integers, others: Integers) -> Integers:
    """Return what two arrays of different numbers in order have in common."""
    few, many = sorted((some, others), key=len)
    if len(few) * _SPARSE < len(many) or _are_dense(len(few) + len(many), int(many[-1]) if len(many) else 0):
        return few.compress(are_among(few, many))
    # They are two runs in order, which a stable sort merges: what both have stands twice.
    every = np.sort(np.concatenate((few, many)), kind="stable")
    return every[1:].compress(every[1:] == every[:-1])


def without(numbers: Integers, others: Integers) -> Integers:
    """Return those of *numbers* that are not among *others*; both stand in order."""
    return numbers.compress(~are_among(numbers, others)) if len(others) else numbers


def together(parts: Sequence[Integers]) -> Integers:
    """Return the different numbers of several arrays in order, each of which holds different ones in order."""
    held = [part for part in parts if len(part)]
    if len(held) < 2:
        return held[0] if held else NONE
    last = max(int(part[-1]) for part in held)
    if int(min(part[0] for part in held)) >= 0 and _are_dense(sum(map(len, held)), last):
        are_there = np.zeros(last + 1, np.bool_)
        for part in held:
            are_there[part] = True
        return np.flatnonzero(are_there)
    # They are runs in order, which a stable sort merges.
    every = np.sort(np.concatenate(held), kind="stable")
    return every.compress(are_new(every))


def tallied(parts: Sequence[Integers]) -> tuple[Integers, Integers]:
    """Return the different numbers of several arrays in order, and how many of the arrays have each."""
    every = np.sort(np.concatenate([NONE, *parts]), kind="stable")
    firsts = np.flatnonzero(are_new(every))
    return every[firsts], np.diff(firsts, append=len(every))


def distinct(numbers: Integers) -> Integers:
    """Return different *numbers* in order: numpy's own `unique` imports its masked arrays, some 2 MB."""
    every = np.sort(numbers, axis=None)
    return every.compress(are_new(every))


def are_new(numbers: Integers | Floats) -> Truths:
    """Return which of *numbers*, which stand in order, are other than the one before."""
    found = np.ones(len(numbers), np.bool_)
    found[1:] = numbers[1:] != numbers[:-1]
    return found


def added(parts: Sequence[tuple[Integers, Floats]], size: int) -> Weights:
    """Return the numbers below *size* of several arrays in order, and the sum of their weights, where there is any."""
    if not parts:
        return NO_WEIGHTS
    every = np.concatenate([numbers for numbers, _ in parts])
    weights = np.concatenate([weights for _, weights in parts])
    if not (every[1:] > every[:-1]).all():
        every, weights = _summed(every, weights, size)
    is_there = weights != 0
    return Weights(every, weights) if is_there.all() else Weights(every.compress(is_there), weights.compress(is_there))


def _summed(numbers: Integers, weights: Floats, size: int) -> tuple[Integers, Floats]:
    if len(numbers) * _SPARSE < size:
        found, places = np.unique(numbers, return_inverse=True)
        return found, np.bincount(places, weights).astype(np.float64, copy=False)
    sums = np.bincount(numbers, weights, size).astype(np.float64, copy=False)
    found = np.flatnonzero(sums != 0)
    return found, sums[found]
