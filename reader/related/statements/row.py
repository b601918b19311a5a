"""A sentence as rules read it: its tokens in a row, every quotation in it one token."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reader.related.statements.tokens import Tokens

QUOTATION = 1024
# Arabic ones, which stand before a name with a hyphen.
_ARTICLES = frozenset("al el as ad an ar at az ul ud".split())
Span = tuple[int, int]


@dataclass(slots=True)
class TokenRow:
    """The tokens of a sentence: parallel lists. A quotation is one token with the flag QUOTATION, the word `“`."""

    text: str
    words: list[str]
    flags: list[int]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def has(self, index: int, flag: int) -> bool:
        """Whether there is a token with one of these flags at *index*."""
        # Asked for most of all: without a length to find, it takes two thirds of the time.
        try:
            return index >= 0 and self.flags[index] & flag != 0
        except IndexError:
            return False

    def is_only(self, index: int, flags: int, other: int) -> bool:
        """Whether there is a token with one of *flags* at *index* that has none of the *other* ones."""
        return 0 <= index < len(self.words) and bool(self.flags[index] & flags) and not self.flags[index] & other

    def word(self, index: int) -> str:
        """Return the word at *index*, empty where there is none."""
        try:
            return self.words[index] if index >= 0 else ""
        except IndexError:
            return ""

    def places_of(self, starts: Iterable[int]) -> Iterator[int]:
        """Yield the tokens that begin at these offsets, which are in order; not what is part of a quotation."""
        at = 0
        for start in starts:
            at = bisect_left(self.starts, start, at)
            if at < len(self.starts) and self.starts[at] == start:
                yield at

    def within(self, start: int, end: int) -> Span | None:
        """Return the first and last token between two offsets; None if there is none."""
        first, past = bisect_left(self.starts, start), bisect_right(self.ends, end)
        return (first, past - 1) if first < past else None

    def find(self, word: str, start: int) -> int:
        """Return where *word* stands next from *start* on; 0 if nowhere."""
        try:
            return self.words.index(word, max(start, 1))
        except ValueError:
            return 0

    def find_before(self, word: str, end: int) -> int:
        """Return where *word* stands last before *end*; 0 if nowhere."""
        return next((at for at in range(end - 1, 0, -1) if self.words[at] == word), 0)

    @property
    def is_headline(self) -> bool:
        """Whether most words begin with a capital."""
        long = [at for at, word in enumerate(self.words) if len(word) > 3]
        return len(long) > 3 and sum(map(self.is_capitalized, long)) * 4 > 3 * len(long)

    def is_capitalized(self, index: int) -> bool:
        """Whether the token at *index* begins with a capital, perhaps after an article: "al-Assad"."""
        if self.text[self.starts[index]].isupper():
            return True
        if self.words[index][2:3] != "-":
            return False
        return self.words[index][:2] in _ARTICLES and self.text[self.starts[index] + 3].isupper()


def row_of(tokens: Tokens, start: int, end: int, quoted: Sequence[Span]) -> TokenRow:
    """Return the tokens between two offsets as a row; *quoted* are the quotations in it, in order."""
    first, last = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
    row = TokenRow(
        tokens.text,
        tokens.words[first:last],
        tokens.flags[first:last],
        tokens.starts[first:last],
        tokens.ends[first:last],
    )
    for begin, stop in reversed(quoted):
        left, right = bisect_left(row.starts, begin), bisect_right(row.ends, stop)
        if left < right:
            row.words[left:right] = ["“"]
            row.flags[left:right] = [QUOTATION]
            row.starts[left:right] = [begin]
            row.ends[left:right] = [stop]
    return row
