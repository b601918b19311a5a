"""Passages that two articles share: quotations, wire copy, reprints, light rewrites."""

from collections.abc import Set
from itertools import zip_longest
from typing import NamedTuple

from reader.related.alignment import Passage
from reader.related.asked import Asked
from reader.related.evidence import Evidence, Span
from reader.related.figures import NUMERAL
from reader.related.word_places import Words
from reader.text.digits import fold_digits

# Fewer words than this in a row are a manner of speaking, unless the articles have more in common.
_LEAST_WORDS = 16
_LEAST_WORDS_RELATED = 12
_CHANGE = 4
# So many words are the same text however many names and numbers were changed in it.
_LONG = 60
_SAME_TEXT = 0.85
_MOST_TEXT = 0.6
_MOST_WORDS = 40
_MANY = 400


class CommonPassages(NamedTuple):
    """Shared passages, and what share of each text's words, 0 to 1, they are."""

    passages: tuple[Passage, ...] = ()
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


def common_passages(asked: Asked, prints: Set[int], words: Words, are_related: bool) -> CommonPassages:
    """Return the passages that *asked* shares with a text of these fingerprints, in that text's order.

    Short ones count only where names, figures or terms already tell that the articles are related, and those that
    are a form with other names and numbers in it ("… people died when floods struck …") not at all.
    """
    if prints.isdisjoint(asked.profile.prints):
        return CommonPassages()
    least = _LEAST_WORDS_RELATED if are_related else _LEAST_WORDS
    found = [
        passage
        for passage in asked.aligner.passages(words.numbers)
        if passage.matched >= least and (passage.matched >= _LONG or _alike(asked.words, words, passage) >= least)
    ]
    matched = sum(passage.matched for passage in found)
    # Where a text repeats itself, its words can be matched more often than there are any.
    here, there = (min(1.0, matched / max(1, len(each.numbers))) for each in (asked.words, words))
    return CommonPassages(tuple(found[:_MANY]), here, there)


def _alike(here: Words, there: Words, passage: Passage) -> int:
    """Return how many words of a passage are the same, less some for every name or number that is another."""
    numerals_here = _numerals(here, passage.here_start, passage.here_end)
    numerals_there = _numerals(there, passage.there_start, passage.there_end)
    pairs = zip_longest(numerals_here, numerals_there)
    changes = passage.changes + sum(1 for one, other in pairs if one != other)
    return passage.matched - _CHANGE * changes


def _numerals(words: Words, start: int, end: int) -> list[str]:
    first, last = _span(words, start, end)
    return [numeral.replace(",", "") for numeral in NUMERAL.findall(fold_digits(words.text[first:last]))]


def passage_evidence(asked: Asked, words: Words, common: CommonPassages) -> Evidence | None:
    """Say how much of the texts is the same, if anything is."""
    if not common.passages:
        return None
    here = tuple(sorted({_span(asked.words, each.here_start, each.here_end) for each in common.passages}))
    there = tuple(sorted({_span(words, each.there_start, each.there_end) for each in common.passages}))
    return Evidence("passage", _wording(common), here, there, passage_points(common))


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


def _span(words: Words, start: int, end: int) -> Span:
    return words.spans[start][0], words.spans[end - 1][1]
