"""Figures that two texts share, and figures on which they disagree."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reader.related.disagreements import NEAR, are_near, find_disagreements, may_agree
from reader.related.evidence import Evidence, Span
from reader.related.figures import (
    DAY,
    Figure,
    agrees,
    figure_words,
    figures_by_value,
    find_figures,
    telling_weight,
)
from reader.related.profile import figure_number
from reader.related.subject import Subject
from reader.text.months import MONTHS
from reader.text.plurals import count

_LISTED = 12
_SHARED_POINTS = 2.0
_DECAY = 0.85
# What a figure must say to count alone (3,033, or 900 of the same thing), and to be named beside one that does.
_ALONE = 0.55
_BESIDE = 0.3
_RARE_ALONE = 0.25
_RARE_BESIDE = 0.08
_MOST_NEAR = 200

_Group = tuple[Figure, ...]
_Groups = Mapping[str, _Group]


class CommonFigure(NamedTuple):
    """A number in both texts; *telling* is how much the number itself says, *rarity* how rare it is, 0 to 1."""

    here: _Group
    there: _Group
    telling: float
    rarity: float

    @property
    def weight(self) -> float:
        """How much it says that both have it."""
        return self.telling * self.rarity

    @property
    def text(self) -> str:
        """The number as it is shown; two where one text rounds."""
        one, other = self.here[0], self.there[0]
        if one.value == other.value:
            return figure_words(one)
        return f"{figure_words(one)} ≈ {figure_words(other)}"


def common_figures(subject: Subject, figures: list[Figure]) -> list[CommonFigure]:
    """Return the figures that *subject* shares with another text, the one that says most first."""
    found = []
    for here, there in _matches(subject.figures_by_value, figures_by_value(figures)):
        tells = _telling(here, there)
        rare = subject.rarity_of_mark(figure_number(here[0]))
        if tells >= _BESIDE and rare >= _RARE_BESIDE:
            found.append(CommonFigure(here, there, tells, rare))
    return sorted(_without_roundings(found), key=lambda common: (-common.weight, common.here[0].start))


def countable(common: list[CommonFigure], is_event: bool) -> list[CommonFigure]:
    """Return the shared figures that count: of one event all, otherwise none unless one of them says enough alone."""
    is_enough = is_event or any(each.telling >= _ALONE and each.rarity >= _RARE_ALONE for each in common)
    return common if is_enough else []


def _matches(ours: _Groups, theirs: _Groups) -> Iterator[tuple[_Group, _Group]]:
    """Yield the figures of two texts that give the same number, exactly or, of those nearest by, rounded."""
    by_value = sorted(theirs.values(), key=lambda group: group[0].value)
    values = [group[0].value for group in by_value]
    for key, here in ours.items():
        if key in theirs:
            yield here, theirs[key]
            continue
        first, last = bisect_left(values, here[0].value / NEAR), bisect_right(values, here[0].value * NEAR)
        near = by_value[first : min(last, first + _MOST_NEAR)]
        there = next((group for group in near if any(agrees(one, other) for one in here for other in group)), None)
        if there is not None:
            yield here, there


def _telling(here: _Group, there: _Group) -> float:
    """Return how much it says that two texts give a number."""
    nouns = {noun for figure in here for noun in figure.nouns}
    noun_agrees = any(noun in nouns for figure in there for noun in figure.nouns)
    return telling_weight(min(here[0].value, there[0].value), here[0].unit, noun_agrees)


def _without_roundings(found: list[CommonFigure]) -> list[CommonFigure]:
    """Drop "3,033 ≈ 3,000" where 3,033 itself stands in both."""
    exact = {common.here[0].value for common in found if common.here[0].value == common.there[0].value}
    return [
        common
        for common in found
        if common.here[0].value == common.there[0].value or not {common.here[0].value, common.there[0].value} & exact
    ]


def figure_points(weights: list[float]) -> float:
    """Return what shared figures are worth: each one less than the weightier one before it."""
    return sum(_SHARED_POINTS * weight * _DECAY**place for place, weight in enumerate(sorted(weights, reverse=True)))


def figure_evidence(common: list[CommonFigure]) -> Evidence | None:
    """Say which figures are shared, if any are."""
    if not common:
        return None
    listed = " · ".join(each.text for each in common[:_LISTED])
    more = f" and {len(common) - _LISTED} more" if len(common) > _LISTED else ""
    text = f"{count(len(common), 'shared figure')}: {listed}{more}"
    return Evidence(
        "figure",
        text,
        _spans(figure for each in common for figure in each.here),
        _spans(figure for each in common for figure in each.there),
        figure_points([each.weight for each in common]),
        len(common),
        tuple(each.text for each in common[_LISTED:]),
    )


def _spans(figures: Iterable[Figure]) -> tuple[Span, ...]:
    return tuple(sorted({(figure.start, figure.end) for figure in figures}))


class FigurePair(NamedTuple):
    """A figure of one text and what the other says, where each stands; *text* is `3,033` or `900 ≠ 1,000`."""

    text: str
    here: tuple[Span, ...]
    there: tuple[Span, ...]


@dataclass(frozen=True)
class FigureComparison:
    """The figures that *agree* and that *disagree*, each in the order of the first text."""

    agree: tuple[FigurePair, ...] = ()
    disagree: tuple[FigurePair, ...] = ()


def compare_figures(a_text: str, b_text: str, changes: Sequence[tuple[Span, Span]]) -> FigureComparison:
    """Compare the figures of two texts; *changes* are pairs of spans that stand for each other in shared passages."""
    here, there = find_figures(a_text), find_figures(b_text)
    # In the same place even a rounding that no word announces is no contradiction.
    in_place = [pair for pair in _in_place(here, there, changes) if not may_agree(*pair)]
    taken = {spans for one, other in in_place for spans in (("a", one.start), ("b", other.start))}
    disagreeing = [
        (one, other)
        for one, other in find_disagreements(a_text, here, b_text, there)
        if _counts_the_same(one, other) and not {("a", one.start), ("b", other.start)} & taken
    ]
    differing = sorted(in_place + disagreeing, key=lambda pair: pair[0].start)
    return FigureComparison(
        tuple(sorted(_agreeing(here, there), key=lambda pair: pair.here)),
        tuple(FigurePair(_differing(*pair), (_span(pair[0]),), (_span(pair[1]),)) for pair in differing),
    )


def _agreeing(here: list[Figure], there: list[Figure]) -> Iterator[FigurePair]:
    """Yield the figures that agree by the rule of shared figures: one that says enough alone takes others along."""
    matches = list(_matches(figures_by_value(here), figures_by_value(there)))
    telling = [_telling(*each) for each in matches]
    least = _BESIDE if max(telling, default=0) >= _ALONE else _ALONE
    for (ours, theirs), tells in zip(matches, telling, strict=True):
        if tells >= least:
            one, other = _shown_with_day(ours[0]), _shown_with_day(theirs[0])
            text = one if one == other else f"{one} ≈ {other}"
            yield FigurePair(text, tuple(map(_span, ours)), tuple(map(_span, theirs)))


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
    return are_near(one, other) and one.nouns[:1] == other.nouns[:1]


def _differing(one: Figure, other: Figure) -> str:
    return f"{_shown_with_day(one)} ≠ {_shown_with_day(other)}"


def _shown_with_day(figure: Figure) -> str:
    if figure.unit == DAY:
        month, day = divmod(int(figure.value), 100)
        return f"{MONTHS[month - 1][:3]} {day}"
    return figure_words(figure)


def _span(figure: Figure) -> Span:
    return figure.start, figure.end
