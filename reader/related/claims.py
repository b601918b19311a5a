"""The same thing said of the same day in other words."""

import re
from collections.abc import Iterator

from reader.related.asked import Asked, Other
from reader.related.common_passages import CommonPassages
from reader.related.evidence import Evidence, Span
from reader.related.figures import DAY, Figure
from reader.related.words import WORD, term_of
from reader.text.sentences import sentence_at, sentences

_POINTS = 2.5
_LEAST_COMMON = 4
_MOST = 3
_LISTED = 4
_SAME_WORDS = 0.5
_YEAR = re.compile(r",?\s+(\d{4})\b")


def claim_evidence(asked: Asked, other: Other, text: str, passages: CommonPassages) -> Iterator[Evidence]:
    """Yield the days of which both articles have a sentence with much in common, unless its words are shared anyway."""
    if passages.share >= _SAME_WORDS:
        return
    days = {figure.value: figure for figure in reversed(other.profile.figures) if figure.unit == DAY}
    seen: set[float] = set()
    for figure in asked.profile.figures:
        if figure.unit == DAY and figure.value in days and figure.value not in seen and len(seen) < _MOST:
            seen.add(figure.value)
            claim = _claim(asked.text, figure, text, days[figure.value])
            if claim is not None:
                yield claim


def _claim(text: str, day: Figure, other_text: str, other_day: Figure) -> Evidence | None:
    years = _YEAR.match(text, day.end), _YEAR.match(other_text, other_day.end)
    if years[0] and years[1] and years[0][1] != years[1][1]:
        return None
    here, there = _sentence(text, day), _sentence(other_text, other_day)
    one, other = _word_by_term(text, here), _word_by_term(other_text, there)
    day_terms = set(_word_by_term(text, (day.start, day.end)))
    common = [word for term, word in one.items() if term in other and term not in day_terms]
    # A name in both says as much as another word would.
    if len(common) + any(word[0].isupper() for word in common) < _LEAST_COMMON:
        return None
    said = f"the same said of {text[day.start : day.end]}: {' · '.join(common[:_LISTED])}"
    return Evidence("passage", said, (here,), (there,), _POINTS)


def _sentence(text: str, figure: Figure) -> Span:
    """Return the sentence that a figure stands in."""
    begin = text.rfind("\n", 0, figure.start) + 1
    end = text.find("\n", figure.end)
    paragraph = text[begin : end if end >= 0 else len(text)]
    spans = sentences(paragraph)
    start, stop = spans[sentence_at(spans, figure.start - begin)]
    return begin + start, begin + stop


def _word_by_term(text: str, span: Span) -> dict[int, str]:
    return {term: word for word in WORD.findall(text[span[0] : span[1]]) if (term := term_of(word))}
