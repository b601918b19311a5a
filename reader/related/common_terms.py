"""Terms that two articles share: the likeness of what they are about."""

from reader.related.asked import Asked, Other, Words
from reader.related.evidence import Evidence, Span
from reader.related.rarity import rarity

_LISTED = 5
POINTS = 50.0
_LEAST_LIKENESS = 0.02
_LEAST_RARITY = 0.15


def likeness(asked: Asked, other: Other) -> float:
    """Return how alike the terms of two articles are, 0 to 1.

    The cosine of sublinear term weights, each times its rarity in the library. The lengths of the vectors leave
    rarity out: they are computed once, when an article is added, and it was measured to rank better.
    """
    weights = other.profile.weight_by_term
    values = asked.value_by_term
    if len(weights) < len(values):
        total = sum(values[term] * weight for term, weight in weights.items() if term in values)
    else:
        total = sum(value * weights[term] for term, value in values.items() if term in weights)
    return total / other.kept.norm


def term_evidence(asked: Asked, other: Other, words: Words, likeness: float) -> Evidence | None:
    """Name the terms that make two articles alike, names left to the names' own evidence."""
    if likeness < _LEAST_LIKENESS:
        return None
    weights = other.profile.weight_by_term
    shared = [
        (value * weights[term], term)
        for term, value in asked.value_by_term.items()
        if term in weights and rarity(asked.count_by_term[term], asked.total) >= _LEAST_RARITY
    ]
    listed: list[str] = []
    here: list[Span] = []
    there: list[Span] = []
    for _, term in sorted(shared, reverse=True):
        word = _lower_case(asked.words, term)
        if word is None or term not in words.places_by_term:
            continue
        listed.append(word)
        here += [asked.words.spans[place] for place in asked.words.places_by_term[term]]
        there += [words.spans[place] for place in words.places_by_term[term]]
        if len(listed) == _LISTED:
            break
    text = f"terms in common: {' · '.join(listed)}" if listed else "much the same words"
    return Evidence("alike", text, tuple(sorted(here)), tuple(sorted(there)), POINTS * likeness)


def _lower_case(words: Words, term: int) -> str | None:
    """Return a term as the text writes it, None if it is always written with a capital: a name."""
    for place in words.places_by_term.get(term, ()):
        start, end = words.spans[place]
        if not words.text[start].isupper():
            return words.text[start:end]
    return None
