"""Many articles at once: a chunk of text is looked into the first time that it is met, then counted as a number.

What the articles have is put in order by sorting numbers: their postings, lengths and figures.
"""

from array import array
from collections.abc import Callable, Iterable
from itertools import accumulate, chain
from typing import Any

import numpy as np
import numpy.typing as npt

from reader.search.analysis import ArticleAnalysis, ChunkTerms, chunk_terms
from reader.search.columnar.kept_text import KeptText
from reader.search.columnar.postings import Columns, Numbers, PostingTable, ranges
from reader.search.document import LENGTH_UNIT
from reader.search.schema import FIELD_NUMBERS, VALUE_FIELDS, WORDS
from reader.search.weights import Integers, are_new

# Twice what a word of the text weighs.
_IN_TEXT = 2
_WORDS = bytes((FIELD_NUMBERS[WORDS],))
_VALUES_BEGIN = min(FIELD_NUMBERS[name] for name in VALUE_FIELDS)


class _Lists:
    """For each of many things a list of numbers: all of them in a row."""

    def __init__(self, code: str) -> None:
        self.values: array[Any] = array(code)
        self.ends = array("I")

    def add(self, numbers: Iterable[float]) -> None:
        """Add the list of the next thing."""
        self.values.extend(numbers)
        self.ends.append(len(self.values))

    def sizes(self) -> Integers:
        """Return how many numbers each thing has."""
        sizes: Integers = np.array([0, *self.ends], np.int64)
        return sizes[1:] - sizes[:-1]

    def owners(self) -> Integers:
        """Return of each number whose it is."""
        sizes = self.sizes()
        return np.repeat(np.arange(len(sizes)), sizes)

    def of(self, things: Integers) -> tuple[Integers, Integers]:
        """Return the places in *values* of the lists of *things*, and how many each has."""
        counts = self.sizes()[things]
        return ranges(np.array(self.ends, np.int64)[things] - counts, counts), counts


class _ChunkNumbers(dict[str, int]):
    """The numbers of chunks; one that was not met before is given its number by *look*."""

    def __init__(self, look: Callable[[str], int]) -> None:
        super().__init__()
        self._look = look

    def __missing__(self, surface: str) -> int:
        number = self[surface] = self._look(surface)
        return number


