"""The words that are said in a text: what it is found by where somebody asks who says them."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, repeat

from reader.related.statements.statement import Statement
from reader.related.terms import word_numbers

_MASK = 0xFFFFFFFF
# Before the key of a single word: of two words in a row both keys stand there.
_ALONE = 0


def spoken_marks(text: str, statements: Iterable[Statement]) -> "array[int]":
    """Return a mark for every word, and for every two in a row, that *statements* of a text say."""
    marks: set[int] = set()
    reached = 0
    for start, end in sorted({(each.start, each.end) for each in statements}, key=lambda span: (span[0], -span[1])):
        if end <= reached:
            # Part of what was said already.
            continue
        reached = end
        keys = _keys(text[start:end])
        marks.update(map(hash, zip(repeat(_ALONE), {*keys}, strict=False)), map(hash, {*pairwise(keys)}))
    return array("I", {mark & _MASK for mark in marks})


def asked_marks(words: str) -> list[int]:
    """Return the marks that a text has in which these words are said in a row; none where there are no words."""
    keys = _keys(words)
    if len(keys) < 2:
        return [hash((_ALONE, key)) & _MASK for key in keys]
    return [hash(pair) & _MASK for pair in pairwise(keys)]


def says(text: str, statement: Statement, words: str) -> bool:
    """Whether a statement says these words, in a row and in any of their forms."""
    asked, keys = _keys(words), _keys(text[statement.start : statement.end])
    return any(keys[at : at + len(asked)] == asked for at in _places(keys, asked))


def _places(keys: Sequence[int], asked: Sequence[int]) -> Iterator[int]:
    return (at for at, key in enumerate(keys) if key == asked[0]) if asked else iter(())


def _keys(text: str) -> list[int]:
    """Return the term of every word, or for one that is none, its number."""
    numbers, terms = word_numbers(text)
    return [terms[number] or number for number in numbers]
