"""How much it tells that two articles have something in common: the more, the fewer others have it."""

from math import log

# A library of five articles is not the whole world: every count is taken as if these many more articles, without
# what is counted, stood beside it.
_ELSEWHERE = 50


def rarity(count: int, total: int) -> float:
    """Return 0 to 1 for what *count* of *total* articles have: the inverse document frequency, 1 at its highest."""
    return log((total + _ELSEWHERE) / (count + 0.5)) / log((total + _ELSEWHERE) / 0.5)


def furniture_limit(total: int) -> int:
    """Return in how many of *total* articles a passage may stand before it is what sites print under every article."""
    return min(40, max(5, total // 4))
