"""Words of a text as numbers, and the terms that they are forms of.

Passages are runs of equal numbers, terms are what articles are weighed by. This is not the search's analysis: every
word of every article passes here, so that a word is one pattern and one look-up in a table, without its parts.
"""

import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from reader.related.evidence import Span
from reader.text.folding import fold
from reader.text.languages import DEFAULT_LANGUAGE
from reader.text.scripts import IDEOGRAPHS, MARKS
from reader.text.stems import stem
from reader.text.stop_words import stop_words

# A run of letters, digits and marks that begins with a letter, or one ideograph. Figures are counted by `figures`, so
# that a number that was rounded or written otherwise never breaks a passage.
WORD = re.compile(
    rf"(?<![^\W{IDEOGRAPHS}])[^\W\d_{IDEOGRAPHS}][^\W{IDEOGRAPHS}]*(?:[{MARKS}]+[^\W{IDEOGRAPHS}]*)*|[{IDEOGRAPHS}]"
)
# The same in a text of ASCII only, found in half the time.
_ASCII_WORD = re.compile(r"(?a:\b[A-Za-z]\w*)")

# Words that are remembered; a vocabulary of English news has fewer.
_MANY = 100_000
_IDEOGRAPH = re.compile(f"[{IDEOGRAPHS}]")

# Words of English that say nothing of what a text is about: the search's, which must not drop a word that somebody may
# look for, and more.
STOP_WORDS = stop_words("en") | frozenset(
    """
    ago al almost along already also although always among another anybody anyone anything around away back became
    began came cannot come could done either el else enough even ever every first former gave get go going got
    however isn last least less let like made make many may meanwhile might mr mrs ms much must near nearly neither
    never new next nobody none nothing often one others per put quite rather said saw say says second see seem seen
    several shall since take taken third though three thus till together told toward towards two unless upon us use
    used way well went weren whether whole whose within without would yet
    """.split()
)

# Those of languages in scripts of their own: each is none in any other language. Of the languages that share a script
# with English ("die", "war"), rarity alone takes care.
_STOP_WORDS_ELSEWHERE = frozenset[str]().union(*map(stop_words, ("ar", "el", "fa", "he", "hi", "ru", "uk")))

_ENDINGS = ("ing", "edly", "ed", "es", "s", "ly")


def term_stem(word: str) -> str:
    """Return the stem of *word* (lower case).

    A word in Latin letters loses one of a few English endings, if four letters of it are left. Deliberately light:
    Snowball's English stems were measured and found less of what belongs together (MAP .8346 for .8376). Words in
    other scripts have the stems of the search.
    """
    if not word.isascii():
        folded = fold(word)
        if not folded.isascii():
            return stem(word, DEFAULT_LANGUAGE)
        word = folded
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def number_of(text: str) -> int:
    """Return 32 bits for *text*, the same on every machine and in every process."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def _is_term(word: str) -> bool:
    if word.isascii():
        return len(word) > 1 and word not in STOP_WORDS
    return (len(word) > 1 or _IDEOGRAPH.match(word) is not None) and fold(word) not in _STOP_WORDS_ELSEWHERE


class _Numbers(dict[str, int]):
    """The number of a word as written, whatever its case, and beside it the term of every number."""

    def __init__(self) -> None:
        super().__init__()
        self.terms: dict[int, int] = {}

    def __missing__(self, word: str) -> int:
        folded = word.casefold()
        number = self[word] = number_of(folded)
        self.terms[number] = number_of(term_stem(folded)) or 1 if _is_term(folded) else 0
        return number


class _Vocabulary:
    """Words met so far, so that each is hashed once; forgotten before they are many.

    A full one is replaced, never emptied: another thread may be reading in it.
    """

    def __init__(self) -> None:
        self._numbers = _Numbers()

    def numbers(self) -> _Numbers:
        if len(self._numbers) > _MANY:
            self._numbers = _Numbers()
        return self._numbers


_VOCABULARY = _Vocabulary()


def word_numbers(text: str) -> tuple[list[int], dict[int, int]]:
    """Return the number of every word of *text*, in order, and a map of those numbers to their terms' (0: none)."""
    numbers = _VOCABULARY.numbers()
    words = (_ASCII_WORD if text.isascii() else WORD).findall(text)
    return list(map(numbers.__getitem__, words)), numbers.terms


def word_edges(text: str) -> "array[int]":
    """Return where every word of *text* starts and ends, in order: two numbers for each that `word_numbers` returns."""
    return array("I", chain.from_iterable(map(re.Match[str].span, WORD.finditer(text))))


def term_of(word: str) -> int:
    """Return the number of the term that *word* is a form of; 0 if it is a stop word or too short to be one."""
    numbers = _VOCABULARY.numbers()
    return numbers.terms[numbers[word]]


@dataclass(frozen=True)
class TextWords:
    """The words of a text, looked at only where they are asked for."""

    text: str

    @cached_property
    def _numbers_and_terms(self) -> tuple[list[int], Mapping[int, int]]:
        return word_numbers(self.text)

    @property
    def numbers(self) -> list[int]:
        """The number of every word, in order."""
        return self._numbers_and_terms[0]

    @property
    def terms(self) -> Mapping[int, int]:
        """The terms of those numbers, 0 for none."""
        return self._numbers_and_terms[1]

    @cached_property
    def edges(self) -> "array[int]":
        """Where the words start and end: an array, since of a long text as many pairs would be megabytes."""
        return word_edges(self.text)

    @cached_property
    def word_by_term(self) -> dict[int, str]:
        """The terms as the text writes them, without those that it always writes with a capital: names."""
        words: dict[int, str] = {}
        for number, start, end in zip(self.numbers, self.edges[::2], self.edges[1::2], strict=True):
            term = self.terms[number]
            if term and term not in words and not self.text[start].isupper():
                words[term] = self.text[start:end]
        return words

    def span(self, first: int, last: int) -> Span:
        """Return where a run of words stands, given the numbers of its first and its last word."""
        return self.edges[2 * first], self.edges[2 * last + 1]

    def spans_of(self, terms: Iterable[int]) -> tuple[Span, ...]:
        """Return where the words stand that are forms of *terms*."""
        return tuple(
            self.span(word, word) for word in sorted(chain.from_iterable(self._places.get(term, ()) for term in terms))
        )

    @cached_property
    def _places(self) -> dict[int, list[int]]:
        places: dict[int, list[int]] = defaultdict(list)
        for word, number in enumerate(self.numbers):
            if term := self.terms[number]:
                places[term].append(word)
        return places
