"""What is kept of an article so that others can be compared with it: its terms, names, figures and fingerprints."""

from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt
from typing import NamedTuple

from reader.related.figures import DAY, NUMERAL, WORDED, Figure, key_of
from reader.related.figures import numbers as numbers_in
from reader.related.shingles import fingerprints
from reader.related.spotting import Mention, Spotter
from reader.related.words import WORD, number_of, term_of, word_numbers
from reader.text.digits import fold_digits

# Halves of an occurrence that are counted on top: what stands in the title or in the lead, so many words, tells more
# of what a text is about.
_IN_TITLE = 4
_IN_LEAD = 1
_LEAD = 25
_OF_NUMERAL = 1.25
# Weights are kept in four bits.
_STEP = 0.25
_MOST = 15

_WORDED = frozenset(map(number_of, WORDED))

_UNITS = ("", "%", "$", DAY)
_NOUNS = 3
_FIGURE_WIDTH = 6 + _NOUNS


class Listed(NamedTuple):
    """By what an article stands in the lists: its *terms* and their *weights*, and its marks.

    Arrays and bytes, because a thousand of these wait to be written at a time, and Python's collector of cycles
    would look through all objects in anything else again and again.
    """

    terms: "array[int]"
    weights: bytes
    marks: "array[int]"


class Packed(NamedTuple):
    """A profile as bytes, in the byte order of this machine: a cache never leaves it."""

    terms: bytes
    weights: bytes
    names: bytes
    figures: bytes
    prints: bytes


@dataclass(frozen=True)
class Profile:
    """*weight_by_term* holds 1 to 15 for the number of every term, *prints* the fingerprints of the passages."""

    weight_by_term: dict[int, int]
    mentions: list[Mention]
    figures: list[Figure]
    prints: set[int]

    @cached_property
    def norm(self) -> float:
        """The length of the vector of weights, rarity left out: it changes with every article of the library."""
        return sqrt(sum(weight * weight for weight in self.weight_by_term.values())) or 1.0

    @property
    def listed(self) -> Listed:
        """By what the article is found: its terms, and marks for names, figures and fingerprints."""
        marks = array("I", self.prints | self.names_and_figures)
        return Listed(array("I", self.weight_by_term), bytes(self.weight_by_term.values()), marks)

    @property
    def names_and_figures(self) -> set[int]:
        """The numbers of the names, their aliases and the figures of ten and more."""
        numbers = {number for mention in self.mentions for number in mention[:2]}
        numbers.update(figure_number(figure) for figure in self.figures if figure.value >= 10)
        numbers.discard(0)
        return numbers


def figure_number(figure: Figure) -> int:
    """Return the number that equal figures have in common."""
    return number_of(f"figure {key_of(figure)}")


def profile_of(title: str, text: str, spotter: Spotter) -> Profile:
    """Return the profile of an article, given its title and plain text."""
    numbers, terms = word_numbers(text)
    numerals, figures = numbers_in(text, may_be_worded=not _WORDED.isdisjoint(numbers))
    weights = _weights(title, numbers, terms) | _weights_of_numerals(title, numerals)
    return Profile(weights, spotter.mentions(text), figures, fingerprints(numbers))


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
    """Weigh numbers as they are written: years and days are no figures, yet tell what a text is about."""
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


def pack(profile: Profile) -> Packed:
    """Return *profile* as bytes; `unpack` is its inverse."""
    return Packed(
        array("I", profile.weight_by_term).tobytes(),
        bytes(profile.weight_by_term.values()),
        array("I", [number for mention in profile.mentions for number in mention]).tobytes(),
        array("d", [number for figure in profile.figures for number in _row(figure)]).tobytes(),
        array("I", profile.prints).tobytes(),
    )


def unpack(packed: Packed) -> Profile:
    """Return the profile that was packed. Raises: ValueError if the bytes are none."""
    try:
        rows = array("I", packed.names).tolist()
        return Profile(
            dict(zip(array("I", packed.terms), packed.weights, strict=True)),
            [Mention(*rows[at : at + 4]) for at in range(0, len(rows), 4)],
            _figures(array("d", packed.figures).tolist()),
            set(array("I", packed.prints)),
        )
    except (IndexError, TypeError, OverflowError) as error:
        raise ValueError("a profile is torn") from error


def _row(figure: Figure) -> list[float]:
    nouns = [*figure.nouns, *[0] * _NOUNS][:_NOUNS]
    return [figure.value, figure.start, figure.end, _UNITS.index(figure.unit), figure.about, len(figure.nouns), *nouns]


def _figures(rows: list[float]) -> list[Figure]:
    found = []
    for at in range(0, len(rows), _FIGURE_WIDTH):
        value, start, end, unit, about, count = rows[at : at + 6]
        nouns = tuple(map(int, rows[at + 6 : at + 6 + int(count)]))
        found.append(Figure(value, int(start), int(end), _UNITS[int(unit)], bool(about), nouns))
    return found
