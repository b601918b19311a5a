"""Many articles at once: what stands between two spaces is looked into once, then counted as a number.

What the articles have is put in order by sorting numbers: their postings, lengths and figures.
"""

from array import array
from collections.abc import Callable, Iterable
from itertools import chain, islice
from typing import Any

import numpy as np
import numpy.typing as npt

from reader.search.analysis import AnalyzedText, ArticleAnalysis, chunk_terms
from reader.search.columnar.kept_text import KeptTexts
from reader.search.columnar.postings import Columns, Numbers, PostingTable, ranges
from reader.search.document import BASES, DOUBLED_WEIGHTS, FIELDS, LENGTH_UNIT, WEIGHTS, WITH_FIGURES, value_term
from reader.search.schema import FIELD_NUMBERS, VALUE_FIELDS, WORDS
from reader.search.spellings import CasedForm, Spellings
from reader.search.weights import Floats, Integers, Truths, are_new
from reader.text.words import chunk_matches, strings_between_spaces

_WORDS = bytes((FIELD_NUMBERS[WORDS],))
# Strings and terms, in all, that are known of earlier batches, and the letters of those strings: where words have no
# spaces between them, a string is a paragraph.
_MOST_KNOWN, _MOST_LETTERS = 400_000, 1 << 22
_VALUES_BEGIN = min(FIELD_NUMBERS[name] for name in VALUE_FIELDS)
_TEXT = FIELDS.index("text")
_NUMBER_BY_FIELD = {name: number for number, name in enumerate(FIELDS)}
_FIELD_WEIGHTS = np.array([WEIGHTS.get(name, 0) for name in FIELDS])
# Twice what a word weighs among all words, by the number of its field; in a field by itself it weighs one.
_DOUBLED = np.array([DOUBLED_WEIGHTS[name] for name in FIELDS], np.uint8)
_DOUBLED_IN_FIELD = 2
_HAVE_FIGURES = np.array([name in WITH_FIGURES for name in FIELDS], np.bool_)


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
        ends: Integers = np.array([0, *self.ends], np.int64)
        return ends[1:] - ends[:-1]

    def owners(self) -> Integers:
        """Return of each number whose it is."""
        sizes = self.sizes()
        return np.repeat(np.arange(len(sizes)), sizes)

    def of(self, things: Integers) -> tuple[Integers, Integers]:
        """Return the places in *values* of the lists of *things*, and how many each has."""
        counts = self.sizes()[things]
        return ranges(np.array(self.ends, np.int64)[things] - counts, counts), counts


class _StringNumbers(dict[str, int]):
    """The numbers of strings; one that was not met before is given its number by *look*."""

    def __init__(self, look: Callable[[str], int]) -> None:
        super().__init__()
        self._look = look

    def __missing__(self, string: str) -> int:
        number = self[string] = self._look(string)
        return number


