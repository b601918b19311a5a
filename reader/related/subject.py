"""The article whose cross-references are sought, and its candidates, likeliest first.

Candidates are found in the lists of what they share with the subject, and ranked in the points of the score as far as
these can be known without the texts.
"""

import sqlite3
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from operator import itemgetter
from typing import TypeVar

from reader.library.names import NamesAuthority
from reader.related.articles import KnownArticle
from reader.related.evidence import furniture_limit, rarity
from reader.related.exclusions import EventMarks, event_marks
from reader.related.figures import Figure, figures_by_value
from reader.related.names import Mention, NameKeys, heading_number, name_keys
from reader.related.postings import count_by_term, numbers_by_mark, term_entries
from reader.related.profile import Fingerprints, Profile, figure_number, repeated, unpack_weights
from reader.related.statements.account import Account
from reader.related.terms import WORD, TextWords, term_of
from reader.text.alignment import Aligner

# More than this of a very long article is not looked up. The heaviest terms stay, and the least fingerprints: the
# same ones of every text with the same passage.
_TERMS = 400
_PRINTS = 600
_NAMES_AND_FIGURES = 600
# Sharing a rare term says more than in proportion to its rarity; measured.
_RARITY_POWER = 1.25
# What the likeness of terms adds to a score, at most.
LIKENESS_POINTS = 50.0

# What many articles share within so many days is a wire story that all print; over months it is furniture.
_FORTNIGHT = 14
_OF_ONE_TIME = 0.8
_SAMPLE = 40

# How many entries of the lists of terms are read: the rarest terms first, a dozen of them in any case.
_ENTRIES = 15_000
_LEAST_TERMS = 12
# Of the articles that share terms, the likeliest are weighed exactly.
_ROUGH = 400
_CONSIDERED = 120
_NAME = 2.0
_FIGURE = 1.5
_PRINT = 0.5
# As much as `judgment` gives for the evidence that a record is.
_BY_LINK = 12.0
_BY_RECORD = 2.0
# A name or figure of more articles than this, or a fortieth of all, leads to none of them.
_MANY = 25


@dataclass(frozen=True)
class Candidate:
    """An article that may bear on the subject; *account* looks up who says what in it."""

    article: KnownArticle
    profile: Profile
    account: Callable[[], Account] = Account


@dataclass(frozen=True)
class Subject:
    """The article that cross-references are sought for, and how rare in the library is what it holds.

    *total* counts the library's articles, *numbers_by_mark* are those that hold each of its marks. *left_out* marks,
    one byte a word, what a site prints under every article; *profile* is without it.
    """

    article: KnownArticle
    profile: Profile
    words: TextWords
    left_out: bytes | bytearray
    total: int
    count_by_term: Mapping[int, int]
    numbers_by_mark: Mapping[int, list[int]]
    heading_by_key: Mapping[int, str]
    account: Callable[[], Account] = Account

    def may_share_passages(self, candidate: Candidate) -> bool:
        """Whether a candidate has one of this article's fingerprints."""
        if self._sharing is None:
            return not candidate.profile.prints.all.isdisjoint(self.profile.prints.all)
        return candidate.article.number in self._sharing

    @cached_property
    def _sharing(self) -> frozenset[int] | None:
        """The numbers of the articles with one of this article's fingerprints, unless these were not all looked up."""
        prints = self.profile.prints.all
        if not prints <= self.numbers_by_mark.keys():
            return None
        return frozenset().union(*map(self.numbers_by_mark.__getitem__, prints))

    @property
    def text(self) -> str:
        """The plain text."""
        return self.words.text

    def rarity_of_mark(self, mark: int) -> float:
        """Return how much it says to share a name or a figure with this article, 0 to 1."""
        return rarity(len(self.numbers_by_mark.get(mark, ())), self.total)

    @cached_property
    def rarity_by_term(self) -> dict[int, float]:
        """How rare each term is in the library."""
        return {term: rarity(count, self.total) for term, count in self.count_by_term.items()}

    @cached_property
    def value_by_term(self) -> dict[int, float]:
        """What sharing a term adds to the likeness, but for the other's weight of it."""
        weights, norm = self.profile.weight_by_term, self.article.norm
        return {term: weights[term] * rare**_RARITY_POWER / norm for term, rare in self.rarity_by_term.items()}

    def likeness(self, weights: Mapping[int, int], norm: float) -> float:
        """Return how alike another article's terms are, 0 to 1, given their weights and their vector's length.

        The cosine of sublinear term weights, each times its rarity in the library. The lengths of the vectors leave
        rarity out: they are computed once, when an article is added, and it was measured to rank better.
        """
        values = self.value_by_term
        if len(weights) < len(values):
            return sum(values[term] * weight for term, weight in weights.items() if term in values) / norm
        return sum(value * weights[term] for term, value in values.items() if term in weights) / norm

    @cached_property
    def marks(self) -> EventMarks:
        """What this article says at its head of when an event was, and how strong."""
        return event_marks(self.article.title, self.text)

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


