"""Fingerprints of the passages of a text: hashed word shingles, thinned by winnowing.

S. Schleimer, D. Wilkerson and A. Aiken, *Winnowing: local algorithms for document fingerprinting*, SIGMOD 2003.
Any run of SIZE + WINDOW - 1 words that two texts share gives both at least one fingerprint in common.
"""

from collections.abc import Sequence
from itertools import pairwise

SIZE = 5
WINDOW = 8
GUARANTEE = SIZE + WINDOW - 1

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


def repeated(numbers: Sequence[int], common: set[int]) -> bytearray:
    """Mark the words, one byte each, that stand in passages whose fingerprints are in *common*.

    *common* holds fingerprints found in many articles: what a site prints under every one. Between two such
    fingerprints less than a window apart everything is marked.
    """
    marked = bytearray(len(numbers))
    previous = -WINDOW - SIZE
    for position, each in enumerate(shingles(numbers)):
        if each & _MASK in common:
            start = previous if position - previous <= WINDOW + SIZE else position
            marked[max(start, 0) : position + SIZE] = b"\x01" * (position + SIZE - max(start, 0))
            previous = position
    return marked
