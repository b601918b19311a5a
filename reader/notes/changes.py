"""What differs between the words of a quotation and the words that stand there now."""

from difflib import SequenceMatcher
from typing import NamedTuple

from reader.notes.wording import Wording

# Longer texts are told to differ as a whole: finding out where takes the square of their length.
_MAX_WORDS = 3_000


class Change(NamedTuple):
    """Words that were `old[old_start:old_end]` and are `new[new_start:new_end]`; one of the two may be empty."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def changes(old: str, new: str) -> tuple[Change, ...]:
    """Return where the words of *old* and *new* differ, in order; punctuation, white space and case do not count."""
    before, after = Wording(old), Wording(new)
    if len(before) > _MAX_WORDS or len(after) > _MAX_WORDS:
        return () if before.words == after.words else (Change(0, len(old), 0, len(new)),)
    matcher = SequenceMatcher(None, before.words, after.words, autojunk=False)
    return tuple(
        Change(*_span(before, first, last), *_span(after, start, end))
        for kind, first, last, start, end in matcher.get_opcodes()
        if kind != "equal"
    )


def _span(wording: Wording, first: int, last: int) -> tuple[int, int]:
    """Return the characters of the words from *first* to *last*; of no words, the place where they would be."""
    if first < last:
        return wording.starts[first], wording.ends[last - 1]
    place = wording.ends[first - 1] if first else 0
    return place, place
