"""The words of one text and where they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from reader.related.evidence import Span
from reader.related.words import word_numbers, word_spans


@dataclass(frozen=True)
class Words:
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
