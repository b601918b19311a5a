"""Terms that two articles share: the likeness of what they are about."""

from collections.abc import Mapping

from reader.related.asked import Asked
from reader.related.evidence import Evidence
from reader.related.word_places import Words

_LISTED = 5
_TRIED = 30
POINTS = 50.0
_LEAST_LIKENESS = 0.02
_LEAST_RARITY = 0.15


def likeness(asked: Asked, weights: Mapping[int, int], norm: float) -> float:
    """Return how alike another article's terms are, 0 to 1, given their weights and their vector's length.

    The cosine of sublinear term weights, each times its rarity in the library. The lengths of the vectors leave
    rarity out: they are computed once, when an article is added, and it was measured to rank better.
    """
    values = asked.value_by_term
    if len(weights) < len(values):
        return sum(values[term] * weight for term, weight in weights.items() if term in values) / norm
    return sum(value * weights[term] for term, value in values.items() if term in weights) / norm


def term_evidence(asked: Asked, weights: Mapping[int, int], words: Words | None, likeness: float) -> Evidence | None:
    """Name the terms that make two articles alike, names left to the names' own evidence.

    *words* are the other text's, None where other evidence leads into that text already and better.
    """
    if likeness < _LEAST_LIKENESS:
        return None
    shared = ((value * weights[term], term) for term, value in asked.value_by_term.items() if term in weights)
    listed = [
        term
        for _, term in sorted(shared, reverse=True)[:_TRIED]
        if term in asked.words.word_by_term and asked.rarity_by_term[term] >= _LEAST_RARITY
    ][:_LISTED]
    text = f"terms in common: {' · '.join(asked.words.word_by_term[term] for term in listed)}"
    if not listed:
        text = "much the same words"
    return Evidence(
        "alike", text, asked.words.spans_of(listed), words.spans_of(listed) if words else (), POINTS * likeness
    )
