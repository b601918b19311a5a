"""Finding a passage whose words have changed, by aligning its words with those of the text, within bounds.

Words that are rare in the text vote for places where the passage may begin; at the best places the words of the
passage and its surroundings are aligned, longest common runs first (Ratcliff and Obershelp, 1988).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from reader.text.wording import Wording

# The limits of one search: voting words, votes of each, places tried.
_VOTERS = 24
_VOTES = 40
_PLACES = 3
# Above this many words only the two ends of a quote are aligned, and what lies between is compared by its words.
_LONG = 160
_END = 60
# Pairs of equal words in one alignment; above it, a text of one word repeated would take minutes.
_PAIRS = 8_000
# A word found this many words further from the others than in the quote is another occurrence.
_STRAY = 6
# So is a single word with other words on both sides, if it is less than this share of the quote.
_SMALL = 0.15
# Surroundings within this many words of the quote support it.
_NEAR = 14
# At most so many words may have been replaced at an end of a quote, or make up a short one.
_FEW = 4


class QuotePlace(NamedTuple):
    """A place `words[first:last]` of the text.

    *letters* of the *quoted* letters of the quote are there; *before* and *after* are the shares of its surroundings
    beside it (0 to 1; 0 without any), *around* their letters.
    """

    first: int
    last: int
    letters: int
    quoted: int
    before: float = 0.0
    after: float = 0.0
    around: int = 0

    @property
    def share(self) -> float:
        """The share of the quote that is there, from 0 to 1."""
        return self.letters / self.quoted

    @property
    def agreement(self) -> int:
        """The letters of the quote and its surroundings that are there, less those of the quote that are not."""
        return 2 * self.letters - self.quoted + self.around


class _Pair(NamedTuple):
    """`words[place]` of the text equals `pattern[step]`, perhaps respelled."""

    place: int
    step: int


@dataclass(frozen=True, slots=True)
class QuoteWords:
    """The words of a quote, those before it and those after it."""

    before: list[str]
    quote: list[str]
    after: list[str]

    @property
    def pattern(self) -> list[str]:
        """All the words, in order."""
        return [*self.before, *self.quote, *self.after]

    @classmethod
    def of(cls, exact: str, prefix: str, suffix: str) -> "QuoteWords":
        """Cut the words; a word cut by the edge of the surroundings is left out."""
        before, after = Wording(prefix), Wording(suffix)
        cut_first = 1 if len(before) > 1 and before.starts[0] == 0 else 0
        cut_last = 1 if len(after) > 1 and after.ends[-1] == len(suffix) else 0
        return cls(before.words[cut_first:], Wording(exact).words, after.words[: len(after) - cut_last])


def align(text: Wording, passage: QuoteWords, expected: int) -> list[QuotePlace]:
    """Return the places of *text* most similar to *passage*, the best first.

    *expected* is the index of the word where it probably begins; it only decides between equal places.
    """
    if len(passage.quote) > _LONG:
        return _align_ends(text, passage, expected)
    pattern = passage.pattern
    matcher: SequenceMatcher[str] = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(pattern)
    slack = len(pattern) // 2 + 12
    found = []
    for first, last in _places(text, pattern, slack, expected):
        start, end = max(0, first - 6), last + len(pattern) + slack // 2 + 6
        aligned = _aligned(text, passage, matcher, (start, min(end, len(text))))
        if aligned:
            found.append(aligned)
    return sorted(found, key=lambda each: (-each.agreement, abs(each.first - expected)))


def _places(text: Wording, pattern: list[str], slack: int, expected: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of words in which the pattern may begin, those with most votes first."""
    voters = sorted(
        (index for index, word in enumerate(pattern) if word in text.places),
        key=lambda index: len(text.places[pattern[index]]),
    )
    votes = []
    for index in voters[:_VOTERS]:
        places = text.near(pattern[index], expected + index, _VOTES)
        votes += [(place - index, 1 / len(places)) for place in places]
    votes.sort()
    ranges = []
    first, weight = 0, 0.0
    for start, vote in votes:
        weight += vote
        while start - votes[first][0] > slack:
            weight -= votes[first][1]
            first += 1
        ranges.append((-round(weight, 6), abs(start - expected), votes[first][0], start))
    taken: list[tuple[int, int]] = []
    for _, _, start, end in sorted(ranges):
        if all(end < other[0] or start > other[1] for other in taken):
            taken.append((start, end))
            yield start, end
        if len(taken) == _PLACES:
            return


def _aligned(
    text: Wording, passage: QuoteWords, matcher: "SequenceMatcher[str]", window: tuple[int, int]
) -> QuotePlace | None:
    words = text.words[window[0] : window[1]]
    pattern, counts = passage.pattern, Counter(words)
    if sum(counts[word] for word in pattern) > _PAIRS:
        return None
    matcher.set_seq1(words)
    pairs = [
        _Pair(window[0] + place + step, first + step)
        for place, first, size in matcher.get_matching_blocks()
        for step in range(size)
    ]
    pairs = _with_respelled(text.words, pattern, pairs)
    begin = len(passage.before)
    end = begin + len(passage.quote)
    inside = _connected([pair for pair in pairs if begin <= pair.step < end], pairs, pattern, (begin, end))
    first, last = _with_replaced_edges(inside, pairs, begin, end) if inside else _replaced(pairs, begin, end)
    if first == last:
        return None
    before = _between(pairs, range(begin), range(first - _NEAR, first))
    after = _between(pairs, range(end, len(pattern)), range(last, last + _NEAR))
    return QuotePlace(
        first,
        last,
        _letters(pattern, inside),
        sum(map(len, passage.quote)),
        len(before) / max(1, begin),
        len(after) / max(1, len(passage.after)),
        _letters(pattern, before) + _letters(pattern, after),
    )


