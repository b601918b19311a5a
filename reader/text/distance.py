"""The edit distance of two words, and the nearest of several."""

from collections.abc import Iterable

# A fuzzy word is right in so many letters at its beginning, which bounds what has to be compared.
FIXED_LETTERS = 2


def edit_distance(one: str, other: str, limit: int) -> int:
    """Return the number of letters to add, drop, change or swap with a neighbor; `limit + 1` when it is more.

    Optimal string alignment (a letter is not edited twice); work is bounded by *limit*.
    """
    if abs(len(one) - len(other)) > limit or _differing(one, other) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        next_row = [i] + [limit + 1] * len(other)
        for j in range(max(1, i - limit), min(len(other), i + limit) + 1):
            cost = row[j - 1] + (letter != other[j - 1])
            cost = min(cost, row[j] + 1, next_row[j - 1] + 1)
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == other[j - 1]:
                cost = min(cost, before[j - 2] + 1)
            next_row[j] = cost
        if min(next_row) > limit:
            return limit + 1
        before, row = row, next_row
    return min(row[-1], limit + 1)


def _differing(one: str, other: str) -> int:
    """Return how many letters only one of the two has, at most as many as edits part them: most words end here."""
    letters, others = set(one), set(other)
    return max(len(letters - others), len(others - letters))


def is_near(word: str, other: str, edits: int) -> bool:
    """Whether *other* is *word* with at most *edits* slips, none of them in the first two letters, which it needs."""
    if len(word) < FIXED_LETTERS:
        return other == word
    return other.startswith(word[:FIXED_LETTERS]) and edit_distance(word, other, edits) <= edits


def nearest(word: str, candidates: Iterable[str], limit: int = 2) -> str | None:
    """Return the candidate with the fewest edits (a longer form of *word* counts one), the first of a draw."""
    best: tuple[int, str] | None = None
    for candidate in candidates:
        starts = bool(word) and candidate.startswith(word)
        distance = 1 if starts else edit_distance(word, candidate, limit)
        if distance <= limit and (best is None or distance < best[0]):
            best = (distance, candidate)
    return best[1] if best else None
