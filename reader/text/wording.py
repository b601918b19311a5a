"""The words of a text with their places, where each word occurs, and what differs between two texts word by word."""

import re
from bisect import bisect_left
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from reader.text.digits import fold_digits
from reader.text.scripts import MARKS, UNSPACED, UNSPACED_UNIT

# In scripts without spaces each sign is a word; a vowel sign continues its word.
_LETTER = f"[^\\W_{UNSPACED}]"
# Possessive, so that piles of marks take linear time.
_REST = f"{_LETTER}*+(?:(?:(?![{UNSPACED}])[{MARKS}])++{_LETTER}*+)*+"
_WORD = re.compile(f"{_LETTER}{_REST}|{UNSPACED_UNIT}")
_WORD_OR_FIGURE = re.compile(f"\\d+(?:[.,]\\d+)*|{UNSPACED_UNIT}|[^\\W\\d_{UNSPACED}]{_REST}")
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
# Longer texts count as changed throughout: finding changes takes quadratic time.
_MAX_WORDS = 3_000


class Wording:
    """The casefolded *words* of *text*; word `i` is `text[starts[i]:ends[i]]`.

    *with_figures* keeps a figure together, as one word: `3,033` is `3033`, and `1.5` is not `15`.
    """

    def __init__(self, text: str, *, with_figures: bool = False) -> None:
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for match in (_WORD_OR_FIGURE if with_figures else _WORD).finditer(text):
            word = match.group()
            if with_figures and not word.isalpha():
                word = _THOUSANDS.sub("", fold_digits(word))
            self.words.append(word.casefold())
            self.starts.append(match.start())
            self.ends.append(match.end())

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The places of each word, in order."""
        places: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            places.setdefault(word, []).append(index)
        return places

    def at(self, offset: int) -> int:
        """Return the index of the first word that starts at or after *offset*."""
        return bisect_left(self.starts, offset)

    def near(self, word: str, index: int, limit: int) -> list[int]:
        """Return the places of *word*, at most *limit*, those around *index* if there are more."""
        places = self.places.get(word, [])
        if len(places) <= limit:
            return places
        first = max(0, min(bisect_left(places, index) - limit // 2, len(places) - limit))
        return places[first : first + limit]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the span of the words from *first* up to *last*; for no words, the place where they would be."""
        if first < last:
            return self.starts[first], self.ends[last - 1]
        place = self.ends[first - 1] if first else 0
        return place, place


class Change(NamedTuple):
    """A change from `old[old_start:old_end]` to `new[new_start:new_end]`; one of the two may be empty."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def find_changes(old: str, new: str, most: int = _MAX_WORDS) -> tuple[Change, ...]:
    """Return where the words and figures of *old* and *new* differ, in order.

    Punctuation, white space and case do not count. Texts of more than *most* words have changed throughout, or not.
    """
    before, after = Wording(old, with_figures=True), Wording(new, with_figures=True)
    if len(before) > most or len(after) > most:
        return () if before.words == after.words else (Change(0, len(old), 0, len(new)),)
    matcher = SequenceMatcher(None, before.words, after.words, autojunk=False)
    return tuple(
        Change(*before.span(first, last), *after.span(start, end))
        for kind, first, last, start, end in matcher.get_opcodes()
        if kind != "equal"
    )
