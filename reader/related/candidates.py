"""Which articles may bear on the one asked about: found in the lists of what they share, likeliest first.

Counted in the points of the score, as far as they can be told without looking at the texts.
"""

import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest

from reader.related.articles import Kept
from reader.related.asked import Asked
from reader.related.common_terms import POINTS, likeness
from reader.related.postings import term_entries
from reader.related.profile import figure_number

# How many entries of the lists of terms are read: the rarest terms first, a dozen of them in any case.
_ENTRIES = 15_000
_LEAST_TERMS = 12
_ROUGH = 400
_CONSIDERED = 120
_NAME = 2.0
_FIGURE = 1.5
_PRINT = 0.5
_BY_LINK = 12.0
_BY_RECORD = 2.0
_MANY = 25


@dataclass(frozen=True)
class Links:
    """The numbers of the articles that the one asked about links to, and of those that link to it."""

    cited: frozenset[int] = frozenset()
    citing: frozenset[int] = frozenset()


def links_of(connection: sqlite3.Connection, kept: Kept) -> Links:
    """Return what an article links to and what links to it."""
    query = """
        SELECT articles.number FROM links JOIN articles
        ON target IN (url_key, title_key, id_key) WHERE links.number = ? LIMIT 100
    """
    cited = {number for (number,) in connection.execute(query, (kept.number,))} - {kept.number}
    query = "SELECT number FROM links WHERE target IN (?, ?, ?) AND target <> 0 LIMIT 100"
    citing = {number for (number,) in connection.execute(query, (kept.url_key, kept.title_key, kept.id_key))}
    return Links(frozenset(cited), frozenset(citing - {kept.number}))


def candidates(connection: sqlite3.Connection, asked: Asked, links: Links, limit: int) -> list[int]:
    """Return the numbers of at most *limit* articles that seem to bear most on *asked*, likeliest first."""
    points: dict[int, float] = defaultdict(float)
    for source in (_by_names_and_figures(asked), _by_passages(asked), _by_record(connection, asked.kept, links)):
        for number, more in source.items():
            points[number] += more
    rough = _by_terms(connection, asked)
    likely = dict(nlargest(_ROUGH, rough.items(), key=lambda pair: pair[1]))
    for number, norm in _norms(connection, likely):
        likely[number] /= norm
    total = {number: points.get(number, 0.0) + POINTS * likely.get(number, 0.0) for number in points.keys() | likely}
    total.pop(asked.kept.number, None)
    considered = nlargest(max(_CONSIDERED, limit), total, key=lambda number: (total[number], -number))
    exact = {number: points.get(number, 0.0) + alike for number, alike in _alike(connection, asked, considered)}
    return nlargest(limit, exact, key=lambda number: (exact[number], -number))


def _by_terms(connection: sqlite3.Connection, asked: Asked) -> dict[int, float]:
    scores: dict[int, float] = defaultdict(float)
    read = 0
    for place, (term, count) in enumerate(sorted(asked.count_by_term.items(), key=lambda pair: (pair[1], pair[0]))):
        if place >= _LEAST_TERMS and read + count > _ENTRIES:
            break
        read += count
        value = asked.value_by_term[term]
        values = [value * weight for weight in range(16)]
        for first, entries in term_entries(connection, term):
            for entry in entries:
                scores[first + (entry >> 4)] += values[entry & 15]
    return scores


def _norms(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[tuple[int, float]]:
    among = ",".join(map(str, numbers))
    return connection.execute(f"SELECT number, norm FROM articles WHERE number IN ({among})").fetchall()


def _alike(connection: sqlite3.Connection, asked: Asked, numbers: list[int]) -> list[tuple[int, float]]:
    among = ",".join(map(str, numbers))
    query = f"""
        SELECT articles.number, norm, terms, weights FROM articles JOIN profiles ON profiles.number = articles.number
        WHERE articles.number IN ({among})
    """
    return [
        (number, POINTS * likeness(asked, dict(zip(array("I", terms), weights, strict=True)), norm))
        for number, norm, terms, weights in connection.execute(query)
    ]


def _by_names_and_figures(asked: Asked) -> dict[int, float]:
    points: dict[int, float] = defaultdict(float)
    names = {number for mention in asked.profile.mentions for number in (mention.key, mention.alias)}
    figures = {figure_number(figure) for figure in asked.profile.figures}
    for mark in (names | figures) & asked.numbers_by_mark.keys():
        numbers = asked.numbers_by_mark[mark]
        if len(numbers) <= max(_MANY, asked.total // 40):
            worth = asked.rarity_of_mark(mark) ** 3 * (_NAME if mark in names else _FIGURE)
            for number in numbers:
                points[number] += worth
    return points


def _by_passages(asked: Asked) -> dict[int, float]:
    counts = Counter(number for each in asked.profile.prints for number in asked.numbers_by_mark.get(each, ()))
    # One fingerprint alone is often a manner of speaking.
    return {number: _PRINT * count for number, count in counts.items() if count > 1}


def _by_record(connection: sqlite3.Connection, kept: Kept, links: Links) -> dict[int, float]:
    """Return the articles that a record leads to: links, versions, and what the author wrote nearest in time."""
    points = dict.fromkeys(_of_author(connection, kept), _BY_RECORD)
    same = "SELECT number FROM articles WHERE {0} = ? AND {0} <> 0 LIMIT ?"
    for column, key in (("url_key", kept.url_key), ("title_key", kept.title_key)):
        points |= {number: _BY_LINK for (number,) in connection.execute(same.format(column), (key, _MANY))}
    return points | dict.fromkeys(links.cited | links.citing, _BY_LINK)


def _of_author(connection: sqlite3.Connection, kept: Kept) -> list[int]:
    """Return the articles of an author that lie nearest in time, before and after."""
    if not kept.author_key:
        return []
    day = kept.day or kept.first_day or 0
    query = "SELECT number FROM articles WHERE author_key = ? AND author_key <> 0 AND coalesce(day, 0) {} LIMIT ?"
    found = []
    for order in ("<= ? ORDER BY day DESC", "> ? ORDER BY day"):
        found += connection.execute(query.format(order), (kept.author_key, day, _MANY // 2)).fetchall()
    return [number for (number,) in found]