class StringVocabulary:
    """Looks into a string between spaces the first time that it is met; from then on it is a number, in any batch."""

    def __init__(self, spellings: Spellings | None = None) -> None:
        self._spellings = spellings or Spellings()
        # The words of each string as names are made of them, where there are names, and the strings that may begin one.
        self._forms: list[tuple[CasedForm, ...]] = []
        self._name_beginnings: set[int] = set()
        # The key of each term, by its number.
        self.keys: list[bytes] = []
        # Of each string: its letters, words and those that count; where its chunks of words begin, in letters and in
        # words; its terms, with the words before each; its figures.
        self.letters, self.steps, self.lengths = array("I"), array("I"), array("I")
        self._all_letters = 0
        self.chunks, self.chunk_words = _Lists("I"), array("I")
        self.terms, self.ahead = _Lists("I"), array("I")
        self.figures = _Lists("d")
        self._key_numbers: dict[bytes, int] = {}
        # Of what is not in the text the same, by field and term or the number of the term among all words.
        self._other_numbers: dict[tuple[str, str | int], int] = {}
        self._string_numbers: dict[tuple[str, bool], _StringNumbers] = {}

    @property
    def is_full(self) -> bool:
        """Whether to begin with an empty one, so that memory stays bounded: some hundred megabytes."""
        return len(self.keys) + len(self.steps) > _MOST_KNOWN or self._all_letters > _MOST_LETTERS

    @property
    def has_names(self) -> bool:
        """Whether names are looked for."""
        return bool(self._name_beginnings)

    def numbers(self, text: AnalyzedText) -> list[int]:
        """Return the numbers of the strings of *text*."""
        key = text.language, text.is_shouted
        known = self._string_numbers.get(key)
        if known is None:
            known = self._string_numbers[key] = _StringNumbers(lambda string: self._new(string, *key))
        return list(map(known.__getitem__, strings_between_spaces(text.text)))

    def value_number(self, field: str, value: str) -> int:
        """Return the number of a *value* of *field*."""
        number = self._other_numbers.get((field, value))
        if number is None:
            key = bytes((FIELD_NUMBERS[field],)) + value.encode("utf-8", "replace")
            number = self._other_numbers[field, value] = self._key(key)
        return number

    def in_field(self, field: str, terms: Numbers) -> Numbers:
        """Return the numbers that *terms* of all words have in *field*."""
        known = self._other_numbers
        different, places = np.unique(terms, return_inverse=True)
        numbers = array("I")
        for term in different.tolist():
            if (field, term) not in known:
                known[field, term] = self._key(bytes((FIELD_NUMBERS[field],)) + self.keys[term][1:])
            numbers.append(known[field, term])
        return np.array(numbers, np.uint32)[places]

    def _key(self, key: bytes) -> int:
        number = self._key_numbers.setdefault(key, len(self.keys))
        if number == len(self.keys):
            self.keys.append(key)
        return number

    def _new(self, string: str, language: str, is_shouted: bool) -> int:
        """Return the number of a string that was not met before."""
        steps = length = 0
        forms: tuple[CasedForm, ...] = ()
        for match in chunk_matches(string):
            found = chunk_terms(match.group(), language, is_shouted)
            self.chunks.values.append(match.start())
            self.chunk_words.append(steps)
            for term, ahead in found.terms:
                self.terms.values.append(self._key(_WORDS + term.encode()))
                self.ahead.append(steps + ahead)
            self.figures.values.extend(found.figures)
            forms += found.forms
            steps += found.steps
            length += found.length
        for each in (self.chunks, self.terms, self.figures):
            each.ends.append(len(each.values))
        self.letters.append(len(string))
        self._all_letters += len(string)
        self.steps.append(steps)
        self.lengths.append(length)
        number = len(self.steps) - 1
        if self._spellings.heading_by_form:
            self._forms.append(forms)
            if any(map(self._spellings.may_begin_with, forms)):
                self._name_beginnings.add(number)
        return number

    def names(self, strings: list[int]) -> set[str]:
        """Return the headings of all names in *strings*, which stand in a row."""
        found: set[str] = set()
        for at, number in enumerate(strings):
            if number in self._name_beginnings:
                row = map(self._forms.__getitem__, map(strings.__getitem__, range(at, len(strings))))
                begins = len(self._forms[number])
                words = list(islice(chain.from_iterable(row), begins + self._spellings.longest - 1))
                found |= self._spellings.all_headings_in(words, begins)
        return found

    def ranked(self, terms: Numbers) -> tuple[list[bytes], Numbers]:
        """Return the different keys of *terms*, sorted, and of each term the place of its own among these."""
        held = np.flatnonzero(np.bincount(terms, minlength=len(self.keys))).tolist()
        held.sort(key=self.keys.__getitem__)
        ranks = np.empty(len(self.keys), np.uint32)
        ranks[held] = np.arange(len(held))
        return [self.keys[number] for number in held], ranks[terms]


