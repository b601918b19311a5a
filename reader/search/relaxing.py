"""Articles that have most of the words, for when too few have all of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reader.search.matching import Counts

# Fewer than this many with all the words, and those with most of them follow.
PAGE = 20
# Up to so many words, an article with more of them always comes first; of longer texts the score alone decides.
RANKED_BY_COUNT = 4
# Up to so many words, an article must have half of them to be shown at all.
CUT_BY_COUNT = 3
MOST_RELAXED = 1000


@dataclass(frozen=True, slots=True)
class Relaxed:
    """*articles* with how many of the words each has, and the *line* that says so."""

    articles: dict[int, int]
    line: str


def relaxed(words: Sequence[tuple[str, Counts]], within: set[int] | None, strict: set[int]) -> Relaxed | None:
    """Return the articles that have some of *words* (label, counts), but not all; `None` where that gives none.

    *within* are the articles that satisfy the rest of the query, `None` all.
    """
    if len(words) < 2:
        return None
    held: Counter[int] = Counter()
    for _, counts in words:
        held.update(counts.keys() if within is None else counts.keys() & within)
    for number in strict:
        del held[number]
    if not held:
        return None
    least = 1 if len(words) > CUT_BY_COUNT else _least(held, len(words))
    chosen = {number: count for number, count in held.items() if count >= least}
    return Relaxed(chosen, _line(words, chosen, len(strict)))


def _least(held: Counter[int], words: int) -> int:
    """How many words an article must have at least: half of them, or as many as any article has."""
    return min((words + 1) // 2, max(held.values()))


def _line(words: Sequence[tuple[str, Counts]], chosen: dict[int, int], strict: int) -> str:
    tiers = Counter(chosen.values())
    parts = [f"all {len(words)} words: {_articles(strict)}"]
    shown = sorted(tiers, reverse=True)
    for count in shown[:3]:
        missing = [
            label
            for label, counts in words
            if not any(chosen[number] == count for number in counts if number in chosen)
        ]
        without = f", without {', '.join(f'“{label}”' for label in missing)}" if missing else ""
        parts.append(f"{count} of {len(words)} words: {tiers[count]:,}{without}")
    if len(shown) > 3:
        parts.append(f"fewer: {sum(tiers[count] for count in shown[3:]):,}")
    return "; ".join(parts)


def _articles(count: int) -> str:
    return "no article" if not count else f"{count:,} article{'s' if count > 1 else ''}"
