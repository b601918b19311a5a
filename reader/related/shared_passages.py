"""Passages that two articles share: quotations, wire copy, reprints, light rewrites, claims in other words."""

import re
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

from reader.related.evidence import CrossReference, Evidence, Span
from reader.related.figures import DAY, NUMERAL, Figure
from reader.related.subject import Candidate, Subject
from reader.related.terms import WORD, TextWords, term_of
from reader.text.alignment import SharedPassage
from reader.text.digits import fold_digits
from reader.text.sentences import sentence_at, sentences

# Fewer words than this in a row are a manner of speaking, unless the articles have more in common.
_LEAST_WORDS = 16
_LEAST_WORDS_RELATED = 12
_CHANGE = 4
# So many words are the same text however many names and numbers were changed in it.
_LONG = 60
_SAME_TEXT = 0.85
_MOST_TEXT = 0.6
_MOST_WORDS = 40
# Passages that are shown at most.
_MANY = 400

_CLAIM_POINTS = 2.5
_LEAST_COMMON_TERMS = 4
_MOST_CLAIMS = 3
_LISTED_WORDS = 4
_SAME_WORDS = 0.5
_YEAR = re.compile(r",?\s+(\d{4})\b")


class CommonPassages(NamedTuple):
    """Shared passages, and what share of each text's words, 0 to 1, they are."""

    passages: tuple[SharedPassage, ...] = ()
    here: float = 0.0
    there: float = 0.0

    @property
    def share(self) -> float:
        """What share of the shorter text is the same."""
        return max(self.here, self.there)

    @property
    def matched(self) -> int:
        """How many words are the same."""
        return sum(passage.matched for passage in self.passages)


def common_passages(subject: Subject, candidate: Candidate, words: TextWords, are_related: bool) -> CommonPassages:
    """Return the passages that *subject* shares with a *candidate*, whose text are these *words*, in that text's order.

    Short ones count only where names, figures or terms already say that the articles are related, and those that
    are a form with other names and numbers in it ("… people died when floods struck …") not at all.
    """
    if not subject.may_share_passages(candidate):
        return CommonPassages()
    least = _LEAST_WORDS_RELATED if are_related else _LEAST_WORDS
    found = [
        passage
        for passage in subject.aligner.passages(words.numbers)
        if passage.matched >= least and (passage.matched >= _LONG or _alike(subject.words, words, passage) >= least)
    ]
    matched = sum(passage.matched for passage in found)
    # Where a text repeats itself, its words can be matched more often than there are any.
    here, there = (min(1.0, matched / max(1, len(each.numbers))) for each in (subject.words, words))
    return CommonPassages(tuple(found[:_MANY]), here, there)


def _alike(here: TextWords, there: TextWords, passage: SharedPassage) -> int:
    """Return how many words of a passage are the same, less some for every name or number that is another."""
    numerals_here = _numerals(here, passage.here_start, passage.here_end)
    numerals_there = _numerals(there, passage.there_start, passage.there_end)
    pairs = zip_longest(numerals_here, numerals_there)
    changes = passage.changes + sum(1 for one, other in pairs if one != other)
    return passage.matched - _CHANGE * changes


def _numerals(words: TextWords, start: int, end: int) -> list[str]:
    first, last = _span(words, start, end)
    return [numeral.replace(",", "") for numeral in NUMERAL.findall(fold_digits(words.text[first:last]))]


def passage_evidence(subject: Subject, words: TextWords, common: CommonPassages) -> Evidence | None:
    """Say how much of the texts is the same, if anything is."""
    if not common.passages:
        return None
    here = tuple(sorted({_span(subject.words, each.here_start, each.here_end) for each in common.passages}))
    there = tuple(sorted({_span(words, each.there_start, each.there_end) for each in common.passages}))
    return Evidence("passage", _wording(common), here, there, passage_points(common), len(common.passages))


def _wording(common: CommonPassages) -> str:
    matched, share = common.matched, round(100 * min(common.here, common.there))
    if min(common.here, common.there) >= _SAME_TEXT:
        return f"the same text: {share} % of the words" if share < 100 else "the same text, word for word"
    if common.there >= _SAME_TEXT:
        return f"it is an excerpt of this article: {matched:,} words"
    if common.here >= _SAME_TEXT:
        return f"this article is an excerpt of it: {matched:,} words"
    if common.share >= _MOST_TEXT and matched >= _MOST_WORDS:
        return f"much of the same text: {matched:,} words"
    if len(common.passages) == 1:
        return f"a passage of {matched:,} words in both"
    return f"{len(common.passages):,} passages in both, {matched:,} words"


