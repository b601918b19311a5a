"""Fingerprints of the passages of a text: hashed word shingles, thinned by winnowing.

S. Schleimer, D. Wilkerson and A. Aiken, *Winnowing: local algorithms for document fingerprinting*, SIGMOD 2003.
Any run of SIZE + WINDOW - 1 words that two texts share gives both at least one fingerprint in common.
"""

from collections.abc import Sequence
from itertools import pairwise

SIZE = 5
WINDOW = 8
GUARANTEE = SIZE + WINDOW - 1
LEAST_REPEATED = 16

# Tuples of integers hash alike in every process, which strings do not; a store is marked with this number, so that
# a Python that hashes otherwise rebuilds it.
METHOD = hash(tuple(range(SIZE)))

_MASK = 0xFFFFFFFF


def shingles(numbers: Sequence[int]) -> list[int]:
    """Return the hash of every run of SIZE words, by the position of its first word."""
    return list(map(hash, zip(*(numbers[offset:] for offset in range(SIZE)), strict=False)))


def winnow(hashes: Sequence[int]) -> set[int]:
    """Return the least hash of every window of WINDOW shingles, in 32 bits."""
    if len(hashes) < WINDOW:
        return {min(hashes) & _MASK} if hashes else set()
    # The minimum over eight is the lesser of those over two fours, and so on: three passes instead of eight.
    pairs = [one if one < other else other for one, other in pairwise(hashes)]
    fours = [one if one < other else other for one, other in zip(pairs, pairs[2:], strict=False)]
    return {one & _MASK if one < other else other & _MASK for one, other in zip(fours, fours[4:], strict=False)}


def fingerprints(numbers: Sequence[int]) -> set[int]:
    """Return the fingerprints of a text, given the numbers of its words."""
    return winnow(shingles(numbers))


def repeated(numbers: Sequence[int], prints: set[int], common: set[int]) -> bytearray:
    """Mark the words, one byte each, that stand in passages whose *prints* are all in *common*.

    *common* holds fingerprints found in many articles. Between two of them everything is marked, unless a fingerprint
    that is not common stands between them; fewer than LEAST_REPEATED words in a row are a manner of speaking, not
    what a site prints under every article, and stay unmarked.
    """
    marked = bytearray(len(numbers))
    start = end = 0
    for position, each in enumerate(shingles(numbers)):
        mark = each & _MASK
        if mark in common:
            start, end = (start, position + SIZE) if end else (position, position + SIZE)
        elif mark in prints:
            _mark(marked, start, end)
            end = 0
    _mark(marked, start, end)
    return marked


def _mark(marked: bytearray, start: int, end: int) -> None:
    if end - start >= LEAST_REPEATED:
        marked[start:end] = b"\x01" * (end - start)
