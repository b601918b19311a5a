"""Figures on which two articles of one event disagree, and who says so."""

import re
from bisect import bisect_left, bisect_right
from operator import attrgetter

from reader.related.counted_nouns import NOUN
from reader.related.evidence import Evidence
from reader.related.figures import DAY, Figure, agrees, figure_words
from reader.related.statements.account import Account
from reader.related.statements.claim import Claim, is_apart
from reader.related.statements.claim_words import amount_words
from reader.related.statements.happenings import are_alike
from reader.related.statements.tokens import is_named
from reader.related.subject import Candidate, Subject
from reader.related.terms import WORD, term_of

# A rounded number lies no farther from the exact one, so that only the neighbors are looked at.
NEAR = 1.06
_DIFFERENCE_POINTS = 2.0
_NEXT_NOUN = re.compile(rf"[ \u00a0]({NOUN})")
_MOST_DIFFERENCES = 3
_AROUND = 70
_BEFORE = 40
# How many terms around two numbers must agree for them to count the same thing: more if they are far apart.
_LEAST_COMMON = 1
_LEAST_COMMON_FAR = 4
# Numbers of which one is more than so many times the other are far apart.
_FAR = 4
# An article of nothing but numbers would else cost the square of them.
_MOST_COMPARED = 400


def disagreement_evidence(subject: Subject, candidate: Candidate, text: str) -> list[Evidence]:
    """Say what two articles of one event count differently, and who says so; *text* is the candidate's.

    Numbers whose bounds leave room for one that is both, or of which different things are told, disagree in nothing.
    """
    found = find_disagreements(subject.text, subject.profile.figures, text, candidate.profile.figures)
    if not found:
        return []
    here, there = (_claims_by_start(each.account()) for each in (subject, candidate))
    evidence = []
    for one, another in found:
        ours, theirs = here.get(one.start), there.get(another.start)
        if ours is None or theirs is None or _contradict(ours, theirs):
            said = _said(subject.text, one, ours), _said(text, another, theirs)
            evidence.append(_disagreement(one, another, *said))
    return evidence[:_MOST_DIFFERENCES]


def _claims_by_start(account: Account) -> dict[int, Claim]:
    """Return claims by where their numbers begin."""
    return {claim.start: claim for claim in account.claims}


def _contradict(one: Claim, other: Claim) -> bool:
    is_other_event = one.event and other.event and not are_alike(one.event, other.event)
    return is_apart(one, other) and not is_other_event


def find_disagreements(
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
    near = sorted(others, key=attrgetter("value"))
    values = [figure.value for figure in near]
    seen: set[float] = set()
    kept: list[Figure] = []
    for figure in figures:
        if figure.unit != DAY and figure.nouns and figure.value >= 3 and figure.value not in seen:
            seen.add(figure.value)
            # Farther from it nothing is a rounding of it.
            low, high = bisect_left(values, figure.value / NEAR), bisect_right(values, figure.value * NEAR)
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
    least = _LEAST_COMMON if are_near(one, other) else _LEAST_COMMON_FAR
    return len(common - (set(one.nouns) & set(other.nouns))) >= least


def are_near(one: Figure, other: Figure) -> bool:
    """Whether two numbers may be of one thing, told differently."""
    return max(one.value, other.value) <= _FAR * min(one.value, other.value)


def _says_of_what(text: str, figure: Figure) -> bool:
    """Whether the text says of what a figure is: of "108,076 people, 47,183", the people are another number's."""
    before = text[max(0, figure.start - _BEFORE) : figure.start]
    return bool(figure.unit or _NEXT_NOUN.match(text, figure.end)) or not any(map(str.isdigit, before))


def _terms_around(text: str, figure: Figure) -> set[int]:
    """Return the terms of what stands around a figure, within its paragraph."""
    begin = text.rfind("\n", max(0, figure.start - _AROUND), figure.start) + 1 or max(0, figure.start - _AROUND)
    end = text.find("\n", figure.end, figure.end + _AROUND)
    around = text[begin : end if end >= 0 else figure.end + _AROUND]
    return {term for word in WORD.findall(around) if (term := term_of(word))}


def _disagreement(one: Figure, other: Figure, here: str, there: str) -> Evidence:
    words = f"figures differ: {here} here, {there} there"
    return Evidence("disagreement", words, ((one.start, one.end),), ((other.start, other.end),), _DIFFERENCE_POINTS)


def _said(text: str, figure: Figure, claim: Claim | None) -> str:
    """Return a figure with its bound, what it counts and who says so."""
    if claim is None:
        return _with_noun(text, figure)
    noun = _NEXT_NOUN.match(text, figure.end) if figure.unit != "%" else None
    who = f" ({claim.speaker.name})" if claim.speaker and is_named(claim.speaker.name) else ""
    return f"{amount_words(claim)}{f' {noun[1]}' if noun else ''}{who}"


def _with_noun(text: str, figure: Figure) -> str:
    """Return a figure with what it counts, if that follows at once."""
    noun = _NEXT_NOUN.match(text, figure.end) if figure.unit != "%" else None
    return f"{figure_words(figure)} {noun[1]}" if noun else figure_words(figure)
