"""The article that cross-references are asked for, and how rare in the library is what it holds."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from operator import itemgetter

from reader.library.names import NamesAuthority
from reader.related.alignment import Aligner
from reader.related.articles import Kept
from reader.related.postings import count_by_term, numbers_by_mark
from reader.related.profile import Profile
from reader.related.rarity import furniture_limit, rarity
from reader.related.shingles import repeated
from reader.related.spotting import heading_number
from reader.related.words import word_numbers, word_spans

# More terms than this of a very long article are not asked for; the heaviest stay.
_TERMS = 400
# Sharing a rare term tells more than in proportion to its rarity; measured.
_RARITY_POWER = 1.25


@dataclass(frozen=True)
class Other:
    """An article that may bear on the one asked about."""

    kept: Kept
    profile: Profile


@dataclass(frozen=True)
class Asked:
    """The article asked about, among *total*; *numbers_by_mark* are the articles that hold each of its marks."""

    kept: Kept
    profile: Profile
    text: str
    total: int
    count_by_term: Mapping[int, int]
    numbers_by_mark: Mapping[int, list[int]]
    heading_by_key: Mapping[int, str]

    def rarity_of_mark(self, mark: int) -> float:
        """Return how much it tells to share a name or a figure with this article, 0 to 1."""
        return rarity(len(self.numbers_by_mark.get(mark, ())), self.total)

    @cached_property
    def value_by_term(self) -> dict[int, float]:
        """What sharing a term adds to the likeness, but for the other's weight of it."""
        weights = self.profile.weight_by_term
        return {
            term: weights[term] * rarity(count, self.total) ** _RARITY_POWER / self.profile.norm
            for term, count in self.count_by_term.items()
        }

    @cached_property
    def common_prints(self) -> set[int]:
        """The fingerprints of what stands in so many articles that it says nothing."""
        limit = furniture_limit(self.total)
        return {each for each in self.profile.prints if len(self.numbers_by_mark[each]) > limit}

    @cached_property
    def words(self) -> "Words":
        """This article's words."""
        return words_of(self.text)

    @cached_property
    def aligner(self) -> Aligner:
        """This article's words, ready to be laid beside others; what every article says is left out."""
        numbers = self.words.numbers
        return Aligner(numbers, repeated(numbers, self.common_prints) if self.common_prints else b"")


@dataclass(frozen=True)
class Words:
    """The words of a text by number, their terms and their spans."""

    numbers: list[int]
    terms: Mapping[int, int]
    text: str

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where they stand."""
        return word_spans(self.text)

    @cached_property
    def places_by_term(self) -> dict[int, list[int]]:
        """Which words are a form of each term."""
        places: dict[int, list[int]] = {}
        for place, number in enumerate(self.numbers):
            places.setdefault(self.terms[number], []).append(place)
        return places


def words_of(text: str) -> Words:
    """Return the words of *text*."""
    numbers, terms = word_numbers(text)
    return Words(numbers, terms, text)


def asked(connection: sqlite3.Connection, kept: Kept, profile: Profile, text: str, names: NamesAuthority) -> Asked:
    """Look up how rare everything is that an article holds."""
    total = int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    heaviest = nlargest(_TERMS, profile.weight_by_term.items(), key=itemgetter(1))
    counts = count_by_term(connection, [term for term, _ in heaviest])
    headings = {heading_number(name.heading): name.heading for name in names}
    return Asked(kept, profile, text, total, counts, numbers_by_mark(connection, profile.marks), headings)
