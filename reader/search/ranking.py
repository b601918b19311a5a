"""How well an article answers: BM25F with Lucene's idf, over the words' weighted counts."""

from array import array
from collections.abc import Iterable, Mapping
from math import log

# Chosen by measurement on two collections, see tests/benchmarks/search_quality.py.
K1 = 1.2
B = 0.7
# A function word counts once, and so much of what its rarity says.
FUNCTION_WORD = 0.1


def idf(count: int, total: int) -> float:
    """Return what a word says that *count* of *total* articles have (Lucene's form, never negative)."""
    return log(1 + (max(total, count) - count + 0.5) / (count + 0.5))


def length_norms(lengths: "array[int]", count: int) -> "array[float]":
    """Return for each article how much a word's count is held down by the article's length."""
    average = (sum(lengths) / count if count else 0.0) or 1.0
    flat, slope = K1 * (1 - B), K1 * B / average
    return array("f", [flat + slope * length for length in lengths])


def add_scores(
    scores: dict[int, float], counts: Mapping[int, float], weight: float, norms: "array[float]", among: Iterable[int]
) -> None:
    """Add to *scores* what a word of *weight* (idf × times in the query) gives those *among* that have it."""
    top = weight * (K1 + 1)
    get = counts.get
    for number in among:
        count = get(number)
        if count:
            scores[number] = scores.get(number, 0.0) + top * count / (count + norms[number])
