"""The profile by which an article is compared with others: terms, names, figures, fingerprints.

The fingerprints of passages are hashed word shingles, thinned by winnowing: S. Schleimer, D. Wilkerson and A. Aiken,
*Winnowing: local algorithms for document fingerprinting*, SIGMOD 2003. Any run of SHINGLE_SIZE + WINDOW - 1 words that
two texts share gives both at least one fingerprint in common.
"""

import struct
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nsmallest
from itertools import accumulate, pairwise
from math import log, sqrt
from typing import Literal, NamedTuple, Self

from reader.related.figures import DAY, NUMERAL, Figure, figure_key, find_numbers
from reader.related.names import Mention, Spotter
from reader.related.number_words import NUMBER_WORDS
from reader.related.terms import WORD, number_of, term_of, word_numbers
from reader.text.digits import fold_digits

# Halves of an occurrence that are counted on top: what stands in the title or in the lead, so many words, says more
# of what a text is about.
_IN_TITLE = 4
_IN_LEAD = 1
_LEAD = 25
_OF_NUMERAL = 1.25
# Weights are kept in four bits.
_STEP = 0.25
_MOST = 15
# A weight, above the bits of how many terms have it.
_RUN_BITS = 28
_RUN = (1 << _RUN_BITS) - 1

_NUMBER_WORDS = frozenset(map(number_of, NUMBER_WORDS))

# Of names the key, the alias, where they start and how long they are: narrow and wide.
_MENTION_CODES = ("IIHB", "IIII")
_NEAR, _SHORT = 0xFFFF, 0xFF

_UNITS = ("", "%", "$", DAY)
_FIGURE = struct.Struct("=dIIB?B")

SHINGLE_SIZE = 5
WINDOW = 8
GUARANTEE = SHINGLE_SIZE + WINDOW - 1
LEAST_REPEATED = 16
# Texts are the same that share so many of their fingerprints; so few are a line or two, which many articles may have.
_SAME_PRINTS = 0.8
_LEAST_PRINTS = 4
# So many are kept, to tell texts apart: all of them follow from the text.
_SKETCH = 12

# Tuples of integers hash alike in every process, which strings do not; a store is marked with this number, so that
# a Python that hashes otherwise rebuilds it.
METHOD = hash(tuple(range(SHINGLE_SIZE)))

_MASK = 0xFFFFFFFF


class TornBytes(ValueError):
    """Bytes from the database that are not what was written."""


@dataclass(frozen=True)
class Fingerprints:
    """The fingerprints of a text: how many, and the *least* of them; *find* finds *all* when they are asked for."""

    count: int
    least: frozenset[int]
    find: Callable[[], Set[int]] = field(compare=False, repr=False)

    @classmethod
    def of(cls, prints: Set[int]) -> Self:
        """Return fingerprints that are known."""
        return cls(len(prints), frozenset(nsmallest(_SKETCH, prints)), lambda: prints)

    @cached_property
    def all(self) -> Set[int]:
        """All of them."""
        return self.find()

    def are_of_one_text(self, other: "Fingerprints") -> bool:
        """Whether two texts are the same but for a few words.

        Of two that share so many, one of the least is in both but for one pair in half a million.
        """
        longer, shorter = max(self.count, other.count), min(self.count, other.count)
        same = _SAME_PRINTS * longer
        is_likely = longer >= _LEAST_PRINTS and shorter >= same and not self.least.isdisjoint(other.least)
        return is_likely and len(self.all & other.all) >= same


class PostingKeys(NamedTuple):
    """What an article is listed by in the postings: its *terms* with their *weights*, its *marks*, and those *spoken*.

    Arrays and bytes, because a thousand of these wait to be written at a time, and Python's collector of cycles
    would look through all objects in anything else again and again.
    """

    terms: "array[int]"
    weights: bytes
    marks: "array[int]"
    spoken: "array[int]" = array("I")


class ProfileBytes(NamedTuple):
    """A profile as bytes, in the byte order of this machine: a cache never leaves it.

    The terms are in order of their weights, the heaviest first; *weights* tell how many have each.
    """

    terms: bytes
    weights: bytes
    names: bytes
    figures: bytes
    prints: bytes


