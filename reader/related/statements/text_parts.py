"""A text as it is cut once for statements and claims: tokens, sentences, quotations."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from itertools import compress

from reader.related.statements.quotations import quotations
from reader.related.statements.row import TokenRow, row_of
from reader.related.statements.statement import Span
from reader.related.statements.tokens import Tokens
from reader.text.sentences import sentences

# Letters of the longest sentence: rules look at all of it for every word, and no writer's is longer.
_LONGEST = 2_000
# “The harbor is closed.” Veres said.
_SHORT = 60
_SAID = re.compile(
    r"(?:[A-Z][\w.'’-]*|the \w+|[Hh]e|[Ss]he|[Tt]hey)(?: [A-Z][\w.'’-]*){0,3} (?:said|says|added|asked)\.\Z"
)


class TextParts:
    """The parts of one text, each found when it is asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._rows: dict[Span, TokenRow] = {}

    @cached_property
    def tokens(self) -> Tokens:
        """The words and marks."""
        return Tokens(self.text)

    @cached_property
    def quoted(self) -> list[Span]:
        """The quotations, in order."""
        return quotations(self.text)

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences, each joined to what it goes on from."""
        spans = joined(self.text, sentences(self.text), self.quoted)
        return [piece for span in spans for piece in _pieces(self.text, span)]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words and marks."""
        return frozenset(self.tokens.words)

    def places_of(self, wanted: Set[str]) -> list[int]:
        """Return where the words and marks *wanted* stand, in order."""
        met = self.vocabulary & wanted
        return list(compress(self.tokens.starts, map(met.__contains__, self.tokens.words))) if met else []

    def row(self, start: int, end: int) -> TokenRow:
        """Return the tokens of a sentence in a row, word by word: a quotation in it is no token of its own."""
        row = self._rows.get((start, end))
        if row is None:
            row = self._rows[start, end] = row_of(self.tokens, start, end, ())
        return row

    def quoted_within(self, start: int, end: int) -> list[Span]:
        """Return the quotations that stand between two offsets, whole or in part."""
        first = bisect_right(self.quoted, (start, start))
        first -= first > 0 and self.quoted[first - 1][1] > start
        return self.quoted[first : bisect_left(self.quoted, (end, end))]


def _pieces(text: str, span: Span) -> list[Span]:
    """Cut what is too long for a sentence: a list without an end, a table on one line."""
    start, end = span
    found: list[Span] = []
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        found.append((start, cut))
        start = cut
    found.append((start, end))
    return found


def joined(text: str, spans: Sequence[Span], quoted: Sequence[Span]) -> list[Span]:
    """Join a sentence to what it goes on from: “…?” she asked, and a line that broke after a comma."""
    ends = {end for _, end in quoted}
    found: list[Span] = []
    for start, end in spans:
        last = found[-1][1] if found else 0
        is_after = last in ends and "\n" not in text[last:start]
        asks = is_after and (text[last - 2] in "?!" or (end - start <= _SHORT and _SAID.match(text, start, end)))
        if asks or (last and text[last - 1] == "," and text[last:start].count("\n") < 3):
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def holding(spans: Sequence[Span], places: Sequence[int]) -> Iterator[Span]:
    """Yield the spans that hold one of the *places*, which are in order."""
    for start, end in spans:
        at = bisect_left(places, start)
        if at < len(places) and places[at] < end:
            yield start, end