class ArticleBatch:
    """Takes the analyses of articles one by one, and tells what the index holds of all of them."""

    def __init__(self, vocabulary: StringVocabulary) -> None:
        self._vocabulary = vocabulary
        self._count = 0
        # Of each text of each field of each article: the strings, article, number of the field and first position.
        self._strings = _Lists("I")
        self._articles, self._fields, self._begins = array("I"), array("B"), array("I")
        # The texts of the articles themselves.
        self._texts: list[AnalyzedText] = []
        # Articles and numbers of their values in turn.
        self._values = array("I")

    def add(self, found: ArticleAnalysis) -> None:
        """Take the next article."""
        vocabulary = self._vocabulary
        headings: set[str] = set()
        for name, texts in found.texts.items():
            position = BASES[name]
            held = list(map(vocabulary.numbers, texts))
            if vocabulary.has_names and name in WEIGHTS:
                headings |= vocabulary.names(list(chain.from_iterable(held)))
            for numbers in held:
                self._strings.add(numbers)
                self._articles.append(self._count)
                self._fields.append(_NUMBER_BY_FIELD[name])
                self._begins.append(position)
                if len(texts) > 1:
                    position += sum(map(vocabulary.steps.__getitem__, numbers)) + 1
        self._texts.append(found.text)
        for name, values in (*found.values.items(), ("names", map(value_term, headings))):
            for value in dict.fromkeys(values):
                self._values.extend((self._count, vocabulary.value_number(name, value)))
        self._count += 1

    def _held(self) -> tuple[Integers, Integers]:
        """Return the strings of all texts in a row, and of each string its text."""
        return np.array(self._strings.values, np.int64), self._strings.owners()

    def _before(self, sizes: Integers, strings: Integers, owners: Integers) -> Integers:
        """Return the sum of the *sizes* of all that stands before each of *strings* in its text."""
        found = sizes[strings]
        sums = np.cumsum(found) - found
        firsts = np.array([0, *self._strings.ends], np.int64)[:-1]
        # Every text has a string, if an empty one.
        return sums - sums[firsts][owners]

    def table(self) -> PostingTable:
        """Return the postings of all articles, in order."""
        strings, owners = self._held()
        vocabulary = self._vocabulary
        begins = np.array(self._begins, np.int64)[owners]
        within = (self._before(np.array(vocabulary.steps, np.int64), strings, owners) + begins).astype(np.uint32)
        places, counts = vocabulary.terms.of(strings)
        # Whatever has an entry for each occurrence is as narrow as it can be, and goes once it is no longer needed.
        terms = np.array(vocabulary.terms.values, np.uint32)[places]
        positions = np.repeat(within, counts) + np.array(vocabulary.ahead, np.uint32)[places]
        articles = np.repeat(np.array(self._articles, np.uint32)[owners], counts)
        fields = np.repeat(np.array(self._fields, np.uint8)[owners], counts)
        del strings, owners, within, places, counts, begins
        weights = _DOUBLED[fields]
        others = np.flatnonzero(fields != _TEXT)
        in_fields = self._in_fields(fields[others], terms[others])
        values = np.array(self._values, np.uint32).reshape(-1, 2)
        counted = np.flatnonzero(weights) if not weights.all() else slice(None)
        terms = np.concatenate((terms[counted], in_fields, values[:, 1]))
        keys, ranks = vocabulary.ranked(terms)
        nowhere = np.zeros(len(values), np.uint32)
        once = np.full(len(others) + len(values), _DOUBLED_IN_FIELD, np.uint8)
        positions = np.concatenate((positions[counted], positions[others], nowhere))
        weights = np.concatenate((weights[counted], once))
        articles = np.concatenate((articles[counted], articles[others], values[:, 0]))
        del terms, fields
        order = np.lexsort((_narrow(articles), _narrow(ranks)))
        pairs = ranks[order].astype(np.int64) << 32 | articles[order]
        return _table(keys, pairs, positions[order], weights[order])

    def _in_fields(self, fields: npt.NDArray[np.uint8], terms: Numbers) -> Numbers:
        """Return the numbers of *terms* of all words in *fields* other than the text."""
        found = terms.copy()
        for name, number in _NUMBER_BY_FIELD.items():
            which = np.flatnonzero(fields == number)
            if len(which):
                found[which] = self._vocabulary.in_field(name, terms[which])
        return found

    def lengths(self) -> "array[int]":
        """Return the length of each article."""
        strings, owners = self._held()
        weights = _FIELD_WEIGHTS[np.array(self._fields, np.uint8)][owners]
        words = np.array(self._vocabulary.lengths, np.float64)[strings] * weights
        found = np.bincount(np.array(self._articles, np.int64)[owners], words, self._count) * LENGTH_UNIT
        return array("I", [round(each) for each in found.tolist()])

    def figures(self) -> list[bytes]:
        """Return the different figures of each article in ascending order, packed."""
        strings, owners = self._held()
        known = self._vocabulary.figures
        wanted = _HAVE_FIGURES[np.array(self._fields, np.uint8)][owners]
        strings, owners = strings[wanted], owners[wanted]
        places, counts = known.of(strings)
        articles = np.repeat(np.array(self._articles, np.int64)[owners], counts)
        values: Floats = np.array(known.values)[places]
        order = np.lexsort((values, articles))
        articles, values = articles[order], values[order]
        is_new: Truths = are_new(articles) | are_new(values)
        parts = np.searchsorted(articles[is_new], np.arange(1, self._count))
        return [part.tobytes() for part in np.split(values[is_new], parts)] if self._count else []

    def kept_texts(self) -> KeptTexts:
        """Return the texts of the articles with the place of every chunk of words."""
        strings, owners = self._held()
        is_text = np.array(self._fields, np.uint8) == _TEXT
        vocabulary = self._vocabulary
        stays = is_text[owners]
        # Between two strings stands one letter.
        letters, steps = np.array(vocabulary.letters, np.int64) + 1, np.array(vocabulary.steps, np.int64)
        offsets, words = (self._before(sizes, strings, owners)[stays] for sizes in (letters, steps))
        places, counts = vocabulary.chunks.of(strings[stays])
        starts = np.repeat(offsets, counts) + np.array(vocabulary.chunks.values, np.int64)[places]
        positions = np.repeat(words, counts) + np.array(vocabulary.chunk_words, np.int64)[places]
        articles = np.array(self._articles, np.int64)[owners[stays]]
        ends = np.cumsum(np.bincount(articles, counts, self._count)).astype(np.int64)
        return KeptTexts(
            [(text.language, text.text) for text in self._texts],
            ends.tolist(),
            starts.astype(np.uint32),
            positions.astype(np.uint32),
        )


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