@dataclass(frozen=True)
class Profile:
    """*weight_by_term* holds 1 to 15 for the number of every term, *prints* are those of the passages."""

    weight_by_term: dict[int, int]
    mentions: list[Mention]
    figures: list[Figure]
    prints: Fingerprints

    @cached_property
    def norm(self) -> float:
        """The length of the vector of weights, rarity left out: it changes with every article of the library."""
        return sqrt(sum(weight * weight for weight in self.weight_by_term.values())) or 1.0

    @property
    def posting_keys(self) -> PostingKeys:
        """What the article is found by: its terms, and marks for names, figures and fingerprints."""
        marks = array("I", self.prints.all | self.names_and_figures)
        return PostingKeys(array("I", self.weight_by_term), bytes(self.weight_by_term.values()), marks)

    @property
    def names_and_figures(self) -> set[int]:
        """The numbers of the names, their aliases and the figures of ten and more."""
        numbers = {number for mention in self.mentions for number in mention[:2]}
        numbers.update(figure_number(figure) for figure in self.figures if figure.value >= 10)
        numbers.discard(0)
        return numbers


def figure_number(figure: Figure) -> int:
    """Return the number that equal figures have in common."""
    return number_of(f"figure {figure_key(figure)}")


def profile_of(title: str, text: str, spotter: Spotter) -> Profile:
    """Return the profile of an article, given its title and plain text."""
    numbers, terms = word_numbers(text)
    numerals, figures = find_numbers(text, has_number_words=not _NUMBER_WORDS.isdisjoint(numbers))
    weights = _weights(title, numbers, terms) | _weights_of_numerals(title, numerals)
    return Profile(weights, spotter.mentions(text), figures, Fingerprints.of(fingerprints(numbers)))


def _weights(title: str, numbers: list[int], terms: dict[int, int]) -> dict[int, int]:
    count_by_term = Counter(map(terms.__getitem__, numbers))
    weights = {term: _WEIGHTS[2 * count] if count < _MANY else _MOST for term, count in count_by_term.items()}
    halves: dict[int, int] = defaultdict(int)
    for number in numbers[:_LEAD]:
        halves[terms[number]] += _IN_LEAD
    for word in WORD.findall(title):
        halves[term_of(word)] += _IN_TITLE
    for term, more in halves.items():
        weights[term] = _WEIGHTS[min(2 * count_by_term[term] + more, 2 * _MANY)]
    weights.pop(0, None)
    return weights


def _weights_of_numerals(title: str, numerals: list[str]) -> dict[int, int]:
    """Weigh numbers as they are written: years and days are no figures, yet say what a text is about."""
    halves: dict[str, int] = defaultdict(int)
    for numeral in numerals:
        halves[numeral] += 2
    for numeral in NUMERAL.findall(fold_digits(title)):
        halves[numeral] += _IN_TITLE
    return {number_of(numeral): _NUMERAL_WEIGHTS[min(count, 2 * _MANY)] for numeral, count in halves.items()}


def _weight(count: float, factor: float) -> int:
    return max(1, min(round((1 + log(count)) * factor / _STEP), _MOST))


# Weights by how many halves of an occurrence are counted; so many occurrences weigh as much as any more.
_MANY = 20
_WEIGHTS = [1, *(_weight(half / 2, 1.0) for half in range(1, 2 * _MANY + 1))]
_NUMERAL_WEIGHTS = [1, *(_weight(half / 2, _OF_NUMERAL) for half in range(1, 2 * _MANY + 1))]


def pack(profile: Profile) -> ProfileBytes:
    """Return *profile* as bytes; `unpack` is its inverse, given the text."""
    counts = Counter(profile.weight_by_term.values())
    return ProfileBytes(
        array("I", sorted(profile.weight_by_term, key=profile.weight_by_term.__getitem__, reverse=True)).tobytes(),
        array("I", [weight << _RUN_BITS | counts[weight] for weight in sorted(counts, reverse=True)]).tobytes(),
        _packed_mentions(profile.mentions),
        b"".join(map(_packed_figure, profile.figures)),
        array("I", [profile.prints.count, *sorted(profile.prints.least)]).tobytes(),
    )


def unpack(packed: ProfileBytes, text: str) -> Profile:
    """Return the profile of *text* that was packed. Raises: TornBytes."""
    try:
        return Profile(
            unpack_weights(packed.terms, packed.weights),
            unpack_mentions(packed.names),
            list(_figures(packed.figures)),
            _prints(array("I", packed.prints), text),
        )
    except (IndexError, TypeError, ValueError, OverflowError, struct.error) as error:
        raise TornBytes("a profile is torn") from error


def _prints(told: "array[int]", text: str) -> Fingerprints:
    return Fingerprints(told[0], frozenset(told[1:]), lambda: fingerprints(word_numbers(text)[0]))


