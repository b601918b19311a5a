"""Postings as flat arrays: which articles have a term, how often and where; put in order and merged.

A term is known by its key: one byte for its field, then the term itself. Postings stand in the order of the keys, then
of the articles; the positions of one run together with those of the next.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint32]


class PostingTable(NamedTuple):
    """Sorted *keys*; where the postings of each end; and of each posting its article, *weights* doubled, and positions.

    *counts* are the numbers of positions.
    """

    keys: list[bytes]
    ends: npt.NDArray[np.int64]
    articles: Numbers
    weights: Numbers
    counts: Numbers
    positions: Numbers


def _ordered(
    keys: list[bytes], terms: npt.NDArray[np.int64], articles: Numbers, weights: Numbers, counts: Numbers,
    positions: Numbers,
) -> PostingTable:  # fmt: skip
    """Put postings, of which each belongs to the key number *terms*, in order."""
    order = np.argsort(terms << 32 | articles, kind="stable")
    starts = np.cumsum(counts, dtype=np.int64) - counts
    return PostingTable(
        keys,
        np.cumsum(np.bincount(terms, minlength=len(keys)), dtype=np.int64),
        articles[order],
        weights[order],
        counts[order],
        positions[ranges(starts[order], counts[order])],
    )


def ranges(starts: npt.NDArray[np.int64], counts: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.int64]:
    """Return the places of several runs in a row, each of so many *counts* from its start on."""
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    places: npt.NDArray[np.int64] = np.arange(total) + np.repeat(starts - ends + counts, counts)
    return places


def merged(parts: Sequence[tuple[PostingTable, Sequence[int] | None]]) -> PostingTable:
    """Return several tables as one, each with the new number of every article of its; those below 0 are left out.

    Without such numbers, a table's articles keep theirs.
    """
    if len(parts) == 1 and parts[0][1] is None:
        return parts[0][0]
    lived = [_living(*part) for part in parts]
    keys = sorted(set().union(*(part.keys for part in lived)))
    number_by_key = {key: number for number, key in enumerate(keys)}
    terms = [
        np.repeat(np.array([number_by_key[key] for key in part.keys], np.int64), np.diff(part.ends, prepend=0))
        for part in lived
    ]
    articles, weights, counts, positions = (np.concatenate([part[column] for part in lived]) for column in range(2, 6))
    return _ordered(keys, np.concatenate(terms), articles, weights, counts, positions)


def _living(table: PostingTable, numbers: Sequence[int] | None) -> PostingTable:
    """Return *table* with the new numbers of its articles, without what none of them has any more."""
    if numbers is None:
        return table
    articles = np.array(numbers, np.int64)[table.articles]
    stays = articles >= 0
    terms = np.repeat(np.arange(len(table.keys)), np.diff(table.ends, prepend=0))[stays]
    held = np.bincount(terms, minlength=len(table.keys))
    starts = np.cumsum(table.counts, dtype=np.int64) - table.counts
    places = ranges(starts[stays], table.counts[stays])
    return PostingTable(
        [key for key, count in zip(table.keys, held.tolist(), strict=True) if count],
        np.cumsum(held[held > 0], dtype=np.int64),
        articles[stays].astype(np.uint32),
        table.weights[stays],
        table.counts[stays],
        table.positions[places],
    )
