"""The figures of two texts that a reader compares: on which they agree and on which they don't."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reader.related.disagreement import disagreements, may_agree
from reader.related.evidence import Span
from reader.related.figures import DAY, Figure, agrees, figures, figures_by_value, telling, written

# A number tells by itself that it is the same if it is as telling as 78 or 3,033; otherwise it needs its noun.
_ALONE = 0.5
# A rounded number lies no farther from the exact one, so that only the neighbors are looked at.
_NEAR = 1.06
_MOST_NEAR = 200
# Numbers of which one is so many times the other are not of the same thing.
_FAR = 4


class FigurePair(NamedTuple):
    """A figure of one text and what the other says, where each stands; *text* is `3,033` or `900 ≠ 1,000`."""

    text: str
    here: tuple[Span, ...]
    there: tuple[Span, ...]


@dataclass(frozen=True)
class ComparedFigures:
    """The figures that *agree* and that *disagree*, each in the order of the first text."""

    agree: tuple[FigurePair, ...] = ()
    disagree: tuple[FigurePair, ...] = ()


def compared_figures(a_text: str, b_text: str, changes: Sequence[tuple[Span, Span]]) -> ComparedFigures:
    """Compare the figures of two texts; *changes* are pairs of spans that stand for each other in shared passages."""
    here, there = figures(a_text), figures(b_text)
    agreeing = _agreeing(here, there)
    # In the same place even a rounding that no word announces is no contradiction.
    in_place = [pair for pair in _in_place(here, there, changes) if not may_agree(*pair)]
    taken = {spans for one, other in in_place for spans in (("a", one.start), ("b", other.start))}
    disagreeing = [
        (one, other)
        for one, other in disagreements(a_text, here, b_text, there)
        if _counts_the_same(one, other) and not {("a", one.start), ("b", other.start)} & taken
    ]
    differing = sorted(in_place + disagreeing, key=lambda pair: pair[0].start)
    return ComparedFigures(
        tuple(sorted(agreeing, key=lambda pair: pair.here)),
        tuple(FigurePair(_differing(*pair), (_span(pair[0]),), (_span(pair[1]),)) for pair in differing),
    )


def _agreeing(here: list[Figure], there: list[Figure]) -> list[FigurePair]:
    theirs = figures_by_value(there)
    every = _Values(theirs.values())
    rounded = _Values(group for group in theirs.values() if _is_rounded(group))
    found = []
    for key, ours in figures_by_value(here).items():
        near = [theirs[key]] if key in theirs else (every if _is_rounded(ours) else rounded).near(ours[0].value)
        group = next((group for group in near if any(agrees(one, other) for one in ours for other in group)), None)
        pair = _pair(ours, group) if group else None
        if pair is not None:
            found.append(pair)
    return found


def _is_rounded(group: tuple[Figure, ...]) -> bool:
    return any(figure.about for figure in group)


class _Values:
    """Groups of equal figures, by their value."""

    def __init__(self, groups: Iterable[tuple[Figure, ...]]) -> None:
        self._groups = sorted(groups, key=lambda group: group[0].value)
        self._values = [group[0].value for group in self._groups]

    def near(self, value: float) -> list[tuple[Figure, ...]]:
        """Return the groups with a value that may be a rounding of *value*; of very many the first."""
        first, last = bisect_left(self._values, value / _NEAR), bisect_right(self._values, value * _NEAR)
        return self._groups[first : min(last, first + _MOST_NEAR)]


def _pair(ours: tuple[Figure, ...], theirs: tuple[Figure, ...]) -> FigurePair | None:
    """Return two groups of equal figures as a pair, unless they only happen to be the same number."""
    nouns = {noun for figure in ours for noun in figure.nouns}
    noun_agrees = any(noun in nouns for figure in theirs for noun in figure.nouns)
    tells = telling(min(ours[0].value, theirs[0].value), ours[0].unit, noun_agrees)
    if tells <= 0 or not (noun_agrees or tells >= _ALONE):
        return None
    one, other = _told(ours[0]), _told(theirs[0])
    text = one if one == other else f"{one} ≈ {other}"
    return FigurePair(text, tuple(map(_span, ours)), tuple(map(_span, theirs)))


def _in_place(
    here: list[Figure], there: list[Figure], changes: Sequence[tuple[Span, Span]]
) -> list[tuple[Figure, Figure]]:
    """Return the figures that stand for each other in a passage, where something was changed."""
    ours, theirs = ([figure.start for figure in found] for found in (here, there))
    pairs = []
    for one, other in changes:
        left = here[bisect_left(ours, one[0]) : bisect_left(ours, one[1])]
        right = there[bisect_left(theirs, other[0]) : bisect_left(theirs, other[1])]
        if len(left) == len(right) == 1 and left[0].unit == right[0].unit:
            pairs.append((left[0], right[0]))
    return pairs


def _counts_the_same(one: Figure, other: Figure) -> bool:
    """Whether two figures that may be of the same thing name it first, and are not too far apart."""
    is_near = max(one.value, other.value) <= _FAR * min(one.value, other.value)
    return is_near and one.nouns[:1] == other.nouns[:1]


def _differing(one: Figure, other: Figure) -> str:
    return f"{_told(one)} ≠ {_told(other)}"


def _told(figure: Figure) -> str:
    if figure.unit == DAY:
        month, day = divmod(int(figure.value), 100)
        return f"{_MONTHS[month - 1]} {day}"
    return f"{written(figure.value)}{' %' if figure.unit == '%' else ''}"


_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def _span(figure: Figure) -> Span:
    return figure.start, figure.end
