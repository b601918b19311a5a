"""Many articles at once: a chunk of text is looked into the first time that it is met, then counted as a number.

What the articles have is put in order by sorting numbers: their postings, lengths and figures.
"""

from array import array
from collections.abc import Callable, Iterable
from itertools import accumulate, chain
from typing import Any

import numpy as np
import numpy.typing as npt

from reader.search.analysis import AnalyzedText, ArticleAnalysis, ChunkTerms, chunk_terms
from reader.search.columnar.kept_text import KeptText
from reader.search.columnar.postings import Columns, Numbers, PostingTable, ranges
from reader.search.document import LENGTH_UNIT
from reader.search.schema import FIELD_NUMBERS, VALUE_FIELDS, WORDS
from reader.search.weights import Integers, are_new

# Twice what a word of the text weighs.
_IN_TEXT = 2
_WORDS = bytes((FIELD_NUMBERS[WORDS],))
# Chunks and terms, in all, that are known of earlier batches.
_MOST_KNOWN = 400_000
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


class ChunkVocabulary:
    """Looks into a chunk of text the first time that it is met; from then on it is a number, in whatever batch."""

    def __init__(self) -> None:
        # The key of each term, by its number.
        self.keys: list[bytes] = []
        # Of each chunk.
        self.steps: list[int] = []
        self.lengths = array("I")
        self.terms, self.ahead, self.figures = _Lists("I"), array("I"), _Lists("d")
        self._key_numbers: dict[bytes, int] = {}
        # Of what is not in the text the same, by field and term.
        self._other_numbers: dict[tuple[str, str], int] = {}
        self._chunk_numbers: dict[tuple[str, bool], _ChunkNumbers] = {}

    @property
    def is_full(self) -> bool:
        """Whether to begin with an empty one, so that memory stays bounded: some hundred megabytes."""
        return len(self.keys) + len(self.steps) > _MOST_KNOWN

    def numbers(self, text: AnalyzedText) -> list[int]:
        """Return the numbers of the chunks of *text*."""
        key = text.language, text.is_shouted
        known = self._chunk_numbers.get(key)
        if known is None:
            known = self._chunk_numbers[key] = _ChunkNumbers(lambda surface: self._new(chunk_terms(surface, *key)))
        return list(map(known.__getitem__, text.surfaces))

    def other_number(self, field: str, term: str) -> int:
        """Return the number of a term of *field*."""
        number = self._other_numbers.get((field, term))
        if number is None:
            number = self._key(bytes((FIELD_NUMBERS[field],)) + term.encode("utf-8", "replace"))
            self._other_numbers[field, term] = number
        return number

    def _key(self, key: bytes) -> int:
        number = self._key_numbers.setdefault(key, len(self.keys))
        if number == len(self.keys):
            self.keys.append(key)
        return number

    def _new(self, found: ChunkTerms) -> int:
        """Return the number of a chunk that gives what was *found*, and was not met before."""
        self.steps.append(found.steps)
        self.lengths.append(found.length)
        self.terms.add(self._key(_WORDS + term.encode()) for term, _ in found.terms)
        self.ahead.extend(ahead for _, ahead in found.terms)
        self.figures.add(found.figures)
        return len(self.steps) - 1

    def ranked(self, terms: Numbers) -> tuple[list[bytes], Numbers]:
        """Return the different keys of *terms*, sorted, and of each term the place of its own among these."""
        held = np.flatnonzero(np.bincount(terms, minlength=len(self.keys))).tolist()
        held.sort(key=self.keys.__getitem__)
        ranks = np.empty(len(self.keys), np.uint32)
        ranks[held] = np.arange(len(held))
        return [self.keys[number] for number in held], ranks[terms]


