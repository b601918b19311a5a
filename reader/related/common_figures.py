"""Figures that two articles share, and figures on which they disagree."""

from collections.abc import Iterable
from typing import NamedTuple

from reader.related.asked import Asked
from reader.related.evidence import Evidence, Span
from reader.related.figures import Figure, agrees, figures_by_value, telling, written
from reader.related.profile import figure_number

_LISTED = 12
_POINTS = 2.0
_DECAY = 0.85
# What a figure must tell to count alone (3,033, or 900 of the same thing), and to be named beside one that does.
_ALONE = 0.55
_BESIDE = 0.3
_ROUNDED = 0.1
_RARE_ALONE = 0.25
_RARE_BESIDE = 0.08


class CommonFigure(NamedTuple):
    """A number told in both texts; *telling* is how much the number tells, *rarity* how rare it is, 0 to 1."""

    here: tuple[Figure, ...]
    there: tuple[Figure, ...]
    telling: float
    rarity: float

    @property
    def weight(self) -> float:
        """How much it tells that both have it."""
        return self.telling * self.rarity

    @property
    def text(self) -> str:
        """The number as it is shown; two where one text rounds."""
        one, other = self.here[0], self.there[0]
        if one.value == other.value:
            return _shown(one)
        return f"{_shown(one)} ≈ {_shown(other)}"


def common_figures(asked: Asked, figures: list[Figure]) -> list[CommonFigure]:
    """Return the figures that *asked* shares with another text, most telling first."""
    groups = figures_by_value(figures)
    rounded = [group for group in groups.values() if any(figure.about for figure in group)]
    found = []
    for value, here in asked.figures_by_value.items():
        there = groups.get(value) or _rounded(here, groups.values() if any(each.about for each in here) else rounded)
        common = _common(asked, here, there) if there else None
        if common is not None:
            found.append(common)
    return sorted(_without_roundings(found), key=lambda common: (-common.weight, common.here[0].start))


def counted(common: list[CommonFigure], is_event: bool) -> list[CommonFigure]:
    """Return the shared figures that count: of one event all, otherwise none unless one of them tells enough alone."""
    is_enough = is_event or any(each.telling >= _ALONE and each.rarity >= _RARE_ALONE for each in common)
    return common if is_enough else []


def _rounded(here: tuple[Figure, ...], groups: Iterable[tuple[Figure, ...]]) -> tuple[Figure, ...]:
    """Return the first figures of the other text that *here* agrees with, one of the two being rounded."""
    value = here[0].value
    for there in groups:
        is_near = abs(there[0].value - value) <= _ROUNDED * value
        if is_near and any(agrees(one, other) for one in here for other in there):
            return there
    return ()


def _common(asked: Asked, here: tuple[Figure, ...], there: tuple[Figure, ...]) -> CommonFigure | None:
    nouns = {noun for figure in here for noun in figure.nouns}
    noun_agrees = any(noun in nouns for figure in there for noun in figure.nouns)
    rare = asked.rarity_of_mark(figure_number(here[0]))
    tells = telling(min(here[0].value, there[0].value), here[0].unit, noun_agrees)
    if tells < _BESIDE or rare < _RARE_BESIDE:
        return None
    return CommonFigure(here, there, tells, rare)


def _without_roundings(found: list[CommonFigure]) -> list[CommonFigure]:
    """Drop "3,033 ≈ 3,000" where 3,033 itself is told in both."""
    exact = {common.here[0].value for common in found if common.here[0].value == common.there[0].value}
    return [
        common
        for common in found
        if common.here[0].value == common.there[0].value or not {common.here[0].value, common.there[0].value} & exact
    ]


def _shown(figure: Figure) -> str:
    return f"{written(figure.value)}{' %' if figure.unit == '%' else ''}"


def figure_points(weights: list[float]) -> float:
    """Return what shared figures are worth: each one less than the more telling before it."""
    return sum(_POINTS * weight * _DECAY**place for place, weight in enumerate(sorted(weights, reverse=True)))


def figure_evidence(common: list[CommonFigure]) -> Evidence | None:
    """Say which figures are shared, if any are."""
    if not common:
        return None
    listed = " · ".join(each.text for each in common[:_LISTED])
    more = f" and {len(common) - _LISTED} more" if len(common) > _LISTED else ""
    text = f"{len(common)} shared figure{'s' if len(common) > 1 else ''}: {listed}{more}"
    return Evidence(
        "figure",
        text,
        _spans(figure for each in common for figure in each.here),
        _spans(figure for each in common for figure in each.there),
        figure_points([each.weight for each in common]),
    )


def _spans(figures: Iterable[Figure]) -> tuple[Span, ...]:
    return tuple(sorted({(figure.start, figure.end) for figure in figures}))