class ArticleBatch:
    """Takes the analyses of articles one by one, and tells what the index holds of all of them."""

    def __init__(self) -> None:
        self._key_numbers: dict[bytes, int] = {}
        # Of what is not in the text the same, by field and term.
        self._other_numbers: dict[tuple[str, str], int] = {}
        self._chunk_numbers: dict[tuple[str, bool], _ChunkNumbers] = {}
        # Of each different chunk.
        self._steps: list[int] = []
        self._lengths = array("I")
        self._terms, self._ahead, self._figures = _Lists("I"), array("I"), _Lists("d")
        # Of each article.
        self._chunks = _Lists("I")
        self._other_lengths = array("d")
        self._title_figures = _Lists("d")
        # Of what is not in the text, a field's values among them: article, term, position and weight in turn.
        self._others = array("I")

    def add(self, found: ArticleAnalysis) -> KeptText:
        """Take the next article; return its text with the place of every word."""
        text = found.text
        numbers = list(map(self._numbers_of(text.language, text.is_shouted).__getitem__, text.surfaces))
        article = len(self._other_lengths)
        self._chunks.add(numbers)
        self._other_lengths.append(found.length)
        self._title_figures.add(found.figures)
        values = ((field, value, 0, 2) for field, held in found.values.items() for value in dict.fromkeys(held))
        for field, term, position, weight in chain(found.others, values):
            number = self._other_numbers.get((field, term))
            if number is None:
                number = self._key(bytes((FIELD_NUMBERS[field],)) + term.encode("utf-8", "replace"))
                self._other_numbers[field, term] = number
            self._others.extend((article, number, position, weight))
        steps = map(self._steps.__getitem__, numbers[:-1])
        positions = array("I", accumulate(steps, initial=0) if numbers else ())
        return KeptText(text.language, text.text, text.starts, positions)

    def _numbers_of(self, language: str, is_shouted: bool) -> "_ChunkNumbers":
        known = self._chunk_numbers.get((language, is_shouted))
        if known is None:
            known = _ChunkNumbers(lambda surface: self._new(chunk_terms(surface, language, is_shouted)))
            self._chunk_numbers[language, is_shouted] = known
        return known

    def _key(self, key: bytes) -> int:
        return self._key_numbers.setdefault(key, len(self._key_numbers))

    def _new(self, found: ChunkTerms) -> int:
        """Return the number of a chunk that gives what was *found*, and was not met before."""
        self._steps.append(found.steps)
        self._lengths.append(found.length)
        self._terms.add(self._key(_WORDS + term.encode()) for term, _ in found.terms)
        self._ahead.extend(ahead for _, ahead in found.terms)
        self._figures.add(found.figures)
        return len(self._steps) - 1

    def _articles_of_chunks(self) -> tuple[Integers, Integers]:
        """Return the chunks of all articles in a row, and of each chunk its article."""
        return np.array(self._chunks.values, np.int64), self._chunks.owners()

    def table(self) -> PostingTable:
        """Return the postings of all articles, in order."""
        chunks, owners = self._articles_of_chunks()
        steps = np.array(self._steps, np.int64)[chunks]
        before = np.cumsum(steps) - steps
        firsts = np.array(self._chunks.ends, np.int64) - self._chunks.sizes()
        within = (before - before[firsts[owners]]).astype(np.uint32)
        places, counts = self._terms.of(chunks)
        others = np.array(self._others, np.uint32).reshape(-1, 4)
        keys = sorted(self._key_numbers)
        ranks = np.empty(len(keys), np.int64)
        ranks[[self._key_numbers[key] for key in keys]] = np.arange(len(keys))
        # Whatever has an entry for each occurrence is as narrow as it can be, and goes once it is no longer needed.
        pairs = np.concatenate(
            (
                ranks[np.array(self._terms.values, np.uint32)[places]] << 32 | np.repeat(owners, counts),
                ranks[others[:, 1]] << 32 | others[:, 0],
            )
        )
        positions = np.repeat(within, counts) + np.array(self._ahead, np.uint32)[places]
        positions = np.concatenate((positions, others[:, 2]))
        weights = np.concatenate((np.full(len(places), _IN_TEXT, np.uint8), others[:, 3].astype(np.uint8)))
        del chunks, owners, steps, before, within, places, counts
        order = np.argsort(pairs, kind="stable").astype(np.uint32)
        return _table(keys, pairs[order], positions[order], weights[order])

    def lengths(self) -> "array[int]":
        """Return the length of each article."""
        chunks, owners = self._articles_of_chunks()
        words = np.bincount(owners, np.array(self._lengths, np.float64)[chunks], len(self._other_lengths))
        found = (words + np.array(self._other_lengths)) * LENGTH_UNIT
        return array("I", [round(each) for each in found.tolist()])

    def figures(self) -> list[bytes]:
        """Return the different figures of each article in ascending order, packed."""
        chunks, owners = self._articles_of_chunks()
        places, counts = self._figures.of(chunks)
        articles = np.concatenate((np.repeat(owners, counts), self._title_figures.owners()))
        values = np.concatenate((np.array(self._figures.values)[places], np.array(self._title_figures.values)))
        order = np.lexsort((values, articles))
        articles, values = articles[order], values[order]
        is_new = np.ones(len(values), bool)
        is_new[1:] = (articles[1:] != articles[:-1]) | (values[1:] != values[:-1])
        parts = np.searchsorted(articles[is_new], np.arange(1, len(self._other_lengths)))
        return [part.tobytes() for part in np.split(values[is_new], parts)] if self._other_lengths else []


def _table(keys: list[bytes], pairs: Integers, positions: Numbers, weights: npt.NDArray[np.uint8]) -> PostingTable:
    """Return the postings of occurrences in the order of *pairs*, a key's number above 32 bits of an article's."""
    starts = np.flatnonzero(are_new(pairs))
    found = pairs[starts]
    terms = found >> 32
    counts = np.diff(starts, append=len(pairs))
    summed = np.add.reduceat(weights, starts, dtype=np.uint32) if len(starts) else weights.astype(np.uint32)
    # Of values, only that they are there is written.
    has_places = np.array([key[0] < _VALUES_BEGIN for key in keys], bool)[terms]
    return PostingTable(
        keys,
        np.cumsum(np.bincount(terms, minlength=len(keys)), dtype=np.int64),
        Columns(
            (found & 0xFFFFFFFF).astype(np.uint32),
            summed,
            np.where(has_places, counts, 0).astype(np.uint32),
            positions[np.repeat(has_places, counts)],
        ),
    )
