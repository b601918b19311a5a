"""Which articles may bear on the one asked about: found in the lists of what they share, cheaply, most likely first."""

import sqlite3
from collections import Counter, defaultdict
from heapq import nlargest

from reader.related.asked import Asked
from reader.related.articles import Kept
from reader.related.postings import term_entries
from reader.related.profile import figure_number
from reader.related.rarity import rarity

# How many entries of the lists of terms are read: the rarest terms first, a dozen of them in any case.
_ENTRIES = 25_000
_LEAST_TERMS = 12
_ROUGH = 400
_BY_PASSAGE = 60
_BY_RECORD = 25
_NAME_OR_FIGURE = 0.1
_PRINT = 0.05


def candidates(connection: sqlite3.Connection, asked: Asked, limit: int) -> list[int]:
    """Return the numbers of at most about *limit* articles, those that bear most on *asked* by a rough count."""
    rough = _by_terms(connection, asked)
    best = dict(nlargest(_ROUGH, rough.items(), key=lambda pair: pair[1]))
    scores = {number: score / norm for number, score, norm in _with_norms(connection, best)}
    for number, score in _by_names_and_figures(asked).items():
        scores[number] = scores.get(number, 0.0) + score
    by_passage = _by_passages(asked)
    for number, prints in by_passage.items():
        scores[number] = scores.get(number, 0.0) + _PRINT * prints
    chosen = dict.fromkeys(_by_record(connection, asked.kept))
    chosen.update(dict.fromkeys(number for number, prints in by_passage.most_common(_BY_PASSAGE) if prints > 1))
    chosen.update(dict.fromkeys(nlargest(limit, scores, key=lambda number: (scores[number], -number))))
    chosen.pop(asked.kept.number, None)
    return list(chosen)


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


def _with_norms(connection: sqlite3.Connection, scores: dict[int, float]) -> list[tuple[int, float, float]]:
    numbers = ",".join(map(str, scores))
    rows = connection.execute(f"SELECT number, norm FROM articles WHERE number IN ({numbers})")  # noqa: S608 - integers
    return [(number, scores[number], norm) for number, norm in rows]


def _by_names_and_figures(asked: Asked) -> dict[int, float]:
    scores: dict[int, float] = defaultdict(float)
    marks = {mention.key for mention in asked.profile.mentions} | {mention.alias for mention in asked.profile.mentions}
    marks |= {figure_number(figure) for figure in asked.profile.figures}
    for mark in marks & asked.numbers_by_mark.keys():
        numbers = asked.numbers_by_mark[mark]
        if len(numbers) <= max(20, asked.total // 8):
            value = _NAME_OR_FIGURE * rarity(len(numbers), asked.total)
            for number in numbers:
                scores[number] += value
    return scores


def _by_passages(asked: Asked) -> Counter[int]:
    """Count the fingerprints that each article has in common with the one asked about."""
    prints = asked.profile.prints - asked.common_prints
    return Counter(number for each in prints for number in asked.numbers_by_mark[each] if number != asked.kept.number)


def _by_record(connection: sqlite3.Connection, kept: Kept) -> list[int]:
    """Return the articles that a record leads to: versions, links both ways, and what the author wrote nearest in time."""
    found = [
        *connection.execute(
            "SELECT number FROM articles WHERE url_key = ? AND url_key <> 0 LIMIT ?", (kept.url_key, _BY_RECORD)
        ),
        *connection.execute(
            "SELECT number FROM articles WHERE title_key = ? AND title_key <> 0 LIMIT ?", (kept.title_key, _BY_RECORD)
        ),
        *((number,) for number in cited(connection, kept) | citing(connection, kept)),
    ]
    if kept.author_key:
        day = kept.day or kept.first_day or 0
        for order, side in (("<=", "DESC"), (">", "ASC")):
            query = f"SELECT number FROM articles WHERE author_key = ? AND author_key <> 0 AND day {order} ? ORDER BY day {side} LIMIT ?"
            found += connection.execute(query, (kept.author_key, day, _BY_RECORD // 2)).fetchall()
    return [number for (number,) in found]


def cited(connection: sqlite3.Connection, kept: Kept) -> set[int]:
    """Return the numbers of the articles that *kept* links to."""
    query = """
        SELECT articles.number FROM links JOIN articles
        ON target = url_key OR target = title_key OR target = id_key WHERE links.number = ? LIMIT 100
    """
    return {number for (number,) in connection.execute(query, (kept.number,))} - {kept.number}


def citing(connection: sqlite3.Connection, kept: Kept) -> set[int]:
    """Return the numbers of the articles that link to *kept*."""
    query = "SELECT number FROM links WHERE target IN (?, ?, ?) AND target <> 0 LIMIT 100"
    keys = (kept.url_key, kept.title_key, kept.id_key)
    return {number for (number,) in connection.execute(query, keys)} - {kept.number}