def passage_points(common: CommonPassages) -> float:
    """Return what shared passages are worth."""
    return 3.0 + 15.0 * common.share + min(15.0, common.matched / 12)


def _span(words: TextWords, start: int, end: int) -> Span:
    return words.span(start, end - 1)


def claim_evidence(subject: Subject, candidate: Candidate, text: str, passages: CommonPassages) -> Iterator[Evidence]:
    """Yield the days of which both articles have a sentence with much in common, unless its words are shared anyway."""
    if passages.share >= _SAME_WORDS:
        return
    titles = [title for each in (subject, candidate) if (title := each.article.title)]
    theirs = {figure.value: figure for figure in reversed(_days(text, candidate.profile.figures, titles))}
    ours = {figure.value: figure for figure in reversed(_days(subject.text, subject.profile.figures, titles))}
    in_both = [day for day in ours if day in theirs]
    for day in sorted(in_both, key=lambda day: ours[day].start)[:_MOST_CLAIMS]:
        claim = _claim(subject.text, ours[day], text, theirs[day])
        if claim is not None:
            yield claim


def _days(text: str, figures: Sequence[Figure], titles: Sequence[str]) -> list[Figure]:
    """Return the days of a text, without those that are part of a title that it cites."""
    return [figure for figure in figures if figure.unit == DAY and not _is_cited(text, figure, titles)]


def _is_cited(text: str, day: Figure, titles: Sequence[str]) -> bool:
    """Whether a day is part of the title of one of the two articles: who cites it says nothing of that day."""
    return any(text.find(title, max(0, day.start - len(title)), day.end + len(title)) >= 0 for title in titles)


def _claim(text: str, day: Figure, other_text: str, other_day: Figure) -> Evidence | None:
    years = _YEAR.match(text, day.end), _YEAR.match(other_text, other_day.end)
    if years[0] and years[1] and int(years[0][1]) != int(years[1][1]):
        return None
    here, there = _sentence(text, day), _sentence(other_text, other_day)
    one, other = _word_by_term(text, here), _word_by_term(other_text, there)
    day_terms = set(_word_by_term(text, (day.start, day.end)))
    common = [word for term, word in one.items() if term in other and term not in day_terms]
    # A name in both says as much as another word would.
    if len(common) + any(word[0].isupper() for word in common) < _LEAST_COMMON_TERMS:
        return None
    said = f"same claim about {text[day.start : day.end]}: {' · '.join(common[:_LISTED_WORDS])}"
    words = _spans_of({term for term in one if term in other} | day_terms, other_text, there)
    return Evidence("passage", said, (here,), (there,), _CLAIM_POINTS, words=words)


def _spans_of(terms: Set[int], text: str, span: Span) -> tuple[Span, ...]:
    """Return where words of *terms* stand in a part of a text."""
    found = WORD.finditer(text, *span)
    return tuple(match.span() for match in found if term_of(match.group()) in terms)


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


def fold_copies(
    references: Sequence[CrossReference], candidates: Mapping[str, Candidate], apart: Collection[str] = ()
) -> tuple[CrossReference, ...]:
    """Return the references with one for each family of articles that have the same text, at the place of its best.

    That is the one that came out first, of those without a date and those of one day the best; it names the others as
    its copies. *candidates* are by id; those *apart* always stand by themselves.
    """
    families: list[list[CrossReference]] = []
    for reference in references:
        prints = candidates[reference.id].profile.prints
        for family in families:
            best = family[0].id
            if not {reference.id, best} & set(apart) and prints.are_of_one_text(candidates[best].profile.prints):
                family.append(reference)
                break
        else:
            families.append([reference])
    return tuple(_one_of(family, candidates) for family in families)


def _one_of(family: list[CrossReference], candidates: Mapping[str, Candidate]) -> CrossReference:
    days = [min(candidates[each.id].article.days, default=sys.maxsize) for each in family]
    first = family[days.index(min(days))]
    return replace(first, copies=tuple(each.id for each in family if each is not first))