def subject_of(
    connection: sqlite3.Connection, article: KnownArticle, profile: Profile, text: str, names: NamesAuthority
) -> Subject:
    """Look up how rare everything is that an article holds. Raises: sqlite3.Error, TornBytes."""
    total = int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    marks = {*sorted(profile.names_and_figures)[:_NAMES_AND_FIGURES], *_looked_up(profile)}
    numbers_by = numbers_by_mark(connection, marks)
    words = TextWords(text)
    common = _furniture(connection, {each: numbers_by[each] for each in profile.prints.all & numbers_by.keys()}, total)
    left_out = repeated(words.numbers, profile.prints.all, common) if common else b""
    if common:
        profile = without_furniture(profile, article.title, words, left_out, common)
    heaviest = nlargest(_TERMS, profile.weight_by_term.items(), key=itemgetter(1))
    counts = count_by_term(connection, [term for term, _ in heaviest])
    headings = {heading_number(name.heading): name.heading for name in names}
    return Subject(article, profile, words, left_out, total, counts, numbers_by, headings)


def _looked_up(profile: Profile) -> list[int]:
    return sorted(profile.prints.all)[:_PRINTS]


def _furniture(connection: sqlite3.Connection, numbers_by_print: Mapping[int, list[int]], total: int) -> set[int]:
    """Return the fingerprints of what is printed under many articles."""
    limit = furniture_limit(total)
    sampled = {each: sample(numbers) for each, numbers in numbers_by_print.items() if len(numbers) > limit}
    among = ",".join(str(number) for number in {number for numbers in sampled.values() for number in numbers})
    query = f"SELECT number, coalesce(first_day, day) FROM articles WHERE number IN ({among})"
    days = {number: day for number, day in connection.execute(query) if day is not None}
    return {each for each, numbers in sampled.items() if is_furniture(numbers, days)}


