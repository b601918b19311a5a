"""Words of a text as numbers: how passages and terms are counted without keeping a word."""

import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from reader.related.evidence import Span

# A run of letters and digits that begins with a letter. Figures are counted by `figures`, so that a number that was
# rounded or written otherwise never breaks a passage.
WORD = re.compile(r"\b[^\W\d_]\w*")

_MANY = 100_000

# Words of English that tell nothing of what a text is about. Of other languages, rarity alone takes care.
STOP_WORDS = frozenset(
    """
    a about above al el after again against ago all almost along already also although always am among an and
    another any anybody anyone anything are around as at away back be became because been before began being
    below between both but by came can cannot come could did do does doing don done down during each either else
    enough even ever every few first for former from further gave get go going got had has have having he her
    here hers herself him himself his how however if in into is isn it its itself just last least less let like
    made make many may me meanwhile might more most mr mrs ms much must my myself near nearly neither never new
    next no nobody none nor not nothing now of off often on once one only or other others our ours out over own
    per put quite rather said same saw say says second see seem seen several shall she should since so some such
    take taken than that the their theirs them themselves then there these they third this those though three
    through thus till to together told too toward towards two under unless until up upon us use used very was
    way we well went were weren what when where whether which while who whole whom whose why will with within
    without would yet you your yours
    """.split()
)

_ENDINGS = ("ing", "edly", "ed", "es", "s", "ly")


def stem(word: str) -> str:
    """Return *word* (lower case) without one of a few English endings, if four letters of it are left.

    Deliberately light: more of Porter's rules were measured and found no more of what belongs together.
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def number_of(text: str) -> int:
    """Return 32 bits for *text*, the same on every machine and in every process."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


class _Numbers(dict[str, int]):
    """The number of a word as written, whatever its case, and beside it the term of every number."""

    def __init__(self) -> None:
        super().__init__()
        self.terms: dict[int, int] = {}

    def __missing__(self, word: str) -> int:
        folded = word.casefold()
        number = self[word] = number_of(folded)
        self.terms[number] = 0 if len(folded) < 2 or folded in STOP_WORDS else number_of(stem(folded)) or 1
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
    return list(map(numbers.__getitem__, WORD.findall(text))), numbers.terms


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return the span of every word of *text*, in order: as many as `word_numbers` returns."""
    return [match.span() for match in WORD.finditer(text)]


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
    def spans(self) -> list[Span]:
        """Where the words stand."""
        return word_spans(self.text)

    @cached_property
    def word_by_term(self) -> dict[int, str]:
        """The terms as the text writes them, without those that it always writes with a capital: names."""
        words: dict[int, str] = {}
        for number, (start, end) in zip(self.numbers, self.spans, strict=True):
            term = self.terms[number]
            if term and term not in words and not self.text[start].isupper():
                words[term] = self.text[start:end]
        return words

    def spans_of(self, terms: Iterable[int]) -> tuple[Span, ...]:
        """Return where the words stand that are forms of *terms*."""
        return tuple(sorted(span for term in terms for span in self._spans_by_term.get(term, ())))

    @cached_property
    def _spans_by_term(self) -> dict[int, list[Span]]:
        spans: dict[int, list[Span]] = {}
        for number, span in zip(self.numbers, self.spans, strict=True):
            spans.setdefault(self.terms[number], []).append(span)
        return spans