class ArticleBatch:
    """Takes the analyses of articles one by one, and tells what the index holds of all of them."""

    def __init__(self, vocabulary: ChunkVocabulary) -> None:
        self._vocabulary = vocabulary
        # Of each article.
        self._chunks = _Lists("I")
        self._other_lengths = array("d")
        self._title_figures = _Lists("d")
        # Of what is not in the text, a field's values among them: article, term, position and weight in turn.
        self._others = array("I")

    def add(self, found: ArticleAnalysis) -> KeptText:
        """Take the next article; return its text with the place of every word."""
        text, vocabulary = found.text, self._vocabulary
        numbers = vocabulary.numbers(text)
        article = len(self._other_lengths)
        self._chunks.add(numbers)
        self._other_lengths.append(found.length)
        self._title_figures.add(found.figures)
        values = ((field, value, 0, 2) for field, held in found.values.items() for value in dict.fromkeys(held))
        for field, term, position, weight in chain(found.others, values):
            self._others.extend((article, vocabulary.other_number(field, term), position, weight))
        steps = map(vocabulary.steps.__getitem__, numbers[:-1])
        positions = array("I", accumulate(steps, initial=0) if numbers else ())
        return KeptText(text.language, text.text, text.starts, positions)

    def _articles_of_chunks(self) -> tuple[Integers, Integers]:
        """Return the chunks of all articles in a row, and of each chunk its article."""
        return np.array(self._chunks.values, np.int64), self._chunks.owners()

    def table(self) -> PostingTable:
        """Return the postings of all articles, in order."""
        chunks, owners = self._articles_of_chunks()
        vocabulary = self._vocabulary
        steps = np.array(vocabulary.steps, np.int64)[chunks]
        before = np.cumsum(steps) - steps
        firsts = np.array(self._chunks.ends, np.int64) - self._chunks.sizes()
        within = (before - before[firsts[owners]]).astype(np.uint32)
        places, counts = vocabulary.terms.of(chunks)
        others = np.array(self._others, np.uint32).reshape(-1, 4)
        # Whatever has an entry for each occurrence is as narrow as it can be, and goes once it is no longer needed.
        terms = np.concatenate((np.array(vocabulary.terms.values, np.uint32)[places], others[:, 1]))
        articles = np.concatenate((np.repeat(owners, counts).astype(np.uint32), others[:, 0]))
        keys, ranks = vocabulary.ranked(terms)
        positions = np.repeat(within, counts) + np.array(vocabulary.ahead, np.uint32)[places]
        positions = np.concatenate((positions, others[:, 2]))
        weights = np.concatenate((np.full(len(places), _IN_TEXT, np.uint8), others[:, 3].astype(np.uint8)))
        del chunks, owners, steps, before, within, places, counts, terms
        order = np.lexsort((_narrow(articles), _narrow(ranks)))
        pairs = ranks[order].astype(np.int64) << 32 | articles[order]
        return _table(keys, pairs, positions[order], weights[order])

    def lengths(self) -> "array[int]":
        """Return the length of each article."""
        chunks, owners = self._articles_of_chunks()
        lengths = np.array(self._vocabulary.lengths, np.float64)[chunks]
        words = np.bincount(owners, lengths, len(self._other_lengths))
        found = (words + np.array(self._other_lengths)) * LENGTH_UNIT
        return array("I", [round(each) for each in found.tolist()])

    def figures(self) -> list[bytes]:
        """Return the different figures of each article in ascending order, packed."""
        chunks, owners = self._articles_of_chunks()
        known = self._vocabulary.figures
        places, counts = known.of(chunks)
        articles = np.concatenate((np.repeat(owners, counts), self._title_figures.owners()))
        values = np.concatenate((np.array(known.values)[places], np.array(self._title_figures.values)))
        order = np.lexsort((values, articles))
        articles, values = articles[order], values[order]
        is_new = np.ones(len(values), bool)
        is_new[1:] = (articles[1:] != articles[:-1]) | (values[1:] != values[:-1])
        parts = np.searchsorted(articles[is_new], np.arange(1, len(self._other_lengths)))
        return [part.tobytes() for part in np.split(values[is_new], parts)] if self._other_lengths else []


def _narrow(numbers: Numbers) -> npt.NDArray[np.unsignedinteger[Any]]:
    """Return *numbers* in 16 bits each where all of them fit: those are sorted several times faster."""
    return numbers.astype(np.uint16) if len(numbers) and int(numbers.max()) < 1 << 16 else numbers


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