def _between(pairs: list[_Pair], steps: range, places: range) -> list[_Pair]:
    return [pair for pair in pairs if pair.step in steps and pair.place in places]


def _letters(pattern: Sequence[str], pairs: list[_Pair]) -> int:
    return sum(len(pattern[pair.step]) for pair in pairs)


def _with_respelled(words: list[str], pattern: Sequence[str], pairs: list[_Pair]) -> list[_Pair]:
    """Add words beside a pair in both that differ by a letter or two."""
    found: list[_Pair] = []
    for pair, following in zip(pairs, [*pairs[1:], _Pair(len(words), len(pattern))], strict=True):
        back: list[_Pair] = []
        place, index = pair.place - 1, pair.step - 1
        floor = found[-1] if found else _Pair(-1, -1)
        while place > floor.place and index > floor.step and is_respelled(pattern[index], words[place]):
            back.append(_Pair(place, index))
            place, index = place - 1, index - 1
        found += [*reversed(back), pair]
        place, index = pair.place + 1, pair.step + 1
        while place < following.place and index < following.step and is_respelled(pattern[index], words[place]):
            found.append(_Pair(place, index))
            place, index = place + 1, index + 1
    return found


def _connected(inside: list[_Pair], pairs: list[_Pair], pattern: Sequence[str], quote: tuple[int, int]) -> list[_Pair]:
    """Leave out pairs at the quote's ends that belong to another place.

    Those are repetitions of a word further on or back: a small part far from the rest, or a single word with other
    words on both sides.
    """
    limit = sum(map(len, pattern[quote[0] : quote[1]])) * _SMALL
    held = set(pairs)

    def is_alone(pair: _Pair) -> bool:
        return not {_Pair(pair.place + step, pair.step + step) for step in (-1, 1)} & held

    def stray(edge: list[_Pair]) -> int:
        """Return how many pairs at the beginning of *edge* are strays; *edge* may be reversed."""
        for count in range(1, len(edge)):
            if _letters(pattern, edge[:count]) >= limit:
                break
            (place, index), (next_place, next_index) = edge[count - 1], edge[count]
            if abs(next_place - place) - abs(next_index - index) > _STRAY or (count == 1 and is_alone(edge[0])):
                return count
        return 0

    while count := stray(inside):
        inside = inside[count:]
    while count := stray(inside[::-1]):
        inside = inside[:-count]
    return inside


def _with_replaced_edges(inside: list[_Pair], pairs: list[_Pair], begin: int, end: int) -> tuple[int, int]:
    """Return the words from the first to the last pair, and replaced words at their edges.

    Replaced words stand between a word of the surroundings and a word of the quote, as many as before.
    """
    place_by_step = {pair.step: pair.place for pair in pairs}
    first, last = inside[0].place, inside[-1].place + 1
    before = place_by_step.get(begin - 1, -1)
    if before >= 0 and 0 < first - before - 1 == inside[0].step - begin < _FEW:
        first = before + 1
    after = place_by_step.get(end, -1)
    if 0 < after - last == end - inside[-1].step - 1 < _FEW:
        last = after
    return first, last


def _replaced(pairs: list[_Pair], begin: int, end: int) -> tuple[int, int]:
    """Return the words between the surroundings of a short quote of which no word is left."""
    place_by_step = {pair.step: pair.place for pair in pairs}
    before, after = place_by_step.get(begin - 1), place_by_step.get(end)
    if before is None or after is None or not 0 < after - before - 1 <= end - begin + 1 <= _FEW:
        return 0, 0
    return before + 1, after


def is_respelled(one: str, other: str) -> bool:
    """Tell whether two words differ by at most a letter or two."""
    if abs(len(one) - len(other)) > 2 or not 4 <= len(one) <= 40:
        return one == other
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.75


def _align_ends(text: Wording, passage: QuoteWords, expected: int) -> list[QuotePlace]:
    """Align the beginning and the end of a long quote, each with its surroundings, and compare what is between."""
    quote = passage.quote
    head = QuoteWords(passage.before, quote[:_END], quote[_END : _END + 6])
    tail = QuoteWords(quote[-_END - 6 : -_END], quote[-_END:], passage.after)
    begins = align(text, head, expected)
    ends = align(text, tail, begins[0].first + len(quote) - _END) if begins else []
    if not ends:
        return []
    begin, end = begins[0], ends[0]
    words = text.words[begin.first : end.last]
    if not len(quote) // 2 <= len(words) <= len(quote) * 2:
        return []
    quoted = sum(map(len, quote))
    letters = round(quoted * _overlap(quote, words))
    return [QuotePlace(begin.first, end.last, letters, quoted, begin.before, end.after)]


def _overlap(quote: list[str], words: list[str]) -> float:
    """Return the share of the pairs of neighboring words of *quote* that are in *words*, from 0 to 1."""
    pairs = Counter(pairwise(quote))
    return (pairs & Counter(pairwise(words))).total() / max(1, len(quote) - 1)