def sample(numbers: Sequence[int]) -> Sequence[int]:
    """Return some forty of the articles that share a passage, evenly spread."""
    return numbers[:: max(1, len(numbers) // _SAMPLE)]


def is_furniture(numbers: Sequence[int], day_by_number: Mapping[int, int]) -> bool:
    """Whether a passage that many articles share is furniture, given a `sample` of them and the known days."""
    days = sorted(day_by_number[number] for number in numbers if number in day_by_number)
    if 2 * len(days) < len(numbers):
        return True
    middle = days[len(days) // 2]
    return sum(abs(day - middle) <= _FORTNIGHT for day in days) < _OF_ONE_TIME * len(days)


def without_furniture(
    profile: Profile, title: str, words: TextWords, left_out: bytes | bytearray, prints: set[int]
) -> Profile:
    """Return a profile without the terms, names and figures that stand only in words marked *left_out*.

    *prints* are the fingerprints of those words; what the title says stays.
    """
    kept = {words.terms[number] for number, is_out in zip(words.numbers, left_out, strict=True) if not is_out}
    kept.update(term_of(word) for word in WORD.findall(title))
    gone = {words.terms[number] for number, is_out in zip(words.numbers, left_out, strict=True) if is_out} - kept
    starts = words.edges[::2]
    return Profile(
        {term: weight for term, weight in profile.weight_by_term.items() if term not in gone},
        _left(profile.mentions, starts, left_out),
        _left(profile.figures, starts, left_out),
        Fingerprints.of(profile.prints.all - prints),
    )


_Found = TypeVar("_Found", Mention, Figure)


def _left(found: Iterable[_Found], starts: Sequence[int], left_out: bytes | bytearray) -> list[_Found]:
    return [each for each in found if not _is_out(each.start, each.end, starts, left_out)]


def _is_out(start: int, end: int, starts: Sequence[int], left_out: bytes | bytearray) -> bool:
    """Whether the words of a span, or where it has none those around it, are marked."""
    first = max(0, bisect_right(starts, start) - 1)
    past = max(first + 1, bisect_right(starts, end) + 1)
    return all(left_out[first:past])


@dataclass(frozen=True)
class Links:
    """The numbers of the articles that the subject links to, and of those that link to it."""

    cited: frozenset[int] = frozenset()
    citing: frozenset[int] = frozenset()


def links_of(connection: sqlite3.Connection, article: KnownArticle) -> Links:
    """Return what an article links to and what links to it."""
    query = """
        SELECT articles.number FROM links JOIN articles
        ON target IN (url_key, title_key, id_key) WHERE links.number = ? LIMIT 100
    """
    cited = {number for (number,) in connection.execute(query, (article.number,))} - {article.number}
    query = "SELECT number FROM links WHERE target IN (?, ?, ?) AND target <> 0 LIMIT 100"
    citing = {number for (number,) in connection.execute(query, (article.url_key, article.title_key, article.id_key))}
    return Links(frozenset(cited), frozenset(citing - {article.number}))


def find_candidates(connection: sqlite3.Connection, subject: Subject, links: Links, limit: int) -> list[int]:
    """Return the numbers of at most *limit* articles that seem to bear most on *subject*, likeliest first."""
    points: dict[int, float] = defaultdict(float)
    for source in (
        _by_names_and_figures(subject),
        _by_passages(subject),
        _by_record(connection, subject.article, links),
    ):
        for number, more in source.items():
            points[number] += more
    rough = _by_terms(connection, subject)
    likely = dict(nlargest(_ROUGH, rough.items(), key=lambda pair: pair[1]))
    for number, norm in _norms(connection, likely):
        likely[number] /= norm
    total = {
        number: points.get(number, 0.0) + LIKENESS_POINTS * likely.get(number, 0.0) for number in points.keys() | likely
    }
    total.pop(subject.article.number, None)
    considered = nlargest(max(_CONSIDERED, limit), total, key=lambda number: (total[number], -number))
    exact = {number: points.get(number, 0.0) + alike for number, alike in _alike(connection, subject, considered)}
    return nlargest(limit, exact, key=lambda number: (exact[number], -number))


def _by_terms(connection: sqlite3.Connection, subject: Subject) -> dict[int, float]:
    scores: dict[int, float] = defaultdict(float)
    read = 0
    for place, (term, count) in enumerate(sorted(subject.count_by_term.items(), key=lambda pair: (pair[1], pair[0]))):
        if place >= _LEAST_TERMS and read + count > _ENTRIES:
            break
        read += count
        value = subject.value_by_term[term]
        values = [value * weight for weight in range(16)]
        for first, entries in term_entries(connection, term):
            for entry in entries:
                scores[first + (entry >> 4)] += values[entry & 15]
    return scores


def _norms(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[tuple[int, float]]:
    among = ",".join(map(str, numbers))
    return connection.execute(f"SELECT number, norm FROM articles WHERE number IN ({among})").fetchall()


def _alike(connection: sqlite3.Connection, subject: Subject, numbers: list[int]) -> list[tuple[int, float]]:
    among = ",".join(map(str, numbers))
    query = f"""
        SELECT number, norm, terms, weights FROM articles JOIN term_weights USING (number) WHERE number IN ({among})
    """
    return [
        (number, LIKENESS_POINTS * subject.likeness(unpack_weights(terms, weights), norm))
        for number, norm, terms, weights in connection.execute(query)
    ]


def _by_names_and_figures(subject: Subject) -> dict[int, float]:
    points: dict[int, float] = defaultdict(float)
    names = {number for mention in subject.profile.mentions for number in (mention.key, mention.alias)}
    figures = {figure_number(figure) for figure in subject.profile.figures}
    for mark in (names | figures) & subject.numbers_by_mark.keys():
        numbers = subject.numbers_by_mark[mark]
        if len(numbers) <= max(_MANY, subject.total // 40):
            worth = subject.rarity_of_mark(mark) ** 3 * (_NAME if mark in names else _FIGURE)
            for number in numbers:
                points[number] += worth
    return points


def _by_passages(subject: Subject) -> dict[int, float]:
    counts = Counter(number for each in subject.profile.prints.all for number in subject.numbers_by_mark.get(each, ()))
    # One fingerprint alone is often a manner of speaking.
    return {number: _PRINT * count for number, count in counts.items() if count > 1}


def _by_record(connection: sqlite3.Connection, article: KnownArticle, links: Links) -> dict[int, float]:
    """Return the articles that a record leads to: links, versions, and what the author wrote nearest in time."""
    points = dict.fromkeys(_of_author(connection, article), _BY_RECORD)
    same = "SELECT number FROM articles WHERE {0} = ? AND {0} <> 0 LIMIT ?"
    for column, key in (("url_key", article.url_key), ("title_key", article.title_key)):
        points |= {number: _BY_LINK for (number,) in connection.execute(same.format(column), (key, _MANY))}
    return points | dict.fromkeys(links.cited | links.citing, _BY_LINK)


def _of_author(connection: sqlite3.Connection, article: KnownArticle) -> list[int]:
    """Return the articles of an author that lie nearest in time, before and after."""
    if not article.author_key:
        return []
    day = article.day or article.first_day or 0
    query = "SELECT number FROM articles WHERE author_key = ? AND author_key <> 0 AND coalesce(day, 0) {} LIMIT ?"
    found = []
    for order in ("<= ? ORDER BY day DESC", "> ? ORDER BY day"):
        found += connection.execute(query.format(order), (article.author_key, day, _MANY // 2)).fetchall()
    return [number for (number,) in found]
