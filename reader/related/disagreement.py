"""Figures on which two tellings of one event disagree: the same thing counted, another number."""

import re
from bisect import bisect_left, bisect_right
from operator import attrgetter

from reader.related.asked import Asked, Other
from reader.related.event import EVENT
from reader.related.evidence import Evidence
from reader.related.figures import DAY, Figure, agrees, written
from reader.related.words import WORD, term_of

_POINTS = 2.0
_NOUN = re.compile(r"[ \u00a0]([^\W\d_]\w*)")
_MOST = 3
_AROUND = 70
_BEFORE = 40
# How many terms around two numbers must agree for them to count the same thing: more if they are far apart.
_LEAST_COMMON = 1
_LEAST_COMMON_FAR = 4
_NEAR = 4
_ROUNDED = 1.06
# An article of nothing but numbers would else cost the square of them.
_MOST_COMPARED = 400
_value = attrgetter("value")


def disagreement_evidence(asked: Asked, other: Other, text: str, strength: float) -> list[Evidence]:
    """Return what two articles of one event count differently; *strength* is how surely they are of one event."""
    if strength < EVENT:
        return []
    found = disagreements(asked.text, asked.profile.figures, text, other.profile.figures)
    return [_evidence(asked.text, one, text, another) for one, another in found[:_MOST]]


def disagreements(
    text: str, figures: list[Figure], other_text: str, other_figures: list[Figure]
) -> list[tuple[Figure, Figure]]:
    """Return pairs of figures of two texts about one event that count the same thing and differ.

    A figure that anything in the other text agrees with differs from nothing.
    """
    there = [figure for figure in _unmatched(other_figures, figures) if _says_of_what(other_text, figure)]
    terms_there = {figure: _terms_around(other_text, figure) for figure in there}
    found = []
    for one in _unmatched(figures, other_figures):
        if not _says_of_what(text, one):
            continue
        terms = _terms_around(text, one)
        for another in there:
            if _is_same_thing(one, terms, another, terms_there[another]):
                there.remove(another)
                found.append((one, another))
                break
    return found


def _unmatched(figures: list[Figure], others: list[Figure]) -> list[Figure]:
    """Return the counts that nothing in the other text agrees with, each value once; of very many the first."""
    near = sorted(others, key=_value)
    values = [figure.value for figure in near]
    seen: set[float] = set()
    kept: list[Figure] = []
    for figure in figures:
        if figure.unit != DAY and figure.nouns and figure.value >= 3 and figure.value not in seen:
            seen.add(figure.value)
            # Farther from it nothing is a rounding of it.
            low, high = bisect_left(values, figure.value / _ROUNDED), bisect_right(values, figure.value * _ROUNDED)
            if not any(may_agree(figure, other) for other in near[low:high]):
                kept.append(figure)
                if len(kept) >= _MOST_COMPARED:
                    break
    return kept


def may_agree(one: Figure, other: Figure) -> bool:
    """Whether two numbers agree, or would if the rounder one said that it is rounded."""
    return agrees(one._replace(about=True), other._replace(about=True))


def _is_same_thing(one: Figure, terms: set[int], other: Figure, other_terms: set[int]) -> bool:
    if one.unit != other.unit or not set(one.nouns[:2]) & set(other.nouns[:2]):
        return False
    common = terms & other_terms
    is_near = max(one.value, other.value) <= _NEAR * min(one.value, other.value)
    return len(common - (set(one.nouns) & set(other.nouns))) >= (_LEAST_COMMON if is_near else _LEAST_COMMON_FAR)


def _says_of_what(text: str, figure: Figure) -> bool:
    """Whether what a figure counts is told with it: of "108,076 people, 47,183", the people are another number's."""
    before = text[max(0, figure.start - _BEFORE) : figure.start]
    return bool(figure.unit or _NOUN.match(text, figure.end)) or not any(map(str.isdigit, before))


def _terms_around(text: str, figure: Figure) -> set[int]:
    """Return the terms of what stands around a figure, within its paragraph."""
    begin = text.rfind("\n", max(0, figure.start - _AROUND), figure.start) + 1 or max(0, figure.start - _AROUND)
    end = text.find("\n", figure.end, figure.end + _AROUND)
    around = text[begin : end if end >= 0 else figure.end + _AROUND]
    return {term for word in WORD.findall(around) if (term := term_of(word))}


def _evidence(text: str, one: Figure, other_text: str, other: Figure) -> Evidence:
    words = f"figures differ: {_told(text, one)} here, {_told(other_text, other)} there"
    return Evidence("disagreement", words, ((one.start, one.end),), ((other.start, other.end),), _POINTS)


def _told(text: str, figure: Figure) -> str:
    """Return a figure with what it counts, if that follows at once."""
    if figure.unit == "%":
        return f"{written(figure.value)} %"
    noun = _NOUN.match(text, figure.end)
    return f"{written(figure.value)} {noun[1]}" if noun else written(figure.value)