def unpack_mentions(names: bytes) -> list[Mention]:
    """Return the names of a packed profile. Raises: TornBytes."""
    if not names:
        return []
    try:
        codes = _MENTION_CODES[names[0] > 0]
        sizes = [array(code).itemsize for code in codes]
        count, rest = divmod(len(names) - 1, sum(sizes))
        bounds = pairwise(accumulate((count * size for size in sizes), initial=1))
        columns = [array(code, names[start:end]) for code, (start, end) in zip(codes, bounds, strict=True)]
    except TypeError as error:
        raise TornBytes("the names of a profile are torn") from error
    if rest:
        raise TornBytes("the names of a profile are torn")
    return [Mention(key, alias, start, start + length) for key, alias, start, length in zip(*columns, strict=True)]


def unpack_weights(terms: bytes, weights: bytes) -> dict[int, int]:
    """Return the weights by term of a packed profile. Raises: TornBytes."""
    numbers, found, start = read_array("I", terms), dict[int, int](), 0
    for run in read_array("I", weights):
        end = start + (run & _RUN)
        found.update(dict.fromkeys(numbers[start:end], run >> _RUN_BITS))
        start = end
    if start != len(numbers):
        raise TornBytes("the weights of a profile are torn")
    return found


def read_array(code: Literal["H", "I"], data: bytes) -> "array[int]":
    """Return the numbers that bytes of the database hold; *code* is the array's type code. Raises: TornBytes."""
    try:
        return array(code, data)
    except (TypeError, ValueError) as error:
        raise TornBytes("a list of numbers is torn") from error


def _packed_mentions(mentions: Sequence[Mention]) -> bytes:
    """Return names column by column, narrow where all of them stand near the beginning, as they mostly do."""
    rows = [(each.key, each.alias, each.start, each.end - each.start) for each in mentions]
    is_wide = any(start > _NEAR or length > _SHORT for _, _, start, length in rows)
    columns = zip(_MENTION_CODES[is_wide], zip(*rows, strict=True), strict=True) if rows else ()
    return bytes([is_wide]) + b"".join(array(code, column).tobytes() for code, column in columns)


def _packed_figure(figure: Figure) -> bytes:
    nouns = array("I", figure.nouns)
    head = figure.value, figure.start, figure.end, _UNITS.index(figure.unit), figure.about, len(nouns)
    return _FIGURE.pack(*head) + nouns.tobytes()


def _figures(data: bytes) -> Iterator[Figure]:
    at = 0
    while at < len(data):
        value, start, end, unit, is_about, count = _FIGURE.unpack_from(data, at)
        at += _FIGURE.size
        nouns = array("I", data[at : at + 4 * count])
        at += 4 * count
        yield Figure(value, start, end, _UNITS[unit], is_about, tuple(nouns))


def shingles(numbers: Sequence[int]) -> list[int]:
    """Return the hash of every run of SHINGLE_SIZE words, by the position of its first word."""
    return list(map(hash, zip(*(numbers[offset:] for offset in range(SHINGLE_SIZE)), strict=False)))


def winnow(hashes: Sequence[int]) -> set[int]:
    """Return the least hash of every window of WINDOW shingles, in 32 bits."""
    if len(hashes) < WINDOW:
        return {min(hashes) & _MASK} if hashes else set()
    # The minimum over eight is the lesser of those over two fours, and so on: three passes instead of eight.
    pairs = [one if one < other else other for one, other in pairwise(hashes)]
    fours = [one if one < other else other for one, other in zip(pairs, pairs[2:], strict=False)]
    return {one & _MASK if one < other else other & _MASK for one, other in zip(fours, fours[4:], strict=False)}


def fingerprints(numbers: Sequence[int]) -> set[int]:
    """Return the fingerprints of a text, given the numbers of its words."""
    return winnow(shingles(numbers))


def repeated(numbers: Sequence[int], prints: Set[int], common: Set[int]) -> bytearray:
    """Mark the words, one byte each, that stand in passages whose *prints* are all in *common*.

    *common* holds fingerprints found in many articles. Between two of them everything is marked, unless a fingerprint
    that is not common stands between them; fewer than LEAST_REPEATED words in a row are a manner of speaking, not
    what a site prints under every article, and stay unmarked.
    """
    marked = bytearray(len(numbers))
    start = end = 0
    for position, each in enumerate(shingles(numbers)):
        mark = each & _MASK
        if mark in common:
            start, end = (start, position + SHINGLE_SIZE) if end else (position, position + SHINGLE_SIZE)
        elif mark in prints:
            _mark(marked, start, end)
            end = 0
    _mark(marked, start, end)
    return marked


def _mark(marked: bytearray, start: int, end: int) -> None:
    if end - start >= LEAST_REPEATED:
        marked[start:end] = b"\x01" * (end - start)
