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
from reader.related.figures import Figure, figures_by_value
from reader.related.furniture import is_furniture, sample, without_furniture
from reader.related.postings import count_by_term, numbers_by_mark
from reader.related.profile import Profile
from reader.related.rarity import furniture_limit, rarity
from reader.related.shingles import repeated
from reader.related.spotting import NameKeys, heading_number, name_keys
from reader.related.word_places import Words

# More than this of a very long article is not asked for. The heaviest terms stay, and the least fingerprints: the
# same ones of every text with the same passage.
_TERMS = 400
_PRINTS = 600
_NAMES_AND_FIGURES = 600
# Sharing a rare term tells more than in proportion to its rarity; measured.
_RARITY_POWER = 1.25


@dataclass(frozen=True)
class Other:
    """An article that may bear on the one asked about."""

    kept: Kept
    profile: Profile


@dataclass(frozen=True)
class Asked:
    """The article asked about, among *total*; *numbers_by_mark* are the articles that hold each of its marks.

    *profile* has only what tells something: what stands in *left_out*, words marked one byte each, is printed under
    many articles.
    """

    kept: Kept
    profile: Profile
    words: Words
    left_out: bytes | bytearray
    total: int
    count_by_term: Mapping[int, int]
    numbers_by_mark: Mapping[int, list[int]]
    heading_by_key: Mapping[int, str]

    @property
    def text(self) -> str:
        """The plain text."""
        return self.words.text

    def rarity_of_mark(self, mark: int) -> float:
        """Return how much it tells to share a name or a figure with this article, 0 to 1."""
        return rarity(len(self.numbers_by_mark.get(mark, ())), self.total)

    @cached_property
    def rarity_by_term(self) -> dict[int, float]:
        """How rare each term is in the library."""
        return {term: rarity(count, self.total) for term, count in self.count_by_term.items()}

    @cached_property
    def value_by_term(self) -> dict[int, float]:
        """What sharing a term adds to the likeness, but for the other's weight of it."""
        weights, norm = self.profile.weight_by_term, self.kept.norm
        return {term: weights[term] * rare**_RARITY_POWER / norm for term, rare in self.rarity_by_term.items()}

    @cached_property
    def figures_by_value(self) -> dict[str, tuple[Figure, ...]]:
        """This article's figures."""
        return figures_by_value(self.profile.figures)

    @cached_property
    def name_keys(self) -> NameKeys:
        """The keys of this article's names."""
        return name_keys(self.profile.mentions)

    @cached_property
    def aligner(self) -> Aligner:
        """This article's words, ready to be laid beside others."""
        return Aligner(self.words.numbers, self.left_out)


def asked(connection: sqlite3.Connection, kept: Kept, profile: Profile, text: str, names: NamesAuthority) -> Asked:
    """Look up how rare everything is that an article holds."""
    total = int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    marks = {*sorted(profile.names_and_figures)[:_NAMES_AND_FIGURES], *sorted(profile.prints)[:_PRINTS]}
    numbers_by = numbers_by_mark(connection, marks)
    words = Words(text)
    common = _furniture(connection, {each: numbers_by[each] for each in profile.prints & numbers_by.keys()}, total)
    left_out = repeated(words.numbers, profile.prints, common) if common else b""
    if common:
        profile = without_furniture(profile, kept.title, words, left_out, common)
    heaviest = nlargest(_TERMS, profile.weight_by_term.items(), key=itemgetter(1))
    counts = count_by_term(connection, [term for term, _ in heaviest])
    headings = {heading_number(name.heading): name.heading for name in names}
    return Asked(kept, profile, words, left_out, total, counts, numbers_by, headings)


def _furniture(connection: sqlite3.Connection, numbers_by_print: Mapping[int, list[int]], total: int) -> set[int]:
    """Return the fingerprints of what is printed under many articles."""
    limit = furniture_limit(total)
    sampled = {each: sample(numbers) for each, numbers in numbers_by_print.items() if len(numbers) > limit}
    among = ",".join(str(number) for number in {number for numbers in sampled.values() for number in numbers})
    query = f"SELECT number, coalesce(first_day, day) FROM articles WHERE number IN ({among})"
    days = {number: day for number, day in connection.execute(query) if day is not None}
    return {each for each, numbers in sampled.items() if is_furniture(numbers, days)}
